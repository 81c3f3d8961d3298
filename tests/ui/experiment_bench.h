// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QApplication>
#include <QListView>
#include <QPushButton>
#include <QTest>
#include <QTreeWidget>

#include "tests/ui/table_run.h"
#include "ui/frame/main_window.h"
#include "ui/frame/window_host.h"
#include "ui/pages/runs/run_list.h"
#include "ui/pages/runs_page.h"
#include "ui/pages/search/experiment_dialog.h"
#include "ui/pages/search_page.h"

namespace cw::ui {

inline constexpr int kPatience = 60'000; ///< ms; a machine may be busy

/// A whole window over a history of its own.
struct ExperimentBench {
    TableRun& table;
    WindowHost host{app::makeCatalogue(), {.history = table.history()}, makePages};

    explicit ExperimentBench(TableRun& given)
        : table(given)
    {
        host.window().setLeaveQuestion([](int) { return Leave::Stop; });
        host.window().show();
        QApplication::setActiveWindow(&host.window());
    }
    RunQueue& queue() const { return host.services().queue; }
    SearchPage& search() const { return host.window().searchPage(); }
    RunsPage& runs() const { return dynamic_cast<RunsPage&>(*host.window().page(PageIndex::Runs)); }
    QListView& list() const { return runs().runList().list(); }

    /// The dialog, opened by its button on the Search page, when it knows which strategies can make the search.
    ExperimentDialog* open(const run::RunConfig& config) const
    {
        host.window().showPage(PageIndex::Search);
        search().setConfig(config);
        if (!QTest::qWaitFor([this] { return !search().isBusy(); }, kPatience))
            return nullptr;
        QTest::mouseClick(search().findChild<QPushButton*>(QStringLiteral("compareStrategies")), Qt::LeftButton);
        auto* dialog = search().findChild<ExperimentDialog*>();
        if (dialog == nullptr || !QTest::qWaitFor([dialog] { return !dialog->isBusy(); }, kPatience))
            return nullptr;
        return dialog;
    }
    std::vector<std::int64_t> shownOrder() const
    {
        std::vector<std::int64_t> runs;
        for (int row = 0; row < list().model()->rowCount(); ++row)
            runs.push_back(list().model()->index(row, 0).data(RunListModel::RunRole).toLongLong());
        return runs;
    }
    /// With the list focused and that run chosen.
    void press(std::int64_t run, Qt::Key key, Qt::KeyboardModifiers modifiers = {}) const
    {
        host.window().showPage(PageIndex::Runs);
        runs().runList().setCurrentRun(run);
        list().setFocus();
        QTest::keyClick(&list(), key, modifiers);
    }
};

template <class Widget>
Widget& child(const QWidget& parent, const char* name)
{
    return *parent.findChild<Widget*>(QLatin1String(name));
}

inline QTreeWidgetItem* itemOf(const ExperimentDialog& dialog, const QString& strategy)
{
    const auto found = child<QTreeWidget>(dialog, "experimentStrategies").findItems(strategy, Qt::MatchExactly);
    return found.isEmpty() ? nullptr : found.front();
}

/// By the keys, as a person does.
inline void tick(const ExperimentDialog& dialog, const QString& strategy)
{
    auto& tree = child<QTreeWidget>(dialog, "experimentStrategies");
    tree.setCurrentItem(itemOf(dialog, strategy));
    tree.setFocus();
    QTest::keyClick(&tree, Qt::Key_Space);
}

inline void click(const ExperimentDialog& dialog, const char* button)
{
    QTest::mouseClick(&child<QPushButton>(dialog, button), Qt::LeftButton);
}

} // namespace cw::ui

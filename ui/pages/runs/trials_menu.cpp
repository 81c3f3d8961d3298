// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/runs/trials_menu.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QMenu>

#include "ui/pages/runs/architecture_panel.h"
#include "ui/pages/runs/trials_model.h"

namespace cw::ui {
namespace {

struct TrialsMenuWords {
    Q_DECLARE_TR_FUNCTIONS(TrialsMenu)
};

} // namespace

void installTrialsMenu(QTableView& table, TrialsModel& trials, ArchitecturePanel& panel, Theme& theme,
                       const std::function<void(qint64)>& select)
{
    table.setContextMenuPolicy(Qt::CustomContextMenu);
    QObject::connect(&table, &QWidget::customContextMenuRequested, &table, [&, select](const QPoint& at) {
        const QModelIndex index = table.indexAt(at);
        if (!index.isValid())
            return;
        const history::TrialRow& row = trials.at(index.row());
        const bool isPinned = panel.pinnedTrial() == row.trial && panel.pinnedRun() == row.run;
        auto* menu = new QMenu(&table);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        // The row may have moved or gone until something is chosen: numbers and words, not the row.
        menu->addAction(theme.icon(QStringLiteral("pin")),
                        isPinned ? TrialsMenuWords::tr("Unpin trial %1").arg(row.trial)
                                 : TrialsMenuWords::tr("Pin trial %1, to compare others with it").arg(row.trial),
                        &panel, [&panel, trial = isPinned ? 0 : row.trial] { panel.pin(trial); });
        QAction* parent =
            menu->addAction(row.parent > 0 ? TrialsMenuWords::tr("Go to its parent, trial %1").arg(row.parent)
                                           : TrialsMenuWords::tr("No parent"),
                            &panel, [select, trial = row.parent] { select(trial); });
        parent->setEnabled(row.parent > 0);
        QAction* again =
            menu->addAction(theme.icon(QStringLiteral("add")), TrialsMenuWords::tr("Enqueue a candidate like it..."),
                            &panel, [&panel, text = row.candidate] { panel.enqueueLike(text); });
        again->setEnabled(panel.takesCandidates());
        menu->addAction(
            theme.icon(QStringLiteral("copy")), TrialsMenuWords::tr("Copy the candidate"), &panel,
            [text = QString::fromStdString(row.candidate)] { QGuiApplication::clipboard()->setText(text); });
        menu->popup(table.viewport()->mapToGlobal(at));
    });
}

} // namespace cw::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <initializer_list>
#include <optional>
#include <string>

#include <fmt/format.h>

#include <QApplication>
#include <QFileDialog>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include "app/compose/catalogue.h"
#include "core/base/file.h"
#include "core/history/reader.h"
#include "core/space/realise.h"
#include "tests/ui/drawn.h"
#include "tests/ui/settings_sandbox.h"
#include "ui/frame/main_window.h"
#include "ui/frame/window_host.h"
#include "ui/live/run_service.h"
#include "ui/pages/design/inspector.h"
#include "ui/pages/design/inspector/params_section.h"
#include "ui/pages/design/live_strip.h"
#include "ui/pages/design_page.h"
#include "ui/pages/search_page.h"

namespace cw::ui {

/// The window of the program with all its pages, in which a test draws NAS-Bench-201 as a person does, and what is to
/// be true of it in the end. Settings, files and history are its own.
class BuildingBench {
public:
    static constexpr int kPatience = 60'000;

    BuildingBench()
    {
        QApplication::setAttribute(Qt::AA_DontUseNativeDialogs); // they know nothing of Qt's events
        QSettings().setValue(QStringLiteral("window/language"), QStringLiteral("en"));
        QSettings().setValue(QStringLiteral("design/folder"), m_files.path()); // where the file dialog opens
        m_host.emplace(app::makeCatalogue(), StartOptions{.history = historyFile()}, makePages);
        window().resize(1920, 1200); // so that a cell of ten blocks is seen at a zoom at which ports can be hit
        window().show();
        window().activateWindow();
    }
    ~BuildingBench() { design().documents().giveUpAll(); }

    MainWindow& window() { return m_host->window(); }
    DesignPage& design() { return *static_cast<DesignPage*>(window().page(PageIndex::Design)); }
    SearchPage& search() { return window().searchPage(); }
    const Services& services() { return m_host->services(); }
    bool isUp()
    {
        return window().isActiveWindow() && !design().isBusy() && design().document() != nullptr && isDrawn();
    }
    bool isDrawn() { return design().view().isShown() && !design().view().isBusy(); }
    /// After a dialog, a menu or a list in a window of its own has closed: a desktop does this by itself.
    static void comeBack(QWidget& window)
    {
        window.activateWindow();
        QTRY_VERIFY_WITH_TIMEOUT(window.isActiveWindow(), kPatience);
    }
    void waitForDrawing() { QTRY_VERIFY_WITH_TIMEOUT(isDrawn(), kPatience); }

    // The drawing.
    GraphView& graph() { return design().view().graph(); }
    const space::Graph& here() { return *design().view().place().graph; }
    int depth() { return design().view().depth(); }
    const space::Block& selected() { return *design().view().selectedBlock(); }
    bool isSelected(const std::string& id)
    {
        return design().view().selectedBlocks() == std::vector<std::string>{id} && graph().selectedRow() < 0;
    }
    int node(const std::string& id) { return nodeOf(graph().drawing().drawing, id); }
    bool hasLink(const std::string& from, const std::string& to) { return ui::hasLink(here(), from, to); }

    // The inspector. Sections that have been replaced are hidden, but may still be there.
    template <class Widget>
    Widget* inspected(const QString& name)
    {
        for (Widget* widget : design().inspector().findChildren<Widget*>()) {
            if (widget->isVisible() && (widget->objectName() == name || widget->accessibleName() == name))
                return widget;
        }
        return nullptr;
    }
    /// The editor of the fixed value of a parameter.
    QWidget* parameter(const std::string& name)
    {
        const auto* section = design().inspector().section<ParamsSection>();
        ParamRow* row = section == nullptr ? nullptr : section->row(name);
        return row == nullptr ? nullptr : row->fixed().control();
    }

    /// One after the other, as long as all goes well.
    static void inTurn(std::initializer_list<std::function<void()>> steps)
    {
        for (const std::function<void()>& step : steps) {
            if (!QTest::currentTestFailed())
                step();
        }
    }

    /// Does something to the dialog that comes next; returns before it has come.
    template <class Dialog>
    void whenAsked(const std::function<void(Dialog&)>& answer)
    {
        auto* timer = new QTimer(&window());
        QObject::connect(timer, &QTimer::timeout, timer, [timer, answer] {
            auto* dialog = qobject_cast<Dialog*>(QApplication::activeModalWidget());
            if (dialog == nullptr || !dialog->isVisible())
                return; // not yet
            timer->stop();
            timer->deleteLater();
            answer(*dialog);
        });
        timer->start();
    }

    QString file() const { return m_files.filePath(QStringLiteral("nas-bench-201.cwspace")); }
    /// Costs of all candidates, invented: a search of it takes no time.
    QString table()
    {
        const QString path = m_files.filePath(QStringLiteral("table.csv"));
        const space::DecisionTree tree = space::compileOrError(*design().document()->space()).value();
        std::string csv;
        for (const space::Decision& decision : tree.decisions)
            csv += "d:" + decision.name + ',';
        csv += "m:valid_accuracy\n";
        const std::size_t count = 15'625; // 5^6
        for (std::size_t i = 0; i < count; ++i) {
            std::size_t left = i;
            for (const space::Decision& decision : tree.decisions) {
                csv += decision.domain.choices[left % decision.domain.choices.size()] + ',';
                left /= decision.domain.choices.size();
            }
            csv += fmt::format("0.{}\n", 10'000 + i);
        }
        writeFileAtomically(path.toStdString(), csv);
        return path;
    }

    /// What was saved says the same as the template, in the same words and order; only where blocks stand is left open.
    void verifyFile()
    {
        comeBack(window());
        QTRY_VERIFY_WITH_TIMEOUT(!design().documents().isBusy() && !design().document()->isModified(), kPatience);
        QCOMPARE(design().document()->path(), file());
        const QString drawn = textWithoutPlaces(file());
        QCOMPARE(drawn,
                 textWithoutPlaces(QStringLiteral(CELLWRIGHT_SOURCE_DIR "/resources/templates/nas-bench-201.cwspace")));
        const space::SearchSpace read = space::readSpace(file().toStdString()).value();
        QCOMPARE(space::compileOrError(read).value().size(), std::size_t(6));
        QTRY_COMPARE_WITH_TIMEOUT(design().strip().candidatesText(), QLocale().toString(15'625), kPatience);
    }
    /// The run that the test launched in this space goes its way.
    void verifyRun()
    {
        QTRY_VERIFY_WITH_TIMEOUT(window().currentPage() == PageIndex::Runs, kPatience); // it was launched
        RunService& runs = services().runs;
        QTRY_VERIFY_WITH_TIMEOUT(runs.active().empty() && !runs.isLaunching(), kPatience);
        const history::RunRow row = history::Reader(historyFile()).run(1);
        QCOMPARE(row.info.spaceName, std::string("nas-bench-201"));
        QCOMPARE(row.finishedTrials, 24);
        QVERIFY(space::spaceFromJson(row.info.space, "the run").value() == *design().document()->space());
    }

private:
    std::filesystem::path historyFile() const
    {
        return m_files.filePath(QStringLiteral("history.sqlite")).toStdString();
    }
    static void removePlaces(Json& json)
    {
        if (json.is_object())
            json.erase("at");
        for (Json& each : json) {
            if (each.is_structured())
                removePlaces(each);
        }
    }
    static QString textWithoutPlaces(const QString& path)
    {
        const std::string text = readTextFile(path.toStdString(), 1 << 24).value();
        Json json = parseJson(text, path.toStdString()).value();
        removePlaces(json);
        return QString::fromStdString(json.dump(2));
    }

    SettingsSandbox m_sandbox;
    QTemporaryDir m_files;
    std::optional<WindowHost> m_host;
};

/// As a keyboard with these letters on it would.
inline void typeText(QWidget* widget, const QString& text)
{
    for (const QChar letter : text) {
        if (letter.unicode() < 0x80)
            QTest::keyClick(widget, letter.toLatin1());
        else
            QTest::sendKeyEvent(QTest::Click, widget, Qt::Key_unknown, QString(letter), Qt::NoModifier);
    }
}

/// One edge of the cell or one stage of the network: how a block is called.
struct BlockName {
    QString id;
    QString title;
};

/// The alternatives of each edge: what is offered, and how the benchmark calls it.
inline const std::vector<std::pair<QString, QString>>& benchmarkOps()
{
    static const std::vector<std::pair<QString, QString>> ops{
        {QStringLiteral("Zero"), QStringLiteral("none")},
        {QStringLiteral("Identity"), QStringLiteral("skip_connect")},
        {QStringLiteral("ReLU, conv, batch norm"), QStringLiteral("nor_conv_1x1")},
        {QStringLiteral("ReLU, conv, batch norm"), QStringLiteral("nor_conv_3x3")},
        {QStringLiteral("Average pool"), QStringLiteral("avg_pool_3x3")}};
    return ops;
}

inline BlockName edgeName(int from, int to)
{
    return {QStringLiteral("%1-%2").arg(from).arg(to), QStringLiteral("Choice %1 → %2").arg(from).arg(to)};
}

} // namespace cw::ui

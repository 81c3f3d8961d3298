// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenuBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include "core/history/reader.h"
#include "core/history/writer.h"
#include "tests/ui/fake_pages.h"
#include "tests/ui/loop_probe.h"
#include "tests/ui/settings_sandbox.h"
#include "tests/ui/table_run.h"
#include "ui/frame/command_model.h"
#include "ui/frame/command_palette.h"
#include "ui/frame/first_steps.h"
#include "ui/frame/keys_dialog.h"
#include "ui/frame/leave_dialog.h"
#include "ui/frame/main_window.h"
#include "ui/frame/rail.h"
#include "ui/frame/screenshot.h"
#include "ui/frame/status_bar.h"
#include "ui/frame/window_host.h"
#include "ui/widgets/format.h"

using namespace cw;
using namespace cw::ui;

namespace {

constexpr int kPatience = 30'000;

struct Bench {
    TableRun table;
    qint64 shownRun = 0;
    WindowHost host{app::makeCatalogue(), {.history = table.history()}, emptyPages(&shownRun)};

    Bench()
    {
        host.window().show();
        QApplication::setActiveWindow(&host.window());
    }
    MainWindow& window() const { return host.window(); }
    const Services& services() const { return host.services(); }
    void press(Qt::Key key) const { QTest::keyClick(&host.window(), key, Qt::ControlModifier); }
};

} // namespace

class TestMainWindow : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_sandbox.emplace();
        // Tests speak English whatever the machine does.
        QSettings().setValue(QStringLiteral("window/language"), QStringLiteral("en"));
    }

    void keysAndRail_showThePages();
    void lastPage_comesBack();
    void firstSteps_areShownUntilDismissed();
    void paletteModel_keepsTheRulesOfModels();
    void palette_runsWhatIsTyped();
    void palette_inChineseFindsEnglishWordsToo();
    void palette_listsRunsAndClosesOnEscape();
    void theme_isSwitchedLive();
    void language_makesTheWindowAnewAndKeepsTheForm();
    void launch_showsTheRunAndItsProgress();
    void stopInTheStatusBar_stopsTheRun();
    void wholeWindow_isNotBlockedWhileASearchRuns();
    void unreadableHistory_isSaidAboveThePage();
    void newerHistory_isSaidAboveThePage();
    void slotsOfAnotherProgramsRun_areNotFree();
    void closing_asksWhileASearchRunsAndMayStay();
    void closing_pausesTheSearch();
    void closing_letsTheSearchGoOnAndTheNextWindowSaysSo();
    void leaveDialog_isAnsweredByKeys();
    void windowWithADialog_goes();
    void screenshot_isSavedAtTheWindowsSize();
    void numbers_areWrittenAsTheDesignSays();

private:
    std::optional<SettingsSandbox> m_sandbox;
};

void TestMainWindow::keysAndRail_showThePages()
{
    Bench bench;
    QCOMPARE(bench.window().currentPage(), PageIndex::Design);
    bench.press(Qt::Key_4);
    QCOMPARE(bench.window().currentPage(), PageIndex::Compare);
    bench.press(Qt::Key_2);
    QCOMPARE(bench.window().currentPage(), PageIndex::Search);
    auto* rail = bench.window().findChild<Rail*>();
    QTest::mouseClick(rail->button(2), Qt::LeftButton);
    QCOMPARE(bench.window().currentPage(), PageIndex::Runs);
    QVERIFY(rail->button(2)->isChecked());
    QVERIFY(!rail->button(1)->isChecked());
}

void TestMainWindow::lastPage_comesBack()
{
    {
        Bench bench;
        bench.window().showPage(PageIndex::Data);
        bench.window().close();
    }
    const Bench bench;
    QCOMPARE(bench.window().currentPage(), PageIndex::Data);
}

void TestMainWindow::firstSteps_areShownUntilDismissed()
{
    {
        Bench bench;
        auto* steps = bench.window().findChild<FirstSteps*>();
        QTRY_VERIFY_WITH_TIMEOUT(steps->isVisible(), kPatience);
        QTest::mouseClick(steps->findChild<QToolButton*>(), Qt::LeftButton);
        QVERIFY(!steps->isVisible());
    }
    const Bench bench;
    QTRY_VERIFY_WITH_TIMEOUT(bench.services().feed.hasRead(), kPatience);
    QVERIFY(!bench.window().findChild<FirstSteps*>()->isVisible());
}

void TestMainWindow::paletteModel_keepsTheRulesOfModels()
{
    CommandModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    std::vector<Command> commands;
    for (const char* title : {"Launch", "Reset layout", "Late launch"})
        commands.push_back({.title = QLatin1String(title), .group = QStringLiteral("Action"), .run = [] {}});
    model.setCommands(commands);
    QCOMPARE(model.rowCount(), 3);
    model.setTyped(QStringLiteral("la"));
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("Launch")); // at the start before in the middle
    model.setTyped(QStringLiteral("laun late"));
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("Late launch"));
    model.setTyped(QStringLiteral("zzz"));
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(model.command(model.index(0, 0)) == nullptr);
}

void TestMainWindow::palette_runsWhatIsTyped()
{
    Bench bench;
    bench.press(Qt::Key_K);
    CommandPalette* palette = bench.window().palette();
    QVERIFY(palette->isVisible());
    QTest::keyClicks(palette->edit(), QStringLiteral("compare"));
    QTest::keyClick(palette->edit(), Qt::Key_Return);
    QVERIFY(!palette->isVisible());
    QCOMPARE(bench.window().currentPage(), PageIndex::Compare);
    bench.press(Qt::Key_K);
    QTest::keyClicks(palette->edit(), QStringLiteral("random"));
    QTest::keyClick(palette->edit(), Qt::Key_Enter);
    QCOMPARE(bench.window().currentPage(), PageIndex::Search);
    QCOMPARE(bench.window().searchPage().config().strategy, std::string("random"));
}

void TestMainWindow::palette_inChineseFindsEnglishWordsToo()
{
    QSettings().setValue(QStringLiteral("window/language"), QStringLiteral("zh_CN"));
    Bench bench;
    bench.press(Qt::Key_K);
    CommandPalette* palette = bench.window().palette();
    const auto first = [palette] { return palette->list()->model()->index(0, 0).data().toString(); };
    QTest::keyClicks(palette->edit(), QStringLiteral("dark theme"));
    QCOMPARE(first(), QStringLiteral("深色主题"));
    palette->edit()->clear();
    QTest::keyClicks(palette->edit(), QStringLiteral("quit"));
    QCOMPARE(first(), QStringLiteral("退出")); // without the "(Q)" of the menu
    palette->edit()->clear();
    QTest::keyClicks(palette->edit(), QStringLiteral("evolution"));
    QVERIFY2(first().contains(QStringLiteral("进化")), qPrintable(first()));
    palette->edit()->clear();
    QTest::keyClicks(palette->edit(), QStringLiteral("simplified"));
    QCOMPARE(first(), QStringLiteral("简体中文"));
    palette->edit()->clear();
    QTest::keyClicks(palette->edit(), QStringLiteral("compare"));
    QTest::keyClick(palette->edit(), Qt::Key_Return);
    QCOMPARE(bench.window().currentPage(), PageIndex::Compare);
}

void TestMainWindow::palette_listsRunsAndClosesOnEscape()
{
    Bench bench;
    QSignalSpy launched(&bench.services().runs, &RunService::launched);
    bench.services().runs.launch(bench.table.config(6));
    QVERIFY(launched.wait(kPatience));
    QTRY_VERIFY_WITH_TIMEOUT(bench.services().feed.find(1) != nullptr, kPatience);
    bench.shownRun = 0;
    bench.window().openPalette();
    CommandPalette* palette = bench.window().palette();
    QTest::keyClicks(palette->edit(), QStringLiteral("run 1"));
    QTest::keyClick(palette->edit(), Qt::Key_Return);
    QCOMPARE(bench.shownRun, 1);
    bench.window().openPalette();
    QTest::keyClick(palette->edit(), Qt::Key_Down);
    QCOMPARE(palette->list()->currentIndex().row(), 1);
    QTest::keyClick(palette->edit(), Qt::Key_Escape);
    QVERIFY(!palette->isVisible());
}

void TestMainWindow::theme_isSwitchedLive()
{
    Bench bench;
    Theme& theme = bench.services().theme;
    theme.setMode(Theme::Mode::Light);
    QCOMPARE(QApplication::palette().color(QPalette::Window), QColor(0xF7, 0xF8, 0xFA));
    QSignalSpy changed(&theme, &Theme::changed);
    theme.setMode(Theme::Mode::Dark);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(QApplication::palette().color(QPalette::Window), QColor(0x15, 0x18, 0x1D));
    QVERIFY(qApp->styleSheet().contains(QStringLiteral("#1d2229")));
    QVERIFY2(!qApp->styleSheet().contains(QLatin1Char('@')), "a placeholder of the style sheet has no colour");
    QCOMPARE(theme.colors().selected, mix(QColor(0x1D, 0x22, 0x29), QColor(0x56, 0xB4, 0xE9), 0.18));
    QVERIFY(!theme.icon(QStringLiteral("op-conv")).pixmap(16).isNull());
}

void TestMainWindow::language_makesTheWindowAnewAndKeepsTheForm()
{
    Bench bench;
    run::RunConfig config = bench.table.config(13);
    bench.window().searchPage().setConfig(config);
    bench.window().showPage(PageIndex::Search);
    const QWidget* old = &bench.window();
    Q_EMIT bench.window().languageChosen(QStringLiteral("zh_CN"));
    QTRY_VERIFY_WITH_TIMEOUT(&bench.window() != old, kPatience);
    QCOMPARE(bench.window().searchPage().config().evaluations, 13);
    QCOMPARE(bench.window().currentPage(), PageIndex::Search);
    QCOMPARE(bench.window().findChild<QMenuBar*>()->actions().constFirst()->text(), QStringLiteral("文件(&F)"));
    QCOMPARE(bench.window().searchPage().title(), QStringLiteral("搜索"));
}

void TestMainWindow::launch_showsTheRunAndItsProgress()
{
    Bench bench;
    auto* rail = bench.window().findChild<Rail*>();
    auto* status = bench.window().findChild<StatusBar*>();
    bench.services().runs.launch(bench.table.config(100'000'000));
    QTRY_COMPARE_WITH_TIMEOUT(bench.shownRun, 1, kPatience);
    QCOMPARE(bench.window().currentPage(), PageIndex::Runs);
    QTRY_COMPARE_WITH_TIMEOUT(status->shownRun(), 1, kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(rail->button(2)->hasDot(), kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(!bench.window().findChild<FirstSteps*>()->isVisible(), kPatience);
    bench.services().runs.stop(1);
    QTRY_VERIFY_WITH_TIMEOUT(!rail->button(2)->hasDot() && status->shownRun() == 0, kPatience);
}

void TestMainWindow::stopInTheStatusBar_stopsTheRun()
{
    Bench bench;
    bench.services().runs.launch(bench.table.config(100'000'000));
    auto* status = bench.window().findChild<StatusBar*>();
    QTRY_COMPARE_WITH_TIMEOUT(status->shownRun(), 1, kPatience);
    QTest::mouseClick(status->findChild<QToolButton*>(QStringLiteral("statusPause")), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(bench.services().runs.find(1) && bench.services().runs.find(1)->state == RunState::Paused,
                             kPatience);
    QTest::mouseClick(status->findChild<QToolButton*>(QStringLiteral("statusStop")), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(bench.services().runs.active().empty(), kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(bench.services().feed.find(1)->state, RunState::Stopped, kPatience);
}

void TestMainWindow::wholeWindow_isNotBlockedWhileASearchRuns()
{
    const TableRun table;
    WindowHost host(app::makeCatalogue(), {.history = table.history(), .page = PageIndex::Runs}, makePages);
    host.window().show();
    QVERIFY(QTest::qWaitForWindowExposed(&host.window()));
    QTRY_VERIFY_WITH_TIMEOUT(host.services().feed.hasRead() && !host.window().page(PageIndex::Runs)->isBusy(),
                             kPatience);
    const LoopProbe probe;
    const RunService& runs = host.services().runs;
    host.services().runs.launch(table.config(20'000)); // long enough to be looked at
    QTRY_VERIFY_WITH_TIMEOUT(!runs.isLaunching() && runs.active().empty(), kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(host.services().feed.find(1) && host.services().feed.find(1)->state == RunState::Finished,
                             kPatience);
    qInfo("%s", probe.summary().constData());
    QVERIFY(probe.ticks() > 10);
    QVERIFY2(probe.longestWork() < kLongestWork, "the window worked too long without a look at the event loop");
    QVERIFY2(probe.longestBlocked() < kLongestBlocked, "the window waited too long for something else");
}

void TestMainWindow::unreadableHistory_isSaidAboveThePage()
{
    TableRun table;
    writeFileAtomically(table.history(), "these words are no database, however long one looks at them from any side");
    WindowHost host(app::makeCatalogue(), {.history = table.history()}, emptyPages());
    host.window().show();
    const auto shown = [&host] {
        for (const QLabel* label : host.window().findChildren<QLabel*>()) {
            if (label->isVisible() && label->text().contains(QStringLiteral("history.sqlite")) &&
                label->property("role").toString() == QLatin1String("problem"))
                return true;
        }
        return false;
    };
    QTRY_VERIFY_WITH_TIMEOUT(shown(), kPatience);
}

void TestMainWindow::newerHistory_isSaidAboveThePage()
{
    const QTemporaryDir folder;
    const std::filesystem::path file = folder.path().toStdString() + "/history.sqlite";
    history::Writer(file).createRun({.name = "of tomorrow"});
    QFile stored(QString::fromStdString(file.string()));
    QVERIFY(stored.open(QIODevice::ReadWrite));
    QVERIFY(stored.seek(60)); // PRAGMA user_version, most significant byte first
    stored.write(QByteArray::fromHex("00000063"));
    stored.close();
    WindowHost host(app::makeCatalogue(), {.history = file}, emptyPages());
    host.window().show();
    const auto shown = [&host] {
        for (const QLabel* label : host.window().findChildren<QLabel*>()) {
            if (label->isVisible() && label->text().contains(QStringLiteral("newer version")) &&
                label->property("role").toString() == QLatin1String("problem"))
                return true;
        }
        return false;
    };
    QTRY_VERIFY_WITH_TIMEOUT(shown(), kPatience);
    QCOMPARE(host.services().feed.runs()->size(), std::size_t(1)); // shown all the same
}

void TestMainWindow::slotsOfAnotherProgramsRun_areNotFree()
{
    const Bench bench;
    history::Writer writer(bench.table.history()); // not of the window's own runs
    history::NewRun run;
    run.name = "elsewhere";
    run.config = Json{{"workers", 2}};
    const std::int64_t number = writer.createRun(run);
    writer.postRunState(number, RunState::Running, {});
    writer.flush();
    const auto says = [&bench](const QString& text) {
        for (const QLabel* label : bench.window().findChildren<QLabel*>()) {
            if (label->text().startsWith(text))
                return true;
        }
        return false;
    };
    QTRY_VERIFY_WITH_TIMEOUT(says(QStringLiteral("cpu  2 of ")), kPatience);
    writer.postRunState(number, RunState::Stopped, {});
    writer.flush();
    QTRY_VERIFY_WITH_TIMEOUT(!says(QStringLiteral("cpu  2 of ")), kPatience);
}

void TestMainWindow::closing_asksWhileASearchRunsAndMayStay()
{
    Bench bench;
    int asked = 0;
    bench.window().setLeaveQuestion([&asked](int runs) {
        asked += runs;
        return std::optional<Leave>();
    });
    bench.services().runs.launch(bench.table.config(100'000'000));
    QTRY_VERIFY_WITH_TIMEOUT(!bench.services().runs.active().empty(), kPatience);
    QVERIFY(!bench.window().close());
    QCOMPARE(asked, 1);
    QVERIFY(bench.window().isVisible());
    QCOMPARE(bench.services().runs.find(1)->state, RunState::Running);
    bench.services().runs.stop(1);
    QTRY_VERIFY_WITH_TIMEOUT(bench.services().runs.active().empty(), kPatience);
    QVERIFY(bench.window().close());
    QCOMPARE(asked, 1); // there was nothing to ask
}

void TestMainWindow::closing_pausesTheSearch()
{
    const TableRun table;
    {
        WindowHost host(app::makeCatalogue(), {.history = table.history()}, emptyPages());
        host.window().setLeaveQuestion([](int) { return Leave::Pause; });
        host.window().show();
        host.services().runs.launch(table.config(100'000'000));
        QTRY_VERIFY_WITH_TIMEOUT(!host.services().runs.active().empty(), kPatience);
        QVERIFY(host.window().close());
    }
    QCOMPARE(history::Reader(table.history()).run(1).state, RunState::Paused);
}

void TestMainWindow::closing_letsTheSearchGoOnAndTheNextWindowSaysSo()
{
    const TableRun table;
    {
        WindowHost host(app::makeCatalogue(), {.history = table.history()}, emptyPages());
        host.window().setLeaveQuestion([](int) { return Leave::GoOn; });
        host.window().show();
        host.services().runs.setBackgroundProgram(QStringLiteral(CELLWRIGHT_BIN_DIR "/cellwright-cli"));
        host.services().runs.launch(table.config(100'000'000));
        QTRY_VERIFY_WITH_TIMEOUT(!host.services().runs.active().empty(), kPatience);
        QVERIFY(host.window().close());
    }
    const auto news = [](const WindowHost& host) {
        for (const QLabel* label : host.window().findChildren<QLabel*>()) {
            if (label->isVisible() && label->property("role").toString() == QLatin1String("notice"))
                return label->text();
        }
        return QString();
    };
    {
        WindowHost next(app::makeCatalogue(), {.history = table.history()}, emptyPages());
        next.window().show();
        QTRY_COMPARE_WITH_TIMEOUT(news(next), QStringLiteral("Run 1 goes on in the background."), kPatience);
        QVERIFY(next.services().runs.active().empty()); // it is another program's
        next.services().runs.stop(1);
        QTRY_COMPARE_WITH_TIMEOUT(next.services().feed.find(1)->state, RunState::Stopped, kPatience);
    }
    // Said once.
    WindowHost third(app::makeCatalogue(), {.history = table.history()}, emptyPages());
    third.window().show();
    QTRY_VERIFY_WITH_TIMEOUT(third.services().feed.hasRead(), kPatience);
    QCOMPARE(news(third), QString());
}

/// The dialog's end gives the focus back to a window that is going itself.
void TestMainWindow::windowWithADialog_goes()
{
    for (int i = 0; i < 3; ++i) {
        Bench bench;
        QTest::keyClick(&bench.host.window(), Qt::Key_Question);
        auto* dialog = bench.window().findChild<KeysDialog*>();
        QVERIFY(dialog != nullptr);
        QVERIFY(QTest::qWaitForWindowExposed(dialog));
        dialog->setFocus();
    }
}

void TestMainWindow::leaveDialog_isAnsweredByKeys()
{
    const auto answerTo = [](bool canGoOn, std::initializer_list<Qt::Key> keys) {
        LeaveDialog dialog(1, canGoOn, nullptr);
        dialog.show();
        QApplication::setActiveWindow(&dialog);
        for (const Qt::Key key : keys)
            QTest::keyClick(dialog.focusWidget(), key);
        return dialog.answer();
    };
    QVERIFY(answerTo(true, {Qt::Key_Return}) == Leave::GoOn);
    QVERIFY(answerTo(false, {Qt::Key_Return}) == Leave::Pause); // nothing could go on with it
    QVERIFY(answerTo(true, {Qt::Key_Tab, Qt::Key_Space}) == Leave::Pause);
    QVERIFY(answerTo(true, {Qt::Key_Tab, Qt::Key_Tab, Qt::Key_Return}) == Leave::Stop);
    QVERIFY(!answerTo(true, {Qt::Key_Escape}));
}

void TestMainWindow::screenshot_isSavedAtTheWindowsSize()
{
    Bench bench;
    const QString file = QString::fromStdString((bench.table.folder() / "window.png").string());
    Screenshot screenshot(bench.host, file, Screenshot::When::Ready, PageIndex::Search);
    QSignalSpy done(&screenshot, &Screenshot::done);
    QVERIFY(done.wait(kPatience));
    QCOMPARE(done.constFirst().constFirst().toString(), QString());
    const QImage picture(file);
    QCOMPARE(picture.size(), bench.window().size());
    QCOMPARE(bench.window().currentPage(), PageIndex::Search);
}

void TestMainWindow::numbers_areWrittenAsTheDesignSays()
{
    QCOMPARE(durationText(250), QStringLiteral("04:10"));
    QCOMPARE(durationText(3729), QStringLiteral("1:02:09"));
    QCOMPARE(durationText(-1), QString(QChar(0x2013)));
    QCOMPARE(millionsText(310'000), QStringLiteral("0.31 M"));
    QCOMPARE(millionsText(144'300'000), QStringLiteral("144 M"));
    QCOMPARE(valueText(0.87124), QStringLiteral("0.8712"));
    QCOMPARE(valueText(std::nullopt), QString(QChar(0x2013)));
    QCOMPARE(percentText(0.037), QStringLiteral("3.7 %"));
}

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"

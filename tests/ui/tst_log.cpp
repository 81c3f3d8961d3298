// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <memory>
#include <optional>
#include <thread>

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

#include "tests/ui/fake_pages.h"
#include "tests/ui/settings_sandbox.h"
#include "tests/ui/table_run.h"
#include "tests/ui/written_history.h"
#include "ui/frame/log_dialog.h"
#include "ui/frame/main_window.h"
#include "ui/frame/message_tap.h"
#include "ui/frame/run_news.h"
#include "ui/frame/window_host.h"

using namespace cw;
using namespace cw::ui;

namespace {

constexpr int kPatience = 30'000;

QString messageAt(const LogBook& log, int row)
{
    return log.index(row, LogBook::Message).data().toString();
}

LogLevel levelAt(const LogBook& log, int row)
{
    return static_cast<LogLevel>(log.index(row, 0).data(LogBook::LevelRole).toInt());
}

/// The row of the message, or -1.
int find(const LogBook& log, const QString& text)
{
    for (int row = 0; row < log.rowCount(); ++row) {
        if (messageAt(log, row).contains(text))
            return row;
    }
    return -1;
}

/// A history with one run that ended long ago, and a second that a test steers.
struct NewsBench {
    WrittenHistory history;
    std::int64_t old = history.addRun("random", 1, 12);
    LiveServices live{history.path()};
    LogBook book;
    RunNews news{live.services(), book};
    std::int64_t run = 0;

    const LogBook& log() const { return book; }
    void start()
    {
        history::NewRun row;
        row.spaceName = "nb201";
        row.dataset = "fashion-mnist";
        row.strategy = "random";
        row.objective = "max:valid_accuracy";
        row.budget = 200;
        run = history.writer().createRun(row);
        put(RunState::Running);
    }
    void put(RunState state, const std::string& reason = {})
    {
        history.writer().postRunState(run, state, reason);
        commit();
    }
    void putTrial(std::int64_t trial, TrialState state, const std::string& reason = {})
    {
        history::TrialRow row;
        row.run = run;
        row.trial = trial;
        row.state = state;
        row.reason = reason;
        history.writer().postTrial(row, {});
        commit();
    }
    void commit()
    {
        history.writer().flush();
        live.feed().poke();
    }
    bool hasRead() { return live.feed().find(old) != nullptr; }
};

struct DialogBench {
    Theme theme;
    LogBook log;
    LogDialog dialog{log, theme};

    DialogBench()
    {
        dialog.show();
        QApplication::setActiveWindow(&dialog);
    }
    QComboBox& level() { return *dialog.findChild<QComboBox*>(QStringLiteral("logLevel")); }
    QLineEdit& findField() { return *dialog.findChild<QLineEdit*>(QStringLiteral("findInLog")); }
    QLabel& empty() { return *dialog.findChild<QLabel*>(QStringLiteral("emptyLog")); }
    QPushButton& button(const char* name) { return *dialog.findChild<QPushButton*>(QString::fromLatin1(name)); }
    int shown() { return dialog.table().model()->rowCount(); }
};

} // namespace

class TestLog : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_sandbox.emplace();
        QSettings().setValue(QStringLiteral("window/language"), QStringLiteral("en"));
    }

    void book_keepsTheNewest();
    void repeats_areCounted();
    void endlessMessage_isCut();
    void messagesOfAnyThread_areWritten();
    void flood_isCountedNotKept();
    void runThatFails_isToldWithItsTrials();
    void whatPeopleDo_isTold();
    void whatHadHappenedBefore_isNoNews();
    void failedLaunch_isTold();
    void levelAndSearch_chooseMessages();
    void emptyLog_saysWhatWillBeThere();
    void copy_takesTheSelectedOrAll();
    void selectedMessage_isShownWholeAndAsItIs();
    void reader_isNotMovedAway();
    void run_isShownOnRequest();
    void window_opensItByKeyAndCommand();

private:
    std::optional<SettingsSandbox> m_sandbox;
};

void TestLog::book_keepsTheNewest()
{
    LogBook log;
    for (std::size_t i = 0; i < LogBook::kMost + 10; ++i)
        log.add(LogLevel::Note, QString::number(i));
    QCOMPARE(log.rowCount(), int(LogBook::kMost - LogBook::kLeaving) + 10);
    QCOMPARE(messageAt(log, log.rowCount() - 1), QString::number(LogBook::kMost + 9));
    QCOMPARE(messageAt(log, 0), QString::number(LogBook::kLeaving));
}

void TestLog::repeats_areCounted()
{
    LogBook log;
    const QAbstractItemModelTester rules(&log, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (int i = 0; i < 3; ++i)
        log.add(LogLevel::Warning, QStringLiteral("no room"), 2);
    log.add(LogLevel::Warning, QStringLiteral("no room"), 3);
    QCOMPARE(log.rowCount(), 2);
    QCOMPARE(messageAt(log, 0), QStringLiteral("no room (3 times)"));
    QCOMPARE(messageAt(log, 1), QStringLiteral("no room"));
    QVERIFY(log.lineOf(0).endsWith(QStringLiteral("  warning  run 2  no room (3 times)")));
}

void TestLog::endlessMessage_isCut()
{
    LogBook log;
    log.add(LogLevel::Note, QString(1'000'000, QLatin1Char('x')));
    QCOMPARE(messageAt(log, 0).size(), LogBook::kLongest + 1);
}

void TestLog::messagesOfAnyThread_areWritten()
{
    LogBook log;
    {
        const MessageTap tap(log);
        const MessageTap second(log); // both go without the handler calling itself
    }
    auto tap = std::make_unique<MessageTap>(log);
    QTest::ignoreMessage(QtWarningMsg, "from a thread");
    std::thread([] { qWarning("from a thread"); }).join();
    QTest::ignoreMessage(QtDebugMsg, "for programmers");
    qDebug("for programmers");
    QTest::ignoreMessage(QtCriticalMsg, "bad");
    qCritical("bad");
    QCOMPARE(log.rowCount(), 0); // on the GUI thread, in its turn
    QTRY_COMPARE_WITH_TIMEOUT(log.rowCount(), 2, kPatience);
    QCOMPARE(messageAt(log, 0), QStringLiteral("from a thread"));
    QCOMPARE(levelAt(log, 0), LogLevel::Warning);
    QCOMPARE(levelAt(log, 1), LogLevel::Error);
    tap.reset();
    QTest::ignoreMessage(QtWarningMsg, "nobody listens");
    qWarning("nobody listens");
    QCoreApplication::processEvents();
    QCOMPARE(log.rowCount(), 2);
}

void TestLog::flood_isCountedNotKept()
{
    LogBook log;
    const MessageTap tap(log);
    for (std::size_t i = 0; i < MessageTap::kMostWaiting + 50; ++i) {
        const QByteArray text = "message " + QByteArray::number(int(i));
        QTest::ignoreMessage(QtWarningMsg, text.constData());
        qWarning("%s", text.constData());
    }
    QTRY_COMPARE_WITH_TIMEOUT(log.rowCount(), int(MessageTap::kMostWaiting) + 1, kPatience);
    QVERIFY(messageAt(log, log.rowCount() - 1).startsWith(QStringLiteral("50 more message")));
}

void TestLog::runThatFails_isToldWithItsTrials()
{
    NewsBench bench;
    QTRY_VERIFY_WITH_TIMEOUT(bench.hasRead(), kPatience);
    bench.start();
    QTRY_VERIFY_WITH_TIMEOUT(find(bench.log(), QStringLiteral("Started: nb201 / fashion-mnist, random")) >= 0,
                             kPatience);
    bench.putTrial(1, TrialState::Finished);
    bench.putTrial(2, TrialState::Failed, "the loss is not a number in epoch 2");
    const QString failure = QStringLiteral("Trial 2 failed: the loss is not a number in epoch 2");
    QTRY_VERIFY_WITH_TIMEOUT(find(bench.log(), failure) >= 0, kPatience);
    QCOMPARE(levelAt(bench.log(), find(bench.log(), failure)), LogLevel::Warning);
    bench.put(RunState::Failed, "the disk is full");
    const QString end = QStringLiteral("Failed after");
    QTRY_VERIFY_WITH_TIMEOUT(find(bench.log(), end) >= 0, kPatience);
    int row = find(bench.log(), end);
    QVERIFY(messageAt(bench.log(), row).endsWith(QStringLiteral("the disk is full")));
    QCOMPARE(levelAt(bench.log(), row), LogLevel::Error);
    QCOMPARE(bench.log().index(row, 0).data(LogBook::RunRole).toLongLong(), qlonglong(bench.run));
    bench.putTrial(2, TrialState::Failed, "the loss is not a number in epoch 2"); // changed, but told
    bench.putTrial(3, TrialState::Failed, "no memory");
    QTRY_VERIFY_WITH_TIMEOUT(find(bench.log(), QStringLiteral("Trial 3 failed: no memory")) >= 0, kPatience);
    int told = 0;
    for (row = 0; row < bench.log().rowCount(); ++row)
        told += messageAt(bench.log(), row) == failure ? 1 : 0;
    QCOMPARE(told, 1);
}

void TestLog::whatPeopleDo_isTold()
{
    NewsBench bench;
    QTRY_VERIFY_WITH_TIMEOUT(bench.hasRead(), kPatience);
    bench.start();
    bench.history.writer().addIntervention(bench.run, history::InterventionKind::Budget, Json{{"evaluations", 300}});
    bench.commit();
    QTRY_VERIFY_WITH_TIMEOUT(find(bench.log(), QStringLiteral("trials 300")) >= 0, kPatience);
    QVERIFY(messageAt(bench.log(), find(bench.log(), QStringLiteral("trials 300"))).startsWith(QStringLiteral("By ")));
}

void TestLog::whatHadHappenedBefore_isNoNews()
{
    NewsBench bench; // its old run has failed trials
    QTRY_VERIFY_WITH_TIMEOUT(bench.hasRead(), kPatience);
    bench.start();
    bench.put(RunState::Finished);
    QTRY_VERIFY_WITH_TIMEOUT(find(bench.log(), QStringLiteral("Finished after")) >= 0, kPatience);
    for (int row = 0; row < bench.log().rowCount(); ++row)
        QCOMPARE(bench.log().index(row, 0).data(LogBook::RunRole).toLongLong(), qlonglong(bench.run));
}

void TestLog::failedLaunch_isTold()
{
    NewsBench bench;
    run::RunConfig config;
    config.space = "/nowhere/a.cwspace";
    bench.live.services().runs.launch(config);
    QTRY_VERIFY_WITH_TIMEOUT(find(bench.log(), QStringLiteral("The search could not be launched")) >= 0, kPatience);
    QCOMPARE(levelAt(bench.log(), 0), LogLevel::Error);
}

void TestLog::levelAndSearch_chooseMessages()
{
    DialogBench bench;
    bench.log.add(LogLevel::Note, QStringLiteral("Started: nb201"), 4);
    bench.log.add(LogLevel::Warning, QStringLiteral("Trial 2 failed: the loss is not a number"), 4);
    bench.log.add(LogLevel::Error, QStringLiteral("Failed after 3 trials: the disk is full"), 5);
    QCOMPARE(bench.shown(), 3);
    bench.level().setCurrentIndex(1);
    QCOMPARE(bench.shown(), 2);
    bench.level().setCurrentIndex(2);
    QCOMPARE(bench.shown(), 1);
    bench.level().setCurrentIndex(0);
    QTest::keyClicks(&bench.findField(), QStringLiteral("LOSS"));
    QCOMPARE(bench.shown(), 1);
    bench.findField().setText(QStringLiteral("run 4"));
    QCOMPARE(bench.shown(), 2);
    bench.log.add(LogLevel::Note, QStringLiteral("Goes on."), 4); // comes while it is searched
    QCOMPARE(bench.shown(), 3);
}

void TestLog::emptyLog_saysWhatWillBeThere()
{
    DialogBench bench;
    QVERIFY(bench.empty().isVisible());
    QVERIFY(bench.empty().text().startsWith(QStringLiteral("Nothing has happened yet.")));
    QVERIFY(!bench.button("copyLog").isEnabled());
    bench.log.add(LogLevel::Note, QStringLiteral("Started"), 1);
    QVERIFY(!bench.empty().isVisible() && bench.dialog.table().isVisible());
    bench.findField().setText(QStringLiteral("nowhere"));
    QVERIFY(bench.empty().isVisible());
    QVERIFY(bench.empty().text().startsWith(QStringLiteral("No message fits.")));
}

void TestLog::copy_takesTheSelectedOrAll()
{
    DialogBench bench;
    for (const char* text : {"one", "two", "three"})
        bench.log.add(LogLevel::Note, QString::fromLatin1(text));
    bench.button("copyLog").click();
    QCOMPARE(QApplication::clipboard()->text().count(QLatin1Char('\n')), 2);
    bench.findField().setText(QStringLiteral("t"));
    bench.dialog.table().selectRow(1);
    bench.dialog.table().setFocus();
    QTest::keyClick(&bench.dialog.table(), Qt::Key_C, Qt::ControlModifier);
    QVERIFY(QApplication::clipboard()->text().endsWith(QStringLiteral("  note  program  three")));
    QVERIFY(!QApplication::clipboard()->text().contains(QStringLiteral("two")));
}

void TestLog::selectedMessage_isShownWholeAndAsItIs()
{
    DialogBench bench;
    const QString text = QStringLiteral("<b>first</b>\nsecond ") + QString(600, QLatin1Char('y'));
    bench.log.add(LogLevel::Error, text);
    bench.dialog.table().selectRow(0);
    QCOMPARE(bench.dialog.findChild<QPlainTextEdit*>(QStringLiteral("wholeMessage"))->toPlainText(), text);
    QVERIFY(!messageAt(bench.log, 0).contains(QLatin1Char('\n'))); // one line in the table
    QVERIFY(!bench.log.index(0, LogBook::Message).data(Qt::ToolTipRole).toString().contains(QStringLiteral("<b>")));
}

void TestLog::reader_isNotMovedAway()
{
    DialogBench bench;
    QVERIFY(QTest::qWaitForWindowExposed(&bench.dialog));
    QTableView& table = bench.dialog.table();
    const auto newestIsSeen = [&table] {
        const QModelIndex newest = table.model()->index(table.model()->rowCount() - 1, 0);
        return table.viewport()->rect().contains(table.visualRect(newest).center());
    };
    for (int i = 0; i < 200; ++i)
        bench.log.add(LogLevel::Note, QString::number(i));
    QTRY_VERIFY_WITH_TIMEOUT(newestIsSeen(), kPatience); // followed
    table.scrollToTop();
    bench.log.add(LogLevel::Note, QStringLiteral("news"));
    QCoreApplication::processEvents();
    QVERIFY(!newestIsSeen());
    table.scrollToBottom();
    bench.log.add(LogLevel::Note, QStringLiteral("more"));
    QTRY_VERIFY_WITH_TIMEOUT(newestIsSeen(), kPatience);
}

void TestLog::run_isShownOnRequest()
{
    DialogBench bench;
    bench.log.add(LogLevel::Note, QStringLiteral("of the program"));
    bench.log.add(LogLevel::Note, QStringLiteral("Started"), 14);
    const QSignalSpy chosen(&bench.dialog, &LogDialog::runChosen);
    bench.dialog.table().selectRow(0);
    QVERIFY(!bench.button("showRun").isEnabled());
    bench.dialog.table().selectRow(1);
    bench.button("showRun").click();
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.front().front().toLongLong(), 14);
}

void TestLog::window_opensItByKeyAndCommand()
{
    TableRun table;
    qint64 shownRun = 0;
    WindowHost host{app::makeCatalogue(), {.history = table.history()}, emptyPages(&shownRun)};
    MainWindow& window = host.window();
    window.show();
    QApplication::setActiveWindow(&window);
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QTest::keyClick(&window, Qt::Key_F12);
    auto* dialog = window.findChild<LogDialog*>();
    QVERIFY(dialog != nullptr && dialog->isVisible());
    const std::vector<Command> commands = window.commands();
    const auto command =
        std::find_if(commands.begin(), commands.end(), [](const Command& each) { return each.english == "Log"; });
    QVERIFY(command != commands.end());
    QCOMPARE(command->detail, QStringLiteral("F12"));
    command->run(); // the one that is open
    QCOMPARE(window.findChildren<LogDialog*>().size(), 1);
    QTest::ignoreMessage(QtWarningMsg, "something is odd");
    qWarning("something is odd");
    QTRY_VERIFY_WITH_TIMEOUT(find(host.log(), QStringLiteral("something is odd")) >= 0, kPatience);
    host.log().add(LogLevel::Note, QStringLiteral("Started"), 7);
    dialog->table().selectRow(find(host.log(), QStringLiteral("Started")));
    dialog->findChild<QPushButton*>(QStringLiteral("showRun"))->click();
    QCOMPARE(shownRun, qint64(7));
}

QTEST_MAIN(TestLog)
#include "tst_log.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include <unistd.h>

#include <QFile>
#include <QSignalSpy>
#include <QTest>

#include "core/base/process.h"
#include "core/history/reader.h"
#include "core/history/writer.h"
#include "tests/ui/loop_probe.h"
#include "tests/ui/table_run.h"
#include "ui/live/event_queue.h"
#include "ui/live/run_service.h"

using namespace cw;
using namespace cw::ui;

namespace {

constexpr int kPatience = 30'000; ///< ms; a machine may be busy
constexpr std::int64_t kEndless = 100'000'000;

} // namespace

class TestRunService : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void launch_endsInTheHistory();
    void launch_ofAnUnknownStrategy_failsInOneSentence();
    void launch_onAFileThatIsNoHistory_failsAndLeavesItAlone();
    void pauseAndUnpause_areSeenAsStates();
    void stop_endsARunThatCanBeResumed();
    void stop_ofARunOfAnotherProgram_leavesAnIntervention();
    void destruction_stopsWhatStillRuns();
    void destruction_leavesRunsPausedWhenAsked();
    void runLeftGoingOn_isFinishedByTheCommandLine();
    void runThatWasPaused_isNotSetGoing();
    void progress_isCoalescedPerTrial();
    void eventLoop_isNotBlockedWhileASearchRuns();

private:
    static qint64 launched(RunService& service, const run::RunConfig& config)
    {
        QSignalSpy spy(&service, &RunService::launched);
        service.launch(config);
        return spy.wait(kPatience) ? spy.constFirst().constFirst().toLongLong() : 0;
    }
};

void TestRunService::launch_endsInTheHistory()
{
    const TableRun table;
    RunService service(app::makeCatalogue(), table.history());
    const qint64 run = launched(service, table.config(40));
    QCOMPARE(run, 1);
    QTRY_VERIFY_WITH_TIMEOUT(service.active().empty() && !service.isLaunching(), kPatience);
    history::Reader reader(table.history());
    const history::RunRow row = reader.run(run);
    QCOMPARE(row.state, RunState::Finished);
    QCOMPARE(row.finishedTrials, 40);
    QCOMPARE(row.info.strategy, std::string("random"));
    QCOMPARE(reader.trials(run).size(), std::size_t(40));
}

void TestRunService::launch_ofAnUnknownStrategy_failsInOneSentence()
{
    const TableRun table;
    RunService service(app::makeCatalogue(), table.history());
    run::RunConfig config = table.config(5);
    config.strategy = "sorcery";
    QSignalSpy failed(&service, &RunService::launchFailed);
    service.launch(config);
    QVERIFY(service.isLaunching());
    QVERIFY(failed.wait(kPatience));
    const QString problem = failed.constFirst().constFirst().toString();
    QVERIFY2(problem.contains(QStringLiteral("sorcery")), qPrintable(problem));
    QVERIFY(!problem.contains(QLatin1Char('\n')));
    QVERIFY(!service.isLaunching());
    QVERIFY(!std::filesystem::exists(table.history()));
}

void TestRunService::launch_onAFileThatIsNoHistory_failsAndLeavesItAlone()
{
    const TableRun table;
    const std::string content = "this is no history";
    writeFileAtomically(table.history(), content);
    RunService service(app::makeCatalogue(), table.history());
    QSignalSpy failed(&service, &RunService::launchFailed);
    service.launch(table.config(5));
    QVERIFY(failed.wait(kPatience));
    QVERIFY(failed.constFirst().constFirst().toString().contains(QStringLiteral("history.sqlite")));
    QCOMPARE(readTextFile(table.history(), 1000).value(), content);
}

void TestRunService::pauseAndUnpause_areSeenAsStates()
{
    const TableRun table;
    RunService service(app::makeCatalogue(), table.history());
    const qint64 run = launched(service, table.config(kEndless));
    QVERIFY(run > 0);
    QTRY_VERIFY_WITH_TIMEOUT(service.find(run) && service.find(run)->done > 0, kPatience);
    service.pause(run);
    QTRY_VERIFY_WITH_TIMEOUT(service.find(run) && service.find(run)->state == RunState::Paused, kPatience);
    const std::int64_t done = service.find(run)->done;
    service.unpause(run);
    QTRY_VERIFY_WITH_TIMEOUT(service.find(run) && service.find(run)->done > done, kPatience);
    QCOMPARE(service.find(run)->state, RunState::Running);
}

void TestRunService::stop_endsARunThatCanBeResumed()
{
    const TableRun table;
    RunService service(app::makeCatalogue(), table.history());
    const qint64 run = launched(service, table.config(kEndless));
    QTRY_VERIFY_WITH_TIMEOUT(service.find(run) && service.find(run)->done > 10, kPatience);
    service.stop(run);
    QTRY_VERIFY_WITH_TIMEOUT(service.active().empty(), kPatience);
    const std::int64_t before = history::Reader(table.history()).run(run).finishedTrials;
    QCOMPARE(history::Reader(table.history()).run(run).state, RunState::Stopped);
    QSignalSpy again(&service, &RunService::launched);
    service.resume(run);
    QVERIFY(again.wait(kPatience));
    QCOMPARE(again.constFirst().constFirst().toLongLong(), run);
    QTRY_VERIFY_WITH_TIMEOUT(service.find(run) && service.find(run)->done > before, kPatience);
}

void TestRunService::stop_ofARunOfAnotherProgram_leavesAnIntervention()
{
    const TableRun table;
    history::Writer other(table.history());
    history::NewRun row;
    row.strategy = "random";
    row.objective = "max:valid_accuracy";
    row.budget = 10;
    row.config = Json::object();
    row.space = Json::object();
    row.versions = Json::object();
    const std::int64_t run = other.createRun(row);
    RunService service(app::makeCatalogue(), table.history());
    QSignalSpy committed(&service, &RunService::committed);
    service.stop(run);
    QVERIFY(committed.wait(kPatience));
    const auto rows = history::Reader(table.history()).interventions(run, true);
    QCOMPARE(rows.size(), std::size_t(1));
    QCOMPARE(rows.front().kind, history::InterventionKind::Stop);
}

void TestRunService::destruction_stopsWhatStillRuns()
{
    const TableRun table;
    {
        RunService service(app::makeCatalogue(), table.history());
        const qint64 run = launched(service, table.config(kEndless));
        QTRY_VERIFY_WITH_TIMEOUT(service.find(run) && service.find(run)->done > 0, kPatience);
    }
    QCOMPARE(history::Reader(table.history()).run(1).state, RunState::Stopped);
}

void TestRunService::destruction_leavesRunsPausedWhenAsked()
{
    const TableRun table;
    {
        RunService service(app::makeCatalogue(), table.history());
        const qint64 run = launched(service, table.config(kEndless));
        QTRY_VERIFY_WITH_TIMEOUT(service.find(run) && service.find(run)->done > 0, kPatience);
        service.setLeave(Leave::Pause);
    }
    const history::RunRow row = history::Reader(table.history()).run(1);
    QCOMPARE(row.state, RunState::Paused);
    QCOMPARE(row.owner.pid, std::int64_t(0)); // nobody's: not taken for one whose program has died
    QCOMPARE(row.effectiveState(wallClock()), RunState::Paused);
    RunService service(app::makeCatalogue(), table.history());
    QSignalSpy again(&service, &RunService::launched);
    service.resume(1);
    QVERIFY(again.wait(kPatience));
    QTRY_VERIFY_WITH_TIMEOUT(service.find(1) && service.find(1)->done > row.finishedTrials, kPatience);
}

void TestRunService::runLeftGoingOn_isFinishedByTheCommandLine()
{
    constexpr std::int64_t kBudget = 30'000;
    const TableRun table;
    {
        RunService service(app::makeCatalogue(), table.history());
        service.setBackgroundProgram(QStringLiteral(CELLWRIGHT_BIN_DIR "/cellwright-cli"));
        const qint64 run = launched(service, table.config(kBudget));
        QTRY_VERIFY_WITH_TIMEOUT(service.find(run) && service.find(run)->done > 0, kPatience);
        service.setLeave(Leave::GoOn);
    }
    const auto state = [&table] { return history::Reader(table.history()).run(1).state; };
    QTRY_COMPARE_WITH_TIMEOUT(state(), RunState::Finished, 2 * kPatience);
    history::Reader reader(table.history());
    QCOMPARE(reader.run(1).trials, kBudget);
    bool paused = false;
    bool mine = true;
    for (const history::InterventionRow& row : reader.interventions(1, false)) {
        paused = paused || row.kind == history::InterventionKind::Pause;
        mine = mine && row.author.ends_with(fmt::format(":{}", getpid()));
    }
    QVERIFY(paused && mine); // the log says how this program let go of it, and nothing else was done to it
}

void TestRunService::runThatWasPaused_isNotSetGoing()
{
    const TableRun table;
    const QString marker = QString::fromStdString((table.folder() / "called").string());
    const std::filesystem::path program = table.folder() / "program.sh";
    writeFileAtomically(program, "#!/bin/sh\ntouch '" + marker.toStdString() + "'\n");
    std::filesystem::permissions(program, std::filesystem::perms::owner_all);
    {
        RunService service(app::makeCatalogue(), table.history());
        service.setBackgroundProgram(QString::fromStdString(program.string()));
        const qint64 run = launched(service, table.config(kEndless));
        QTRY_VERIFY_WITH_TIMEOUT(service.find(run) && service.find(run)->done > 0, kPatience);
        service.pause(run);
        QTRY_VERIFY_WITH_TIMEOUT(service.find(run) && service.find(run)->state == RunState::Paused, kPatience);
        service.setLeave(Leave::GoOn);
    }
    QCOMPARE(history::Reader(table.history()).run(1).state, RunState::Paused);
    QVERIFY(!QFile::exists(marker));
}

void TestRunService::progress_isCoalescedPerTrial()
{
    QObject receiver;
    int woken = 0;
    EventQueue queue(&receiver, [&woken] { ++woken; });
    for (int i = 0; i < 100; ++i)
        queue.push({.kind = run::Event::Kind::Progress,
                    .run = 1,
                    .trial = i % 2,
                    .fraction = i / 100.0,
                    .points = {{"loss", i, 1.0}}});
    QCoreApplication::processEvents();
    QCOMPARE(woken, 1);
    const PendingEvents events = queue.take();
    QCOMPARE(events.progress.size(), std::size_t(2));
    QCOMPARE(events.progress.at({1, 1}).fraction, 0.99);
    QCOMPARE(events.progress.at({1, 1}).points.size(), std::size_t(50)); // no point of a curve is lost
    QVERIFY(!events.committed);
    queue.push({.kind = run::Event::Kind::TrialChanged, .run = 1, .trial = 1});
    QCoreApplication::processEvents();
    QCOMPARE(woken, 2);
    queue.detach();
    queue.push({.kind = run::Event::Kind::RunChanged, .run = 1});
    QVERIFY(!queue.take().runsChanged);
}

void TestRunService::eventLoop_isNotBlockedWhileASearchRuns()
{
    const TableRun table;
    RunService service(app::makeCatalogue(), table.history());
    const LoopProbe probe;
    service.launch(table.config(20'000));
    QTRY_VERIFY_WITH_TIMEOUT(service.active().size() == 1, kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(service.active().empty(), 4 * kPatience);
    qInfo("%s", probe.summary().constData());
    QVERIFY(probe.ticks() > 10);
    QVERIFY2(probe.longestWork() < kLongestWork, "the GUI thread worked too long without a look at the event loop");
    QVERIFY2(probe.longestBlocked() < kLongestBlocked, "the GUI thread waited too long for something else");
}

QTEST_GUILESS_MAIN(TestRunService)
#include "tst_run_service.moc"

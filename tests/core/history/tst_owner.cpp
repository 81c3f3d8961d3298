// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include <unistd.h>

#include <QTest>

#include "tests/core/history/history_fixture.h"

using namespace cw;
using namespace cw::history;

namespace {

/// Makes somebody else the owner, as that program would have written it.
void setOwner(const std::filesystem::path& path, std::int64_t run, const ProcessId& owner, double heartbeat,
              RunState state = RunState::Running)
{
    SQLite::Database database(path.string(), SQLite::OPEN_READWRITE, 5000);
    SQLite::Statement update(database, "UPDATE run SET owner_host = ?, owner_pid = ?, owner_start = ?, heartbeat = ?, "
                                       "state = ? WHERE id = ?");
    update.bind(1, owner.host);
    update.bind(2, owner.pid);
    update.bind(3, owner.startTime);
    update.bind(4, heartbeat);
    update.bind(5, std::string(toText(state)));
    update.bind(6, run);
    update.exec();
}

/// A program of this host that certainly lives.
ProcessId parentProcess()
{
    ProcessId parent = thisProcess();
    parent.pid = ::getppid();
    parent.startTime = 0; // not compared when unknown
    return parent;
}

/// One that certainly does not: this one's number belongs to another start time.
ProcessId deadProcess()
{
    ProcessId dead = thisProcess();
    dead.startTime += 1;
    return dead;
}

} // namespace

class TestOwner : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void effectiveState_followsTheOwner_data();
    void effectiveState_followsTheOwner();
    void claim_ofAMissingRunSaysSo();
    void claim_ofOwnRunIsAllowed();
    void claim_ofALiveRunNamesHostAndProcess();
    void claim_ofADeadRunTakesItOver();
    void claim_fromAnotherHostGoesByTheHeartbeat();
    void heartbeat_ofARunTakenOverIsReported();
    void heartbeat_afterTheEndMeansNothing();
    void interventions_passFromOneProgramToAnother();
    void archivedRuns_areHiddenThenPurgedWithAllTheirRows();
    void liveRuns_cannotBeArchived();
};

void TestOwner::effectiveState_followsTheOwner_data()
{
    QTest::addColumn<QString>("stored");
    QTest::addColumn<QString>("owner");
    QTest::addColumn<double>("age");
    QTest::addColumn<QString>("effective");
    QTest::newRow("running here") << "running"
                                  << "self" << 0.0 << "running";
    QTest::newRow("running here, late beat") << "running"
                                             << "self" << 60.0 << "running";
    QTest::newRow("running, owner dead") << "running"
                                         << "dead" << 0.0 << "interrupted";
    QTest::newRow("running, nobody") << "running"
                                     << "none" << 0.0 << "interrupted";
    QTest::newRow("running elsewhere") << "running"
                                       << "elsewhere" << 9.0 << "running";
    QTest::newRow("running elsewhere, silent") << "running"
                                               << "elsewhere" << 11.0 << "interrupted";
    QTest::newRow("running elsewhere, clock a little behind") << "running"
                                                              << "elsewhere" << -9.0 << "running";
    QTest::newRow("silent elsewhere since a clock was set back") << "running"
                                                                 << "elsewhere" << -7200.0 << "interrupted";
    QTest::newRow("running here, clock set back") << "running"
                                                  << "self" << -7200.0 << "running";
    QTest::newRow("paused here") << "paused"
                                 << "self" << 0.0 << "paused";
    QTest::newRow("paused, owner dead") << "paused"
                                        << "dead" << 0.0 << "interrupted";
    QTest::newRow("paused, nobody") << "paused"
                                    << "none" << 0.0 << "paused";
    QTest::newRow("queued, owner dead") << "queued"
                                        << "dead" << 0.0 << "interrupted";
    QTest::newRow("queued, nobody") << "queued"
                                    << "none" << 0.0 << "queued";
    QTest::newRow("finished") << "finished"
                              << "none" << 0.0 << "finished";
    QTest::newRow("stopped") << "stopped"
                             << "dead" << 0.0 << "stopped";
}

void TestOwner::effectiveState_followsTheOwner()
{
    QFETCH(QString, stored);
    QFETCH(QString, owner);
    QFETCH(double, age);
    QFETCH(QString, effective);
    RunRow run;
    run.state = runStateFromText(stored.toStdString()).value();
    if (owner == "self")
        run.owner = thisProcess();
    else if (owner == "dead")
        run.owner = deadProcess();
    else if (owner == "elsewhere")
        run.owner = {"another-host.example", 4711, 1};
    const double now = 1.8e9;
    run.heartbeat = now - age;
    QCOMPARE(QString::fromUtf8(toText(run.effectiveState(now)).data()), effective);
}

void TestOwner::claim_ofAMissingRunSaysSo()
{
    const Folder folder;
    Writer writer(folder.path());
    const auto [code, text] = errorOf([&] { writer.claimRun(3); });
    QCOMPARE(code, ErrorCode::NotFound);
    QVERIFY2(text.find("there is no run 3") != std::string::npos, text.c_str());
    writer.flush(); // told to the caller, so to nobody else
}

void TestOwner::claim_ofOwnRunIsAllowed()
{
    const Folder folder;
    Writer writer(folder.path());
    const std::int64_t run = writer.createRun(sampleRun());
    writer.claimRun(run);
    Writer second(folder.path());
    second.claimRun(run);
    QVERIFY(Reader(folder.path()).run(run).owner == thisProcess());
}

void TestOwner::claim_ofALiveRunNamesHostAndProcess()
{
    const Folder folder;
    Writer writer(folder.path());
    const std::int64_t run = writer.createRun(sampleRun());
    const ProcessId parent = parentProcess();
    setOwner(folder.path(), run, parent, 0);
    const auto [code, text] = errorOf([&] { writer.claimRun(run); });
    QCOMPARE(code, ErrorCode::Busy);
    QVERIFY2(text.find(std::to_string(parent.pid)) != std::string::npos, text.c_str());
    QVERIFY2(text.find(parent.host) != std::string::npos, text.c_str());
    QVERIFY(Reader(folder.path()).run(run).owner == parent);
}

void TestOwner::claim_ofADeadRunTakesItOver()
{
    const Folder folder;
    Writer writer(folder.path());
    const std::int64_t run = writer.createRun(sampleRun());
    setOwner(folder.path(), run, deadProcess(), wallClock());
    QCOMPARE(Reader(folder.path()).run(run).effectiveState(wallClock()), RunState::Interrupted);
    writer.claimRun(run);
    const RunRow row = Reader(folder.path()).run(run);
    QVERIFY(row.owner == thisProcess());
    QCOMPARE(row.effectiveState(wallClock()), RunState::Running);
}

void TestOwner::claim_fromAnotherHostGoesByTheHeartbeat()
{
    const Folder folder;
    Writer writer(folder.path());
    const std::int64_t run = writer.createRun(sampleRun());
    const ProcessId elsewhere{"another-host.example", 4711, 1};
    setOwner(folder.path(), run, elsewhere, wallClock());
    const auto [code, text] = errorOf([&] { writer.claimRun(run); });
    QCOMPARE(code, ErrorCode::Busy);
    QVERIFY2(text.find("process 4711 on another-host.example") != std::string::npos, text.c_str());
    setOwner(folder.path(), run, elsewhere, wallClock() - 2 * kStaleSeconds);
    writer.claimRun(run);
    QVERIFY(Reader(folder.path()).run(run).owner == thisProcess());
}

void TestOwner::heartbeat_ofARunTakenOverIsReported()
{
    const Folder folder;
    Writer writer(folder.path());
    const std::int64_t run = writer.createRun(sampleRun());
    setOwner(folder.path(), run, {"another-host.example", 4711, 1}, wallClock());
    writer.postHeartbeat(run, 1);
    const auto [code, text] = errorOf([&] { writer.flush(); });
    QCOMPARE(code, ErrorCode::Busy);
    QVERIFY2(text.find("run 1 was taken over by process 4711") != std::string::npos, text.c_str());
}

void TestOwner::heartbeat_afterTheEndMeansNothing()
{
    const Folder folder;
    Writer writer(folder.path());
    const std::int64_t run = writer.createRun(sampleRun());
    writer.postRunState(run, RunState::Finished, "");
    writer.postHeartbeat(run, 500);
    writer.flush();
    QVERIFY(Reader(folder.path()).run(run).seconds < 500);
}

void TestOwner::interventions_passFromOneProgramToAnother()
{
    const Folder folder;
    Writer owner(folder.path());
    const std::int64_t run = owner.createRun(sampleRun());
    owner.createRun(sampleRun());
    Reader reader(folder.path());
    const std::int64_t before = reader.dataVersion();

    Writer other(folder.path());
    const std::int64_t id = other.addIntervention(run, InterventionKind::Budget, 48);
    other.addIntervention(2, InterventionKind::Stop, nullptr);
    QVERIFY(reader.dataVersion() != before);
    const auto pending = reader.interventions(run, true);
    QCOMPARE(pending.size(), 1u);
    QCOMPARE(pending[0].id, id);
    QCOMPARE(pending[0].kind, InterventionKind::Budget);
    QCOMPARE(pending[0].argument, Json(48));
    QVERIFY(pending[0].author.ends_with(":" + std::to_string(::getpid())));
    QCOMPARE(reader.interventions(0, true).size(), 2u);

    owner.postInterventionApplied(id, 17);
    owner.flush();
    QVERIFY(reader.interventions(run, true).empty());
    QCOMPARE(reader.interventions(run, false).at(0).appliedAtJob, 17);
    const auto [code, text] = errorOf([&] { other.addIntervention(9, InterventionKind::Pause, nullptr); });
    QCOMPARE(code, ErrorCode::NotFound);
}

void TestOwner::archivedRuns_areHiddenThenPurgedWithAllTheirRows()
{
    const Folder folder;
    Writer writer(folder.path());
    std::array<std::int64_t, 2> runs{};
    for (std::int64_t& run : runs) {
        run = writer.createRun(sampleRun());
        writer.postTrial(sampleTrial(run, 1), Json{{"nodes", run}});
        writer.postTrial(sampleTrial(run, 2), Json{{"nodes", "shared"}});
        writer.postMetricSteps(run, {{1, "loss", 1, 0.5}});
        writer.postAsk(run, {.job = 1, .trial = 1});
        writer.postCheckpoint(run, 1, "/tmp/x", 10);
        writer.postEvent(run, "log", "x");
        writer.postSnapshot(run, {});
        writer.addTag(run, "t");
        writer.addIntervention(run, InterventionKind::Note, "n");
        writer.postRunState(run, RunState::Finished, "");
    }
    writer.flush();
    const auto early = errorOf([&] { writer.purgeRun(runs[0]); });
    QCOMPARE(early.first, ErrorCode::Config);

    Reader reader(folder.path());
    writer.setArchived(runs[0], true);
    QCOMPARE(reader.runs().size(), 1u);
    QCOMPARE(reader.runs(true).size(), 2u);
    writer.setArchived(runs[0], false);
    QCOMPARE(reader.runs().size(), 2u);
    writer.setArchived(runs[0], true);
    writer.purgeRun(runs[0]);
    QCOMPARE(reader.runs(true).size(), 1u);
    SQLite::Database raw(folder.path().string());
    for (const char* table : {"run", "metric_step", "job", "checkpoint", "event", "snapshot", "tag", "intervention"})
        QVERIFY2(raw.execAndGet(std::string("SELECT count(*) FROM ") + table).getInt() == 1, table);
    QCOMPARE(raw.execAndGet("SELECT count(*) FROM trial").getInt(), 2);
    QCOMPARE(raw.execAndGet("SELECT count(*) FROM architecture").getInt(), 2);
    QCOMPARE(reader.architecture(runs[1], 2), (Json{{"nodes", "shared"}}));
    QCOMPARE(writer.createRun(sampleRun()), 3); // numbers are never used twice
}

void TestOwner::liveRuns_cannotBeArchived()
{
    const Folder folder;
    Writer writer(folder.path());
    const std::int64_t run = writer.createRun(sampleRun());
    const auto [code, text] = errorOf([&] { writer.setArchived(run, true); });
    QCOMPARE(code, ErrorCode::Busy);
    QVERIFY2(text.find("stop it first") != std::string::npos, text.c_str());
}

QTEST_APPLESS_MAIN(TestOwner)
#include "tst_owner.moc"

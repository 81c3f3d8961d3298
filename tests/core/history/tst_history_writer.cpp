// SPDX-License-Identifier: GPL-3.0-or-later
#include <atomic>
#include <optional>
#include <thread>

#include <QTest>

#include "tests/core/history/history_fixture.h"

using namespace cw;
using namespace cw::history;

class TestHistoryWriter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void jobsAreALogInTheOrderAsked();
    void newestSnapshotWins();
    void eventsComeAfterTheGivenId();
    void callbacksRunInOrderAfterTheCommit();
    void callbackMayPostMore();
    void destructorCommitsWhatIsQueued();
    void fileAloneIsCompleteThoughAReaderOutlivesTheWriter();
    void countersFollowTheStatesOfTrials();
    void stoppedTrialsAreNotFinished();
    void changedTrialsAreFoundByRevision();
    void architecturesOfEqualHashButOtherDocumentAreKeptApart();
    void decisionValueViewLeavesInactiveOnesOut();
    void aWriteThatBreaksTheSchemaIsReportedAndTheOthersStay();
    void numbersOutOfRangeAreRefusedWhereTheyArePosted();
    void secondsAddUpOverSessions();
    void dataVersionChangesWithEveryCommitOfAnother();
    void postsFromManyThreadsAllArrive();
};

void TestHistoryWriter::jobsAreALogInTheOrderAsked()
{
    const Folder folder;
    Writer writer(folder.path());
    const std::int64_t run = writer.createRun(sampleRun());
    for (std::int64_t job = 1; job <= 3; ++job)
        writer.postAsk(run, {.job = job, .trial = job, .duplicateOf = job == 3 ? 1 : 0});
    const Json result = {{"state", "finished"}, {"metrics", {{"x", 0.1}}}};
    writer.postResult(run, 2, result);
    writer.postAsk(run, {.job = 2, .trial = 2}); // asked again after a crash: the result stays
    writer.flush();

    Reader reader(folder.path());
    const auto jobs = reader.jobs(run);
    QCOMPARE(jobs.size(), 3u);
    QVERIFY(!jobs[0].done && jobs[0].result.is_null());
    QVERIFY(jobs[1].done);
    QCOMPARE(jobs[1].result, result);
    QCOMPARE(jobs[2].duplicateOf, 1);

    writer.postResult(run, 9, result);
    const auto [code, text] = errorOf([&] { writer.flush(); });
    QCOMPARE(code, ErrorCode::NotFound);
    QVERIFY2(text.find("run 1 has no job 9") != std::string::npos, text.c_str());
}

void TestHistoryWriter::newestSnapshotWins()
{
    const Folder folder;
    Writer writer(folder.path());
    const std::int64_t run = writer.createRun(sampleRun());
    Reader reader(folder.path());
    QVERIFY(!reader.newestSnapshot(run));
    writer.postSnapshot(run, {.asked = 4, .told = 2, .state = Json{{"n", 1}}});
    writer.postSnapshot(run, {.asked = 8, .told = 6, .state = Json{{"n", 2}}});
    writer.flush();
    const auto snapshot = reader.newestSnapshot(run);
    QVERIFY(snapshot.has_value());
    QCOMPARE(snapshot->asked, 8);
    QCOMPARE(snapshot->told, 6);
    QCOMPARE(snapshot->state, (Json{{"n", 2}}));
}

void TestHistoryWriter::eventsComeAfterTheGivenId()
{
    const Folder folder;
    Writer writer(folder.path());
    const std::int64_t run = writer.createRun(sampleRun());
    for (int i = 0; i < 3; ++i)
        writer.postEvent(run, "entropy", i);
    writer.flush();
    Reader reader(folder.path());
    const auto all = reader.events(run);
    QCOMPARE(all.size(), 3u);
    const auto later = reader.events(run, all[1].id);
    QCOMPARE(later.size(), 1u);
    QCOMPARE(later[0].data, Json(2));
}

void TestHistoryWriter::callbacksRunInOrderAfterTheCommit()
{
    const Folder folder;
    Writer writer(folder.path());
    const std::int64_t run = writer.createRun(sampleRun());
    Reader reader(folder.path()); // used by the writer's thread alone, until flush() has returned
    std::vector<std::int64_t> seen;
    std::vector<std::size_t> visible;
    for (std::int64_t trial = 1; trial <= 50; ++trial)
        writer.postTrial(sampleTrial(run, trial), nullptr, [&, trial] {
            seen.push_back(trial);
            visible.push_back(reader.trials(run).size());
        });
    writer.flush();
    QCOMPARE(seen.size(), 50u);
    for (std::size_t i = 0; i < seen.size(); ++i) {
        QCOMPARE(seen[i], static_cast<std::int64_t>(i + 1));
        QVERIFY(visible[i] > i);
    }
}

void TestHistoryWriter::callbackMayPostMore()
{
    const Folder folder;
    Writer writer(folder.path());
    const std::int64_t run = writer.createRun(sampleRun());
    writer.postTrial(sampleTrial(run, 1), nullptr, [&] { writer.postTrial(sampleTrial(run, 2), nullptr); });
    writer.flush();
    writer.flush();
    Reader reader(folder.path());
    QCOMPARE(reader.trials(run).size(), 2u);
}

void TestHistoryWriter::destructorCommitsWhatIsQueued()
{
    const Folder folder;
    std::int64_t run = 0;
    {
        Writer writer(folder.path());
        run = writer.createRun(sampleRun());
        for (std::int64_t trial = 1; trial <= 2500; ++trial)
            writer.postTrial(sampleTrial(run, trial), nullptr);
    }
    Reader reader(folder.path());
    QCOMPARE(reader.trials(run).size(), 2500u);
}

void TestHistoryWriter::fileAloneIsCompleteThoughAReaderOutlivesTheWriter()
{
    const Folder folder;
    std::optional<Writer> writer(folder.path());
    const std::int64_t run = writer->createRun(sampleRun());
    Reader reader(folder.path());
    QCOMPARE(reader.runs().size(), 1u);
    writer.reset();
    std::filesystem::copy_file(folder.path(), folder.path("copy.sqlite"));
    QCOMPARE(Reader(folder.path("copy.sqlite")).run(run).info.name, sampleRun().name);
}

void TestHistoryWriter::countersFollowTheStatesOfTrials()
{
    const Folder folder;
    Writer writer(folder.path());
    const std::int64_t run = writer.createRun(sampleRun());
    Reader reader(folder.path());
    for (std::int64_t trial = 1; trial <= 3; ++trial)
        writer.postTrial(sampleTrial(run, trial, TrialState::Queued), nullptr);
    writer.flush();
    QCOMPARE(reader.run(run).trials, 3);
    QCOMPARE(reader.run(run).finishedTrials, 0);
    writer.postTrial(sampleTrial(run, 1, TrialState::Finished), nullptr);
    writer.postTrial(sampleTrial(run, 2, TrialState::Failed), nullptr);
    writer.postTrial(sampleTrial(run, 2, TrialState::Running), nullptr);
    writer.postTrial(sampleTrial(run, 4, TrialState::Duplicate), nullptr);
    writer.flush();
    QCOMPARE(reader.run(run).trials, 4);
    QCOMPARE(reader.run(run).finishedTrials, 2);
}

void TestHistoryWriter::stoppedTrialsAreNotFinished()
{
    const Folder folder;
    Writer writer(folder.path());
    const std::int64_t run = writer.createRun(sampleRun());
    Reader reader(folder.path());
    writer.postTrial(sampleTrial(run, 1, TrialState::Finished), nullptr);
    writer.postTrial(sampleTrial(run, 2, TrialState::Running), nullptr);
    writer.postTrial(sampleTrial(run, 2, TrialState::Stopped), nullptr);
    writer.postTrial(sampleTrial(run, 3, TrialState::Stopped), nullptr);
    writer.flush();
    QCOMPARE(reader.run(run).trials, 3);
    QCOMPARE(reader.run(run).finishedTrials, 1);
    // What an earlier version counted is put right when the run goes on.
    SQLite::Database(folder.path().string(), SQLite::OPEN_READWRITE).exec("UPDATE run SET finished_trials = 3");
    writer.claimRun(run);
    QCOMPARE(reader.run(run).finishedTrials, 1);
    writer.postTrial(sampleTrial(run, 2, TrialState::Running), nullptr);
    writer.postTrial(sampleTrial(run, 2, TrialState::Finished), nullptr);
    writer.flush();
    QCOMPARE(reader.run(run).finishedTrials, 2);
}

void TestHistoryWriter::changedTrialsAreFoundByRevision()
{
    const Folder folder;
    Writer writer(folder.path());
    const std::int64_t run = writer.createRun(sampleRun());
    const std::int64_t other = writer.createRun(sampleRun());
    for (std::int64_t trial = 1; trial <= 100; ++trial)
        writer.postTrial(sampleTrial(run, trial, TrialState::Queued), nullptr);
    writer.flush();
    Reader reader(folder.path());
    std::int64_t newest = 0;
    for (const TrialRow& row : reader.trials(run))
        newest = std::max(newest, row.revision);
    QVERIFY(reader.trials(run, newest).empty());

    writer.postTrial(sampleTrial(run, 70), nullptr);
    writer.postTrial(sampleTrial(run, 7), nullptr);
    writer.postTrial(sampleTrial(other, 1), nullptr);
    writer.flush();
    const auto changed = reader.trials(run, newest);
    QCOMPARE(changed.size(), 2u);
    QCOMPARE(changed[0].trial, 7);
    QCOMPARE(changed[1].trial, 70);
    QCOMPARE(reader.trials(run, 0, 10).size(), 10u);
    QCOMPARE(reader.trials(run, newest, 1).size(), 1u);

    SQLite::Database raw(folder.path().string());
    SQLite::Statement plan(raw, "EXPLAIN QUERY PLAN SELECT * FROM trial INDEXED BY trial_revision "
                                "WHERE run = 1 AND revision > 100 ORDER BY trial LIMIT -1");
    QVERIFY(plan.executeStep());
    const std::string step = plan.getColumn(3).getString();
    QVERIFY2(step.find("SEARCH trial USING INDEX trial_revision (run=? AND revision>?)") != std::string::npos,
             step.c_str());
}

void TestHistoryWriter::architecturesOfEqualHashButOtherDocumentAreKeptApart()
{
    const Folder folder;
    Writer writer(folder.path());
    const std::int64_t run = writer.createRun(sampleRun());
    writer.postTrial(sampleTrial(run, 1), Json{{"nodes", 1}});
    writer.postTrial(sampleTrial(run, 2), Json{{"nodes", 2}});
    writer.postTrial(sampleTrial(run, 3), Json{{"nodes", 1}});
    writer.postTrial(sampleTrial(run, 3), nullptr); // a later change of the row keeps what it had
    writer.flush();
    Reader reader(folder.path());
    QCOMPARE(reader.architecture(run, 2), (Json{{"nodes", 2}}));
    QCOMPARE(reader.architecture(run, 3), (Json{{"nodes", 1}}));
    SQLite::Database raw(folder.path().string());
    QCOMPARE(raw.execAndGet("SELECT count(*) FROM architecture").getInt(), 2);
}

void TestHistoryWriter::decisionValueViewLeavesInactiveOnesOut()
{
    const Folder folder;
    Writer writer(folder.path());
    TrialRow row = sampleTrial(writer.createRun(sampleRun()), 1);
    row.values = {2, std::nan(""), 0.25};
    writer.postTrial(row, nullptr);
    writer.flush();
    SQLite::Database raw(folder.path().string());
    SQLite::Statement query(raw, "SELECT decision, value FROM decision_value WHERE run = 1 AND trial = 1");
    QVERIFY(query.executeStep());
    QCOMPARE(query.getColumn(0).getInt(), 0);
    QCOMPARE(query.getColumn(1).getDouble(), 2.0);
    QVERIFY(query.executeStep());
    QCOMPARE(query.getColumn(0).getInt(), 2);
    QCOMPARE(query.getColumn(1).getDouble(), 0.25);
    QVERIFY(!query.executeStep());
}

void TestHistoryWriter::aWriteThatBreaksTheSchemaIsReportedAndTheOthersStay()
{
    const Folder folder;
    Writer writer(folder.path());
    const std::int64_t run = writer.createRun(sampleRun());
    std::atomic<bool> told = false;
    writer.postTrial(sampleTrial(run, 1), nullptr);
    writer.postTrial(sampleTrial(77, 1), nullptr, [&] { told = true; });     // there is no run 77
    writer.postMetricSteps(run, {{1, "loss", 1, 0.5}, {9, "loss", 1, 0.5}}); // there is no trial 9
    writer.postTrial(sampleTrial(run, 2), nullptr);
    const auto [code, text] = errorOf([&] { writer.flush(); });
    QCOMPARE(code, ErrorCode::Internal);
    QVERIFY2(text.find("FOREIGN KEY") != std::string::npos, text.c_str());
    writer.flush(); // reported once
    QVERIFY(!told);
    Reader reader(folder.path());
    QCOMPARE(reader.trials(run).size(), 2u);
    QCOMPARE(reader.run(run).trials, 2);
    QVERIFY(reader.metricSteps(run).empty()); // as a whole or not at all
}

void TestHistoryWriter::numbersOutOfRangeAreRefusedWhereTheyArePosted()
{
    const Folder folder;
    Writer writer(folder.path());
    const std::int64_t run = writer.createRun(sampleRun());
    for (const std::int64_t trial : {std::int64_t{-1}, std::int64_t{1} << 32}) {
        const auto [code, text] = errorOf([&] { writer.postTrial(sampleTrial(run, trial), nullptr); });
        QCOMPARE(code, ErrorCode::Data);
    }
    const auto [code, text] = errorOf([&] { writer.postResult(0, 1, Json::object()); });
    QCOMPARE(code, ErrorCode::Data);
    writer.flush();
}

void TestHistoryWriter::secondsAddUpOverSessions()
{
    const Folder folder;
    Writer writer(folder.path());
    const std::int64_t run = writer.createRun(sampleRun());
    Reader reader(folder.path());
    writer.postRunState(run, RunState::Running, "");
    writer.postHeartbeat(run, 40);
    writer.postHeartbeat(run, 50);
    writer.postRunState(run, RunState::Stopped, "asked to");
    writer.flush();
    const double first = reader.run(run).seconds;
    QVERIFY(first >= 50 && first < 60);
    QCOMPARE(reader.run(run).owner.pid, 0);
    QVERIFY(reader.run(run).started > 0 && reader.run(run).finished >= reader.run(run).started);
    QCOMPARE(reader.run(run).reason, std::string("asked to"));
    writer.claimRun(run);
    writer.postRunState(run, RunState::Running, "");
    writer.postHeartbeat(run, 7);
    writer.flush();
    QCOMPARE(reader.run(run).seconds, first + 7);
    QCOMPARE(reader.run(run).finished, 0.0);
    QVERIFY(reader.run(run).owner == thisProcess());
}

void TestHistoryWriter::dataVersionChangesWithEveryCommitOfAnother()
{
    const Folder folder;
    Writer writer(folder.path());
    const std::int64_t run = writer.createRun(sampleRun());
    Reader reader(folder.path());
    const std::int64_t before = reader.dataVersion();
    QCOMPARE(reader.dataVersion(), before);
    writer.setNote(run, "x");
    QVERIFY(reader.dataVersion() != before);
}

void TestHistoryWriter::postsFromManyThreadsAllArrive()
{
    const Folder folder;
    Writer writer(folder.path());
    const std::int64_t run = writer.createRun(sampleRun());
    constexpr std::int64_t kThreads = 4;
    constexpr std::int64_t kEach = 500;
    std::atomic<std::int64_t> told = 0;
    std::vector<std::jthread> threads;
    for (std::int64_t thread = 0; thread < kThreads; ++thread)
        threads.emplace_back([&, thread] {
            for (std::int64_t i = 1; i <= kEach; ++i) {
                writer.postTrial(sampleTrial(run, thread * kEach + i), nullptr, [&] { ++told; });
                if (i % 100 == 0)
                    writer.flush();
            }
        });
    threads.clear();
    writer.flush(true);
    QCOMPARE(told.load(), kThreads * kEach);
    Reader reader(folder.path());
    QCOMPARE(reader.run(run).trials, kThreads * kEach);
}

QTEST_APPLESS_MAIN(TestHistoryWriter)
#include "tst_history_writer.moc"

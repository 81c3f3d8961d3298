// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <barrier>
#include <map>
#include <thread>

#include <fcntl.h>

#include <QTest>

#include "core/base/rng.h"
#include "core/history/database.h"
#include "tests/core/history/child_process.h"
#include "tests/core/history/history_fixture.h"

using namespace cw;
using namespace cw::history;
namespace fs = std::filesystem;

namespace {

constexpr int kKills = 20;
constexpr std::int64_t kRowsEach = 3000;

std::int64_t number(const char* text)
{
    return std::stoll(text);
}

/// Posts trials without end and tells of each that is committed.
int writeUntilKilled(const fs::path& path)
{
    say("started");
    Writer writer(path);
    Reader reader(path);
    const auto runs = reader.runs();
    const std::int64_t run = runs.empty() ? writer.createRun(sampleRun()) : runs.front().run;
    writer.claimRun(run);
    for (std::int64_t trial = reader.run(run).trials + 1;; ++trial) {
        writer.postAsk(run, {.job = trial, .trial = trial});
        writer.postTrial(sampleTrial(run, trial), Json{{"nodes", trial % 7}});
        writer.postMetricSteps(run, {{trial, "loss", 1, 0.5}, {trial, "loss", 2, 0.25}});
        writer.postResult(run, trial, Json{{"x", trial}}, [trial] { say(std::to_string(trial)); });
    }
}

/// Posts a fixed number of trials into a run of its own once released.
int writeMany(const fs::path& path, std::int64_t count)
{
    Writer writer(path);
    say("started");
    waitForRelease();
    const std::int64_t run = writer.createRun(sampleRun());
    for (std::int64_t trial = 1; trial <= count; ++trial)
        writer.postTrial(sampleTrial(run, trial), nullptr);
    writer.postRunState(run, RunState::Finished, "");
    writer.flush(true);
    return 0;
}

/// Tries to own a run and says how that went, then lives until released.
int claim(const fs::path& path, std::int64_t run)
{
    Writer writer(path);
    try {
        writer.claimRun(run);
        say("owner");
    } catch (const Error& error) {
        say(error.code() == ErrorCode::Busy ? "busy" : error.what());
    }
    waitForRelease();
    return 0;
}

} // namespace

class TestHistoryProcesses : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void killedAtAnyMoment_nothingCommittedIsLost();
    void killedWhileTheFileIsMade_itCanBeMadeAgain();
    void killedOwner_showsAsInterrupted();
    void twoClaimsAtOnce_haveOneWinner();
    void twoPrograms_loseNothing();
    void twoWritersInOneProgram_loseNothing();
    void manyMakeTheFileAtOnce_allOpenIt();
};

void TestHistoryProcesses::killedAtAnyMoment_nothingCommittedIsLost()
{
    const Folder folder;
    Rng rng(20261124);
    // Every number the child has reported. A kill may fall between the commit of a trial and that of its result, so
    // numbers may be missing here, but none that is here may be missing in the file.
    std::vector<std::int64_t> told;
    for (int round = 0; round < kKills; ++round) {
        ChildProcess child({"write-until-killed", folder.path().string()});
        std::string line;
        QVERIFY(child.readLine(line));
        for (std::uint64_t wanted = rng.below(600) + 1; wanted > 0; --wanted) {
            QVERIFY(child.readLine(line));
            told.push_back(std::stoll(line));
        }
        child.kill();
        while (child.readLine(line))
            told.push_back(std::stoll(line));
        QVERIFY(std::is_sorted(told.begin(), told.end()));

        // Counted in every round, read back in full after the last: reading all rows 20 times would take most of the
        // time.
        QCOMPARE(integrity(folder.path()), std::string("ok"));
        SQLite::Database raw(folder.path().string());
        const std::int64_t count = raw.execAndGet("SELECT count(*) FROM trial").getInt64();
        QVERIFY(count >= told.back());
        QCOMPARE(raw.execAndGet("SELECT max(trial) FROM trial").getInt64(), count);
        QCOMPARE(raw.execAndGet("SELECT trials FROM run").getInt64(), count);
        std::vector<std::int64_t> done;
        for (SQLite::Statement query(raw, "SELECT job FROM job WHERE done ORDER BY job"); query.executeStep();)
            done.push_back(query.getColumn(0).getInt64());
        QVERIFY(std::includes(done.begin(), done.end(), told.begin(), told.end()));
    }
    Reader reader(folder.path());
    const auto trials = reader.trials(1);
    for (std::size_t i = 0; i < trials.size(); ++i)
        QCOMPARE(trials[i].trial, static_cast<std::int64_t>(i + 1));
    const auto jobs = reader.jobs(1);
    std::map<std::int64_t, int> points;
    for (const MetricStep& step : reader.metricSteps(1))
        ++points[step.trial];
    for (const std::int64_t job : told) {
        QCOMPARE(jobs.at(static_cast<std::size_t>(job - 1)).result, (Json{{"x", job}}));
        QCOMPARE(points[job], 2);
    }
}

void TestHistoryProcesses::killedWhileTheFileIsMade_itCanBeMadeAgain()
{
    const Folder folder;
    for (int round = 0; round < kKills / 2; ++round) {
        const fs::path path = folder.path(std::to_string(round) + ".sqlite");
        ChildProcess child({"write-until-killed", path.string()});
        std::string line;
        QVERIFY(child.readLine(line)); // it goes on to make the file now
        for (int turn = 0; turn < round * 40 && !fs::exists(path); ++turn)
            std::this_thread::yield();
        child.kill();
        std::int64_t told = 0;
        while (child.readLine(line))
            told = std::stoll(line);
        Writer writer(path);
        const std::int64_t run = writer.createRun(sampleRun());
        QVERIFY(run >= 1);
        QVERIFY(told == 0 || static_cast<std::int64_t>(Reader(path).trials(1).size()) >= told);
        QCOMPARE(integrity(path), std::string("ok"));
    }
}

void TestHistoryProcesses::killedOwner_showsAsInterrupted()
{
    const Folder folder;
    Writer writer(folder.path());
    const std::int64_t run = writer.createRun(sampleRun());
    writer.postRunState(run, RunState::Running, "");
    writer.postRunState(run, RunState::Stopped, "");
    writer.flush();
    ChildProcess child({"claim", folder.path().string(), std::to_string(run)});
    std::string line;
    QVERIFY(child.readLine(line));
    QCOMPARE(line, std::string("owner"));
    writer.postRunState(run, RunState::Running, ""); // as the child would say
    writer.flush();
    Reader reader(folder.path());
    QCOMPARE(reader.run(run).effectiveState(wallClock()), RunState::Running);
    const auto [code, text] = errorOf([&] { writer.claimRun(run); });
    QCOMPARE(code, ErrorCode::Busy);
    child.kill();
    QCOMPARE(reader.run(run).effectiveState(wallClock()), RunState::Interrupted);
    writer.claimRun(run);
}

void TestHistoryProcesses::twoClaimsAtOnce_haveOneWinner()
{
    const Folder folder;
    std::int64_t run = 0;
    {
        Writer writer(folder.path());
        run = writer.createRun(sampleRun());
        writer.postRunState(run, RunState::Stopped, "");
    }
    ChildProcess one({"claim", folder.path().string(), std::to_string(run)});
    ChildProcess two({"claim", folder.path().string(), std::to_string(run)});
    std::vector<std::string> lines(2);
    QVERIFY(one.readLine(lines[0]));
    QVERIFY(two.readLine(lines[1]));
    std::sort(lines.begin(), lines.end());
    QCOMPARE(lines, (std::vector<std::string>{"busy", "owner"}));
    one.release();
    two.release();
    QCOMPARE(one.wait(), 0);
    QCOMPARE(two.wait(), 0);
}

void TestHistoryProcesses::twoPrograms_loseNothing()
{
    const Folder folder;
    const std::string count = std::to_string(kRowsEach);
    ChildProcess one({"write-many", folder.path().string(), count});
    ChildProcess two({"write-many", folder.path().string(), count}); // both make the file at once
    std::string line;
    QVERIFY(one.readLine(line));
    QVERIFY(two.readLine(line));
    one.release();
    two.release();
    QCOMPARE(one.wait(), 0);
    QCOMPARE(two.wait(), 0);
    Reader reader(folder.path());
    std::vector<std::int64_t> revisions;
    for (const std::int64_t run : {1, 2}) {
        const auto trials = reader.trials(run);
        QCOMPARE(static_cast<std::int64_t>(trials.size()), kRowsEach);
        QCOMPARE(reader.run(run).finishedTrials, kRowsEach);
        for (const TrialRow& trial : trials)
            revisions.push_back(trial.revision);
    }
    std::sort(revisions.begin(), revisions.end());
    QVERIFY(std::adjacent_find(revisions.begin(), revisions.end()) == revisions.end());
    QCOMPARE(integrity(folder.path()), std::string("ok"));
}

void TestHistoryProcesses::twoWritersInOneProgram_loseNothing()
{
    const Folder folder;
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 2; ++thread)
        threads.emplace_back([&] {
            Writer writer(folder.path());
            const std::int64_t run = writer.createRun(sampleRun());
            for (std::int64_t trial = 1; trial <= kRowsEach; ++trial)
                writer.postTrial(sampleTrial(run, trial), nullptr);
            writer.flush();
        });
    threads.clear();
    Reader reader(folder.path());
    QCOMPARE(reader.runs().size(), 2u);
    for (const RunRow& run : reader.runs())
        QCOMPARE(run.trials, kRowsEach);
    QCOMPARE(integrity(folder.path()), std::string("ok"));
}

void TestHistoryProcesses::manyMakeTheFileAtOnce_allOpenIt()
{
    constexpr int kPrograms = 4;
    const Folder folder;
    for (int round = 0; round < 50; ++round) {
        const fs::path path = folder.path(std::to_string(round) + ".sqlite");
        std::vector<std::string> problems(kPrograms);
        std::barrier start(kPrograms);
        std::vector<std::jthread> threads;
        for (std::string& problem : problems)
            threads.emplace_back([&] {
                start.arrive_and_wait();
                problem = errorOf([&] { openForWriting(path); }).second;
            });
        threads.clear();
        for (const std::string& problem : problems)
            QCOMPARE(QString::fromStdString(problem), QStringLiteral("nothing thrown"));
        QCOMPARE(integrity(path), std::string("ok"));
    }
}

int main(int argc, char** argv)
{
    const std::string mode = argc > 2 ? argv[1] : "";
    if (mode == "write-until-killed")
        return writeUntilKilled(argv[2]);
    if (mode == "write-many" && argc > 3)
        return writeMany(argv[2], number(argv[3]));
    if (mode == "claim" && argc > 3)
        return claim(argv[2], number(argv[3]));
    TestHistoryProcesses test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_history_processes.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <cstring>
#include <map>
#include <set>
#include <string>
#include <thread>

#include <QTemporaryDir>
#include <QtTest/QtTest>

#include "core/base/rng.h"
#include "tests/core/run/engine_fixture.h"

using namespace cw;
using namespace cw::test;

namespace {

constexpr std::int64_t kTrials = 300;
/// Children never estimate a trial after this one, so a kill that comes late still meets a run that is not finished.
constexpr std::int64_t kLastTrial = kTrials - 30;

run::RunConfig crashConfig(const std::string& scheduler)
{
    run::RunConfig config = plainConfig(kTrials, 2, 4);
    config.space = space::toJson(plainSpace(5, 4));
    config.seed = 11;
    config.scheduler = scheduler;
    config.fidelity.epochs = 9;
    return config;
}

/// Trials of several jobs that go on from their weights, and new ones that begin from those of others.
Behaviour trainingLike()
{
    Behaviour behaviour;
    behaviour.byFidelity = true;
    behaviour.usesWeights = true;
    behaviour.rounds = 200; // of up to nine times the epochs
    return behaviour;
}

std::unique_ptr<run::Engine> resumed(const std::shared_ptr<history::Writer>& writer, std::int64_t run,
                                     run::EventSink sink, const Behaviour& behaviour = trainingLike())
{
    const auto config = run::runConfigFromJson(history::Reader(writer->path()).run(run).info.config, "history").value();
    return run::Engine::resume(writer, run, run::assemble(config, catalogueWith(behaviour)).value(), std::move(sink));
}

/// The other program of these tests: runs or resumes run 1 of a history, and writes one byte per committed change of a
/// trial. Commits as often as it can, so that there are many states to be killed in. Works up to `lastTrial`, then
/// waits.
int child(const std::string& mode, const std::string& history, std::int64_t lastTrial)
{
    const std::string scheduler = mode.substr(mode.find(' ') + 1);
    const auto writer = std::make_shared<history::Writer>(history);
    const auto sink = [](const run::Event& event) {
        if (event.kind == run::Event::Kind::TrialChanged && ::write(STDOUT_FILENO, ".", 1) != 1)
            std::abort();
    };
    Behaviour behaviour = trainingLike();
    behaviour.before = [lastTrial](const space::Candidate&, const estimate::Context& context) {
        std::mutex mutex;
        std::unique_lock lock(mutex);
        if (context.trial > lastTrial)
            std::condition_variable_any().wait(lock, context.stop, [] { return false; });
    };
    auto engine = mode.starts_with("resume")
                      ? resumed(writer, 1, sink, behaviour)
                      : run::Engine::create(
                            writer, run::assemble(crashConfig(scheduler), catalogueWith(behaviour)).value(), sink);
    std::jthread committer([&](const std::stop_token& stop) {
        while (!stop.stop_requested())
            writer->flush();
    });
    engine->start();
    engine->wait();
    return 0;
}

/// A child program, killed with SIGKILL when it is destroyed at the latest.
class Child {
public:
    Child(const std::string& mode, const std::filesystem::path& history, std::int64_t lastTrial)
    {
        int ends[2];
        if (::pipe(ends) != 0)
            qFatal("no pipe");
        posix_spawn_file_actions_t actions;
        ::posix_spawn_file_actions_init(&actions);
        ::posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
        ::posix_spawn_file_actions_addclose(&actions, ends[0]);
        ::posix_spawn_file_actions_addclose(&actions, ends[1]);
        const std::string path = history.string();
        const std::string program = std::filesystem::read_symlink("/proc/self/exe").string();
        std::vector<std::string> words{program, "--child", mode, path, std::to_string(lastTrial)};
        std::vector<char*> arguments;
        for (std::string& word : words)
            arguments.push_back(word.data());
        arguments.push_back(nullptr);
        if (::posix_spawn(&m_pid, program.c_str(), &actions, nullptr, arguments.data(), environ) != 0)
            qFatal("the child did not start");
        ::posix_spawn_file_actions_destroy(&actions);
        ::close(ends[1]);
        m_output = ends[0];
    }
    ~Child()
    {
        kill();
        ::close(m_output);
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    pid_t pid() const { return m_pid; }
    /// False when the child ended before it had written that many.
    bool waitForCommits(std::uint64_t count)
    {
        char byte = 0;
        for (std::uint64_t i = 0; i < count; ++i) {
            if (::read(m_output, &byte, 1) != 1)
                return false;
        }
        return true;
    }
    void kill()
    {
        if (m_gone)
            return;
        ::kill(m_pid, SIGKILL);
        ::waitpid(m_pid, nullptr, 0);
        m_gone = true;
    }

private:
    pid_t m_pid = 0;
    int m_output = -1;
    bool m_gone = false;
};

} // namespace

class TestEngineCrash : public QObject {
    Q_OBJECT

private:
    std::filesystem::path fresh()
    {
        return std::filesystem::path(m_folder.path().toStdString()) / fmt::format("h{}.sqlite", ++m_count);
    }
    /// Resumes in this process, to the end, and compares with the run that nobody interrupted.
    std::string differenceAfterResume(const std::filesystem::path& path)
    {
        const auto writer = std::make_shared<history::Writer>(path);
        auto engine = resumed(writer, 1, {});
        engine->start();
        if (engine->wait() != RunState::Finished)
            return "the resumed run did not finish: " + engine->reason();
        writer->flush();
        const std::string differs = difference(linesOf(path, 1), m_expected.at(m_scheduler));
        return differs.empty() ? difference(weightsIn(path), m_weights.at(m_scheduler)) : differs;
    }
    /// Names of the files in the folder of checkpoints, and of those that the history knows.
    static std::vector<std::string> weightsIn(const std::filesystem::path& path)
    {
        std::set<std::string> names;
        for (const auto& file : std::filesystem::directory_iterator(path.string() + ".checkpoints/run1"))
            names.insert("file " + file.path().filename().string());
        for (const history::CheckpointRow& row : history::Reader(path).checkpoints(1))
            names.insert("row " + std::filesystem::path(row.path).filename().string());
        return {names.begin(), names.end()};
    }
    void addSchedulers()
    {
        QTest::addColumn<QString>("scheduler");
        for (const char* id : {"none", "asha", "hyperband", "median"})
            QTest::newRow(id) << id;
    }

    QTemporaryDir m_folder;
    std::map<std::string, std::vector<std::string>> m_expected; ///< by scheduler
    std::map<std::string, std::vector<std::string>> m_weights;  ///< likewise
    std::string m_scheduler;
    int m_count = 0;

private Q_SLOTS:
    void initTestCase()
    {
        for (const std::string scheduler : {"none", "asha", "hyperband", "median"}) {
            const auto path = fresh();
            {
                const auto writer = std::make_shared<history::Writer>(path);
                runToEnd(writer, crashConfig(scheduler), trainingLike());
                writer->flush();
            }
            m_expected[scheduler] = linesOf(path, 1);
            m_weights[scheduler] = weightsIn(path);
            QVERIFY(m_expected[scheduler].size() > std::size_t(2 * kTrials));
            QCOMPARE(m_weights[scheduler].size(), std::size_t(2 * crashConfig(scheduler).keep));
        }
    }
    void init() { m_scheduler = "none"; }

    void killedRun_isResumedToTheSameEnd_data() { addSchedulers(); }
    void killedRun_isResumedToTheSameEnd()
    {
        QFETCH(const QString, scheduler);
        m_scheduler = scheduler.toStdString();
        Rng rng(2024, 0, "kill points");
        for (int point = 0; point < 12; ++point) {
            // Two changes a trial at the least: asked and done.
            const std::uint64_t commits = 1 + rng.below(2 * kLastTrial);
            const auto path = fresh();
            {
                Child child("run " + m_scheduler, path, kLastTrial);
                QVERIFY(child.waitForCommits(commits));
            }
            const history::RunRow row = history::Reader(path).run(1);
            QCOMPARE(row.effectiveState(wallClock()), RunState::Interrupted);
            const std::string differs = differenceAfterResume(path);
            QVERIFY2(differs.empty(), fmt::format("killed after {} commits: {}", commits, differs).c_str());
        }
    }

    void runKilledTwice_isResumedToTheSameEnd_data() { addSchedulers(); }
    void runKilledTwice_isResumedToTheSameEnd()
    {
        QFETCH(const QString, scheduler);
        m_scheduler = scheduler.toStdString();
        Rng rng(2025, 0, "kill points");
        for (int point = 0; point < 5; ++point) {
            const auto path = fresh();
            for (const auto& [mode, lastTrial] :
                 {std::pair{"run ", kLastTrial / 2}, std::pair{"resume ", kLastTrial}}) {
                Child child(mode + m_scheduler, path, lastTrial);
                QVERIFY(child.waitForCommits(1 + rng.below(kTrials / 3)));
            }
            const std::string differs = differenceAfterResume(path);
            QVERIFY2(differs.empty(), differs.c_str());
        }
    }

    void runOfALiveProgram_isRefusedByName()
    {
        const auto path = fresh();
        Child child("run none", path, 20);
        QVERIFY(child.waitForCommits(10));
        const auto writer = std::make_shared<history::Writer>(path);
        try {
            resumed(writer, 1, {});
            QFAIL("a run of a live program was resumed");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::Busy);
            QVERIFY(std::string(error.what()).find(std::to_string(child.pid())) != std::string::npos);
        }
        child.kill();
        const std::string differs = differenceAfterResume(path);
        QVERIFY2(differs.empty(), differs.c_str());
    }
};

int main(int argc, char** argv)
{
    if (argc == 5 && std::strcmp(argv[1], "--child") == 0)
        return child(argv[2], argv[3], std::atoll(argv[4]));
    TestEngineCrash test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_engine_crash.moc"

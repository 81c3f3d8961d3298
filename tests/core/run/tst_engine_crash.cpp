// SPDX-License-Identifier: GPL-3.0-or-later
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstring>
#include <thread>

#include <QTemporaryDir>
#include <QtTest/QtTest>

#include "core/base/rng.h"
#include "tests/core/run/engine_fixture.h"

using namespace cw;
using namespace cw::test;

namespace {

constexpr std::int64_t kTrials = 300;

run::RunConfig crashConfig()
{
    run::RunConfig config = plainConfig(kTrials, 2, 4);
    config.space = space::toJson(plainSpace(5, 4));
    config.seed = 11;
    return config;
}

std::unique_ptr<run::Engine> resumed(const std::shared_ptr<history::Writer>& writer, std::int64_t run,
                                     run::EventSink sink)
{
    const auto config = run::runConfigFromJson(history::Reader(writer->path()).run(run).info.config, "history").value();
    return run::Engine::resume(writer, run, run::assemble(config, catalogueWith({})).value(), std::move(sink));
}

/// The other program of these tests: runs or resumes run 1 of a history, and writes one byte per committed change of a
/// trial. Commits as often as it can, so that there are many states to be killed in.
int child(const std::string& mode, const std::string& history)
{
    const auto writer = std::make_shared<history::Writer>(history);
    const auto sink = [](const run::Event& event) {
        if (event.kind == run::Event::Kind::TrialChanged && ::write(STDOUT_FILENO, ".", 1) != 1)
            std::abort();
    };
    Behaviour behaviour;
    if (mode == "hold") { // comes to a point from which it does not move
        behaviour.before = [](const space::Candidate&, const estimate::Context& context) {
            std::mutex mutex;
            std::unique_lock lock(mutex);
            if (context.trial > 20)
                std::condition_variable_any().wait(lock, context.stop, [] { return false; });
        };
    }
    auto engine =
        mode == "resume"
            ? resumed(writer, 1, sink)
            : run::Engine::create(writer, run::assemble(crashConfig(), catalogueWith(behaviour)).value(), sink);
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
    Child(const std::string& mode, const std::filesystem::path& history)
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
        std::vector<std::string> words{program, "--child", mode, path};
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
        return difference(linesOf(path, 1), m_expected);
    }

    QTemporaryDir m_folder;
    std::vector<std::string> m_expected;
    int m_count = 0;

private Q_SLOTS:
    void initTestCase()
    {
        const auto path = fresh();
        const auto run = runToEnd(std::make_shared<history::Writer>(path), crashConfig(), {});
        m_expected = linesOf(path, run);
        QVERIFY(m_expected.size() > std::size_t(2 * kTrials));
    }

    void killedRun_isResumedToTheSameEnd()
    {
        Rng rng(2024, 0, "kill points");
        int killedInTheMiddle = 0;
        for (int point = 0; point < 25; ++point) {
            const std::uint64_t commits = 1 + rng.below(2 * kTrials);
            const auto path = fresh();
            {
                Child child("run", path);
                child.waitForCommits(commits);
                child.kill();
            }
            const history::RunRow row = history::Reader(path).run(1);
            if (row.state == RunState::Finished)
                continue;
            ++killedInTheMiddle;
            QCOMPARE(row.effectiveState(wallClock()), RunState::Interrupted);
            const std::string differs = differenceAfterResume(path);
            QVERIFY2(differs.empty(), fmt::format("killed after {} commits: {}", commits, differs).c_str());
        }
        QVERIFY2(killedInTheMiddle >= 15, fmt::format("only {} of 25", killedInTheMiddle).c_str());
    }

    void runKilledTwice_isResumedToTheSameEnd()
    {
        Rng rng(2025, 0, "kill points");
        for (int point = 0; point < 5; ++point) {
            const auto path = fresh();
            for (const char* mode : {"run", "resume"}) {
                Child child(mode, path);
                QVERIFY(child.waitForCommits(1 + rng.below(kTrials / 3)));
            }
            const std::string differs = differenceAfterResume(path);
            QVERIFY2(differs.empty(), differs.c_str());
        }
    }

    void runOfALiveProgram_isRefusedByName()
    {
        const auto path = fresh();
        Child child("hold", path);
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
    if (argc == 4 && std::strcmp(argv[1], "--child") == 0)
        return child(argv[2], argv[3]);
    TestEngineCrash test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_engine_crash.moc"

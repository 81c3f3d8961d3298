// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstring>
#include <map>
#include <thread>

#include <QtTest/QtTest>

#include "core/run/intervention.h"
#include "core/run/replay.h"
#include "tests/core/history/child_process.h"
#include "tests/core/run/engine_histories.h"

using namespace cw;
using namespace cw::test;
using history::ChildProcess;
using history::InterventionKind;

namespace {

constexpr std::int64_t kTrials = 160; ///< after somebody has raised the budget
constexpr std::int64_t kLag = 4;
/// The first trial after this one waits until the search has been guided.
constexpr std::int64_t kUnguided = 20;
/// Children that are killed never estimate a trial after this one, so a kill that comes late still meets a live run.
constexpr std::int64_t kLastTrial = kTrials - 20;

run::RunConfig configOf(const std::string& strategy)
{
    run::RunConfig config = plainConfig(60, 1, kLag);
    config.space = space::toJson(plainSpace(5, 4)); // enough of it where a decision is pinned
    config.strategy = strategy;
    if (strategy != "regularized-evolution")
        config.strategySettings = Json::object();
    return config;
}

Behaviour quick()
{
    Behaviour behaviour;
    behaviour.rounds = 200;
    return behaviour;
}

void waitForStop(const estimate::Context& context)
{
    std::mutex mutex;
    std::unique_lock lock(mutex);
    std::condition_variable_any().wait(lock, context.stop, [] { return false; });
}

std::unique_ptr<run::Engine> resumed(const std::shared_ptr<history::Writer>& writer, const Behaviour& behaviour,
                                     run::EventSink sink)
{
    const auto config = run::runConfigFromJson(history::Reader(writer->path()).run(1).info.config, "history").value();
    return run::Engine::resume(writer, 1, run::assemble(config, catalogueWith(behaviour)).value(), std::move(sink));
}

/// The other program: runs ("run STRATEGY") or resumes ("resume") run 1. Says "at N" when it has come to the first
/// trial that waits for guidance, and a line for each committed change of a trial. Commits as often as it can.
int child(const std::string& mode, const std::string& history, std::int64_t lastTrial)
{
    const auto writer = std::make_shared<history::Writer>(history);
    const bool isNew = mode.starts_with("run ");
    std::atomic<bool> isGuided = !isNew;
    Behaviour behaviour = quick();
    behaviour.before = [&](const space::Candidate&, const estimate::Context& context) {
        if (context.trial > kUnguided && !isGuided.exchange(true)) { // one worker until then
            history::say("at " + std::to_string(context.trial));
            history::waitForRelease();
        }
        if (context.trial > lastTrial)
            waitForStop(context);
    };
    const auto sink = [](const run::Event& event) {
        if (event.kind == run::Event::Kind::TrialChanged)
            history::say(".");
    };
    auto engine = isNew ? run::Engine::create(
                              writer, run::assemble(configOf(mode.substr(4)), catalogueWith(behaviour)).value(), sink)
                        : resumed(writer, behaviour, sink);
    std::jthread committer([&](const std::stop_token& stop) {
        while (!stop.stop_requested())
            writer->flush();
    });
    engine->start();
    engine->wait();
    return 0;
}

/// Until the child has said a line of that beginning; the rest of it.
std::string waitForLine(ChildProcess& child, const std::string& beginning)
{
    std::string line;
    while (child.readLine(line)) {
        if (line.starts_with(beginning))
            return line.substr(beginning.size());
    }
    return {};
}

} // namespace

/// A program whose search was guided is killed, and another goes on.
class TestEngineCrashGuided : public QObject, private EngineHistories {
    Q_OBJECT

private:
    static std::unique_ptr<ChildProcess> start(const std::string& mode, const std::filesystem::path& path,
                                               std::int64_t lastTrial)
    {
        return std::make_unique<ChildProcess>(
            std::vector<std::string>{"--child", mode, path.string(), std::to_string(lastTrial)});
    }
    /// A run that was guided after exactly as many asks as any other of its strategy, and has just been let go on.
    static std::unique_ptr<ChildProcess> startGuided(const std::string& strategy, const std::filesystem::path& path,
                                                     std::int64_t lastTrial)
    {
        auto child = start("run " + strategy, path, lastTrial);
        const std::string at = waitForLine(*child, "at ");
        if (at.empty())
            return nullptr;
        history::Reader reader(path);
        const std::size_t asked = std::stoul(at) - 1 + kLag; // as far as the lag lets it
        if (!QTest::qWaitFor([&] { return reader.jobs(1).size() == asked; }, 30'000))
            return nullptr;
        {
            history::Writer other(path);
            const auto ask = [&](InterventionKind kind, const Json& argument) {
                other.addIntervention(1, kind, argument);
            };
            ask(InterventionKind::Budget, {{"evaluations", kTrials}});
            ask(InterventionKind::Workers, {{"workers", 2}});
            ask(InterventionKind::Pin, run::pinArgument({"d0", "b"}));
            ask(InterventionKind::Enqueue, run::enqueueArgument("d0=b;d1=a;d2=c;d3=d;d4=a"));
            ask(InterventionKind::Enqueue,
                run::enqueueArgument("d0=a;d1=a;d2=c;d3=d;d4=a")); // against the pin: refused
            ask(InterventionKind::Enqueue, run::enqueueArgument("d0=b;d1=d;d2=d;d3=d;d4=d"));
            ask(InterventionKind::Pin, run::pinArgument({"d3", "a"}));
            ask(InterventionKind::Pin, run::pinArgument({"d0", std::nullopt}));
        }
        if (!QTest::qWaitFor([&] { return reader.interventions(1, true).empty(); }, 30'000))
            return nullptr;
        for (const history::InterventionRow& row : reader.interventions(1, false)) {
            if (row.appliedAtJob != std::int64_t(asked))
                return nullptr;
        }
        child->release();
        return child;
    }

private Q_SLOTS:
    void killedRun_goesOnWithItsPinsAndCandidates_data()
    {
        QTest::addColumn<std::string>("strategy");
        for (const char* strategy : {"regularized-evolution", "tpe", "local-search", "reinforce", "mcts"})
            QTest::newRow(strategy) << std::string(strategy);
    }
    void killedRun_goesOnWithItsPinsAndCandidates()
    {
        QFETCH(std::string, strategy);
        const auto whole = fresh();
        {
            const auto child = startGuided(strategy, whole, kTrials);
            QVERIFY(child);
            std::string line;
            while (child->readLine(line)) {
            }
            QCOMPARE(child->wait(), 0);
        }
        const auto expected = linesOf(whole, 1);
        QCOMPARE(history::Reader(whole).run(1).state, RunState::Finished);
        QCOMPARE(history::Reader(whole).run(1).trials, kTrials);

        for (const int commits : {1, 30, 90}) {
            const auto path = fresh();
            {
                const auto child = startGuided(strategy, path, kLastTrial);
                QVERIFY(child);
                std::string line;
                for (int i = 0; i < commits; ++i)
                    QVERIFY(child->readLine(line));
                child->kill();
            }
            QCOMPARE(history::Reader(path).run(1).effectiveState(wallClock()), RunState::Interrupted);
            { // and once more, on its way from there
                const auto child = start("resume", path, kLastTrial);
                std::string line;
                for (int i = 0; i < commits && child->readLine(line); ++i) {
                }
                child->kill();
            }
            QVERIFY(history::Reader(path).run(1).finishedTrials < kTrials);
            const auto writer = std::make_shared<history::Writer>(path);
            auto engine = resumed(writer, quick(), {});
            engine->start();
            QCOMPARE(engine->wait(), RunState::Finished);
            engine.reset();
            writer->flush();
            const std::string differs = difference(linesOf(path, 1), expected);
            QVERIFY2(differs.empty(), fmt::format("after {} commits: {}", commits, differs).c_str());

            // Told once more from the record alone: throws where it asks for anything else than the record has.
            history::Reader reader(path);
            const run::Parts parts = run::assemble(configOf(strategy), catalogueWith(quick())).value();
            std::int64_t trials = 0;
            run::replayFromStart(reader, 1, parts.tree, *parts.search, configOf(strategy).fidelity, kLag,
                                 [&](std::int64_t begun, const run::Job&) {
                                     trials = begun;
                                     return true;
                                 });
            QCOMPARE(trials, kTrials);
        }
    }
};

int main(int argc, char** argv)
{
    if (argc == 5 && std::strcmp(argv[1], "--child") == 0)
        return child(argv[2], argv[3], std::atoll(argv[4]));
    TestEngineCrashGuided test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_engine_crash_guided.moc"

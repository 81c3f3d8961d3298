// SPDX-License-Identifier: GPL-3.0-or-later
#include <thread>

#include <QtTest/QtTest>

#include "core/run/intervention.h"
#include "core/run/replay.h"
#include "tests/core/run/engine_histories.h"

using namespace cw;
using namespace cw::test;

namespace {

using history::InterventionKind;

constexpr std::size_t kCopies = 5;

/// The history as a crash at this moment would leave it: to be called on the writer's thread, after a commit.
void copyHistory(const std::filesystem::path& from, const std::filesystem::path& to)
{
    for (const char* part : {"", "-wal"}) {
        if (std::filesystem::exists(from.string() + part))
            std::filesystem::copy_file(from.string() + part, to.string() + part);
    }
}

/// All that is asked of a run while trials stand at the gates, and copies of its history after that.
struct GuidedRun {
    std::filesystem::path path;
    std::vector<std::filesystem::path> copies;
    std::vector<std::string> lines;
};

} // namespace

/// A person pins decisions and enqueues candidates while a run lives.
class TestEngineGuidance : public QObject, private EngineHistories {
    Q_OBJECT

private:
    static run::RunConfig configOf(const std::string& strategy, const std::string& scheduler)
    {
        run::RunConfig config = plainConfig(70, 1, 4);
        config.strategy = strategy;
        if (strategy != "regularized-evolution")
            config.strategySettings = Json::object();
        config.scheduler = scheduler;
        config.fidelity.epochs = 9;
        return config;
    }
    static Behaviour behaviourOf(Gate& first, Gate& second, Gate& third)
    {
        Behaviour behaviour;
        behaviour.byFidelity = true;
        behaviour.rounds = 200;
        behaviour.before = [&](const space::Candidate&, const estimate::Context& context) {
            if (context.trial > 70)
                third.pass();
            else if (context.trial > 45)
                second.pass();
            else if (context.trial > 20)
                first.pass();
        };
        return behaviour;
    }
    static Json pin(const char* decision, std::optional<std::string> value)
    {
        return run::pinArgument({decision, std::move(value)});
    }
    /// Writes rows as another program does, and waits until they are carried out or refused.
    static void ask(const std::filesystem::path& path, Listener& listener,
                    const std::vector<std::pair<InterventionKind, Json>>& rows)
    {
        history::Writer other(path);
        const auto answered = [](const run::Event& event) {
            return event.kind == run::Event::Kind::Log && event.text.find(" by ") != std::string::npos;
        };
        const int before = listener.count(answered);
        for (const auto& [kind, argument] : rows)
            other.addIntervention(1, kind, argument);
        listener.waitFor(answered, before + int(rows.size()));
    }
    GuidedRun guided(const run::RunConfig& config)
    {
        GuidedRun result{.path = fresh(), .copies = {}, .lines = {}};
        const auto writer = std::make_shared<history::Writer>(result.path);
        Gate first;
        Gate second;
        Gate third; // the end waits for the copies
        Listener listener;
        std::atomic<bool> copying = false;
        std::mutex mutex;
        int commits = 0;
        const run::EventSink listen = listener.sink();
        const auto sink = [&](const run::Event& event) {
            if (event.kind == run::Event::Kind::TrialChanged && copying) {
                const std::lock_guard lock(mutex);
                if (++commits % 7 == 1 && result.copies.size() < kCopies) {
                    result.copies.push_back(fresh());
                    copyHistory(result.path, result.copies.back());
                    if (result.copies.size() == kCopies)
                        third.open();
                }
            }
            listen(event);
        };
        {
            auto engine = create(writer, config, behaviourOf(first, second, third), sink);
            engine->start();
            first.waitForArrivals(1);
            ask(result.path, listener,
                {{InterventionKind::Budget, {{"evaluations", 90}}},
                 {InterventionKind::Workers, {{"workers", 2}}},
                 {InterventionKind::Pin, pin("d0", "b")},
                 {InterventionKind::Enqueue, run::enqueueArgument("d0=b;d1=a;d2=c;d3=d")},
                 {InterventionKind::Enqueue, run::enqueueArgument("d0=a;d1=a;d2=c;d3=d")}, // against the pin
                 {InterventionKind::Enqueue, run::enqueueArgument("d0=b;d1=d;d2=d;d3=d")}});
            first.open();
            second.waitForArrivals(1);
            ask(result.path, listener,
                {{InterventionKind::Pin, pin("d0", std::nullopt)},
                 {InterventionKind::Pin, pin("d3", "a")},
                 {InterventionKind::Enqueue, run::enqueueArgument("d0=c;d1=c;d2=c;d3=a")}});
            writer->flush();
            std::jthread committer([&](const std::stop_token& stop) { // so that there are many states to copy
                while (!stop.stop_requested())
                    writer->flush();
            });
            copying = true;
            second.open();
            engine->wait();
        }
        writer->flush();
        result.lines = linesOf(result.path, 1);
        return result;
    }
    void addRows()
    {
        QTest::addColumn<std::string>("strategy");
        QTest::addColumn<std::string>("scheduler");
        for (const auto& [strategy, scheduler] :
             {std::pair{"regularized-evolution", "none"}, std::pair{"local-search", "none"}, std::pair{"tpe", "asha"},
              std::pair{"mcts", "hyperband"}, std::pair{"grid", "none"}, std::pair{"reinforce", "none"}})
            QTest::addRow("%s with %s", strategy, scheduler) << std::string(strategy) << std::string(scheduler);
    }

private Q_SLOTS:
    void guidedRun_isResumedAndReplayedAlike_data() { addRows(); }
    void guidedRun_isResumedAndReplayedAlike()
    {
        QFETCH(std::string, strategy);
        QFETCH(std::string, scheduler);
        const run::RunConfig config = configOf(strategy, scheduler);
        const GuidedRun guided = this->guided(config);
        history::Reader reader(guided.path);
        QCOMPARE(reader.run(1).state, RunState::Finished);
        QCOMPARE(reader.run(1).trials, std::int64_t(90));

        // Resumed from wherever it may have been killed.
        QCOMPARE(guided.copies.size(), kCopies);
        for (const std::filesystem::path& copy : guided.copies) {
            const auto writer = std::make_shared<history::Writer>(copy);
            writer->postRunState(1, RunState::Interrupted, {}); // the owner that the copy names still lives
            writer->flush();
            QVERIFY(history::Reader(copy).run(1).finishedTrials < 90);
            Behaviour behaviour;
            behaviour.byFidelity = true;
            behaviour.rounds = 200;
            auto engine = resume(writer, 1, behaviour);
            engine->start();
            QCOMPARE(engine->wait(), RunState::Finished);
            engine.reset();
            const std::string differs = difference(linesOf(copy, 1), guided.lines);
            QVERIFY2(differs.empty(), differs.c_str());
        }

        // Told once more from the record alone.
        const run::Parts parts = run::assemble(config, catalogueWith(behaviourOfReplay())).value();
        std::int64_t trials = 0;
        run::replayFromStart(reader, 1, parts.tree, *parts.search, config.fidelity, reader.run(1).info.lag,
                             [&](std::int64_t begun, const run::Job&) {
                                 trials = begun;
                                 return true;
                             });
        QCOMPARE(trials, std::int64_t(90));
    }

    void whatWasAsked_isInTheTrials()
    {
        const GuidedRun guided = this->guided(configOf("regularized-evolution", "none"));
        history::Reader reader(guided.path);
        const auto all = run::interventionsOf(reader, 1);
        QCOMPARE(all.size(), std::size_t(9));
        std::vector<std::int64_t> steps;
        for (const run::Intervention& each : all)
            steps.push_back(each.outcome.step);
        QCOMPARE(steps, (std::vector<std::int64_t>{0, 0, 1, 2, 0, 3, 4, 5, 6}));
        QCOMPARE(all[4].outcome.refusal,
                 std::string("'d0 = b' is pinned, expected a candidate with that value, or no pin"));
        QCOMPARE(run::pinsOf(all), (std::map<std::string, std::string>{{"d3", "a"}}));
        const std::int64_t pinned = all[2].row.appliedAtJob;
        const std::int64_t freed = all[6].row.appliedAtJob;
        QVERIFY(pinned >= 20 && freed >= 45 && freed < 60);
        QCOMPARE(reader.trial(1, pinned + 1).candidate, std::string("d0=b;d1=a;d2=c;d3=d"));
        QCOMPARE(reader.trial(1, pinned + 2).candidate, std::string("d0=b;d1=d;d2=d;d3=d"));
        QCOMPARE(reader.trial(1, freed + 1).candidate, std::string("d0=c;d1=c;d2=c;d3=a"));
        bool hadOthers = false;
        bool hasOthers = false;
        for (const history::TrialRow& row : reader.trials(1)) {
            hadOthers = hadOthers || (row.trial <= pinned && row.values[0] != 1);
            hasOthers = hasOthers || (row.trial > freed && row.values[0] != 1);
            QVERIFY(row.trial <= pinned || row.trial > freed || row.values[0] == 1);
            QVERIFY(row.trial <= freed || row.values[3] == 0);
        }
        QVERIFY(hadOthers && hasOthers);
        QVERIFY(reader.interventions(1, true).empty());
    }

    void whatCannotBe_changesNothing()
    {
        const run::RunConfig config = plainConfig(40, 2);
        const auto expected = uninterrupted(config);
        const auto path = fresh();
        const auto writer = std::make_shared<history::Writer>(path);
        Gate gate;
        Behaviour behaviour;
        behaviour.before = [&](const space::Candidate&, const estimate::Context& context) {
            if (context.trial > 10)
                gate.pass();
        };
        Listener listener;
        auto engine = create(writer, config, behaviour, listener.sink());
        engine->start();
        gate.waitForArrivals(1);
        ask(path, listener,
            {{InterventionKind::Pin, pin("kernel", "3")},
             {InterventionKind::Pin, pin("d0", "e")},
             {InterventionKind::Pin, pin("d0", std::nullopt)},
             {InterventionKind::Pin, 17},
             {InterventionKind::Enqueue, run::enqueueArgument("op=conv;kernel=3")},
             {InterventionKind::Enqueue, run::enqueueArgument("d0=a;d1=b")},
             {InterventionKind::Enqueue, {{"candidate", std::string(1'000'000, 'd')}}},
             {InterventionKind::Enqueue, nullptr}});
        gate.open();
        QCOMPARE(engine->wait(), RunState::Finished);
        engine.reset();
        const std::string differs = difference(linesOf(path, 1), expected);
        QVERIFY2(differs.empty(), differs.c_str());
        history::Reader reader(path);
        for (const run::Intervention& each : run::interventionsOf(reader, 1)) {
            QVERIFY(each.row.appliedAtJob >= 10 && each.outcome.step == 0);
            QVERIFY2(!each.outcome.refusal.empty() && each.outcome.refusal.size() < 500, each.outcome.refusal.c_str());
        }
    }

    void candidateBeyondTheBudget_isRefused()
    {
        const auto path = fresh();
        const auto writer = std::make_shared<history::Writer>(path);
        Gate gate;
        Behaviour behaviour;
        behaviour.before = [&](const space::Candidate&, const estimate::Context& context) {
            if (context.trial > 10)
                gate.pass();
        };
        Listener listener;
        auto engine = create(writer, plainConfig(12, 1), behaviour, listener.sink());
        engine->start();
        gate.waitForArrivals(1); // trial 11: the lag lets the last one be asked, too
        QTRY_COMPARE_WITH_TIMEOUT(history::Reader(path).trials(1).size(), std::size_t(12), 60'000);
        engine->pause(); // nothing is asked between the rows
        listener.waitFor([](const run::Event& event) { return event.text.starts_with("pausing"); });
        const Json candidate = run::enqueueArgument("d0=a;d1=a;d2=a;d3=a");
        ask(path, listener, {{InterventionKind::Enqueue, candidate}});
        ask(path, listener,
            {{InterventionKind::Budget, {{"evaluations", 13}}}, {InterventionKind::Enqueue, candidate}});
        engine->unpause();
        gate.open();
        QCOMPARE(engine->wait(), RunState::Finished);
        history::Reader reader(path);
        const auto all = run::interventionsOf(reader, 1);
        QVERIFY(all[1].outcome.refusal.starts_with("none of the run's 12 evaluations is left for it"));
        QCOMPARE(all[3].outcome.step, std::int64_t(1));
        QCOMPARE(reader.trial(1, 13).candidate, std::string("d0=a;d1=a;d2=a;d3=a"));
    }

    void pinOnAFinishedRun_waitsUntilItGoesOn()
    {
        const auto path = fresh();
        const auto writer = std::make_shared<history::Writer>(path);
        runToEnd(writer, plainConfig(30, 2), {});
        const auto before = linesOf(path, 1);
        writer->addIntervention(1, InterventionKind::Pin, pin("d1", "c"));
        QCOMPARE(linesOf(path, 1), before);
        try {
            resume(writer, 1);
            QFAIL("a finished run was resumed");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::Config);
        }
        writer->addIntervention(1, InterventionKind::Budget, 60);
        Gate gate;
        Behaviour behaviour;
        behaviour.before = [&](const space::Candidate&, const estimate::Context& context) {
            if (context.trial > 30)
                gate.pass();
        };
        Listener listener;
        auto engine = resume(writer, 1, behaviour, listener.sink());
        engine->start();
        listener.waitFor([](const run::Event& event) { return event.text.starts_with("pin by "); });
        gate.open();
        QCOMPARE(engine->wait(), RunState::Finished);
        history::Reader reader(path);
        const auto steps = run::stepsOf(reader, 1);
        QCOMPARE(steps.size(), std::size_t(1));
        for (const history::TrialRow& row : reader.trials(1))
            QVERIFY(row.trial <= steps[0].row.appliedAtJob || row.values[1] == 2);
    }

private:
    static Behaviour behaviourOfReplay()
    {
        Behaviour behaviour;
        behaviour.byFidelity = true;
        return behaviour;
    }
};

QTEST_APPLESS_MAIN(TestEngineGuidance)
#include "tst_engine_guidance.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest/QtTest>

#include "tests/core/run/engine_histories.h"

using namespace cw;
using namespace cw::test;

class TestEngineSteering : public QObject, private EngineHistories {
    Q_OBJECT

private Q_SLOTS:
    void pausedRun_goesOnFromItsCheckpointsAsIfNothingHappened()
    {
        const run::RunConfig config = plainConfig(80, 3);
        const auto expected = uninterrupted(config);
        const auto path = fresh();
        const auto writer = std::make_shared<history::Writer>(path);
        Listener listener;
        // Two jobs wait inside their second epoch until the run has been asked to pause: so checkpoints are written.
        // Chosen by their numbers: the lag lets trials 21 to 24 run before 21 has a result, whoever is quicker.
        Gate gate;
        static thread_local std::int64_t trial = 0;
        Behaviour behaviour;
        behaviour.before = [](const space::Candidate&, const estimate::Context& context) { trial = context.trial; };
        behaviour.atEpoch = [&](int epoch) {
            if (epoch == 1 && trial > 20)
                gate.pass();
        };
        auto engine = create(writer, config, behaviour, listener.sink());
        QCOMPARE(engine->state(), RunState::Queued);
        engine->start();
        gate.waitForArrivals(2);
        engine->pause();
        listener.waitFor([](const run::Event& event) { return event.text.starts_with("pausing"); });
        gate.open();
        listener.waitForState(RunState::Paused);
        {
            history::Reader reader(path);
            QCOMPARE(reader.run(engine->run()).state, RunState::Paused);
            QVERIFY(reader.newestSnapshot(engine->run()).has_value());
            int paused = 0;
            for (const history::TrialRow& row : reader.trials(engine->run())) {
                QVERIFY(row.state != TrialState::Running);
                paused += row.state == TrialState::Paused ? 1 : 0;
            }
            QVERIFY(paused >= 2);
        }
        engine->unpause();
        QCOMPARE(engine->wait(), RunState::Finished);
        const std::string differs = difference(linesOf(path, engine->run()), expected);
        QVERIFY2(differs.empty(), differs.c_str());
        QCOMPARE(engine->trialsDone(), std::int64_t(80));
        engine.reset();
        QVERIFY(!std::filesystem::exists(path.string() + ".checkpoints")); // nothing left in it
    }

    void stoppedRun_isResumedToTheSameEnd_data()
    {
        QTest::addColumn<int>("after");
        for (const int after : {1, 40, 90, 150})
            QTest::newRow(fmt::format("after {} commits", after).c_str()) << after;
    }
    void stoppedRun_isResumedToTheSameEnd()
    {
        QFETCH(int, after);
        const run::RunConfig config = plainConfig(80, 2);
        const auto path = fresh();
        std::int64_t run = 0;
        {
            const auto writer = std::make_shared<history::Writer>(path);
            Listener listener;
            // So that it cannot have ended before it is stopped: the last trials wait.
            Gate gate;
            Behaviour behaviour;
            behaviour.before = [&](const space::Candidate&, const estimate::Context& context) {
                if (context.trial > 70)
                    gate.pass();
            };
            auto engine = create(writer, config, behaviour, listener.sink());
            run = engine->run();
            engine->start();
            listener.waitForTrials(after);
            engine->stop();
            QCOMPARE(engine->state(), RunState::Stopped); // at once
            gate.open();
            QCOMPARE(engine->wait(), RunState::Stopped);
            history::Reader reader(path);
            QCOMPARE(reader.run(run).state, RunState::Stopped);
            QCOMPARE(reader.run(run).owner.pid, std::int64_t(0));
            for (const history::TrialRow& row : reader.trials(run))
                QVERIFY(isFinal(row.state));
        }
        const auto writer = std::make_shared<history::Writer>(path);
        auto engine = resume(writer, run);
        engine->start();
        QCOMPARE(engine->wait(), RunState::Finished);
        const std::string differs = difference(linesOf(path, run), uninterrupted(config));
        QVERIFY2(differs.empty(), differs.c_str());
    }

    void hangingWorker_isLeftBehindByAbandon()
    {
        const auto path = fresh();
        const auto writer = std::make_shared<history::Writer>(path);
        const auto gate = std::make_shared<Gate>();
        Behaviour behaviour;
        behaviour.before = [gate](const space::Candidate&, const estimate::Context& context) {
            if (context.trial == 9)
                gate->pass(); // hears no stop
        };
        std::atomic<int> late = 0;
        std::atomic<bool> gone = false;
        auto engine = create(writer, plainConfig(60, 2), behaviour, [&](const run::Event&) { late += gone ? 1 : 0; });
        const std::int64_t run = engine->run();
        engine->start();
        gate->waitForArrivals(1);
        engine->stop();
        engine->abandon();
        QCOMPARE(engine->wait(), RunState::Stopped);
        history::Reader reader(path);
        QCOMPARE(reader.trial(run, 9).state, TrialState::Stopped);
        engine.reset();
        gone = true;
        gate->open(); // the worker goes on without an engine, and must touch nothing that is gone
        gate->waitForPassed(1);
        QCOMPARE(late.load(), 0);
        auto again = resume(writer, run);
        again->start();
        QCOMPARE(again->wait(), RunState::Finished);
        const std::string differs = difference(linesOf(path, run), uninterrupted(plainConfig(60, 2)));
        QVERIFY2(differs.empty(), differs.c_str());
    }

    void destroyedEngine_leavesARunThatCanBeResumed()
    {
        const auto path = fresh();
        const auto writer = std::make_shared<history::Writer>(path);
        Listener listener;
        Behaviour behaviour;
        behaviour.before = [](const space::Candidate&, const estimate::Context& context) {
            if (context.trial < 50)
                return;
            std::mutex mutex;
            std::unique_lock lock(mutex);
            std::condition_variable_any().wait(lock, context.stop, [] { return false; }); // until it is stopped
        };
        auto engine = create(writer, plainConfig(100, 2), behaviour, listener.sink());
        const std::int64_t run = engine->run();
        engine->start();
        listener.waitForTrials(50);
        engine.reset();
        QCOMPARE(history::Reader(path).run(run).state, RunState::Stopped);
        auto again = resume(writer, run);
        again->start();
        QCOMPARE(again->wait(), RunState::Finished);
        const std::string differs = difference(linesOf(path, run), uninterrupted(plainConfig(100, 2)));
        QVERIFY2(differs.empty(), differs.c_str());
    }

    void engineNeverStarted_givesItsRunBack()
    {
        const auto path = fresh();
        const auto writer = std::make_shared<history::Writer>(path);
        auto engine = create(writer, plainConfig(10, 1), {}, {});
        const std::int64_t run = engine->run();
        engine.reset();
        QCOMPARE(history::Reader(path).run(run).state, RunState::Stopped);
    }

    void raisedBudget_equalsALargerRunFromTheStart()
    {
        run::RunConfig config = plainConfig(40, 2);
        const auto path = fresh();
        const auto writer = std::make_shared<history::Writer>(path);
        const std::int64_t run = runToEnd(writer, config, {});
        try {
            resume(writer, run);
            QFAIL("a finished run was resumed");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::Config);
        }
        QCOMPARE(history::Reader(path).run(run).state, RunState::Finished);
        writer->addIntervention(run, history::InterventionKind::Budget, 70);
        auto engine = resume(writer, run);
        QCOMPARE(engine->budget(), std::int64_t(70));
        QCOMPARE(engine->trialsDone(), std::int64_t(40));
        engine->start();
        QCOMPARE(engine->wait(), RunState::Finished);
        config.evaluations = 70;
        const std::string differs = difference(linesOf(path, run), uninterrupted(config));
        QVERIFY2(differs.empty(), differs.c_str());
    }

    void interventionsOfAnotherWriter_areAppliedAndMarked()
    {
        const auto path = fresh();
        const auto writer = std::make_shared<history::Writer>(path);
        history::Writer other(path);
        Listener listener;
        Gate gate;
        Behaviour behaviour;
        behaviour.before = [&](const space::Candidate&, const estimate::Context& context) {
            if (context.trial > 10)
                gate.pass();
        };
        auto engine = create(writer, plainConfig(30, 2), behaviour, listener.sink());
        engine->start();
        gate.waitForArrivals(1);
        using history::InterventionKind;
        other.addIntervention(engine->run(), InterventionKind::Pause, nullptr);
        listener.waitFor([](const run::Event& event) { return event.text.starts_with("pause by "); });
        gate.open();
        listener.waitForState(RunState::Paused);
        other.addIntervention(engine->run(), InterventionKind::Budget, 35);
        other.addIntervention(engine->run(), InterventionKind::Note, "watch this");
        other.addIntervention(engine->run(), InterventionKind::Pin, {{"decision", "d0"}});
        other.addIntervention(engine->run(), InterventionKind::Budget, -4);
        other.addIntervention(engine->run(), InterventionKind::Resume, nullptr);
        QCOMPARE(engine->wait(), RunState::Finished);
        history::Reader reader(path);
        const history::RunRow row = reader.run(engine->run());
        QCOMPARE(row.trials, std::int64_t(35));
        QCOMPARE(row.info.budget, std::int64_t(35));
        QCOMPARE(row.note, std::string("watch this"));
        QVERIFY(reader.interventions(engine->run(), true).empty());
        for (const history::InterventionRow& applied : reader.interventions(engine->run(), false))
            QVERIFY(applied.appliedAtJob >= 0 && applied.appliedAtJob <= 35);
        const auto refused = [](const run::Event& event) { return event.text.find("refused") != std::string::npos; };
        QCOMPARE(listener.count(refused), 2);
    }

    void whatThisProgramDoesToARun_isOnRecord()
    {
        const auto path = fresh();
        const auto writer = std::make_shared<history::Writer>(path);
        Listener listener;
        Gate gate;
        Behaviour behaviour;
        behaviour.before = [&](const space::Candidate&, const estimate::Context& context) {
            if (context.trial > 10)
                gate.pass();
        };
        auto engine = create(writer, plainConfig(30, 2), behaviour, listener.sink());
        engine->start();
        gate.waitForArrivals(1);
        engine->setNote("watch this");
        engine->pause();
        listener.waitFor([](const run::Event& event) { return event.text.starts_with("pausing"); });
        gate.open();
        listener.waitForState(RunState::Paused);
        engine->setBudget(35);
        engine->unpause();
        QCOMPARE(engine->wait(), RunState::Finished);
        history::Reader reader(path);
        QCOMPARE(reader.run(engine->run()).note, std::string("watch this"));
        QVERIFY(reader.interventions(engine->run(), true).empty());
        const auto rows = reader.interventions(engine->run(), false);
        using history::InterventionKind;
        const std::pair<InterventionKind, Json> expected[] = {{InterventionKind::Note, {{"note", "watch this"}}},
                                                              {InterventionKind::Pause, nullptr},
                                                              {InterventionKind::Budget, {{"evaluations", 35}}},
                                                              {InterventionKind::Resume, nullptr}};
        QCOMPARE(rows.size(), std::size(expected));
        for (std::size_t i = 0; i < rows.size(); ++i) {
            QCOMPARE(rows[i].kind, expected[i].first);
            QCOMPARE(rows[i].argument, expected[i].second);
            QVERIFY(rows[i].appliedAtJob >= (i == 0 ? 11 : rows[i - 1].appliedAtJob) && rows[i].appliedAtJob <= 30);
        }
    }

    void stopByIntervention_stops()
    {
        const auto path = fresh();
        const auto writer = std::make_shared<history::Writer>(path);
        history::Writer other(path);
        Gate gate;
        Listener listener;
        Behaviour behaviour;
        behaviour.before = [&](const space::Candidate&, const estimate::Context&) { gate.pass(); };
        auto engine = create(writer, plainConfig(30, 2), behaviour, listener.sink());
        engine->start();
        gate.waitForArrivals(2);
        other.addIntervention(engine->run(), history::InterventionKind::Stop, nullptr);
        listener.waitForState(RunState::Stopped);
        QCOMPARE(engine->state(), RunState::Stopped);
        gate.open();
        QCOMPARE(engine->wait(), RunState::Stopped);
    }

    void runningHere_isNotTakenOverBySecondEngine()
    {
        const auto path = fresh();
        const auto writer = std::make_shared<history::Writer>(path);
        Gate gate;
        Behaviour behaviour;
        behaviour.before = [&](const space::Candidate&, const estimate::Context&) { gate.pass(); };
        auto engine = create(writer, plainConfig(5, 1), behaviour, {});
        engine->start();
        gate.waitForArrivals(1);
        try {
            resume(writer, engine->run());
            QFAIL("a running run was resumed");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::Busy);
        }
        gate.open();
        QCOMPARE(engine->wait(), RunState::Finished);
    }

    void changedLog_isNotResumed()
    {
        const auto path = fresh();
        const auto writer = std::make_shared<history::Writer>(path);
        run::RunConfig config = plainConfig(10, 1);
        const std::int64_t run = runToEnd(writer, config, {});
        history::TrialRow row = history::Reader(path).trial(run, 6);
        row.values[2] = row.values[2] == 0 ? 1 : 0;
        writer->postTrial(row, nullptr);
        writer->postBudget(run, 20);
        writer->flush();
        try {
            resume(writer, run);
            QFAIL("a log that does not replay was resumed");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::Internal);
            QVERIFY(std::string(error.what()).find("job 6") != std::string::npos);
        }
        QCOMPARE(history::Reader(path).run(run).state, RunState::Finished); // as before, and nobody's
        QCOMPARE(history::Reader(path).run(run).owner.pid, std::int64_t(0));
    }
};

QTEST_APPLESS_MAIN(TestEngineSteering)
#include "tst_engine_steering.moc"

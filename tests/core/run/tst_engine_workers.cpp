// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest/QtTest>

#include "tests/core/run/engine_histories.h"

using namespace cw;
using namespace cw::test;

/// How many workers a run has may change while it runs.
class TestEngineWorkers : public QObject, private EngineHistories {
    Q_OBJECT

private Q_SLOTS:
    void workers_areAddedAndTakenAwayWithoutChangingTheSearch()
    {
        // Each trial stands at a gate: what has arrived is what runs at once.
        run::RunConfig config = plainConfig(40, 1, 6);
        const auto expected = uninterrupted(config);
        const auto path = fresh();
        const auto writer = std::make_shared<history::Writer>(path);
        Gate first;
        Gate second;
        std::atomic<int> running = 0;
        std::atomic<int> most = 0;
        static thread_local bool counted = false;
        Behaviour behaviour;
        behaviour.before = [&](const space::Candidate&, const estimate::Context& context) {
            (context.trial <= 4 ? first : second).pass();
            counted = context.trial > 20;
            if (counted) {
                const int now = ++running;
                int before = most;
                while (now > before && !most.compare_exchange_weak(before, now)) {
                }
            }
        };
        behaviour.after = [&](estimate::Estimate&) {
            if (counted)
                --running;
        };
        Listener listener;
        auto engine = create(writer, config, behaviour, listener.sink());
        QCOMPARE(engine->workers(), 1);
        engine->start();
        first.waitForArrivals(1);
        engine->setWorkers(4);
        first.waitForArrivals(4); // with one worker no second would come
        QCOMPARE(engine->workers(), 4);
        history::Writer other(path);
        other.addIntervention(engine->run(), history::InterventionKind::Workers, {{"workers", 0}});
        other.addIntervention(engine->run(), history::InterventionKind::Workers, {{"workers", 2}});
        listener.waitFor([](const run::Event& event) { return event.text.starts_with("workers by "); }, 2);
        QCOMPARE(engine->workers(), 2);
        first.open();
        second.open();
        QCOMPARE(engine->wait(), RunState::Finished);
        const std::string differs = difference(linesOf(path, engine->run()), expected);
        QVERIFY2(differs.empty(), differs.c_str());
        QVERIFY2(most <= 2, qPrintable(QString::number(most)));
        std::string arguments;
        for (const history::InterventionRow& row : history::Reader(path).interventions(engine->run(), false))
            arguments += row.argument.dump();
        QCOMPARE(arguments, std::string(R"({"workers":4}{"workers":0}{"workers":2})"));
        QCOMPARE(listener.count([](const run::Event& e) { return e.text.find("refused") != std::string::npos; }), 1);
    }

    void workersOfAStoppedRun_areThoseLastSet()
    {
        const auto path = fresh();
        const auto writer = std::make_shared<history::Writer>(path);
        Gate gate;
        Behaviour behaviour;
        behaviour.before = [&](const space::Candidate&, const estimate::Context&) { gate.pass(); };
        Listener listener;
        auto engine = create(writer, plainConfig(30, 1), behaviour, listener.sink());
        const std::int64_t run = engine->run();
        engine->start();
        gate.waitForArrivals(1);
        engine->setWorkers(3);
        gate.waitForArrivals(3);
        engine->stop();
        gate.open();
        QCOMPARE(engine->wait(), RunState::Stopped);
        engine.reset();
        auto resumed = resume(writer, run);
        QCOMPARE(resumed->workers(), 3);
        resumed->start();
        QCOMPARE(resumed->wait(), RunState::Finished);
        const std::string differs = difference(linesOf(path, run), uninterrupted(plainConfig(30, 1)));
        QVERIFY2(differs.empty(), differs.c_str());
        try {
            resumed->setWorkers(0);
            QFAIL("no worker at all was accepted");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::Config);
        }
    }
};

QTEST_APPLESS_MAIN(TestEngineWorkers)
#include "tst_engine_workers.moc"

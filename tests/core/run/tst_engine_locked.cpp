// SPDX-License-Identifier: GPL-3.0-or-later
#include <SQLiteCpp/Database.h>

#include <QtTest/QtTest>

#include "tests/core/run/engine_histories.h"

using namespace cw;
using namespace cw::test;

/// Another program holds the history locked for longer than a write waits. That takes as long as it says: slow.
class TestEngineLocked : public QObject, private EngineHistories {
    Q_OBJECT

private:
    static run::RunConfig config() { return plainConfig(120, 2); }

private Q_SLOTS:
    void lockedHistory_isWaitedFor_data()
    {
        QTest::addColumn<bool>("isStopped");
        QTest::newRow("until it is free") << false;
        QTest::newRow("until the run is stopped") << true;
    }
    void lockedHistory_isWaitedFor()
    {
        QFETCH(bool, isStopped);
        const auto path = fresh();
        const auto writer = std::make_shared<history::Writer>(path);
        Listener listener;
        Gate gate;
        Gate later;
        Behaviour behaviour;
        behaviour.before = [&](const space::Candidate&, const estimate::Context& context) {
            if (context.trial > 40)
                gate.pass();
            if (context.trial > 60)
                later.pass();
        };
        auto engine = create(writer, config(), behaviour, listener.sink());
        engine->start();
        gate.waitForArrivals(1);
        writer->flush();
        SQLite::Database other(path.string(), SQLite::OPEN_READWRITE, 1000);
        other.exec("BEGIN EXCLUSIVE");
        const std::int64_t before = history::Reader(path).run(1).finishedTrials; // may be read
        gate.open();
        listener.waitFor([](const run::Event& event) {
            return event.kind == run::Event::Kind::RunChanged && event.state == RunState::Paused;
        });
        QCOMPARE(engine->state(), RunState::Paused);
        const std::string hindrance = engine->hindrance();
        QVERIFY2(hindrance.starts_with(path.string() + ": another program has held the history locked for "),
                 hindrance.c_str());
        QVERIFY2(hindrance.ends_with("the run goes on when that program lets go"), hindrance.c_str());
        later.open();
        if (isStopped) {
            engine->stop();
            QCOMPARE(engine->wait(), RunState::Stopped);
            QVERIFY(engine->reason().find("locked") != std::string::npos);
        }
        QCOMPARE(history::Reader(path).run(1).finishedTrials, before);
        other.exec("ROLLBACK");
        if (isStopped) {
            engine.reset();
            writer->flush();
            engine = resume(writer, 1);
            engine->start();
        }
        QCOMPARE(engine->wait(), RunState::Finished);
        const std::string differs = difference(linesOf(path, 1), uninterrupted(config()));
        QVERIFY2(differs.empty(), differs.c_str());
    }
};

QTEST_APPLESS_MAIN(TestEngineLocked)
#include "tst_engine_locked.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest/QtTest>

#include "tests/core/run/engine_histories.h"

using namespace cw;
using namespace cw::test;

/// A run ends once a trial has the first objective where it was wanted.
class TestEngineTarget : public QObject, private EngineHistories {
    Q_OBJECT

private:
    static constexpr std::int64_t kBudget = 60;
    static constexpr std::int64_t kLag = 4;

    static run::RunConfig config(bool maximise)
    {
        run::RunConfig config = plainConfig(kBudget, 1, kLag);
        config.objectives = {{"score", maximise}};
        return config;
    }
    struct Ended {
        history::RunRow run;
        std::vector<history::TrialRow> trials;
    };
    Ended ended(const run::RunConfig& config, const Behaviour& behaviour = {})
    {
        const auto path = fresh();
        const std::int64_t run = runToEnd(std::make_shared<history::Writer>(path), config, behaviour);
        history::Reader reader(path);
        return {reader.run(run), reader.trials(run)};
    }
    static double scoreOf(const history::TrialRow& row) { return row.metrics.at("score"); }

private Q_SLOTS:
    void target_endsTheRun_data()
    {
        QTest::addColumn<bool>("maximise");
        QTest::newRow("largest") << true;
        QTest::newRow("smallest") << false;
    }
    void target_endsTheRun()
    {
        QFETCH(bool, maximise);
        const Ended whole = ended(config(maximise));
        QCOMPARE(whole.trials.size(), std::size_t(kBudget));
        QVERIFY(whole.run.reason.empty());
        // What the first twenty trials come to, which one of them has first.
        const auto better = [&](const history::TrialRow& a, const history::TrialRow& b) {
            return maximise ? scoreOf(a) > scoreOf(b) : scoreOf(a) < scoreOf(b);
        };
        const auto first = std::min_element(whole.trials.begin(), whole.trials.begin() + 20, better);
        run::RunConfig asked = config(maximise);
        asked.target = scoreOf(*first);
        const Ended early = ended(asked);
        QCOMPARE(early.run.state, RunState::Finished);
        QCOMPARE(early.run.reason, std::string("target reached"));
        QCOMPARE(early.run.best, asked.target);
        QCOMPARE(early.run.bestTrial, first->trial);
        // What had been asked by then was tried, too: as many as the lag lets run ahead.
        QVERIFY(std::int64_t(early.trials.size()) >= first->trial);
        QVERIFY2(
            std::int64_t(early.trials.size()) <= first->trial + kLag,
            qPrintable(QString("%1 trials, the target came with trial %2").arg(early.trials.size()).arg(first->trial)));
        for (std::size_t i = 0; i < early.trials.size(); ++i) {
            QCOMPARE(early.trials[i].candidate, whole.trials[i].candidate);
            QCOMPARE(early.trials[i].state, whole.trials[i].state);
        }
    }

    void targetThatNothingReaches_changesNothing()
    {
        run::RunConfig asked = config(true);
        asked.target = 1e9;
        const Ended whole = ended(asked);
        QCOMPARE(whole.trials.size(), std::size_t(kBudget));
        QVERIFY(whole.run.reason.empty());
    }

    /// Every trial has it at the first rung, none at the whole fidelity.
    void resultOfALowerRung_isNotTheTarget()
    {
        run::RunConfig asked = config(true);
        asked.scheduler = "asha";
        asked.schedulerSettings = {{"eta", 2}};
        asked.fidelity.epochs = 4;
        asked.target = 5;
        Behaviour behaviour;
        behaviour.byFidelity = true;
        behaviour.after = [](estimate::Estimate& estimate) {
            const bool whole = estimate.curve.back().step >= 4;
            estimate.metrics["score"] = (whole ? 1 : 10) + estimate.metrics.at("score") * 1e-3;
        };
        const Ended all = ended(asked, behaviour);
        QVERIFY(all.run.reason.empty());
        QCOMPARE(all.trials.size(), std::size_t(kBudget));
        asked.target = 1; // what has four epochs has it
        const Ended early = ended(asked, behaviour);
        QCOMPARE(early.run.reason, std::string("target reached"));
        QVERIFY(early.trials.size() < all.trials.size());
    }

    void resumedRun_knowsThatItIsThere()
    {
        const auto path = fresh();
        const auto writer = std::make_shared<history::Writer>(path);
        run::RunConfig asked = config(true);
        asked.target = -1e9; // the first trial
        const std::int64_t run = runToEnd(writer, asked, {});
        const std::size_t before = history::Reader(path).trials(run).size();
        auto again = resume(writer, run);
        again->start();
        QCOMPARE(again->wait(), RunState::Finished);
        again.reset();
        history::Reader reader(path);
        QCOMPARE(reader.trials(run).size(), before);
        QCOMPARE(reader.run(run).reason, std::string("target reached"));
    }
};

QTEST_APPLESS_MAIN(TestEngineTarget)
#include "tst_engine_target.moc"

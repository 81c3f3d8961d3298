// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <limits>

#include <QTemporaryDir>
#include <QtTest/QtTest>

#include "core/run/method/learnt.h"
#include "core/run/method/surrogate_fit.h"
#include "tests/core/run/engine_fixture.h"

using namespace cw;
using namespace cw::test;

class TestLearnt : public QObject {
    Q_OBJECT

private:
    std::filesystem::path fresh()
    {
        return std::filesystem::path(m_folder.path().toStdString()) / fmt::format("h{}.sqlite", ++m_count);
    }

    QTemporaryDir m_folder;
    int m_count = 0;

private Q_SLOTS:
    void umda_isToldAsItWas()
    {
        run::RunConfig config = plainConfig(60, 1, 1);
        config.strategy = "umda";
        config.strategySettings = {{"population", 10}, {"selected", 0.5}, {"smoothing", 1}};
        const auto path = fresh();
        const auto run = runToEnd(std::make_shared<history::Writer>(path), config, {});
        const auto before = linesOf(path, run);
        const auto learnt = run::learntIn(path, run, catalogueWith({}), 200, 60, {});
        QCOMPARE(linesOf(path, run), before); // looked at, not changed
        QVERIFY(learnt.complete);
        QCOMPARE(learnt.trials.size(), std::size_t(60));
        QCOMPARE(learnt.trials.back(), std::int64_t(60));
        QCOMPARE(learnt.rows.size(), std::size_t(4));
        QCOMPARE(learnt.series.size(), std::size_t(1));
        QCOMPARE(learnt.series[0].values.size(), std::size_t(60));
        QCOMPARE(learnt.series[0].values.front(), 1.0);

        // When the last trial was asked for, the results of the others were known: the best five of them, counted.
        history::Reader reader(path);
        auto rows = reader.trials(run);
        rows.pop_back();
        std::stable_sort(rows.begin(), rows.end(), [](const history::TrialRow& a, const history::TrialRow& b) {
            return a.metrics.at("score") > b.metrics.at("score");
        });
        std::vector<std::vector<double>> best;
        for (const history::TrialRow& row : rows) {
            if (std::find(best.begin(), best.end(), row.values) == best.end())
                best.push_back(row.values);
        }
        best.resize(5);
        for (std::size_t decision = 0; decision < 4; ++decision) {
            for (std::size_t arm = 0; arm < 4; ++arm) {
                double expected = 1.0 / 9;
                for (const auto& values : best)
                    expected += values[decision] == double(arm) ? 1.0 / 9 : 0;
                QCOMPARE(learnt.values.back()[4 * decision + arm], expected);
            }
        }
    }

    void schedulersAndDuplicates_areToldAlike()
    {
        for (const char* strategy : {"reinforce", "bandit", "mcts", "q-learning", "ppo", "pbil"}) {
            Behaviour behaviour;
            behaviour.byFidelity = true;
            run::RunConfig config = plainConfig(50, 2, 6);
            config.space = space::toJson(plainSpace(2, 3)); // 9 candidates: most are repeated
            config.strategy = strategy;
            config.strategySettings = Json::object();
            config.scheduler = "asha";
            config.fidelity.epochs = 9;
            const auto path = fresh();
            const auto run = runToEnd(std::make_shared<history::Writer>(path), config, behaviour);
            const auto learnt = run::learntIn(path, run, catalogueWith(behaviour), 10, 60, {});
            QVERIFY2(learnt.complete, strategy);
            QCOMPARE(learnt.trials.front(), std::int64_t(5));
            QCOMPARE(learnt.trials.back(), std::int64_t(50));
            QCOMPARE(learnt.trials.size(), std::size_t(10));
            QCOMPARE(learnt.values.size(), std::size_t(10));
        }
    }

    void models_sayWhatTheyExpectedOfWhatTheyProposed()
    {
        for (const char* strategy : {"gp-bo", "rf-bo", "bananas"}) {
            run::RunConfig config = plainConfig(40, 2, 4);
            config.strategy = strategy;
            config.strategySettings = Json::object();
            const auto path = fresh();
            const auto run = runToEnd(std::make_shared<history::Writer>(path), config, {});
            const auto learnt = run::learntIn(path, run, catalogueWith({}), 10, 60, {});
            QVERIFY2(learnt.complete && learnt.forecasts.size() >= 20, strategy);
            QVERIFY2(learnt.forecasts.size() < 40, strategy); // the first are drawn at random
            run::MethodTrials trials(config.objectives);
            trials.take(history::Reader(path).trials(run));
            double low = std::numeric_limits<double>::infinity();
            double high = -low;
            for (std::size_t i = 0; i < trials.size(); ++i) {
                low = std::min(low, trials[i].value());
                high = std::max(high, trials[i].value());
            }
            for (std::size_t i = 0; i < learnt.forecasts.size(); ++i) {
                const run::Learnt::Forecast& forecast = learnt.forecasts[i];
                QVERIFY(i == 0 || learnt.forecasts[i - 1].trial < forecast.trial);
                QVERIFY(low <= forecast.low && forecast.low <= forecast.mean);
                QVERIFY(forecast.mean <= forecast.high && forecast.high <= high); // in the unit of what was measured
            }
            QCOMPARE(run::surrogateFitOf(trials, learnt).points.size(), learnt.forecasts.size());
        }
    }

    void models_sayWhatTheyMaximised()
    {
        for (const char* strategy : {"gp-bo", "rf-bo", "bananas", "tpe"}) {
            run::RunConfig config = plainConfig(40, 2, 4);
            config.strategy = strategy;
            config.strategySettings = Json::object();
            const auto path = fresh();
            const auto run = runToEnd(std::make_shared<history::Writer>(path), config, {});
            const auto learnt = run::learntIn(path, run, catalogueWith({}), 10, 60, {});
            QVERIFY2(learnt.acquisitions.size() >= 20, strategy);
            QVERIFY2(learnt.acquisitions.front().trial > 5, strategy); // the first are drawn at random
            for (std::size_t i = 1; i < learnt.acquisitions.size(); ++i)
                QVERIFY(learnt.acquisitions[i - 1].trial < learnt.acquisitions[i].trial);
        }
    }

    void objectiveToBeMinimised_isForecastAsItIsMeasured()
    {
        run::RunConfig config = plainConfig(40, 1, 1);
        config.strategy = "rf-bo";
        config.strategySettings = Json::object();
        config.objectives.front().maximise = false;
        const auto path = fresh();
        const auto run = runToEnd(std::make_shared<history::Writer>(path), config, {});
        const auto learnt = run::learntIn(path, run, catalogueWith({}), 10, 60, {});
        run::MethodTrials trials(config.objectives);
        trials.take(history::Reader(path).trials(run));
        const run::SurrogateFit fit = run::surrogateFitOf(trials, learnt);
        QVERIFY(fit.points.size() > 20);
        for (const run::SurrogateFit::Point& point : fit.points) {
            QVERIFY(point.predicted > 0); // scores are, and the strategy is told their negatives
            QVERIFY(point.low <= point.predicted && point.predicted <= point.high);
        }
    }

    void otherCode_isNotedAndNotInvented()
    {
        run::RunConfig config = plainConfig(30, 1, 1);
        config.strategy = "umda";
        config.strategySettings = Json::object();
        const auto path = fresh();
        const auto run = runToEnd(std::make_shared<history::Writer>(path), config, {});
        run::Catalogue other = catalogueWith({});
        strategy::StrategyEntry entry = *strategy::builtInStrategies().get("pbil").value();
        entry.id = "umda"; // as if it had been rewritten since
        entry.schema = strategy::builtInStrategies().get("umda").value()->schema;
        entry.make = [](const strategy::StrategySetup& setup) {
            auto pbil = strategy::makeStrategy(strategy::builtInStrategies(), "pbil", nullptr, setup.candidates,
                                               setup.seed, setup.objectives);
            return std::move(pbil).value();
        };
        other.strategies = strategy::StrategyRegistry("strategy", {entry});
        QVERIFY_EXCEPTION_THROWN(run::learntIn(path, run, other, 200, 60, {}), Error);
    }

    void enough_isEnough()
    {
        run::RunConfig config = plainConfig(40, 1, 1);
        config.strategy = "pbil";
        config.strategySettings = Json::object();
        const auto path = fresh();
        const auto run = runToEnd(std::make_shared<history::Writer>(path), config, {});
        const auto late = run::learntIn(path, run, catalogueWith({}), 200, 0, {});
        QVERIFY(!late.complete);
        QCOMPARE(late.trials.size(), std::size_t(1));
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!run::learntIn(path, run, catalogueWith({}), 200, 60, stop.get_token()).complete);
        QVERIFY_EXCEPTION_THROWN(run::learntIn(path, run + 1, catalogueWith({}), 200, 60, {}), Error);
    }
};

QTEST_APPLESS_MAIN(TestLearnt)
#include "tst_learnt.moc"

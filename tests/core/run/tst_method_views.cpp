// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <limits>

#include <QtTest/QtTest>

#include "core/base/rng.h"
#include "core/run/method/evolution.h"
#include "core/run/method/front.h"
#include "core/run/method/rung_counts.h"
#include "core/run/method/surrogate_fit.h"

using namespace cw;
using namespace cw::run;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInf = std::numeric_limits<double>::infinity();
const std::stop_token kNever;

const std::vector<std::string> kNames{"valid_accuracy", "params", "macs", "latency_ms"};

/// The first to be maximised, the others minimised.
std::vector<estimate::Objective> objectives(std::size_t count)
{
    std::vector<estimate::Objective> wanted;
    for (std::size_t i = 0; i < count; ++i)
        wanted.push_back({kNames[i], i == 0});
    return wanted;
}

history::TrialRow row(std::int64_t trial, std::int64_t parent, std::vector<double> decisions,
                      const std::vector<double>& metrics, TrialState state = TrialState::Finished, double epochs = 9)
{
    history::TrialRow row;
    row.trial = trial;
    row.parent = parent;
    row.state = state;
    row.values = std::move(decisions);
    for (std::size_t i = 0; i < metrics.size(); ++i)
        row.metrics[kNames[i]] = metrics[i];
    row.fidelity = Json{{"epochs", epochs}};
    return row;
}

} // namespace

class TestMethodViews : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void evolution_isWhatPaperAndPencilSay();
    void inactiveDecisions_areAValueOfTheirOwn();
    void childAfterMoreEpochs_isNotComparedWithItsParent();
    void changedRow_replacesTheOlder();
    void manyTrials_becomeFewPoints();
    void front_isWhatPaperAndPencilSay();
    void unknownAndUnfinishedValues_areOnNoFront();
    void equalValues_haveAFrontAndNoVolume();
    void fourObjectives_fillTheShareOfTheBoxTheyDominate();
    void manyDominatedTrials_areThinned();
    void frontWithoutEnd_isGivenUpAndSaysWhere();
    void rungs_areWhatPaperAndPencilSay();
    void runWithoutScheduler_hasNoRungs();
    void spread_interpolatesQuartiles();
    void surrogateFit_isWhatPaperAndPencilSay();
    void surrogateFit_isOfTheFirstRung();
    void nothing_isSurvived();
};

void TestMethodViews::surrogateFit_isWhatPaperAndPencilSay()
{
    MethodTrials trials(objectives(1));
    trials.take({row(1, 0, {0}, {0.5}), row(2, 0, {1}, {0.6}), row(3, 0, {2}, {0.4}),
                 row(4, 0, {2}, {}, TrialState::Failed), row(5, 0, {2}, {0.9}, TrialState::Running)});
    Learnt learnt;
    learnt.forecasts = {{2, 0.5, 0.4, 0.6}, {3, 0.6, 0.5, 0.7}, {4, 0.5, 0.4, 0.6}, {5, 0.8, 0.8, 0.8}, {6, 1, 1, 1}};
    const SurrogateFit fit = surrogateFitOf(trials, learnt);
    QCOMPARE(fit.points.size(), std::size_t(2));
    QCOMPARE(fit.points[1].trial, std::int64_t(3));
    QCOMPARE(fit.points[1].measured, 0.4);
    QCOMPARE(fit.unmeasured, std::int64_t(3)); // failed, still running, not there yet
    QCOMPARE(fit.spearman, -1.0);
    QCOMPARE(fit.rmse, std::sqrt((0.1 * 0.1 + 0.2 * 0.2) / 2));
    learnt.forecasts = {{1, kNaN, 0, 1}, {2, 0.5, 0.4, kInf}};
    QVERIFY(surrogateFitOf(trials, learnt).points.empty());
    QVERIFY(std::isnan(surrogateFitOf(trials, learnt).rmse));
}

void TestMethodViews::surrogateFit_isOfTheFirstRung()
{
    MethodTrials trials(objectives(1));
    trials.take({row(1, 0, {0}, {0.5}, TrialState::Pruned, 1), row(2, 0, {1}, {0.9}, TrialState::Finished, 9)});
    trials.take(std::vector<history::MetricStep>{{2, "valid_accuracy", 1, 0.6}, {2, "valid_accuracy", 9, 0.9}});
    Learnt learnt;
    learnt.forecasts = {{1, 0.5, 0.4, 0.6}, {2, 0.6, 0.5, 0.7}};
    const SurrogateFit fit = surrogateFitOf(trials, learnt);
    QCOMPARE(fit.points.size(), std::size_t(2));
    QCOMPARE(fit.points[1].measured, 0.6);
    QCOMPARE(fit.rmse, 0.0);
}

void TestMethodViews::evolution_isWhatPaperAndPencilSay()
{
    MethodTrials trials(objectives(1));
    trials.take(
        {row(1, 0, {0, 0}, {0.5}), row(2, 1, {0, 1}, {0.6}), row(3, 2, {1, 1}, {0.4}), row(4, 2, {1, 1}, {0.7})});
    const auto points = evolutionOf(trials, 3, 100, kNever);
    QCOMPARE(points.size(), std::size_t(4));
    QVERIFY(std::isnan(points[0].diversity) && std::isnan(points[0].age) && std::isnan(points[0].improved));
    QCOMPARE(points[1].diversity, 0.5); // one of two decisions
    QCOMPARE(points[1].age, 1.0);
    QCOMPARE(points[1].improved, 1.0);
    QCOMPARE(points[2].diversity, (0.5 + 1 + 0.5) / 3);
    QCOMPARE(points[2].improved, 0.5);
    QCOMPARE(points[3].trial, std::int64_t(4)); // the first trial has left the window
    QCOMPARE(points[3].diversity, (0.5 + 0.5 + 0) / 3);
    QCOMPARE(points[3].age, (1 + 1 + 2) / 3.0);
    QCOMPARE(points[3].improved, 2 / 3.0);
}

void TestMethodViews::inactiveDecisions_areAValueOfTheirOwn()
{
    MethodTrials trials(objectives(1));
    trials.take({row(1, 0, {kNaN, 0}, {}), row(2, 0, {-kNaN, -0.0}, {}), row(3, 0, {1, 0}, {})});
    const auto points = evolutionOf(trials, 10, 100, kNever);
    QCOMPARE(points[1].diversity, 0.0);
    QCOMPARE(points[2].diversity, (0 + 0.5 + 0.5) / 3);
}

void TestMethodViews::childAfterMoreEpochs_isNotComparedWithItsParent()
{
    MethodTrials trials(objectives(1));
    trials.take({row(1, 0, {0}, {0.5}, TrialState::Pruned, 1), row(2, 1, {0}, {0.9}),
                 row(3, 1, {0}, {0.6}, TrialState::Pruned, 1), row(4, 1, {0}, {0.1}, TrialState::Running, 1)});
    const auto points = evolutionOf(trials, 10, 100, kNever);
    QVERIFY(std::isnan(points[1].improved));
    QCOMPARE(points[2].improved, 1.0);
    QCOMPARE(points[3].improved, 1.0); // its value may still change
    QCOMPARE(points[3].age, (1 + 2 + 3) / 3.0);
}

void TestMethodViews::changedRow_replacesTheOlder()
{
    MethodTrials trials(objectives(1));
    trials.take({row(2, 1, {1}, {}, TrialState::Running), row(1, 0, {0}, {0.5})});
    trials.take({row(2, 1, {1}, {0.7})});
    QCOMPARE(trials.size(), std::size_t(2));
    QCOMPARE(trials.find(2)->value(), 0.7);
    QCOMPARE(evolutionOf(trials, 10, 100, kNever).back().improved, 1.0);
    QVERIFY(trials.find(0) == nullptr && trials.find(3) == nullptr);
}

void TestMethodViews::manyTrials_becomeFewPoints()
{
    std::vector<history::TrialRow> rows;
    Rng rng(1);
    for (int i = 1; i <= 100'000; ++i)
        rows.push_back(row(i, i / 2, {double(rng.below(5)), rng.uniform(), kNaN}, {i % 7 == 0 ? kInf : rng.uniform()}));
    MethodTrials trials(objectives(1));
    trials.take(rows);
    const auto points = evolutionOf(trials, 50, 500, kNever);
    QVERIFY(points.size() >= 500 && points.size() <= 502);
    QCOMPARE(points.back().trial, std::int64_t(100'000));
    // Five even alternatives differ in 4 of 5 pairs, real numbers always, what is not active never.
    double mean = 0;
    for (const EvolutionPoint& point : points)
        mean += point.diversity / double(points.size());
    QVERIFY2(std::abs(mean - (0.8 + 1 + 0) / 3) < 0.01, qPrintable(QString::number(mean)));
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(evolutionOf(trials, 50, 500, stop.get_token()).empty());
}

void TestMethodViews::front_isWhatPaperAndPencilSay()
{
    // In the box of accuracies 0 to 1 and 200 to 0 parameters: (0.5, 0.5), (1, 0), (0, 1), (0.25, 0.75), (0.25, 0.25).
    MethodTrials trials(objectives(2));
    trials.take({row(1, 0, {}, {0.5, 100}), row(2, 0, {}, {1, 200}), row(3, 0, {}, {0, 0}), row(4, 0, {}, {0.25, 50}),
                 row(5, 0, {}, {0.25, 150})});
    const Front front = frontOf(trials, kNever);
    const std::vector<FrontPoint> expected{{3, 0, 0}, {4, 50, 0.25}, {1, 100, 0.5}, {2, 200, 1}};
    QCOMPARE(front.front, expected);
    QCOMPARE(front.others, (std::vector<FrontPoint>{{5, 150, 0.25}}));
    QCOMPARE(front.judged, std::int64_t(5));
    QCOMPARE(front.endedAt, std::int64_t(0));
    const std::vector<std::pair<std::int64_t, double>> volumes{
        {1, 0.25}, {2, 0.25}, {3, 0.25}, {4, 0.3125}, {5, 0.3125}};
    QCOMPARE(front.hypervolume, volumes);
}

void TestMethodViews::unknownAndUnfinishedValues_areOnNoFront()
{
    MethodTrials trials(objectives(2));
    trials.take({row(1, 0, {}, {0.5, 100}), row(2, 0, {}, {0.9, kNaN}), row(3, 0, {}, {kInf, 1}), row(4, 0, {}, {0.9}),
                 row(5, 0, {}, {0.8, 1}, TrialState::Running), row(6, 0, {}, {0.8, 1}, TrialState::Pruned, 1),
                 row(7, 0, {}, {}, TrialState::Failed)});
    const Front front = frontOf(trials, kNever);
    QCOMPARE(front.front, (std::vector<FrontPoint>{{1, 100, 0.5}}));
    QVERIFY(front.others.empty());
}

void TestMethodViews::equalValues_haveAFrontAndNoVolume()
{
    for (const std::size_t count : {std::size_t(2), std::size_t(4)}) {
        MethodTrials trials(objectives(count));
        const std::vector<double> equal(count, 7.0);
        trials.take({row(1, 0, {}, equal), row(2, 0, {}, equal), row(3, 0, {}, equal)});
        const Front front = frontOf(trials, kNever);
        QCOMPARE(front.front, (std::vector<FrontPoint>{{1, 7, 7}}));
        QCOMPARE(front.others.size(), std::size_t(2));
        QVERIFY(front.hypervolume.empty());
    }
}

void TestMethodViews::fourObjectives_fillTheShareOfTheBoxTheyDominate()
{
    MethodTrials trials(objectives(4));
    trials.take({row(1, 0, {}, {0, 8, 8, 8}), row(2, 0, {}, {0.5, 4, 0, 0}), row(3, 0, {}, {1, 0, 0, 0})});
    const Front front = frontOf(trials, kNever);
    QCOMPARE(front.hypervolume.size(), std::size_t(3));
    QCOMPARE(front.hypervolume[0].second, 0.0);
    QVERIFY(std::abs(front.hypervolume[1].second - 0.25) < 0.03); // four standard deviations of 4,096 probes
    QCOMPARE(front.hypervolume[2].second, 1.0);
    QCOMPARE(front.front, (std::vector<FrontPoint>{{3, 0, 1}}));
}

void TestMethodViews::manyDominatedTrials_areThinned()
{
    std::vector<history::TrialRow> rows;
    Rng rng(2);
    for (int i = 1; i <= 100'000; ++i)
        rows.push_back(row(i, 0, {}, {rng.uniform(), rng.uniform()}));
    MethodTrials trials(objectives(2));
    trials.take(rows);
    const Front front = frontOf(trials, kNever);
    QCOMPARE(front.judged, std::int64_t(100'000));
    QVERIFY(front.others.size() > 5'000 && front.others.size() <= 140 * 70);
    QVERIFY(front.front.size() > 3 && front.front.size() < 100);
    QVERIFY(front.hypervolume.back().second > 0.99);
}

void TestMethodViews::frontWithoutEnd_isGivenUpAndSaysWhere()
{
    std::vector<history::TrialRow> rows;
    for (int i = 1; i <= 6'000; ++i)
        rows.push_back(row(i, 0, {}, {double(i), double(i), 0, 1})); // better and larger: none dominates another
    for (const std::size_t count : {std::size_t(2), std::size_t(4)}) {
        MethodTrials trials(objectives(count));
        trials.take(rows);
        const Front front = frontOf(trials, kNever);
        QCOMPARE(front.endedAt, std::int64_t(4'001));
        QCOMPARE(front.front.size(), std::size_t(4'000));
        QVERIFY(front.hypervolume.size() <= 2'002);
    }
}

void TestMethodViews::rungs_areWhatPaperAndPencilSay()
{
    using enum TrialState;
    MethodTrials trials(objectives(1));
    trials.take({row(1, 0, {}, {0.9}, Finished, 9), row(2, 0, {}, {0.6}, Pruned, 3), row(3, 0, {}, {0.2}, Pruned, 1),
                 row(4, 0, {}, {0.4}, Pruned, 1), row(5, 0, {}, {}, Failed, 1), row(6, 0, {}, {0.5}, Running, 3),
                 row(7, 0, {}, {0.2}, Duplicate, 1)});
    trials.take({{1, "valid_accuracy", 1, 0.375},
                 {1, "valid_accuracy", 2, 0.55}, // of no rung
                 {1, "valid_accuracy", 3, 0.7},
                 {1, "train_loss", 3, 2.0},
                 {2, "valid_accuracy", 1, 0.25},
                 {6, "valid_accuracy", 1, 0.125}});
    const auto rungs = rungCountsOf(trials);
    QCOMPARE(rungs.size(), std::size_t(3));
    QCOMPARE(rungs[0].epochs, 1.0);
    QCOMPARE(rungs[0].reached, std::int64_t(6)); // the duplicate trained nothing
    QCOMPARE(rungs[0].wentOn, std::int64_t(3));
    QCOMPARE(rungs[0].stopped, std::int64_t(2));
    QCOMPARE(rungs[0].failed, std::int64_t(1));
    QCOMPARE(rungs[0].wentOnValues, (Spread{3, 0.125, 0.1875, 0.25, 0.3125, 0.375}));
    QCOMPARE(rungs[0].stoppedValues.count, std::int64_t(2));
    QCOMPARE(rungs[0].stoppedValues.median, (0.2 + 0.4) / 2);
    QCOMPARE(rungs[1].reached, std::int64_t(3));
    QCOMPARE(rungs[1].wentOn, std::int64_t(1));
    QCOMPARE(rungs[1].stopped, std::int64_t(1)); // one is still running
    QCOMPARE(rungs[1].wentOnValues.median, 0.7);
    QCOMPARE(rungs[1].stoppedValues.median, 0.6);
    QCOMPARE(rungs[2].reached, std::int64_t(1));
    QCOMPARE(rungs[2].stoppedValues.median, 0.9);
}

void TestMethodViews::runWithoutScheduler_hasNoRungs()
{
    MethodTrials trials(objectives(1));
    trials.take({row(1, 0, {}, {0.9}), row(2, 0, {}, {0.6})});
    QVERIFY(rungCountsOf(trials).empty());
}

void TestMethodViews::spread_interpolatesQuartiles()
{
    QCOMPARE(spreadOf({4, 1, 3, 2}), (Spread{4, 1, 1.75, 2.5, 3.25, 4}));
    QCOMPARE(spreadOf({5}), (Spread{1, 5, 5, 5, 5, 5}));
    QCOMPARE(spreadOf({}).count, std::int64_t(0));
}

void TestMethodViews::nothing_isSurvived()
{
    for (const std::size_t count : {std::size_t(0), std::size_t(1), std::size_t(2), std::size_t(4)}) {
        const MethodTrials trials(objectives(count));
        QVERIFY(evolutionOf(trials, 50, 100, kNever).empty());
        QVERIFY(frontOf(trials, kNever).front.empty());
        QVERIFY(rungCountsOf(trials).empty());
        MethodTrials one(objectives(count));
        one.take({row(1, 0, {1}, std::vector<double>(count, 0.5))});
        QCOMPARE(evolutionOf(one, 50, 100, kNever).size(), std::size_t(1));
        QCOMPARE(frontOf(one, kNever).front.size(), count < 2 ? std::size_t(0) : std::size_t(1));
    }
}

QTEST_APPLESS_MAIN(TestMethodViews)
#include "tst_method_views.moc"

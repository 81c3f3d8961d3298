// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <numeric>
#include <optional>

#include <QtTest/QtTest>

#include "core/base/correlation.h"
#include "core/strategy/acquirer.h"
#include "core/strategy/forecaster.h"
#include "core/strategy/maximiser.h"
#include "core/strategy/tpe_model.h"
#include "tests/core/strategy/contract.h"
#include "tests/core/strategy/test_spaces.h"

using namespace cw;
using namespace cw::strategy;
using namespace cw::test;

namespace {

const Forecaster* forecasterIn(const Strategy& strategy)
{
    return dynamic_cast<const Forecaster*>(&strategy);
}

bool equal(const std::vector<Step>& a, const std::vector<Step>& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const Step& x, const Step& y) { return test::equal(x.asked, y.asked); });
}

} // namespace

/// Strategies with a model say what it expects.
class TestForecaster : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void modelsThatAreRefitted_areThoseThatForecast_data();
    void modelsThatAreRefitted_areThoseThatForecast();
    void asking_changesNoProposal_data() { forecasters(); }
    void asking_changesNoProposal();
    void goodModel_knowsWhatComes_data() { forecasters(); }
    void goodModel_knowsWhatComes();
    void targets_areTurnedBackIntoScores();
    void failures_areNoScores();
    void proposalsOfAModel_sayWhatWasMaximised_data() { modelsThatAreRefitted_areThoseThatForecast_data(); }
    void proposalsOfAModel_sayWhatWasMaximised();
    void restoredModel_maximisesTheSame_data() { modelsThatAreRefitted_areThoseThatForecast_data(); }
    void restoredModel_maximisesTheSame();
    void whatIsFound_hasItsScore();
    void separateDensities_addUpToTheirRatio();

private:
    void forecasters();
};

void TestForecaster::modelsThatAreRefitted_areThoseThatForecast_data()
{
    QTest::addColumn<QString>("id");
    const StrategyRegistry registry = builtInStrategies();
    for (const StrategyEntry& entry : registry.entries())
        QTest::newRow(entry.id.c_str()) << QString::fromStdString(entry.id);
}

void TestForecaster::modelsThatAreRefitted_areThoseThatForecast()
{
    QFETCH(QString, id);
    const StrategyRegistry registry = builtInStrategies();
    const StrategyEntry& entry = *registry.get(id.toStdString()).value();
    // The window offers the view by this setting.
    const bool isRefitted = entry.schema.find("refit-growth") != nullptr;
    for (const auto& space : {flatSpace(), mixedSpace(), chainSpace(), oneCandidate()}) {
        const auto strategy = made(entry, space);
        QCOMPARE(forecasterIn(*strategy) != nullptr, isRefitted);
        if (!isRefitted)
            continue;
        const space::Candidate first = strategy->ask(1).front().candidate;
        QVERIFY(!forecasterIn(*strategy)->forecast(first)); // nothing is known
        strategy->tell(outcome(1, first));
        const auto log = play(*strategy, 60);
        for (const Step& step : log) {
            for (const Proposal& proposal : step.asked) {
                const auto forecast = forecasterIn(*strategy)->forecast(proposal.candidate);
                if (!forecast)
                    continue;
                QVERIFY(std::isfinite(forecast->mean));
                QVERIFY(forecast->low <= forecast->mean && forecast->mean <= forecast->high);
            }
        }
    }
}

void TestForecaster::forecasters()
{
    QTest::addColumn<QString>("id");
    const StrategyRegistry registry = builtInStrategies();
    for (const StrategyEntry& entry : registry.entries()) {
        if (forecasterIn(*made(entry, flatSpace())) != nullptr)
            QTest::newRow(entry.id.c_str()) << QString::fromStdString(entry.id);
    }
}

void TestForecaster::asking_changesNoProposal()
{
    QFETCH(QString, id);
    const StrategyRegistry registry = builtInStrategies();
    const StrategyEntry& entry = *registry.get(id.toStdString()).value();
    for (const auto& space : {flatSpace(), mixedSpace()}) {
        const auto quiet = made(entry, space);
        const auto asked = made(entry, space);
        const space::Candidate some = made(entry, space, 3)->ask(1).front().candidate;
        int said = 0;
        const auto look = [&](int) { said += forecasterIn(*asked)->forecast(some) ? 1 : 0; };
        const auto expected = play(*quiet, 40);
        QVERIFY(equal(play(*asked, 40, look), expected));
        QVERIFY(asked->state() == quiet->state());
        QVERIFY(said > 10);
    }
}

void TestForecaster::goodModel_knowsWhatComes()
{
    QFETCH(QString, id);
    // What every decision adds: any model of these sees it.
    const auto valueOf = [](const space::Candidate& candidate) {
        double sum = 0;
        for (std::size_t i = 0; i < candidate.values.size(); ++i)
            sum += std::isnan(candidate.values[i]) ? 0 : candidate.values[i] * double(i + 1);
        return sum;
    };
    const auto strategy = makeStrategy(builtInStrategies(), id.toStdString(), nullptr, flatSpace(), 5, 1).value();
    std::vector<double> expected;
    std::vector<double> found;
    for (std::int64_t trial = 1; trial <= 70; ++trial) {
        const auto proposals = strategy->ask(1);
        if (proposals.empty())
            break;
        const space::Candidate& candidate = proposals.front().candidate;
        if (const auto forecast = forecasterIn(*strategy)->forecast(candidate)) {
            expected.push_back(forecast->mean);
            found.push_back(valueOf(candidate));
        }
        strategy->tell({.trial = trial, .candidate = candidate, .values = {valueOf(candidate)}});
    }
    QVERIFY2(found.size() >= 20, qPrintable(QString::number(found.size())));
    const double alike = spearman(expected, found);
    QVERIFY2(alike > 0.6, qPrintable(QString::number(alike)));
}

void TestForecaster::targets_areTurnedBackIntoScores()
{
    const std::vector<Record> records{{{}, {0.2}, 1}, {{}, {0.6}, 2}, {{}, {0.5}, 3}, {{}, {0.9}, 4}};
    const std::vector<double> targets{-1, 1, 0, 1};
    const auto forecast = forecastFrom(-0.5, 0.25, records, targets).value();
    QCOMPARE(forecast.mean, 0.35); // half of the way from 0.2 to 0.5
    QCOMPARE(forecast.low, 0.275);
    QCOMPARE(forecast.high, 0.425);
    QCOMPARE(forecastFrom(0.5, 0, records, targets)->mean, 0.7); // the better of those that were cut off
    QCOMPARE(forecastFrom(9, 1, records, targets)->mean, 0.9);
    QCOMPARE(forecastFrom(-9, 1, records, targets)->high, 0.2);
}

void TestForecaster::failures_areNoScores()
{
    const std::vector<Record> records{{{}, {}, 1}, {{}, {0.6}, 2}, {{}, {kInf}, 3}};
    QCOMPARE(forecastFrom(-5, 1, records, {-1, 0, 1})->mean, 0.6);
    QVERIFY(!forecastFrom(0, 1, {{{}, {}, 1}}, {0}));
    QVERIFY(!forecastFrom(kNaN, 1, records, {-1, 0, 1}));
    QCOMPARE(forecastFrom(0, kNaN, records, {-1, 0, 1})->low, 0.6);
}

void TestForecaster::proposalsOfAModel_sayWhatWasMaximised()
{
    QFETCH(QString, id);
    const StrategyRegistry registry = builtInStrategies();
    const StrategyEntry& entry = *registry.get(id.toStdString()).value();
    // The window offers the view by these settings.
    const bool saysIt = entry.schema.find("refit-growth") != nullptr || entry.schema.find("good-share") != nullptr;
    for (const auto& space : {flatSpace(), mixedSpace(), chainSpace(), oneCandidate()}) {
        const auto strategy = made(entry, space);
        const auto* acquirer = dynamic_cast<const Acquirer*>(strategy.get());
        QCOMPARE(acquirer != nullptr, saysIt);
        if (!saysIt)
            continue;
        QVERIFY(!acquirer->newestAcquisition());
        const auto first = strategy->ask(1);
        QVERIFY(!acquirer->newestAcquisition()); // nothing was known
        strategy->tell(outcome(1, first.front().candidate));
        int said = 0;
        play(*strategy, 60, [&](int) {
            const auto& acquisition = acquirer->newestAcquisition();
            said += acquisition && std::isfinite(acquisition->value) && !acquisition->name.empty() ? 1 : 0;
        });
        if (space->count() != 1) // of one candidate nothing is left when it is known
            QVERIFY2(said > 10, qPrintable(QString::number(said)));
    }
}

void TestForecaster::restoredModel_maximisesTheSame()
{
    QFETCH(QString, id);
    const StrategyRegistry registry = builtInStrategies();
    const StrategyEntry& entry = *registry.get(id.toStdString()).value();
    const auto first = made(entry, mixedSpace());
    const auto second = made(entry, mixedSpace());
    const auto* ofFirst = dynamic_cast<const Acquirer*>(first.get());
    const auto* ofSecond = dynamic_cast<const Acquirer*>(second.get());
    if (ofFirst == nullptr)
        return;
    play(*first, 40);
    second->restore(first->state());
    QVERIFY(!ofSecond->newestAcquisition()); // it is no part of the state
    int said = 0;
    for (int i = 0; i < 10; ++i) {
        const auto expected = first->ask(1);
        QVERIFY(test::equal(second->ask(1), expected));
        QVERIFY(ofSecond->newestAcquisition() == ofFirst->newestAcquisition());
        said += ofFirst->newestAcquisition() ? 1 : 0;
    }
    QVERIFY(said > 0);
}

void TestForecaster::whatIsFound_hasItsScore()
{
    const Maximiser maximiser(flatSpace());
    const auto scoreOf = [](const space::Candidate& candidate) {
        return std::accumulate(candidate.values.begin(), candidate.values.end(), 0.0);
    };
    const BatchScore score = [&](const std::vector<space::Candidate>& batch, double* scores) {
        for (const space::Candidate& candidate : batch)
            *scores++ = scoreOf(candidate);
    };
    Rng rng(4);
    const auto found = maximiser.find({}, SeenSet(), score, rng);
    QVERIFY(found);
    QCOMPARE(found->score, scoreOf(found->candidate));
    QVERIFY(std::isnan(maximiser.draw(SeenSet(), rng)->score));
}

void TestForecaster::separateDensities_addUpToTheirRatio()
{
    // One decision: it alone is the same as all together.
    space::DecisionTree tree;
    tree.decisions.push_back({.name = "op", .domain = space::Domain::categorical({"conv", "pool", "skip"})});
    const auto space = std::make_shared<space::TreeCandidates>(std::move(tree));
    std::vector<Record> records;
    Rng rng(6);
    for (int i = 1; i <= 20; ++i)
        records.push_back({space->sample(rng), {double(i % 7)}, i});
    const GoodTrials good = goodTrials(records, {.share = 0.25, .most = 25});
    TpeModel joint(space->tree(), true, 1);
    TpeModel separate(space->tree(), false, 1);
    joint.fit(records, good, {});
    separate.fit(records, good, {});
    for (int i = 0; i < 5; ++i) {
        const space::Candidate candidate = space->sample(rng);
        QCOMPARE(separate.logRatioByDecision(candidate), joint.logRatio(candidate));
    }
}

QTEST_APPLESS_MAIN(TestForecaster)
#include "tst_forecaster.moc"

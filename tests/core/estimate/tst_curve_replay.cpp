// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <fstream>
#include <sstream>

#include <QtTest/QtTest>

#include "core/base/rng.h"
#include "core/estimate/estimator.h"
#include "tests/core/estimate/curve_player.h"
#include "tests/core/estimate/told_list.h"

using namespace cw;
using namespace cw::estimate;

namespace {

constexpr std::size_t kLag = 2;
constexpr int kOrders = 10;

std::map<int, std::vector<double>> recorded()
{
    std::map<int, std::vector<double>> curves;
    std::ifstream file(CELLWRIGHT_SOURCE_DIR "/tests/core/estimate/data/curves_fashion_mnist.csv");
    std::string line;
    while (std::getline(file, line)) {
        if (line.empty() || line[0] == '#')
            continue;
        std::istringstream fields(line);
        std::string field;
        std::getline(fields, field, ',');
        std::vector<double>& curve = curves[std::stoi(field)];
        while (std::getline(fields, field, ','))
            curve.push_back(std::stod(field));
    }
    return curves;
}

struct Outcome {
    double saved = 0; ///< part of all epochs
    double lost = 0;  ///< of the best final value, relative
    int pruned = 0;
};

/// One search over all recorded trainings in that order: job j sees the results of jobs 1 .. j - lag.
Outcome searched(const std::map<int, std::vector<double>>& curves, const std::vector<std::size_t>& order)
{
    const EstimatorRegistry registry = builtInEstimators();
    const EstimatorEntry* entry = registry.get("curve").value();
    auto player = std::make_unique<test::CurvePlayer>(curves, "valid_accuracy");
    const test::CurvePlayer* played = player.get();
    EstimatorSetup setup;
    const Fidelity full{.epochs = double(curves.begin()->second.size())};
    setup.full = full;
    setup.settings = entry->schema.resolve({}, "test").value();
    setup.other = [&](auto&&...) { return std::move(player); };
    const auto estimator = entry->make(setup);
    test::ToldList told;
    Outcome outcome;
    double best = 0;
    double found = 0;
    for (std::size_t j = 1; j <= order.size(); ++j) {
        const int which = std::next(curves.begin(), std::ptrdiff_t(order[j - 1]))->first;
        const test::ToldList seen = told.beginning(j > kLag ? j - kLag : 0);
        Context context;
        context.trial = std::int64_t(j);
        context.told = &seen;
        ToldResult result;
        result.trial = context.trial;
        result.candidate = {{double(which)}};
        result.fidelity = full;
        result.estimate = estimator->estimate(result.candidate, full, context);
        best = std::max(best, curves.at(which).back());
        if (result.estimate.state == TrialState::Finished)
            found = std::max(found, curves.at(which).back());
        outcome.pruned += result.estimate.state == TrialState::Pruned ? 1 : 0;
        told.add(std::move(result));
    }
    outcome.saved = 1 - played->epochsPlayed / (full.epochs * double(order.size()));
    outcome.lost = (best - found) / best;
    return outcome;
}

} // namespace

/// The estimator on learning curves recorded by own runs, in several orders.
class TestCurveReplay : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fortyPercentOfEpochs_areSaved_andTheBestIsNearlyFound();
    void sameOrder_stopsTheSameTrials();
};

void TestCurveReplay::fortyPercentOfEpochs_areSaved_andTheBestIsNearlyFound()
{
    const auto curves = recorded();
    QVERIFY(curves.size() >= 60);
    double saved = 0;
    for (int i = 1; i <= kOrders; ++i) {
        const auto order = Rng(std::uint64_t(i), 0, "order").sampleIndices(curves.size(), curves.size());
        const Outcome outcome = searched(curves, order);
        qInfo("order %d: %.3f of epochs saved, %d of %d stopped, %.4f of the best lost", i, outcome.saved,
              outcome.pruned, int(curves.size()), outcome.lost);
        saved += outcome.saved / kOrders;
        QVERIFY(outcome.lost <= 0.02);
    }
    qInfo("mean saved %.3f", saved);
    QVERIFY(saved >= 0.4);
}

void TestCurveReplay::sameOrder_stopsTheSameTrials()
{
    const auto curves = recorded();
    const auto order = Rng(1, 0, "order").sampleIndices(curves.size(), curves.size());
    const Outcome first = searched(curves, order);
    const Outcome second = searched(curves, order);
    QCOMPARE(first.saved, second.saved);
    QCOMPARE(first.pruned, second.pruned);
}

QTEST_APPLESS_MAIN(TestCurveReplay)
#include "tst_curve_replay.moc"

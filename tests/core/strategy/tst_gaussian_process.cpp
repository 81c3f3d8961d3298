// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <numbers>

#include <QtTest/QtTest>

#include "core/strategy/gaussian_process.h"
#include "tests/core/strategy/test_spaces.h"

using namespace cw;
using namespace cw::strategy;
using space::Domain;
using space::kInactive;

namespace {

space::DecisionTree oneNumber()
{
    space::DecisionTree tree;
    tree.decisions.push_back({.name = "x", .domain = Domain::real(0, 1)});
    return tree;
}

/// Decisions of every kind, with and without a condition.
space::DecisionTree mixedTree()
{
    Domain subset = Domain::categorical({"p", "q", "r", "s"});
    subset.kind = space::DomainKind::Subset;
    subset.minSize = 0;
    subset.maxSize = 3;
    space::DecisionTree tree = test::conditionalTree();
    tree.decisions.push_back({.name = "inputs", .domain = subset});
    tree.decisions.push_back({.name = "more", .domain = subset, .condition = {.parent = 0, .values = {1}}});
    tree.decisions.push_back(
        {.name = "width", .domain = Domain::logReal(1, 64), .condition = {.parent = 0, .values = {0, 2}}});
    return tree;
}

std::vector<space::Candidate> drawn(const space::CandidateSet& set, int count, std::uint64_t seed)
{
    Rng rng(seed);
    std::vector<space::Candidate> candidates;
    for (int i = 0; i < count; ++i)
        candidates.push_back(set.sample(rng));
    return candidates;
}

std::vector<double> drawnTargets(std::size_t count, std::uint64_t seed)
{
    Rng rng(seed);
    std::vector<double> targets(count);
    for (double& target : targets)
        target = rng.normal();
    return targets;
}

double squaredDistance(const KernelSpace& space, const space::Candidate& a, const space::Candidate& b,
                       const std::vector<double>* weights = nullptr)
{
    std::vector<double> p(space.size());
    std::vector<double> q(space.size());
    space.write(a, p.data());
    space.write(b, q.data());
    double sum = 0;
    for (std::size_t i = 0; i < p.size(); ++i)
        sum += (weights ? (*weights)[space.groupOf()[i]] : 1) * (p[i] - q[i]) * (p[i] - q[i]);
    return sum;
}

bool isNear(double found, double expected, double tolerance)
{
    return std::abs(found - expected) <= tolerance;
}

} // namespace

class TestGaussianProcess : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void distance_countsWhatDiffers();
    void distance_comparesConditionalDecisionsWhereActiveInBoth();
    void posterior_ofTwoPointsIsAsCalculatedByHand();
    void prediction_farAwayIsThePrior();
    void rows_oneByOneGiveTheFactorOfTheWhole();
    void rows_decideEveryBitHoweverTheyCameAbout();
    void covariance_isPositiveDefinite();
    void slope_agreesWithDifferences();
    void fit_findsWhichDecisionMatters();
    void sample_hasMeanAndDeviationOfThePrediction();
};

void TestGaussianProcess::distance_countsWhatDiffers()
{
    Domain subset = Domain::categorical({"p", "q", "r", "s", "t"});
    subset.kind = space::DomainKind::Subset;
    subset.maxSize = 2;
    space::DecisionTree tree;
    tree.decisions.push_back({.name = "op", .domain = Domain::categorical({"a", "b", "c"})});
    tree.decisions.push_back({.name = "depth", .domain = Domain::integer(0, 4)});
    tree.decisions.push_back({.name = "rate", .domain = Domain::logReal(1e-4, 1e-2)});
    tree.decisions.push_back({.name = "inputs", .domain = subset});
    const KernelSpace space(tree);
    const space::Candidate from{{0, 1, 1e-4, 3}};
    QVERIFY(isNear(squaredDistance(space, from, {{2, 1, 1e-4, 3}}), 1, 1e-14));
    QVERIFY(isNear(squaredDistance(space, from, {{0, 3, 1e-4, 3}}), 0.25, 1e-14));
    QVERIFY(isNear(squaredDistance(space, from, {{0, 1, 1e-3, 3}}), 0.25, 1e-14));
    QVERIFY(isNear(squaredDistance(space, from, {{0, 1, 1e-4, 12}}), 1, 1e-14));  // p q -> r s: four of four
    QVERIFY(isNear(squaredDistance(space, from, {{0, 1, 1e-4, 5}}), 0.5, 1e-14)); // p q -> p r
    QVERIFY(isNear(squaredDistance(space, from, {{1, 0, 1e-2, 0}}), 1 + 0.0625 + 1 + 0.5, 1e-14));
}

void TestGaussianProcess::distance_comparesConditionalDecisionsWhereActiveInBoth()
{
    // op (kernel if 0 or 1, groups if 0), depth, dropout, rate: kernel counts 1, 3, 5, 7.
    const KernelSpace space(test::conditionalTree());
    const space::Candidate conv{{0, 1, 0, 1, 0, 1e-4}};
    const auto sixth = [](double difference) { return std::pow(2 * std::sin(std::numbers::pi / 6 * difference), 2); };
    QVERIFY(isNear(squaredDistance(space, conv, {{0, 7, 0, 1, 0, 1e-4}}), 1, 1e-14));
    QVERIFY(isNear(squaredDistance(space, conv, {{0, 3, 0, 1, 0, 1e-4}}), sixth(1.0 / 3), 1e-14));
    QVERIFY(isNear(squaredDistance(space, conv, {{0, 1, 2, 1, 0, 1e-4}}), 1, 1e-14));
    // To a pool: the op itself, and groups active in one only. To a skip: the kernel as well, wherever it was.
    QVERIFY(isNear(squaredDistance(space, conv, {{1, 1, kInactive, 1, 0, 1e-4}}), 2, 1e-14));
    QVERIFY(isNear(squaredDistance(space, conv, {{2, kInactive, kInactive, 1, 0, 1e-4}}), 3, 1e-14));
    QVERIFY(isNear(squaredDistance(space, {{0, 5, 0, 1, 0, 1e-4}}, {{2, kInactive, kInactive, 1, 0, 1e-4}}), 3, 1e-14));
    // From a skip to a pool: the op and the kernel; groups are inactive in both.
    QVERIFY(isNear(squaredDistance(space, {{2, kInactive, kInactive, 1, 0, 1e-4}}, {{1, 3, kInactive, 1, 0, 1e-4}}), 2,
                   1e-14));
}

void TestGaussianProcess::posterior_ofTwoPointsIsAsCalculatedByHand()
{
    // x = 0 and 1, r = 1: k = (1 + sqrt 5 + 5/3) exp(-sqrt 5) = 0.5239941; to x = 1/2, r = 1/2: k = 0.8286491.
    // C = [1.1 .52399; .52399 1.1], determinant 0.9354302; y = (1, 0.2):
    // C^-1 y = (1.0638968, -0.3249779); mean = 0.8286491 (1.0638968 - 0.3249779) = 0.6123045
    // s^2 = (y C^-1 y + 2) / 4 = (0.9989012 + 2) / 4 = 0.7497253
    // variance = s^2 (1 - 2 * 0.8286491^2 / (1.1 + 0.5239941)) = 0.7497253 * 0.1543573 = 0.1157256
    GaussianProcess process(KernelSpace(oneNumber()), 0);
    process.setWeights({{1.0}, 0.1});
    process.append({{0}});
    process.append({{1}});
    process.solve(std::vector<double>{1, 0.2});
    double mean = 0;
    double deviation = 0;
    process.predict({{{0.5}}}, &mean, &deviation);
    QVERIFY(isNear(mean, 0.6123045, 1e-7));
    QVERIFY(isNear(deviation * deviation, 0.1157256, 1e-7));
    const std::vector<double> factor = process.factor();
    QCOMPARE(factor.size(), std::size_t(3));
    QVERIFY(isNear(factor[0], std::sqrt(1.1), 1e-12));
    QVERIFY(isNear(factor[1], 0.5239941 / std::sqrt(1.1), 1e-6));
    QVERIFY(isNear(factor[2], std::sqrt(1.1 - 0.5239941 * 0.5239941 / 1.1), 1e-6));
}

void TestGaussianProcess::prediction_farAwayIsThePrior()
{
    // With a weight of 1e6 nothing is known of what has not been tried.
    GaussianProcess process(KernelSpace(oneNumber()), 0);
    process.setWeights({{1e6}, 1e-6});
    process.append({{0}});
    process.solve(std::vector<double>{2});
    std::vector<double> means(2);
    std::vector<double> deviations(2);
    process.predict({{{0.0}}, {{1.0}}}, means.data(), deviations.data());
    QVERIFY(isNear(means[0], 2, 1e-5) && isNear(means[1], 0, 1e-12));
    const double scale = std::sqrt((4 / (1 + 1e-6) + 2) / 3);
    QVERIFY(isNear(deviations[0], 0, 2e-3) && isNear(deviations[1], scale, 1e-12));
}

void TestGaussianProcess::rows_oneByOneGiveTheFactorOfTheWhole()
{
    const space::TreeCandidates set(mixedTree());
    const KernelSpace space(set.tree());
    const auto candidates = drawn(set, 60, 1);
    GaussianProcess process(space, 1);
    const KernelWeights weights = process.defaultWeights();
    const std::size_t n = candidates.size();
    for (const space::Candidate& candidate : candidates)
        process.append(candidate);
    // Column by column, from the covariance written out.
    std::vector<std::vector<double>> rest(n, std::vector<double>(n));
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j <= i; ++j) {
            const double s = std::sqrt(5 * squaredDistance(space, candidates[i], candidates[j], &weights.weights));
            rest[i][j] = 1 + (1 + s + s * s / 3) * std::exp(-s) + (i == j ? weights.noise : 0);
        }
    }
    for (std::size_t k = 0; k < n; ++k) {
        rest[k][k] = std::sqrt(rest[k][k]);
        for (std::size_t i = k + 1; i < n; ++i)
            rest[i][k] /= rest[k][k];
        for (std::size_t j = k + 1; j < n; ++j) {
            for (std::size_t i = j; i < n; ++i)
                rest[i][j] -= rest[i][k] * rest[j][k];
        }
    }
    const std::vector<double> factor = process.factor();
    std::size_t at = 0;
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j <= i; ++j)
            QVERIFY(isNear(factor[at++], rest[i][j], 1e-10));
    }
}

void TestGaussianProcess::rows_decideEveryBitHoweverTheyCameAbout()
{
    const space::TreeCandidates set(mixedTree());
    const auto candidates = drawn(set, 90, 2);
    GaussianProcess plain{KernelSpace(set.tree())};
    GaussianProcess changed{KernelSpace(set.tree())};
    for (std::size_t i = 0; i < 50; ++i)
        plain.append(candidates[i]);
    for (std::size_t i = 0; i < 20; ++i)
        changed.append(candidates[i]);
    for (std::size_t i = 50; i < 90; ++i)
        changed.append(candidates[i]);
    changed.truncate(20);
    for (std::size_t i = 20; i < 50; ++i)
        changed.append(candidates[i]);
    QVERIFY(plain.factor() == changed.factor());
}

void TestGaussianProcess::covariance_isPositiveDefinite()
{
    // Equal candidates among them: the noise alone keeps their pivots from 0.
    const space::TreeCandidates set(mixedTree());
    Rng rng(3);
    for (int round = 0; round < 20; ++round) {
        GaussianProcess process{KernelSpace(set.tree())};
        KernelWeights weights = process.defaultWeights();
        for (double& weight : weights.weights)
            weight = std::exp(2 * rng.normal() - 2);
        weights.noise = 1e-6;
        process.setWeights(weights);
        auto candidates = drawn(set, 80, 10 + std::uint64_t(round));
        candidates.insert(candidates.end(), candidates.begin(), candidates.begin() + 5);
        for (const space::Candidate& candidate : candidates)
            process.append(candidate);
        const std::vector<double> factor = process.factor();
        for (std::size_t i = 0; i < candidates.size(); ++i) {
            const double pivot = factor[(i + 1) * (i + 2) / 2 - 1];
            QVERIFY(pivot * pivot > 0.99e-6 && pivot * pivot <= 2.0001);
        }
    }
}

void TestGaussianProcess::slope_agreesWithDifferences()
{
    const space::TreeCandidates set(mixedTree());
    GaussianProcess process{KernelSpace(set.tree())};
    for (const space::Candidate& candidate : drawn(set, 25, 4))
        process.append(candidate);
    const std::vector<double> targets = drawnTargets(25, 5);
    Rng rng(6);
    for (int round = 0; round < 5; ++round) {
        KernelWeights at = process.defaultWeights();
        for (double& weight : at.weights)
            weight *= std::exp(rng.normal());
        at.noise = 0.05 * std::exp(rng.normal());
        std::vector<double> slope;
        process.logPosterior(at, targets, &slope);
        QCOMPARE(slope.size(), at.weights.size() + 1);
        for (std::size_t i = 0; i < slope.size(); ++i) {
            constexpr double kStep = 1e-5;
            const auto moved = [&](double step) {
                KernelWeights there = at;
                (i < at.weights.size() ? there.weights[i] : there.noise) *= std::exp(step);
                return process.logPosterior(there, targets, nullptr);
            };
            const double expected = (moved(kStep) - moved(-kStep)) / (2 * kStep);
            QVERIFY2(isNear(slope[i], expected, 1e-6 * (1 + std::abs(expected))),
                     qPrintable(QStringLiteral("%1: %2 and %3").arg(i).arg(slope[i]).arg(expected)));
        }
    }
}

void TestGaussianProcess::fit_findsWhichDecisionMatters()
{
    // Six decisions, of which the third alone decides.
    const auto set = test::flatSpace();
    GaussianProcess process{KernelSpace(set->tree())};
    std::vector<double> targets;
    for (const space::Candidate& candidate : drawn(*set, 40, 7)) {
        process.append(candidate);
        targets.push_back(candidate.values[2] - 2);
    }
    const double before = process.logPosterior(process.weights(), targets, nullptr);
    process.fit(targets);
    QVERIFY(process.logPosterior(process.weights(), targets, nullptr) > before + 10);
    for (std::size_t i = 0; i < 6; ++i)
        QVERIFY(i == 2 || process.weights().weights[2] > 4 * process.weights().weights[i]);
    QCOMPARE(process.rows(), std::size_t(40));
    process.solve(targets);
    double mean = 0;
    double deviation = 0;
    process.predict({{{0, 0, 4, 0, 0, 0}}}, &mean, &deviation);
    QVERIFY(isNear(mean, 2, 0.2) && deviation < 0.5);
}

void TestGaussianProcess::sample_hasMeanAndDeviationOfThePrediction()
{
    const auto set = test::conditionalSpace();
    GaussianProcess process{KernelSpace(set->tree())};
    for (const space::Candidate& candidate : drawn(*set, 10, 8))
        process.append(candidate);
    process.solve(drawnTargets(10, 9));
    const auto asked = drawn(*set, 5, 10);
    std::vector<double> means(5);
    std::vector<double> deviations(5);
    process.predict(asked, means.data(), deviations.data());
    constexpr int kSamples = 4'000;
    std::vector<double> sums(5);
    std::vector<double> squares(5);
    Rng rng(11);
    for (int i = 0; i < kSamples; ++i) {
        const std::vector<double> values = process.sample(asked, rng);
        for (std::size_t k = 0; k < 5; ++k) {
            sums[k] += values[k];
            squares[k] += (values[k] - means[k]) * (values[k] - means[k]);
        }
    }
    for (std::size_t k = 0; k < 5; ++k) {
        QVERIFY(isNear(sums[k] / kSamples, means[k], 4 * deviations[k] / std::sqrt(double(kSamples))));
        QVERIFY(isNear(std::sqrt(squares[k] / kSamples), deviations[k], 0.05 * deviations[k]));
    }
}

QTEST_APPLESS_MAIN(TestGaussianProcess)
#include "tst_gaussian_process.moc"

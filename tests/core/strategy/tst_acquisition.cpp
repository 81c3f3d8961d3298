// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <limits>

#include <QtTest/QtTest>

#include "core/base/normal.h"
#include "core/strategy/acquisition.h"
#include "core/strategy/maximiser.h"
#include "tests/core/strategy/test_spaces.h"

using namespace cw;
using namespace cw::strategy;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

bool isNear(double found, double expected, double relative)
{
    return std::abs(found - expected) <= relative * std::abs(expected);
}

/// The integral of max(v - best, 0) over the normal density of v, by Simpson's rule.
double integratedImprovement(double mean, double deviation, double best)
{
    constexpr int kSteps = 20'000;
    const double low = best;
    const double high = std::max(mean, best) + 12 * deviation;
    const double step = (high - low) / kSteps;
    double sum = 0;
    for (int i = 0; i <= kSteps; ++i) {
        const double v = low + i * step;
        const double z = (v - mean) / deviation;
        const double weight = i == 0 || i == kSteps ? 1 : i % 2 == 1 ? 4 : 2;
        sum += weight * (v - best) * std::exp(-0.5 * z * z);
    }
    return sum * step / 3 / (deviation * std::sqrt(2 * std::acos(-1.0)));
}

/// Trials with the values of `value`, told in the order drawn.
std::vector<Record> drawn(const space::CandidateSet& set, int count, double (*value)(const space::Candidate&),
                          SeenSet& seen)
{
    Rng rng(4);
    std::vector<Record> known;
    for (int trial = 1; trial <= count; ++trial) {
        space::Candidate candidate = set.sample(rng);
        seen.insert(candidate);
        const double score = value(candidate);
        known.push_back({std::move(candidate), {score}, trial});
    }
    return known;
}

/// Largest, 18, at "ddd" + "bbb": one change at a time leads there.
double sumOfParts(const space::Candidate& candidate)
{
    double sum = 0;
    for (std::size_t i = 0; i < candidate.values.size(); ++i)
        sum += 3 - std::abs(candidate.values[i] - (i < 3 ? 3 : 1));
    return sum;
}

} // namespace

class TestAcquisition : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void improvement_agreesWithItsIntegral();
    void improvement_ofCertainty();
    void logImprovement_holdsFarInTheTail();
    void upperBound_isMeanAndDeviations();
    void maximiser_findsTheBestUnseen();
    void maximiser_movesNumbersFinely();
    void maximiser_ignoresScoresThatAreNoNumbers();
    void maximiser_takesEveryCandidateOnceThenEnds();
    void maximiser_namesTheTrialItStartedFrom();
};

void TestAcquisition::improvement_agreesWithItsIntegral()
{
    for (const double mean : {-1.0, 0.0, 0.7, 2.0}) {
        for (const double deviation : {0.3, 1.0, 2.5}) {
            const double expected = integratedImprovement(mean, deviation, 0.5);
            QVERIFY(isNear(expectedImprovement(mean, deviation, 0.5), expected, 1e-7));
            QVERIFY(std::abs(logExpectedImprovement(mean, deviation, 0.5) - std::log(expected)) < 1e-7);
        }
    }
}

void TestAcquisition::improvement_ofCertainty()
{
    QCOMPARE(expectedImprovement(2, 0, 1.5), 0.5);
    QCOMPARE(expectedImprovement(1, 0, 1.5), 0.0);
    QCOMPARE(logExpectedImprovement(1, 0, 1.5), -kInfinity);
    QCOMPARE(logExpectedImprovement(1.5, 0, 1.5), -kInfinity);
    QVERIFY(isNear(expectedImprovement(2, 1e-300, 1.5), 0.5, 1e-15));
    QCOMPARE(expectedImprovement(1, 1e-300, 1.5), 0.0);
    QVERIFY(isNear(logExpectedImprovement(2, 1e-12, 1.5), std::log(0.5), 1e-15));
    // At the best value itself half of the deviation's mass counts: sd * phi(0).
    QVERIFY(isNear(expectedImprovement(1.5, 1e-200, 1.5), 1e-200 * 0.3989422804014327, 1e-12));
}

void TestAcquisition::logImprovement_holdsFarInTheTail()
{
    // phi(z) / z^2 (1 - 3/z^2 + 15/z^4 - 105/z^6 + 945/z^8 - ...), as the tail of the normal integral is expanded.
    for (const double z : {20.0, 40.0, 300.0, 2e4, 1e8}) {
        const double w = 1 / (z * z);
        const double series = 1 - w * (3 - w * (15 - w * (105 - w * 945)));
        const double expected = -0.5 * z * z - 0.5 * std::log(2 * std::acos(-1.0)) + std::log(series * w);
        QVERIFY(isNear(logExpectedImprovement(-z, 1, 0), expected, 1e-7));
    }
    // Both forms meet where one takes over from the other, and it never rises away from the best.
    double last = kInfinity;
    for (double z = 7.9; z < 8.1; z += 0.001) {
        const double found = logExpectedImprovement(-z, 1, 0);
        QVERIFY(found < last && (last == kInfinity || last - found < 0.01));
        last = found;
    }
}

void TestAcquisition::upperBound_isMeanAndDeviations()
{
    QCOMPARE(upperConfidenceBound(1.5, 0.25, 2), 2.0);
}

void TestAcquisition::maximiser_findsTheBestUnseen()
{
    const auto set = test::flatSpace();
    SeenSet seen;
    auto known = drawn(*set, 20, sumOfParts, seen);
    const Maximiser maximiser(set);
    const BatchScore score = [](const std::vector<space::Candidate>& batch, double* scores) {
        for (const space::Candidate& candidate : batch)
            *scores++ = sumOfParts(candidate);
    };
    Rng rng(5);
    QCOMPARE(sumOfParts(maximiser.find(known, seen, score, rng)->candidate), 18.0);
    seen.insert({{3, 3, 3, 1, 1, 1}});
    QCOMPARE(sumOfParts(maximiser.find(known, seen, score, rng)->candidate), 17.0);
}

void TestAcquisition::maximiser_movesNumbersFinely()
{
    const auto set = test::conditionalSpace();
    const auto value = [](const space::Candidate& c) {
        return -std::abs(c.values[4] - 0.123) - std::abs(std::log(c.values[5] / 0.02)) + (c.values[0] == 2 ? 1 : 0);
    };
    SeenSet seen;
    const auto known = drawn(*set, 20, value, seen);
    Rng rng(6);
    const auto found = Maximiser(set).find(
        known, seen,
        [&](const std::vector<space::Candidate>& batch, double* scores) {
            for (const space::Candidate& candidate : batch)
                *scores++ = value(candidate);
        },
        rng);
    QVERIFY(value(found->candidate) > 0.9); // the best is 1
    QVERIFY(set->contains(found->candidate));
}

void TestAcquisition::maximiser_ignoresScoresThatAreNoNumbers()
{
    const auto set = test::flatSpace();
    SeenSet seen;
    Rng rng(7);
    const auto found = Maximiser(set).find(
        drawn(*set, 5, sumOfParts, seen), seen,
        [](const std::vector<space::Candidate>& batch, double* scores) {
            for (const space::Candidate& candidate : batch)
                *scores++ = candidate.values[0] == 2 ? 1 : std::nan("");
        },
        rng);
    QCOMPARE(found->candidate.values[0], 2.0);
}

void TestAcquisition::maximiser_takesEveryCandidateOnceThenEnds()
{
    space::DecisionTree tree;
    for (const char* name : {"a", "b", "c"})
        tree.decisions.push_back({.name = name, .domain = space::Domain::categorical({"x", "y", "z"})});
    const auto set = std::make_shared<space::TreeCandidates>(std::move(tree));
    const Maximiser maximiser(set);
    SeenSet seen;
    Rng rng(8);
    std::vector<Record> known;
    for (int i = 0; i < 27; ++i) {
        const auto found = i % 2 == 0 ? maximiser.draw(seen, rng)
                                      : maximiser.find(
                                            known, seen,
                                            [](const std::vector<space::Candidate>& batch, double* scores) {
                                                std::fill_n(scores, batch.size(), 0.0);
                                            },
                                            rng);
        QVERIFY(found.has_value());
        QVERIFY(seen.insert(found->candidate));
        known.push_back({found->candidate, {double(i)}, i + 1});
    }
    QVERIFY(!maximiser.draw(seen, rng).has_value());
    QVERIFY(!maximiser.find(known, seen, {}, rng).has_value());
}

void TestAcquisition::maximiser_namesTheTrialItStartedFrom()
{
    // One trial is far better than any drawn candidate: what is found comes from it.
    const auto set = test::flatSpace();
    SeenSet seen;
    seen.insert({{3, 3, 3, 1, 1, 1}});
    const std::vector<Record> known{{{{3, 3, 3, 1, 1, 1}}, {18.0}, 42}};
    Rng rng(9);
    const auto found = Maximiser(set, {.random = 3, .climbers = 1})
                           .find(
                               known, seen,
                               [](const std::vector<space::Candidate>& batch, double* scores) {
                                   for (const space::Candidate& candidate : batch)
                                       *scores++ = sumOfParts(candidate);
                               },
                               rng);
    QCOMPARE(found->parent, 42);
    QCOMPARE(sumOfParts(found->candidate), 17.0);
}

QTEST_APPLESS_MAIN(TestAcquisition)
#include "tst_acquisition.moc"

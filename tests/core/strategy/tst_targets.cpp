// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <limits>

#include <QtTest/QtTest>

#include "core/strategy/targets.h"

using namespace cw;
using namespace cw::strategy;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// NaN stands for a failure.
std::vector<Record> records(const std::vector<double>& values)
{
    std::vector<Record> result;
    for (const double value : values)
        result.push_back({{}, std::isnan(value) ? std::vector<double>{} : std::vector<double>{value}, 0});
    return result;
}

bool areNear(const std::vector<double>& found, const std::vector<double>& expected, double tolerance)
{
    return std::equal(found.begin(), found.end(), expected.begin(), expected.end(),
                      [&](double a, double b) { return std::abs(a - b) <= tolerance; });
}

} // namespace

class TestTargets : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ranks_areNormalScores();
    void values_areBoundedByTheSpread();
    void logs_spreadWhatIsNearTheBest();
    void anyValues_giveFiniteTargets_data();
    void anyValues_giveFiniteTargets();
};

void TestTargets::ranks_areNormalScores()
{
    // Quantiles of 1/8, 3/8, 5/8, 7/8.
    QVERIFY(areNear(targetsOf(records({93, 10, 94, 93.9}), TargetScale::Ranks),
                    {-0.3186394, -1.1503494, 1.1503494, 0.3186394}, 1e-7));
    // Equals share the middle: 10 and the failure that of 1/4, 93 that of 5/8, 94 that of 7/8.
    QVERIFY(areNear(targetsOf(records({93, std::nan(""), 94, 10}), TargetScale::Ranks),
                    {0.3186394, -0.6744898, 1.1503494, -0.6744898}, 1e-7));
}

void TestTargets::values_areBoundedByTheSpread()
{
    // Median 3, quartiles 2 and 4: the spread is 2 / 1.349.
    QVERIFY(
        areNear(targetsOf(records({2, 3, 4, 5, 1}), TargetScale::Values), {-0.6745, 0, 0.6745, 1.349, -1.349}, 1e-12));
    // One outlier changes nothing but its own.
    QVERIFY(
        areNear(targetsOf(records({2, 3, 4, 5, -1000}), TargetScale::Values), {-0.6745, 0, 0.6745, 1.349, -3}, 1e-12));
}

void TestTargets::logs_spreadWhatIsNearTheBest()
{
    // Distances 8, 4, 2, 1: equal steps.
    const auto targets = targetsOf(records({0, 4, 6, 7, 8}), TargetScale::Logs);
    QVERIFY(std::abs((targets[1] - targets[0]) - (targets[2] - targets[1])) < 1e-12);
    QVERIFY(std::abs((targets[2] - targets[1]) - (targets[3] - targets[2])) < 1e-12);
    QVERIFY(targets[4] > targets[3]);
}

void TestTargets::anyValues_giveFiniteTargets_data()
{
    const double failed = std::nan("");
    QTest::addColumn<std::vector<double>>("values");
    QTest::newRow("equal") << std::vector<double>{5, 5, 5};
    QTest::newRow("one") << std::vector<double>{5};
    QTest::newRow("failures only") << std::vector<double>{failed, failed};
    QTest::newRow("infinities") << std::vector<double>{kInfinity, 1, -kInfinity, 2};
    QTest::newRow("infinities only") << std::vector<double>{kInfinity, -kInfinity};
    QTest::newRow("huge") << std::vector<double>{1e308, -1e308, 1e308, 0, 1};
    QTest::newRow("mostly equal") << std::vector<double>{0, 0, 0, 0, 0, 0, 0, 9};
    QTest::newRow("tiny differences") << std::vector<double>{1, 1 + 1e-16, 1 + 3e-16, failed};
}

void TestTargets::anyValues_giveFiniteTargets()
{
    QFETCH(std::vector<double>, values);
    for (const std::string& name : targetScaleNames()) {
        const auto targets = targetsOf(records(values), targetScaleFrom(name));
        QCOMPARE(targets.size(), values.size());
        for (std::size_t i = 0; i < targets.size(); ++i) {
            QVERIFY(std::isfinite(targets[i]));
            for (std::size_t k = 0; k < targets.size(); ++k)
                QVERIFY(!(values[i] > values[k]) || targets[i] >= targets[k]); // keeps the order
        }
    }
}

QTEST_APPLESS_MAIN(TestTargets)
#include "tst_targets.moc"

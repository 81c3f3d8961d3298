// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <cstdint>
#include <limits>

#include <QTest>

#include "core/base/correlation.h"
#include "core/base/rng.h"

using namespace cw;

namespace {

using Values = std::vector<double>;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInf = std::numeric_limits<double>::infinity();

bool near(double a, double b)
{
    return std::abs(a - b) < 1e-12;
}

/// From the definition, every pair of pairs.
double tauByPairs(const Values& a, const Values& b)
{
    double sum = 0;
    double untiedA = 0;
    double untiedB = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            const int signA = (a[i] > a[j]) - (a[i] < a[j]);
            const int signB = (b[i] > b[j]) - (b[i] < b[j]);
            sum += signA * signB;
            untiedA += signA * signA;
            untiedB += signB * signB;
        }
    }
    return sum / std::sqrt(untiedA * untiedB);
}

} // namespace

class TestCorrelation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void averageRanks_shareTheMeanWhereEqual();
    void pearson_isThatOfAHandCalculation();
    void spearman_isThatOfAHandCalculationWithoutTies();
    void spearman_isThatOfAHandCalculationWithTies();
    void kendall_isThatOfAHandCalculationWithoutTies();
    void kendall_isThatOfAHandCalculationWithTies();
    void kendall_equalsItsDefinitionOnRandomListsWithTies();
    void kendall_ofALongListNeedsNoPairByPairComparison();
    void rankCorrelations_ignoreRisingTransformations();
    void pairsWithNaN_areLeftOut();
    void infinities_haveARank();
    void fewerThanTwoPairs_orAConstantList_giveNaN();
};

void TestCorrelation::averageRanks_shareTheMeanWhereEqual()
{
    QCOMPARE(averageRanks(Values{30, 10, 20, 20}), (Values{4, 1, 2.5, 2.5}));
    QCOMPARE(averageRanks(Values{7, 7, 7}), (Values{2, 2, 2}));
    QCOMPARE(averageRanks(Values{}), Values{});
}

void TestCorrelation::pearson_isThatOfAHandCalculation()
{
    // Means 2 and 3; products -1 * -2 + 0 * 1 + 1 * 1 = 3; squares 2 and 6; 3 / sqrt(12).
    QVERIFY(near(pearson(Values{1, 2, 3}, Values{1, 4, 4}), std::sqrt(3.0) / 2));
    QVERIFY(near(pearson(Values{1, 2, 3}, Values{5, 3, 1}), -1));
}

void TestCorrelation::spearman_isThatOfAHandCalculationWithoutTies()
{
    // Differences of ranks 0, -2, 1, 1, 0: 1 - 6 * 6 / (5 * 24) = 0.7.
    QVERIFY(near(spearman(Values{1, 2, 3, 4, 5}, Values{10, 40, 20, 30, 50}), 0.7));
    QVERIFY(near(spearman(Values{1, 2, 3}, Values{9, 8, -7}), -1));
}

void TestCorrelation::spearman_isThatOfAHandCalculationWithTies()
{
    // Ranks 1, 2.5, 2.5, 4 and 1, 3, 2, 4: products of what is off the mean 2.25 + 0 + 0 + 2.25 = 4.5, squares 4.5
    // and 5.
    QVERIFY(near(spearman(Values{1, 2, 2, 3}, Values{1, 3, 2, 4}), 4.5 / std::sqrt(22.5)));
}

void TestCorrelation::kendall_isThatOfAHandCalculationWithoutTies()
{
    // Of 10 pairs, (2, 3) and (2, 4) are discordant: (8 - 2) / 10.
    QVERIFY(near(kendallTauB(Values{1, 2, 3, 4, 5}, Values{10, 40, 20, 30, 50}), 0.6));
}

void TestCorrelation::kendall_isThatOfAHandCalculationWithTies()
{
    // Of 6 pairs one is tied in a, none in b; the others are concordant: 5 / sqrt(5 * 6).
    QVERIFY(near(kendallTauB(Values{1, 2, 2, 3}, Values{1, 3, 2, 4}), 5 / std::sqrt(30.0)));
    // One pair tied in both: 5 / sqrt(5 * 5).
    QVERIFY(near(kendallTauB(Values{1, 2, 2, 3}, Values{1, 3, 3, 4}), 1));
    // Tied in a: (1, 2); in b: (2, 3); of the other four all are discordant: -4 / sqrt(5 * 5).
    QVERIFY(near(kendallTauB(Values{1, 1, 2, 3}, Values{9, 8, 8, 7}), -0.8));
}

void TestCorrelation::kendall_equalsItsDefinitionOnRandomListsWithTies()
{
    Rng rng(7);
    for (int round = 0; round < 200; ++round) {
        Values a(2 + rng.below(40));
        Values b(a.size());
        for (std::size_t i = 0; i < a.size(); ++i) {
            a[i] = double(rng.below(6));
            b[i] = double(rng.below(9));
        }
        const double expected = tauByPairs(a, b);
        const double found = kendallTauB(a, b);
        QVERIFY(std::isnan(expected) ? std::isnan(found) : near(found, expected));
    }
}

void TestCorrelation::kendall_ofALongListNeedsNoPairByPairComparison()
{
    // 200,000 numbers have 2e10 pairs: only counting by merging ends here; a run of blocks of two swapped neighbours
    // has one discordant pair per block.
    const std::size_t n = 200'000;
    Values a(n);
    Values b(n);
    for (std::size_t i = 0; i < n; ++i) {
        a[i] = double(i);
        b[i] = double(i % 2 == 0 ? i + 1 : i - 1);
    }
    QVERIFY(near(kendallTauB(a, b), 1 - 2 * (double(n) / 2) / (double(n) * double(n - 1) / 2)));
}

void TestCorrelation::rankCorrelations_ignoreRisingTransformations()
{
    Rng rng(3);
    Values a(50);
    Values b(50);
    Values stretched(50);
    for (std::size_t i = 0; i < a.size(); ++i) {
        a[i] = rng.normal();
        b[i] = a[i] + rng.normal();
        stretched[i] = std::exp(3 * b[i]);
    }
    QCOMPARE(spearman(a, b), spearman(a, stretched));
    QCOMPARE(kendallTauB(a, b), kendallTauB(a, stretched));
}

void TestCorrelation::pairsWithNaN_areLeftOut()
{
    const Values a{1, kNaN, 2, 3, 4, 5, 9};
    const Values b{10, 70, 40, 20, 30, 50, kNaN};
    QVERIFY(near(spearman(a, b), 0.7));
    QVERIFY(near(kendallTauB(a, b), 0.6));
    QVERIFY(near(pearson(Values{1, 2, kNaN, 3}, Values{1, 4, 0, 4}), std::sqrt(3.0) / 2));
}

void TestCorrelation::infinities_haveARank()
{
    QVERIFY(near(spearman(Values{-kInf, 1, kInf}, Values{1, 2, 3}), 1));
    QVERIFY(near(kendallTauB(Values{-kInf, 1, kInf}, Values{3, 2, 1}), -1));
    QVERIFY(std::isnan(pearson(Values{-kInf, 1, kInf}, Values{1, 2, 3})));
}

void TestCorrelation::fewerThanTwoPairs_orAConstantList_giveNaN()
{
    for (const auto of : {pearson, spearman, kendallTauB}) {
        QVERIFY(std::isnan(of(Values{}, Values{})));
        QVERIFY(std::isnan(of(Values{1}, Values{2})));
        QVERIFY(std::isnan(of(Values{1, 2}, Values{kNaN, 2})));
        QVERIFY(std::isnan(of(Values{1, 2, 3}, Values{4, 4, 4})));
        QVERIFY(std::isnan(of(Values{4, 4, 4}, Values{1, 2, 3})));
    }
}

QTEST_APPLESS_MAIN(TestCorrelation)
#include "tst_correlation.moc"

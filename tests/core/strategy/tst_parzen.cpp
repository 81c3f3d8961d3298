// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <map>
#include <numbers>
#include <numeric>

#include <QtTest/QtTest>

#include "core/space/domain_draw.h"
#include "core/strategy/parzen.h"
#include "tests/core/strategy/test_spaces.h"

using namespace cw;
using namespace cw::strategy;
using space::Domain;

namespace {

space::DecisionTree treeOf(std::vector<Domain> domains)
{
    space::DecisionTree tree;
    for (Domain& domain : domains)
        tree.decisions.push_back({.name = std::to_string(tree.size()), .domain = std::move(domain)});
    return tree;
}

Parzen fitted(const space::DecisionTree& tree, const std::vector<space::Candidate>& points,
              std::vector<double> weights = {}, double priorWeight = 1)
{
    std::vector<std::size_t> all(tree.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    std::vector<const space::Candidate*> pointers;
    for (const space::Candidate& point : points)
        pointers.push_back(&point);
    weights.resize(points.size(), 1.0);
    Parzen parzen(tree, all);
    parzen.fit(pointers, weights, priorWeight);
    return parzen;
}

double density(Parzen& parzen, std::vector<double> values)
{
    return std::exp(parzen.logDensity({std::move(values)}));
}

bool near(double found, double expected, double tolerance = 1e-12)
{
    if (std::abs(found - expected) <= tolerance)
        return true;
    qWarning("found %.15g, expected %.15g", found, expected);
    return false;
}

double phi(double x)
{
    return 0.5 * std::erfc(-x / std::numbers::sqrt2);
}

} // namespace

/// The densities against calculations by hand.
class TestParzen : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void names_areCountedWithThePrior();
    void weights_countAsManyPoints();
    void joint_learnsWhatGoesTogether();
    void line_isAMixtureOfGaussiansCutOff();
    void logLine_isALineInTheLogarithm();
    void grid_isAGaussianOverItsValues();
    void subsets_weighByMembersThatDiffer();
    void inactive_isUniform();
    void noPoints_areUniform();
    void manyDecisions_keepTheirDensity();
    void every_density_sumsToOne_data();
    void every_density_sumsToOne();
    void line_integratesToOne();
    void draw_followsTheDensity();
    void draw_keepsConditions();
};

void TestParzen::names_areCountedWithThePrior()
{
    // Points a, a, b and prior weight 1: q = 1/4. A kernel gives its own value (1 + 1/4) / (1 + 2/4) = 5/6, the other
    // one 1/6, the prior both 1/2: p(a) = (5/6 + 5/6 + 1/6 + 1/2) / 4 = 7/12.
    const auto tree = treeOf({Domain::categorical({"a", "b"})});
    Parzen parzen = fitted(tree, {{{0}}, {{0}}, {{1}}});
    QVERIFY(near(density(parzen, {0}), 7.0 / 12));
    QVERIFY(near(density(parzen, {1}), 5.0 / 12));
    // Prior weight 3: q = 3/4, own value (7/4) / (10/4) = 7/10; (7/10 + 7/10 + 3/10 + 3 * 1/2) / 6.
    Parzen wide = fitted(tree, {{{0}}, {{0}}, {{1}}}, {}, 3);
    QVERIFY(near(density(wide, {0}), 3.2 / 6));
}

void TestParzen::weights_countAsManyPoints()
{
    const auto tree = treeOf({Domain::categorical({"a", "b"})});
    // q = 1/3: own value (4/3) / (5/3) = 4/5. (3 * 4/5 + 1 * 1/5 + 1 * 1/2) / 5
    Parzen parzen = fitted(tree, {{{0}}, {{1}}}, {3, 1});
    QVERIFY(near(density(parzen, {0}), 3.1 / 5));
}

void TestParzen::joint_learnsWhatGoesTogether()
{
    const auto tree = treeOf({Domain::categorical({"a", "b"}), Domain::categorical({"a", "b"})});
    // Points (a, a) and (b, b): own value 4/5 each. p(a, a) = (16/25 + 1/25 + 1/4) / 3, p(a, b) = (4/25 * 2 + 1/4) / 3
    Parzen parzen = fitted(tree, {{{0, 0}}, {{1, 1}}});
    QVERIFY(near(density(parzen, {0, 0}), (17.0 / 25 + 0.25) / 3));
    QVERIFY(near(density(parzen, {0, 1}), (8.0 / 25 + 0.25) / 3));
}

void TestParzen::line_isAMixtureOfGaussiansCutOff()
{
    const auto tree = treeOf({Domain::real(10, 20)});
    // Two points: the width is 1/3 of the range, the least for two, as 0.2 * 2^(-1/5) = 0.174 is less.
    const double s = 1.0 / 3;
    const auto gauss = [&](double x, double mean) {
        const double z = (x - mean) / s;
        const double inside = phi((1 - mean) / s) - phi(-mean / s);
        return std::exp(-z * z / 2) / (s * std::sqrt(2 * std::numbers::pi)) / inside;
    };
    Parzen parzen = fitted(tree, {{{12}}, {{19}}});
    QVERIFY(near(density(parzen, {12}), (gauss(0.2, 0.2) + gauss(0.2, 0.9) + 1) / 3));
    QVERIFY(near(density(parzen, {20}), (gauss(1.0, 0.2) + gauss(1.0, 0.9) + 1) / 3));
    // A number, so that a slip in both formulas shows: gauss(0.2, 0.2) = 1.196827 / (phi(2.4) - phi(-0.6)) = 1.196827 /
    // (0.991802 - 0.274253) = 1.667938; gauss(0.2, 0.9) = 1.196827 * exp(-2.205) / (0.617911 - 0.003467) = 0.214752.
    QVERIFY(near(density(parzen, {12}), (1.667938 + 0.214752 + 1) / 3, 2e-5));
}

void TestParzen::logLine_isALineInTheLogarithm()
{
    const auto line = treeOf({Domain::real(0, 1)});
    const auto logLine = treeOf({Domain::logReal(1e-4, 1e-1)});
    Parzen a = fitted(line, {{{1.0 / 3}}, {{1}}});
    Parzen b = fitted(logLine, {{{1e-3}}, {{1e-1}}});
    QVERIFY(near(density(a, {2.0 / 3}), density(b, {1e-2}), 1e-9));
}

void TestParzen::grid_isAGaussianOverItsValues()
{
    const auto tree = treeOf({Domain::integer(2, 6, 2)});
    // One point, value 4: the width is 1/2 of the range of 3 values, 1.5 values. Its neighbours have e = exp(-2/9) of
    // its weight: own value 1 / (1 + 2e), and half of that and of the prior's third.
    const double e = std::exp(-2.0 / 9);
    Parzen parzen = fitted(tree, {{{4}}});
    QVERIFY(near(density(parzen, {4}), (1 / (1 + 2 * e) + 1.0 / 3) / 2));
    QVERIFY(near(density(parzen, {2}), (e / (1 + 2 * e) + 1.0 / 3) / 2));
}

void TestParzen::subsets_weighByMembersThatDiffer()
{
    Domain domain{.kind = space::DomainKind::Subset, .choices = {"1", "2", "3"}, .minSize = 1, .maxSize = 2};
    const auto tree = treeOf({domain});
    // One point {1}: q = 1/2, a member that differs counts r = (1/2) / (3/2) = 1/3. {1} 1, {2} {3} r^2, {1,2} {1,3} r,
    // {2,3} r^3: the sum is 1 + 2/9 + 2/3 + 1/27 = 52/27.
    Parzen parzen = fitted(tree, {{{1}}});
    QVERIFY(near(density(parzen, {1}), (27.0 / 52 + 1.0 / 6) / 2));
    QVERIFY(near(density(parzen, {2}), (3.0 / 52 + 1.0 / 6) / 2));
    QVERIFY(near(density(parzen, {3}), (9.0 / 52 + 1.0 / 6) / 2));
    QVERIFY(near(density(parzen, {6}), (1.0 / 52 + 1.0 / 6) / 2));
}

void TestParzen::inactive_isUniform()
{
    // "groups" of three alternatives is there for the first op only.
    space::DecisionTree tree;
    tree.decisions.push_back({.name = "op", .domain = Domain::categorical({"conv", "skip"})});
    tree.decisions.push_back(
        {.name = "groups", .domain = Domain::categorical({"1", "2", "4"}), .condition = {.parent = 0, .values = {0}}});
    // Points (skip) and (conv, 1). The op: own value 4/5. Groups has one point: q = 1/2, own value (3/2) / (5/2) = 3/5,
    // others 1/5.
    Parzen parzen = fitted(tree, {{{1, space::kInactive}}, {{0, 0}}});
    QVERIFY(near(density(parzen, {0, 0}), (1.0 / 5 / 3 + 4.0 / 5 * 3 / 5 + 1.0 / 6) / 3));
    QVERIFY(near(density(parzen, {1, space::kInactive}), (4.0 / 5 + 1.0 / 5 + 1.0 / 2) / 3));
}

void TestParzen::noPoints_areUniform()
{
    const auto tree = treeOf({Domain::categorical({"a", "b", "c", "d"}), Domain::real(3, 7)});
    Parzen parzen = fitted(tree, {});
    QVERIFY(near(density(parzen, {2, 5}), 0.25));
}

void TestParzen::manyDecisions_keepTheirDensity()
{
    // One point, two alternatives: own value 3/4 each. The density at the point is (0.75^n + 0.5^n) / 2, where nothing
    // fits (0.25^n + 0.5^n) / 2: for n = 3,000 no double holds either.
    for (const std::size_t n : {17U, 60U, 3000U}) {
        const auto tree = treeOf(std::vector<Domain>(n, Domain::categorical({"a", "b"})));
        Parzen parzen = fitted(tree, {{std::vector<double>(n, 0.0)}});
        const auto count = double(n);
        const double half = std::log(0.5);
        QVERIFY(near(parzen.logDensity({std::vector<double>(n, 0.0)}),
                     half + count * std::log(0.75) + std::log1p(std::pow(2.0 / 3, count)), 1e-8));
        QVERIFY(near(parzen.logDensity({std::vector<double>(n, 1.0)}),
                     half + count * half + std::log1p(std::pow(0.5, count)), 1e-8));
    }
}

void TestParzen::every_density_sumsToOne_data()
{
    QTest::addColumn<int>("which");
    QTest::addRow("names") << 0;
    QTest::addRow("grid") << 1;
    QTest::addRow("subsets") << 2;
    QTest::addRow("subsets that may be empty") << 3;
}

void TestParzen::every_density_sumsToOne()
{
    QFETCH(int, which);
    const std::vector<std::string> members{"1", "2", "3", "4", "5", "6"};
    const std::vector<Domain> domains{
        Domain::categorical(members),
        Domain::integer(-3, 15, 3),
        {.kind = space::DomainKind::Subset, .choices = members, .minSize = 2, .maxSize = 4},
        {.kind = space::DomainKind::Subset, .choices = members, .minSize = 0, .maxSize = 6},
    };
    const auto tree = treeOf({domains[std::size_t(which)]});
    const space::TreeCandidates candidates(tree);
    Rng rng(1);
    std::vector<space::Candidate> points;
    for (int i = 0; i < 7; ++i)
        points.push_back(candidates.sample(rng));
    Parzen parzen = fitted(tree, points, {1, 2, 3, 0.5, 1, 1, 0.25});
    double sum = 0;
    candidates.enumerate(1000, [&](const space::Candidate& candidate) {
        sum += std::exp(parzen.logDensity(candidate));
        return true;
    });
    QVERIFY(near(sum, 1));
}

void TestParzen::line_integratesToOne()
{
    const auto tree = treeOf({Domain::real(-1, 1)});
    Parzen parzen = fitted(tree, {{{-1}}, {{0.5}}, {{0.9}}});
    double sum = 0;
    constexpr int kCells = 20'000;
    for (int i = 0; i < kCells; ++i)
        sum += density(parzen, {-1 + 2 * (i + 0.5) / kCells}) / kCells;
    QVERIFY(near(sum, 1, 1e-7));
}

void TestParzen::draw_followsTheDensity()
{
    const auto tree =
        treeOf({Domain::categorical({"a", "b", "c"}),
                Domain::integer(0, 4),
                {.kind = space::DomainKind::Subset, .choices = {"1", "2", "3"}, .minSize = 1, .maxSize = 2},
                Domain::real(0, 4)});
    Parzen parzen = fitted(tree, {{{0, 1, 3, 0.5}}, {{2, 4, 4, 3.5}}}, {2, 1});
    constexpr int kDraws = 200'000;
    std::map<std::vector<double>, int> counts; // with the number cut to its cell
    space::Candidate drawn{{0, 0, 0, 0}};
    Rng rng(1);
    for (int i = 0; i < kDraws; ++i) {
        QVERIFY(parzen.draw(drawn, rng) <= 2);
        auto cell = drawn.values;
        cell[3] = std::min(std::floor(cell[3]), 3.0);
        ++counts[cell];
    }
    double worst = 0; // in standard errors
    int cells = 0;
    space::TreeCandidates(
        treeOf({tree.decisions[0].domain, tree.decisions[1].domain, tree.decisions[2].domain, Domain::integer(0, 3)}))
        .enumerate(10'000, [&](const space::Candidate& cell) {
            double p = 0;
            for (int i = 0; i < 50; ++i) {
                auto values = cell.values;
                values[3] += (i + 0.5) / 50;
                p += density(parzen, values) / 4 / 50;
            }
            worst = std::max(worst, std::abs(counts[cell.values] - p * kDraws) / std::sqrt(p * kDraws));
            ++cells;
            return true;
        });
    QCOMPARE(cells, 3 * 5 * 6 * 4);
    QVERIFY2(worst < 4.5, QByteArray::number(worst)); // 360 cells: once in 400 seeds by chance
}

void TestParzen::draw_keepsConditions()
{
    const auto candidates = test::conditionalSpace();
    Rng rng(1);
    std::vector<space::Candidate> points;
    for (int i = 0; i < 20; ++i)
        points.push_back(candidates->sample(rng));
    Parzen parzen = fitted(candidates->tree(), points);
    space::Candidate drawn;
    drawn.values.assign(candidates->tree().size(), space::kInactive);
    for (int i = 0; i < 2000; ++i) {
        parzen.draw(drawn, rng);
        QVERIFY(candidates->contains(drawn));
        QVERIFY(std::isfinite(parzen.logDensity(drawn)));
    }
}

QTEST_APPLESS_MAIN(TestParzen)
#include "tst_parzen.moc"

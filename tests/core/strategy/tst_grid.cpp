// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <set>

#include <QtTest/QtTest>

#include "core/strategy/grid_points.h"
#include "core/strategy/strategy.h"
#include "tests/core/strategy/test_spaces.h"

using namespace cw;
using namespace cw::strategy;
using space::Domain;

namespace {

using Candidates = std::shared_ptr<const space::CandidateSet>;

Candidates spaceOf(std::vector<space::Decision> decisions, space::TreeCandidates::Predicate allowed = {})
{
    space::DecisionTree tree;
    tree.decisions = std::move(decisions);
    return std::make_shared<space::TreeCandidates>(std::move(tree), std::move(allowed));
}

std::unique_ptr<Strategy> gridOf(const Candidates& candidates, int points = 5, std::uint64_t seed = 1)
{
    return makeStrategy(builtInStrategies(), "grid", {{"points", points}}, candidates, seed, 1).value();
}

/// Asks until nothing comes back; inactive values become -1, which orders.
std::vector<std::vector<double>> all(Strategy& strategy, std::size_t most = 100'000)
{
    std::vector<std::vector<double>> asked;
    while (asked.size() < most) {
        const auto proposals = strategy.ask(7);
        for (const Proposal& proposal : proposals) {
            asked.push_back(proposal.candidate.values);
            for (double& value : asked.back())
                value = std::isnan(value) ? -1 : value;
        }
        if (proposals.size() < 7)
            break;
    }
    return asked;
}

std::size_t distinct(const std::vector<std::vector<double>>& list)
{
    return std::set<std::vector<double>>(list.begin(), list.end()).size();
}

} // namespace

class TestGrid : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyCandidate_comesOnceAndThenNothing();
    void conditionalSpace_hasAsManyPointsAsCountedByHand();
    void continuousDecisions_takeValuesEvenlyApart();
    void constraints_leaveTheRest();
    void rareCandidates_areFoundAndNothingElse();
    void subsetWithChildren_isCounted();
    void numbers_areThePlacesOfDifferentCandidates();
    void earlyPart_isSpreadOverTheGrid();
    void gridBeyondCounting_isDrawnFrom();
    void otherSeed_changesTheOrderOnly();
};

void TestGrid::everyCandidate_comesOnceAndThenNothing()
{
    const auto strategy = gridOf(test::flatSpace());
    const auto asked = all(*strategy);
    QCOMPARE(asked.size(), std::size_t{15'625});
    QCOMPARE(distinct(asked), std::size_t{15'625});
    QVERIFY(strategy->ask(3).empty());
    const auto single = gridOf(spaceOf({{.name = "a", .domain = Domain::categorical({"x"})}}));
    QCOMPARE(all(*single).size(), std::size_t{1});
}

void TestGrid::conditionalSpace_hasAsManyPointsAsCountedByHand()
{
    // conv: 4 kernels x 3 groups, pool: 4 kernels, skip: 1; times 4 depths, 3 values of dropout, 3 of the rate.
    const auto asked = all(*gridOf(test::conditionalSpace(), 3));
    QCOMPARE(asked.size(), std::size_t{(12 + 4 + 1) * 4 * 3 * 3});
    QCOMPARE(distinct(asked), asked.size());
}

void TestGrid::continuousDecisions_takeValuesEvenlyApart()
{
    const auto space = spaceOf({{.name = "r", .domain = Domain::real(-1, 1)},
                                {.name = "l", .domain = Domain::logReal(1e-4, 1e-1)},
                                {.name = "i", .domain = Domain::integer(0, 300'000, 3)}});
    std::set<double> real;
    std::set<double> rate;
    std::set<double> whole;
    for (const auto& values : all(*gridOf(space, 4))) {
        real.insert(values[0]);
        rate.insert(values[1]);
        whole.insert(values[2]);
    }
    QCOMPARE(real.size(), std::size_t{4});
    QCOMPARE(*real.begin(), -1.0);
    QVERIFY(std::abs(*std::next(real.begin()) + 1.0 / 3) < 1e-12);
    QCOMPARE(*real.rbegin(), 1.0);
    double expected = 1e-4;
    for (const double value : rate) {
        QVERIFY(std::abs(value / expected - 1) < 1e-9);
        expected *= 10;
    }
    QCOMPARE(rate.size(), std::size_t{4});
    QCOMPARE(whole, (std::set<double>{0, 99'999, 200'001, 300'000}));
    QCOMPARE(all(*gridOf(space, 1)).size(), std::size_t{1});
}

void TestGrid::constraints_leaveTheRest()
{
    const auto candidates = test::constrainedSpace();
    const auto asked = all(*gridOf(candidates));
    QCOMPARE(asked.size(), std::size_t{12'500}); // four fifths
    for (const auto& values : asked)
        QVERIFY(values[0] != values[1]);
}

void TestGrid::rareCandidates_areFoundAndNothingElse()
{
    const auto rare = std::make_shared<space::TreeCandidates>(test::flatSpace()->tree(), [](const auto& candidate) {
        return std::count(candidate.values.begin(), candidate.values.end(), 3.0) == 6 ||
               std::count(candidate.values.begin(), candidate.values.end(), 1.0) == 6;
    });
    const auto asked = all(*gridOf(rare));
    QCOMPARE(std::set(asked.begin(), asked.end()),
             (std::set<std::vector<double>>{{1, 1, 1, 1, 1, 1}, {3, 3, 3, 3, 3, 3}}));
    QCOMPARE(asked.size(), std::size_t{2});
}

void TestGrid::subsetWithChildren_isCounted()
{
    space::Decision inputs{.name = "in"};
    inputs.domain = {.kind = space::DomainKind::Subset, .choices = {"p", "q", "r"}, .minSize = 1, .maxSize = 2};
    // A member p brings two ops: subsets with p are {p} {pq} {pr}, without {q} {r} {qr}: 3 x 2 + 3.
    const space::Decision op{.name = "op",
                             .domain = Domain::categorical({"a", "b"}),
                             .condition = {.parent = 0, .values = {0}, .ofMember = true}};
    const auto asked = all(*gridOf(spaceOf({inputs, op})));
    QCOMPARE(asked.size(), std::size_t{9});
    QCOMPARE(distinct(asked), std::size_t{9});
}

void TestGrid::numbers_areThePlacesOfDifferentCandidates()
{
    const GridPoints points(test::conditionalSpace(), 2);
    QCOMPARE(points.size(), std::uint64_t{17 * 4 * 2 * 2});
    QVERIFY(!points.isWhole());
    std::set<std::string> seen;
    for (std::uint64_t i = 0; i < points.size(); ++i)
        seen.insert(space::toText(test::conditionalTree(), points.at(i).value()));
    QCOMPARE(seen.size(), std::size_t(points.size()));
    QVERIFY(GridPoints(test::flatSpace(), 1).isWhole());
}

void TestGrid::earlyPart_isSpreadOverTheGrid()
{
    const auto asked = all(*gridOf(test::flatSpace()), 1'000);
    for (std::size_t decision = 0; decision < 6; ++decision) {
        for (double value = 0; value < 5; ++value) {
            const auto count = std::count_if(asked.begin(), asked.end(),
                                             [&](const auto& values) { return values[decision] == value; });
            QVERIFY(std::abs(double(count) - 200) < 63); // five standard deviations of independent draws
        }
    }
}

void TestGrid::gridBeyondCounting_isDrawnFrom()
{
    std::vector<space::Decision> decisions;
    for (int i = 0; i < 40; ++i)
        decisions.push_back({.name = std::to_string(i), .domain = Domain::categorical({"a", "b", "c"})});
    decisions.push_back({.name = "r", .domain = Domain::real(0, 1)});
    const auto space = spaceOf(decisions);
    QCOMPARE(GridPoints(space, 2).size(), std::uint64_t{0}); // 3^40 is about 2^63
    const auto asked = all(*gridOf(space, 2), 500);
    QCOMPARE(distinct(asked), asked.size());
    for (const auto& values : asked)
        QVERIFY(values.back() == 0 || values.back() == 1);
}

void TestGrid::otherSeed_changesTheOrderOnly()
{
    auto first = all(*gridOf(test::conditionalSpace(), 2, 1));
    auto second = all(*gridOf(test::conditionalSpace(), 2, 2));
    QVERIFY(first != second);
    std::sort(first.begin(), first.end());
    std::sort(second.begin(), second.end());
    QVERIFY(first == second);
}

QTEST_APPLESS_MAIN(TestGrid)
#include "tst_grid.moc"

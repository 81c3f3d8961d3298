// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>

#include <QtTest/QtTest>

#include "core/estimate/row_candidates.h"

using namespace cw;
using namespace cw::estimate;

namespace {

using Values = std::vector<double>;

/// Three decisions: two categorical and a whole number 2, 4, 6.
/// Rows: 0,0,2 · 0,1,2 · 0,0,6 · 1,2,4 (two changes away from 0,1,4, which is no row, and from nothing else)
RowCandidates rows()
{
    space::DecisionTree tree;
    tree.decisions.push_back({.name = "a", .domain = space::Domain::categorical({"x", "y"})});
    tree.decisions.push_back({.name = "b", .domain = space::Domain::categorical({"x", "y", "z"})});
    tree.decisions.push_back({.name = "n", .domain = space::Domain::integer(2, 6, 2)});
    const std::vector<std::uint16_t> cells{1, 2, 1, 0, 1, 0, 0, 0, 2, 0, 0, 0};
    return RowCandidates(tree, std::make_shared<RowIndex>(cells, std::vector<std::uint32_t>{2, 3, 3}));
}

std::vector<Values> valuesOf(const std::vector<space::Candidate>& candidates)
{
    std::vector<Values> values;
    for (const auto& candidate : candidates)
        values.push_back(candidate.values);
    std::sort(values.begin(), values.end());
    return values;
}

} // namespace

class TestRowCandidates : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void contains_onlyTheRows();
    void sample_isUniformOverTheRows();
    void neighbours_areOneChangeAwayWhereThereAreSome();
    void neighbours_areTheNearestOtherwise();
    void neighbours_ofAForeignCandidateAreTheNearestRows();
    void mutate_picksEveryNeighbour();
    void oneRow_hasNoMove();
    void enumerate_visitsInOrderAndStops();
};

void TestRowCandidates::contains_onlyTheRows()
{
    const auto set = rows();
    QCOMPARE(set.count(), std::uint64_t{4});
    QVERIFY(set.contains({{1, 2, 4}}) && set.contains({{0, 0, 6}}));
    for (const Values& values : std::vector<Values>{{1, 1, 4}, {0, 0, 4}, {0, 0, 0}, {0, 0, 3}, {0, 0}, {}, {0, 0, 8}})
        QVERIFY(!set.contains({values}));
}

void TestRowCandidates::sample_isUniformOverTheRows()
{
    const auto set = rows();
    Rng rng(1);
    std::map<Values, int> counts;
    for (int i = 0; i < 4000; ++i)
        ++counts[set.sample(rng).values];
    QCOMPARE(counts.size(), std::size_t{4});
    for (const auto& [values, count] : counts)
        QVERIFY(std::abs(count - 1000) < 137); // 5 standard deviations
}

void TestRowCandidates::neighbours_areOneChangeAwayWhereThereAreSome()
{
    QCOMPARE(valuesOf(rows().neighbours({{0, 0, 2}})), (std::vector<Values>{{0, 0, 6}, {0, 1, 2}}));
    QCOMPARE(valuesOf(rows().neighbours({{0, 1, 2}})), (std::vector<Values>{{0, 0, 2}}));
}

void TestRowCandidates::neighbours_areTheNearestOtherwise()
{
    // 1,2,4 shares nothing with any other row: all are three changes away.
    QCOMPARE(valuesOf(rows().neighbours({{1, 2, 4}})), (std::vector<Values>{{0, 0, 2}, {0, 0, 6}, {0, 1, 2}}));
}

void TestRowCandidates::neighbours_ofAForeignCandidateAreTheNearestRows()
{
    QCOMPARE(valuesOf(rows().neighbours({{1, 1, 6}})), (std::vector<Values>{{0, 0, 6}, {0, 1, 2}, {1, 2, 4}}));
    QCOMPARE(valuesOf(rows().neighbours({{0, 7, 2}})), (std::vector<Values>{{0, 0, 2}, {0, 1, 2}}));
}

void TestRowCandidates::mutate_picksEveryNeighbour()
{
    const auto set = rows();
    Rng rng(2);
    std::map<Values, int> counts;
    for (int i = 0; i < 1000; ++i)
        ++counts[set.mutate({{0, 0, 2}}, rng).values];
    QCOMPARE(counts.size(), std::size_t{2});
    for (const auto& [values, count] : counts)
        QVERIFY(std::abs(count - 500) < 80);
}

void TestRowCandidates::oneRow_hasNoMove()
{
    space::DecisionTree tree;
    tree.decisions.push_back({.name = "a", .domain = space::Domain::categorical({"x", "y"})});
    const RowCandidates one(tree,
                            std::make_shared<RowIndex>(std::vector<std::uint16_t>{1}, std::vector<std::uint32_t>{2}));
    Rng rng(3);
    QCOMPARE(one.mutate({{1}}, rng).values, (Values{1}));
    QVERIFY(one.neighbours({{1}}).empty());
}

void TestRowCandidates::enumerate_visitsInOrderAndStops()
{
    const auto list = [](std::uint64_t limit, std::size_t stopAfter) {
        std::vector<Values> seen;
        rows().enumerate(limit, [&](const space::Candidate& candidate) {
            seen.push_back(candidate.values);
            return seen.size() < stopAfter;
        });
        return seen;
    };
    const std::vector<Values> all{{0, 0, 2}, {0, 0, 6}, {0, 1, 2}, {1, 2, 4}};
    QCOMPARE(list(100, 100), all);
    QCOMPARE(list(2, 100), (std::vector<Values>{all[0], all[1]}));
    QCOMPARE(list(100, 3), (std::vector<Values>{all[0], all[1], all[2]}));
}

QTEST_APPLESS_MAIN(TestRowCandidates)
#include "tst_row_candidates.moc"

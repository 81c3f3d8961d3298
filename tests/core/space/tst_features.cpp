// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <set>

#include <QtTest/QtTest>

#include "core/base/rng.h"
#include "core/space/features.h"
#include "tests/core/strategy/test_spaces.h"

using namespace cw;
using namespace cw::space;

namespace {

/// One decision of every kind, then two under conditions.
space::DecisionTree mixedTree()
{
    Domain subset = Domain::categorical({"p", "q", "r"});
    subset.kind = space::DomainKind::Subset;
    subset.minSize = 1;
    subset.maxSize = 2;
    space::DecisionTree tree;
    tree.decisions.push_back({.name = "op", .domain = Domain::categorical({"a", "b", "c"})});
    tree.decisions.push_back({.name = "depth", .domain = Domain::integer(2, 10, 2)});
    tree.decisions.push_back({.name = "rate", .domain = Domain::logReal(1e-4, 1e-2)});
    tree.decisions.push_back({.name = "drop", .domain = Domain::real(-1, 3)});
    tree.decisions.push_back({.name = "inputs", .domain = subset});
    tree.decisions.push_back(
        {.name = "kernel", .domain = Domain::categorical({"3", "5"}), .condition = {.parent = 0, .values = {1}}});
    tree.decisions.push_back(
        {.name = "width", .domain = Domain::integer(1, 3), .condition = {.parent = 0, .values = {1}}});
    return tree;
}

} // namespace

class TestFeatures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void unitPlace_isRankAndLogarithm();
    void valueAtPlace_isTheInverse();
    void flat_isAsDocumented();
    void flat_marksWhatIsInactive();
    void columns_areAsDocumented();
    void differentCandidates_haveDifferentNumbers();
};

void TestFeatures::unitPlace_isRankAndLogarithm()
{
    QCOMPARE(unitPlace(Domain::integer(2, 10, 2), 4), 0.25);
    QCOMPARE(unitPlace(Domain::integer(0, 10, 4), 8), 1.0); // 8 is the largest value
    QCOMPARE(unitPlace(Domain::real(-1, 3), 0), 0.25);
    QCOMPARE(unitPlace(Domain::logReal(1e-4, 1e-2), 1e-3), 0.5);
    QCOMPARE(unitPlace(Domain::integer(5, 5), 5), 0.5);
    QCOMPARE(unitPlace(Domain::real(1, 1), 1), 0.5);
    QCOMPARE(unitPlace(Domain::logReal(2, 2), 2), 0.5);
}

void TestFeatures::valueAtPlace_isTheInverse()
{
    QCOMPARE(valueAtPlace(Domain::integer(2, 10, 2), 0.3), 4.0);
    QCOMPARE(valueAtPlace(Domain::integer(0, 10, 4), 7), 8.0);
    QCOMPARE(valueAtPlace(Domain::real(-1, 3), -0.5), -1.0);
    QVERIFY(std::abs(valueAtPlace(Domain::logReal(1e-4, 1e-2), 0.5) - 1e-3) < 1e-15);
    Rng rng(1);
    for (const Domain& domain : {Domain::integer(-7, 90, 3), Domain::real(-2, 5), Domain::logReal(1e-6, 10)}) {
        for (int i = 0; i < 200; ++i) {
            const double place = rng.uniform();
            const double value = valueAtPlace(domain, place);
            QVERIFY(domain.contains(value));
            QVERIFY(std::abs(unitPlace(domain, value) - place) <= (domain.count() > 0 ? 0.5 / 32 + 1e-9 : 1e-9));
        }
    }
}

void TestFeatures::flat_isAsDocumented()
{
    const Features features(mixedTree());
    QCOMPARE(features.size(), std::size_t(3 + 1 + 1 + 1 + 3 + 3 + 2));
    QCOMPARE(features.blocks()[5].first, std::size_t(9));
    QCOMPARE(features.blocks()[5].size, std::size_t(3));
    QVERIFY(features.blocks()[5].hasFlag && !features.blocks()[0].hasFlag);
    const std::vector<double> expected{0, 1, 0, 0.25, 0.5, 0.25, 1, 0, 1, 1, 0, 1, 1, 1};
    QCOMPARE(features.of({{1, 4, 1e-3, 0, 5, 1, 3}}), expected);
}

void TestFeatures::flat_marksWhatIsInactive()
{
    const Features features(mixedTree());
    const std::vector<double> expected{0, 0, 1, 1, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0.5};
    QCOMPARE(features.of({{2, 10, 1e-4, 3, 2, kInactive, kInactive}}), expected);
}

void TestFeatures::columns_areAsDocumented()
{
    const Columns columns(mixedTree());
    QCOMPARE(columns.size(), std::size_t(9));
    std::vector<std::uint32_t> categories;
    for (const Columns::Column& column : columns.columns())
        categories.push_back(column.categories);
    QCOMPARE(categories, (std::vector<std::uint32_t>{3, 0, 0, 0, 2, 2, 2, 3, 0}));
    std::vector<double> values(columns.size());
    columns.write({{1, 4, 1e-3, 0, 5, 1, 3}}, values.data());
    QCOMPARE(values, (std::vector<double>{1, 0.25, 0.5, 0.25, 1, 0, 1, 1, 1}));
    columns.write({{2, 10, 1e-4, 3, 2, kInactive, kInactive}}, values.data());
    QCOMPARE(values, (std::vector<double>{2, 1, 0, 1, 0, 1, 0, 2, Columns::kNoPlace}));
}

void TestFeatures::differentCandidates_haveDifferentNumbers()
{
    const space::TreeCandidates set(mixedTree());
    const Features features(set.tree());
    const Columns columns(set.tree());
    Rng rng(2);
    std::set<std::vector<double>> candidates;
    std::set<std::vector<double>> flat;
    std::set<std::vector<double>> asked;
    for (int i = 0; i < 2'000; ++i) {
        space::Candidate candidate = set.sample(rng);
        candidate.values[2] = 1e-3; // few different ones, so that equals meet
        candidate.values[3] = 0;
        flat.insert(features.of(candidate));
        std::vector<double> values(columns.size());
        columns.write(candidate, values.data());
        asked.insert(values);
        for (double& value : candidate.values)
            value = std::isnan(value) ? -1e9 : value; // NaN is no key
        candidates.insert(candidate.values);
    }
    QCOMPARE(flat.size(), candidates.size());
    QCOMPARE(asked.size(), candidates.size());
}

QTEST_APPLESS_MAIN(TestFeatures)
#include "tst_features.moc"

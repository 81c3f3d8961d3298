// SPDX-License-Identifier: GPL-3.0-or-later
#include <map>

#include <QtTest/QtTest>

#include "core/strategy/strategy.h"
#include "tests/core/strategy/test_spaces.h"

using namespace cw;
using namespace cw::strategy;

class TestMakeStrategy : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void unknownStrategy_isRefusedWithTheKnownOnes();
    void noObjective_isRefused();
    void settingOfAStrategyWithoutAny_isRefused();
    void random_drawsWithReplacementAndUniformly();
};

void TestMakeStrategy::unknownStrategy_isRefusedWithTheKnownOnes()
{
    const auto made = makeStrategy(builtInStrategies(), "simulated-annealing", nullptr, test::flatSpace(), 1, 1);
    QVERIFY(!made.has_value());
    const QByteArray message = made.error().what();
    QVERIFY(message.contains("'simulated-annealing'"));
    const StrategyRegistry registry = builtInStrategies();
    for (const StrategyEntry& entry : registry.entries())
        QVERIFY(message.contains(entry.id.c_str()));
}

void TestMakeStrategy::noObjective_isRefused()
{
    QVERIFY(!makeStrategy(builtInStrategies(), "random", nullptr, test::flatSpace(), 1, 0).has_value());
}

void TestMakeStrategy::settingOfAStrategyWithoutAny_isRefused()
{
    const auto made = makeStrategy(builtInStrategies(), "random", {{"population", 3}}, test::flatSpace(), 1, 1);
    QVERIFY(!made.has_value());
    QVERIFY(QByteArray(made.error().what()).contains("'population'"));
}

void TestMakeStrategy::random_drawsWithReplacementAndUniformly()
{
    space::DecisionTree tree;
    tree.decisions.push_back({.name = "a", .domain = space::Domain::categorical({"x", "y"})});
    tree.decisions.push_back({.name = "b", .domain = space::Domain::categorical({"x", "y", "z"})});
    const auto candidates = std::make_shared<space::TreeCandidates>(tree);
    const auto strategy = makeStrategy(builtInStrategies(), "random", nullptr, candidates, 1, 1).value();
    std::map<std::vector<double>, int> counts;
    for (const Proposal& proposal : strategy->ask(6000))
        ++counts[proposal.candidate.values];
    QCOMPARE(counts.size(), std::size_t{6});
    for (const auto& [values, count] : counts)
        QVERIFY(std::abs(count - 1000) < 145); // 5 standard deviations of a binomial with p = 1/6
}

QTEST_APPLESS_MAIN(TestMakeStrategy)
#include "tst_make_strategy.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <numeric>

#include <QtTest/QtTest>

#include "core/strategy/slots.h"
#include "tests/core/strategy/contract.h"
#include "tests/core/strategy/test_spaces.h"

using namespace cw;
using namespace cw::strategy;
using namespace cw::test;

namespace {

/// Three ops and depths 1 to 4.
std::unique_ptr<Strategy> strategyOf(const char* id, const Json& settings)
{
    return makeStrategy(builtInStrategies(), id, settings, smallSpace(), 1, 1).value();
}

void tell(Strategy& strategy, std::int64_t trial, double op, double depth, double fitness)
{
    strategy.tell({.trial = trial, .candidate = {{op, depth}}, .values = {fitness}});
}

double numberOf(const Insight& insight, const std::string& name)
{
    for (const Insight::Number& number : insight.numbers) {
        if (number.name == name)
            return number.value;
    }
    return kNaN;
}

void compare(const std::vector<double>& found, const std::vector<double>& expected)
{
    QCOMPARE(found.size(), expected.size());
    for (std::size_t i = 0; i < found.size(); ++i)
        QVERIFY2(std::abs(found[i] - expected[i]) < 1e-12 || (std::isnan(found[i]) && std::isnan(expected[i])),
                 qPrintable(QStringLiteral("%1: %2, expected %3").arg(i).arg(found[i]).arg(expected[i])));
}

} // namespace

/// What strategies say that they have learnt.
class TestInsight : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void insight_isSaidByThoseThatAnnounceIt_data();
    void insight_isSaidByThoseThatAnnounceIt();
    void looking_changesNothing_data() { insight_isSaidByThoseThatAnnounceIt_data(); }
    void looking_changesNothing();
    void evenness_isWhatPaperAndPencilSay();
    void names_sayWhatArmsStandFor();
    void umda_showsTheMarginalsItDrawsFrom();
    void pbil_showsItsTable();
    void pbilWithChain_showsMarginals();
    void bandit_showsWhatItBelieves();
    void qLearning_showsEpsilonAndValues();
    void mcts_showsMeanRewardsWhereItWas();
    void controllers_beginEvenAndLearn_data();
    void controllers_beginEvenAndLearn();
};

void TestInsight::insight_isSaidByThoseThatAnnounceIt_data()
{
    QTest::addColumn<QString>("id");
    const StrategyRegistry registry = builtInStrategies();
    for (const StrategyEntry& entry : registry.entries())
        QTest::newRow(entry.id.c_str()) << QString::fromStdString(entry.id);
}

void TestInsight::insight_isSaidByThoseThatAnnounceIt()
{
    QFETCH(QString, id);
    const StrategyRegistry registry = builtInStrategies();
    const StrategyEntry& entry = *registry.get(id.toStdString()).value();
    for (const auto& space : {flatSpace(), mixedSpace(), chainSpace(), oneCandidate()}) {
        const auto strategy = made(entry, space);
        QCOMPARE(!strategy->insight().isEmpty(), entry.hasInsight);
        const auto rowsAtStart = strategy->insight().rows;
        play(*strategy, 60);
        const Insight insight = strategy->insight();
        QCOMPARE(insight.rows.size(), rowsAtStart.size());
        for (std::size_t i = 0; i < insight.rows.size(); ++i) {
            const Insight::Row& row = insight.rows[i];
            QCOMPARE(row.alternatives, rowsAtStart[i].alternatives);
            QCOMPARE(row.numbers.size(), row.alternatives.size());
            const double sum = std::accumulate(row.numbers.begin(), row.numbers.end(), 0.0);
            QVERIFY2(!insight.areOdds || std::isnan(sum) || std::abs(sum - 1) < 1e-9, row.decision.c_str());
            for (const double number : row.numbers)
                QVERIFY(std::isnan(number) || (number >= 0 && number <= 1)); // rewards are ranks
        }
        const double entropy = numberOf(insight, "entropy");
        QVERIFY(std::isnan(entropy) || (entropy >= 0 && entropy <= 1 + 1e-9));
    }
}

void TestInsight::looking_changesNothing()
{
    QFETCH(QString, id);
    const StrategyRegistry registry = builtInStrategies();
    const auto strategy = made(*registry.get(id.toStdString()).value(), mixedSpace());
    play(*strategy, 40);
    const Json before = strategy->state();
    strategy->insight();
    QVERIFY(strategy->state() == before);
}

void TestInsight::evenness_isWhatPaperAndPencilSay()
{
    const std::vector<double> even{2, 2, 2}, sure{0, 7}, half{1, 1, 0, 0}, none{0, 0};
    QCOMPARE(evenness(even.data(), 3), 1.0);
    QCOMPARE(evenness(sure.data(), 2), 0.0);
    QCOMPARE(evenness(half.data(), 4), 0.5); // ln 2 of ln 4
    QVERIFY(std::isnan(evenness(none.data(), 2)));
}

void TestInsight::names_sayWhatArmsStandFor()
{
    using space::Domain;
    space::DecisionTree tree;
    tree.decisions.push_back({.name = "op", .domain = Domain::categorical({"conv", "pool"})});
    tree.decisions.push_back({.name = "kernel", .domain = Domain::integer(1, 5, 2)});
    tree.decisions.push_back({.name = "dropout", .domain = Domain::real(0, 0.5)});
    tree.decisions.push_back({.name = "rate", .domain = Domain::logReal(1e-4, 1)});
    tree.decisions.push_back({.name = "width", .domain = Domain::integer(0, 99)});
    tree.decisions.push_back(
        {.name = "from",
         .domain = {.kind = space::DomainKind::Subset, .choices = {"a", "b", "c"}, .minSize = 1, .maxSize = 1}});
    space::Domain many{.kind = space::DomainKind::Subset, .choices = {}, .minSize = 0, .maxSize = 6};
    for (const char* member : {"u", "v", "w", "x", "y", "z"})
        many.choices.emplace_back(member);
    tree.decisions.push_back({.name = "any", .domain = many});
    const Slots slots(tree, 4);
    using Names = std::vector<std::string>;
    QCOMPARE(slots.nameOf(0), std::string("op"));
    QCOMPARE(slots.armNamesOf(0), (Names{"conv", "pool"}));
    QCOMPARE(slots.armNamesOf(1), (Names{"1", "3", "5"}));
    QCOMPARE(slots.armNamesOf(2), (Names{"0..0.125", "0.125..0.25", "0.25..0.375", "0.375..0.5"}));
    QCOMPARE(slots.armNamesOf(3), (Names{"0.0001..0.001", "0.001..0.01", "0.01..0.1", "0.1..1"}));
    QCOMPARE(slots.armNamesOf(4), (Names{"0..24", "25..49", "50..74", "75..99"}));
    QCOMPARE(slots.armNamesOf(5), (Names{"a", "b", "c"}));
    QCOMPARE(slots.nameOf(7), std::string("any v"));
    QCOMPARE(slots.armNamesOf(7), (Names{"-", "+"}));
}

void TestInsight::umda_showsTheMarginalsItDrawsFrom()
{
    const auto strategy = strategyOf("umda", {{"population", 4}, {"selected", 0.5}, {"smoothing", 1}});
    compare(strategy->insight().rows[0].numbers, {1 / 3.0, 1 / 3.0, 1 / 3.0});
    tell(*strategy, 1, 0, 1, 0.9);
    tell(*strategy, 2, 0, 2, 0.8);
    tell(*strategy, 3, 1, 4, 0.2);
    tell(*strategy, 4, 2, 4, 0.1);
    const Insight insight = strategy->insight(); // the better two, and every alternative once
    QCOMPARE(insight.rows[0].decision, std::string("op"));
    compare(insight.rows[0].numbers, {3 / 5.0, 1 / 5.0, 1 / 5.0});
    compare(insight.rows[1].numbers, {2 / 6.0, 2 / 6.0, 1 / 6.0, 1 / 6.0});
    const double op = -(0.6 * std::log(0.6) + 0.4 * std::log(0.2)) / std::log(3.0);
    const double depth = (2 / 3.0 * std::log(3.0) + 1 / 3.0 * std::log(6.0)) / std::log(4.0);
    QCOMPARE(numberOf(insight, "entropy"), (op + depth) / 2);
}

void TestInsight::pbil_showsItsTable()
{
    const auto strategy = strategyOf("pbil", {{"batch", 2}, {"rate", 0.5}, {"forgetting", 0}});
    tell(*strategy, 1, 1, 3, 0.9);
    tell(*strategy, 2, 0, 1, 0.1);
    const Insight insight = strategy->insight();
    QVERIFY(insight.areOdds);
    compare(insight.rows[0].numbers, {1 / 6.0, 4 / 6.0, 1 / 6.0}); // half of the way to the better of two
    compare(insight.rows[1].numbers, {1 / 8.0, 1 / 8.0, 5 / 8.0, 1 / 8.0});
}

void TestInsight::pbilWithChain_showsMarginals()
{
    const auto strategy = strategyOf("pbil", {{"batch", 1}, {"rate", 0.5}, {"forgetting", 0}, {"chain", true}});
    tell(*strategy, 1, 1, 3, 0.9);
    // After op 1, which 4 of 6 take, depth 3 has 5 of 8; else all depths are even.
    const double depth3 = 4 / 6.0 * 5 / 8.0 + 2 / 6.0 / 4;
    const double other = 4 / 6.0 * 1 / 8.0 + 2 / 6.0 / 4;
    compare(strategy->insight().rows[1].numbers, {other, other, depth3, other});
}

void TestInsight::bandit_showsWhatItBelieves()
{
    const auto strategy = strategyOf("bandit", {{"memory", 1e9}});
    QVERIFY(std::isnan(numberOf(strategy->insight(), "entropy")));
    tell(*strategy, 1, 1, 3, 0.9);
    const double reward = 0.5; // the rank among itself alone
    const Insight insight = strategy->insight();
    QVERIFY(!insight.areOdds);
    compare(insight.rows[0].numbers, {0.5, (0.5 + reward) / 2, 0.5});
    QCOMPARE(numberOf(insight, "entropy"), 0.0); // one choice was made
    const auto byWeight = strategyOf("bandit", {{"policy", "exp3"}, {"uniform", 0.1}});
    QVERIFY(byWeight->insight().areOdds);
    compare(byWeight->insight().rows[0].numbers, {1 / 3.0, 1 / 3.0, 1 / 3.0});
}

void TestInsight::qLearning_showsEpsilonAndValues()
{
    const auto strategy = strategyOf("q-learning", {{"explore", 2}, {"epsilon", 0.1}, {"replays", 0}});
    QCOMPARE(numberOf(strategy->insight(), "epsilon"), 1.0);
    QCOMPARE(numberOf(strategy->insight(), "reward"), 0.5);
    compare(strategy->insight().rows[0].numbers, {0.5, 0.5, 0.5});
    for (int trial = 1; trial <= 4; ++trial)
        tell(*strategy, trial, 2, 3, 0.9); // equal results: the rank of each is in the middle
    const Insight insight = strategy->insight();
    QCOMPARE(numberOf(insight, "epsilon"), 0.5); // 2 of 4
    QVERIFY(!insight.areOdds);
    tell(*strategy, 5, 0, 1, 1.0); // better than all
    const Insight better = strategy->insight();
    QVERIFY(better.rows[1].numbers[0] > 0.5); // depth 1, after op 0
}

void TestInsight::mcts_showsMeanRewardsWhereItWas()
{
    const auto strategy = strategyOf("mcts", nullptr);
    compare(strategy->insight().rows[0].numbers, {kNaN, kNaN, kNaN});
    QCOMPARE(numberOf(strategy->insight(), "nodes"), 1.0);
    tell(*strategy, 1, 1, 3, 0.9);
    const Insight insight = strategy->insight();
    QCOMPARE(numberOf(insight, "nodes"), 2.0);
    compare(insight.rows[0].numbers, {kNaN, 0.5, kNaN}); // the rank among itself alone
    compare(insight.rows[1].numbers, {kNaN, kNaN, kNaN, kNaN});
}

void TestInsight::controllers_beginEvenAndLearn_data()
{
    QTest::addColumn<QString>("id");
    QTest::newRow("reinforce") << "reinforce";
    QTest::newRow("ppo") << "ppo";
}

void TestInsight::controllers_beginEvenAndLearn()
{
    QFETCH(QString, id);
    const auto strategy = strategyOf(id.toLatin1().constData(), {{"rate", 0.05}, {"entropy", 0.0}});
    const Insight before = strategy->insight();
    QCOMPARE(numberOf(before, "baseline"), 0.5);
    QVERIFY(numberOf(before, "entropy") > 0.99); // small weights: nearly even
    for (int trial = 1; trial <= 200; ++trial) {
        const double op = trial % 3;
        tell(*strategy, trial, op, 1 + trial % 4, op == 1 ? 1.0 : 0.0);
    }
    const Insight after = strategy->insight();
    QVERIFY2(after.rows[0].numbers[1] > 0.7, qPrintable(QString::number(after.rows[0].numbers[1])));
    QVERIFY(numberOf(after, "entropy") < numberOf(before, "entropy"));
}

QTEST_APPLESS_MAIN(TestInsight)
#include "tst_insight.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <filesystem>
#include <set>

#include <QtTest/QtTest>

#include "core/run/tabular.h"
#include "core/strategy/strategy.h"

using namespace cw;
using namespace cw::strategy;
using space::Domain;

namespace {

/// Two named decisions, and a number that makes every draw a new candidate.
std::shared_ptr<const space::CandidateSet> spaceOf(std::vector<std::string> names)
{
    space::DecisionTree tree;
    tree.decisions.push_back({.name = "a", .domain = Domain::categorical(names)});
    tree.decisions.push_back({.name = "b", .domain = Domain::categorical(names)});
    tree.decisions.push_back({.name = "r", .domain = Domain::real(0, 1)});
    return std::make_shared<space::TreeCandidates>(std::move(tree));
}

std::unique_ptr<Strategy> strategyOf(const char* id, const Json& settings,
                                     std::shared_ptr<const space::CandidateSet> candidates)
{
    return makeStrategy(builtInStrategies(), id, settings, std::move(candidates), 1, 1).value();
}

void tell(Strategy& strategy, std::int64_t trial, std::vector<double> values, double fitness)
{
    strategy.tell({.trial = trial, .candidate = {std::move(values)}, .values = {fitness}});
}

/// How often a predicate holds for 7,000 draws, as a share.
template <class Predicate>
double shareOf(Strategy& strategy, const Predicate& holds)
{
    int count = 0;
    for (const Proposal& proposal : strategy.ask(7'000))
        count += holds(proposal.candidate.values) ? 1 : 0;
    return count / 7'000.0;
}

/// Within five standard deviations of 7,000 draws.
bool isNear(double share, double expected)
{
    return std::abs(share - expected) < 5 * std::sqrt(expected * (1 - expected) / 7'000);
}

} // namespace

/// UMDA and PBIL.
class TestEstimationOfDistribution : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void umda_drawsSmoothedFrequenciesOfTheBetterHalf();
    void umda_looksAtTheDecisionBefore_data();
    void umda_looksAtTheDecisionBefore();
    void umda_staysOpenWhenAllFail();
    void pbil_movesTowardsTheBestOfABatch();
    void pbil_keepsOneTablePerArmBefore();
    void pbil_learnsNothingFromFailures();
    void candidates_areNotAskedAgain_data();
    void candidates_areNotAskedAgain();
    void meanOn300Evaluations_isFarAboveRandom_data();
    void meanOn300Evaluations_isFarAboveRandom();
};

void TestEstimationOfDistribution::umda_drawsSmoothedFrequenciesOfTheBetterHalf()
{
    const auto strategy = strategyOf("umda", {{"population", 4}}, spaceOf({"0", "1", "2", "3", "4"}));
    strategy->ask(4);
    tell(*strategy, 1, {1, 0, 0.1}, 0.9);
    tell(*strategy, 2, {1, 2, 0.2}, 0.8);
    tell(*strategy, 3, {3, 2, 0.3}, 0.1);
    tell(*strategy, 4, {3, 2, 0.4}, 0.2);
    tell(*strategy, 5, {4, 4, 0.5}, 0.0); // worse than all of the population
    // Of two selected: (2 + 1) / (2 + 5) and (0 + 1) / (2 + 5).
    QVERIFY(isNear(shareOf(*strategy, [](const auto& v) { return v[0] == 1; }), 3.0 / 7));
    QVERIFY(isNear(shareOf(*strategy, [](const auto& v) { return v[0] == 3; }), 1.0 / 7));
    QVERIFY(isNear(shareOf(*strategy, [](const auto& v) { return v[1] == 2; }), 2.0 / 7));
    tell(*strategy, 6, {4, 4, 0.6}, 1.0); // now the best
    QVERIFY(isNear(shareOf(*strategy, [](const auto& v) { return v[0] == 4; }), 2.0 / 7));
}

void TestEstimationOfDistribution::umda_looksAtTheDecisionBefore_data()
{
    QTest::addColumn<bool>("chain");
    QTest::addColumn<double>("expected");
    QTest::addRow("marginals") << false << 0.5;
    // One of two selected has the arm before; two more count by the marginal: 1/3 + 2/3 x 1/2.
    QTest::addRow("chain") << true << 2.0 / 3;
}

void TestEstimationOfDistribution::umda_looksAtTheDecisionBefore()
{
    QFETCH(bool, chain);
    QFETCH(double, expected);
    const auto strategy =
        strategyOf("umda", {{"population", 2}, {"selected", 1}, {"chain", chain}}, spaceOf({"0", "1"}));
    strategy->ask(2);
    tell(*strategy, 1, {0, 0, 0.1}, 1);
    tell(*strategy, 2, {1, 1, 0.2}, 1);
    QVERIFY(isNear(shareOf(*strategy, [](const auto& v) { return v[0] == v[1]; }), expected));
}

void TestEstimationOfDistribution::umda_staysOpenWhenAllFail()
{
    const auto strategy = strategyOf("umda", {{"population", 2}, {"smoothing", 0}}, spaceOf({"0", "1"}));
    strategy->ask(2);
    for (std::int64_t trial = 1; trial <= 5; ++trial)
        strategy->tell({.trial = trial, .candidate = {{0, 0, 0.1 * double(trial)}}, .state = TrialState::Failed});
    QVERIFY(isNear(shareOf(*strategy, [](const auto& v) { return v[0] == 1; }), 0.5));
}

void TestEstimationOfDistribution::pbil_movesTowardsTheBestOfABatch()
{
    const auto strategy =
        strategyOf("pbil", {{"batch", 2}, {"rate", 0.5}, {"forgetting", 0}}, spaceOf({"0", "1", "2", "3"}));
    const auto threes = [](const auto& v) { return v[0] == 3; };
    QVERIFY(isNear(shareOf(*strategy, threes), 0.25));
    tell(*strategy, 1, {3, 0, 0.1}, 0.9);
    QVERIFY(isNear(shareOf(*strategy, threes), 0.25)); // half a batch
    tell(*strategy, 2, {1, 0, 0.2}, 0.8);
    QVERIFY(isNear(shareOf(*strategy, threes), 0.625)); // 0.25 + 0.5 x 0.75
    tell(*strategy, 3, {0, 0, 0.3}, 0.1);
    tell(*strategy, 4, {1, 0, 0.4}, 0.2); // the best of its batch, though not of all
    QVERIFY(isNear(shareOf(*strategy, threes), 0.3125));
    QVERIFY(isNear(shareOf(*strategy, [](const auto& v) { return v[0] == 1; }), 0.5625)); // 0.125 + 0.5 x 0.875
}

void TestEstimationOfDistribution::pbil_keepsOneTablePerArmBefore()
{
    const auto strategy =
        strategyOf("pbil", {{"batch", 1}, {"rate", 0.5}, {"forgetting", 0}, {"chain", true}}, spaceOf({"0", "1"}));
    tell(*strategy, 1, {1, 0, 0.1}, 1);
    // The first decision is 1 with 3/4; beside 1 the second is 0 with 3/4, beside 0 still with 1/2.
    QVERIFY(isNear(shareOf(*strategy, [](const auto& v) { return v[0] == 1 && v[1] == 0; }), 9.0 / 16));
    QVERIFY(isNear(shareOf(*strategy, [](const auto& v) { return v[0] == 0 && v[1] == 0; }), 1.0 / 8));
}

void TestEstimationOfDistribution::pbil_learnsNothingFromFailures()
{
    const auto strategy = strategyOf("pbil", {{"batch", 2}, {"rate", 1}}, spaceOf({"0", "1"}));
    for (std::int64_t trial = 1; trial <= 6; ++trial)
        strategy->tell({.trial = trial, .candidate = {{0, 0, 0.1 * double(trial)}}, .state = TrialState::Rejected});
    QVERIFY(isNear(shareOf(*strategy, [](const auto& v) { return v[0] == 0; }), 0.5));
}

void TestEstimationOfDistribution::candidates_areNotAskedAgain_data()
{
    QTest::addColumn<QByteArray>("strategy");
    QTest::addRow("umda") << QByteArray("umda");
    QTest::addRow("pbil") << QByteArray("pbil");
}

void TestEstimationOfDistribution::candidates_areNotAskedAgain()
{
    QFETCH(QByteArray, strategy);
    space::DecisionTree tree;
    for (const char* name : {"a", "b", "c", "d", "e", "f"})
        tree.decisions.push_back({.name = name, .domain = Domain::categorical({"0", "1", "2", "3", "4"})});
    const auto search = strategyOf(strategy, nullptr, std::make_shared<space::TreeCandidates>(tree));
    std::set<std::vector<double>> asked;
    for (std::int64_t trial = 1; trial <= 500; ++trial) {
        const auto candidate = search->ask(1).front().candidate;
        double value = 0;
        for (const double v : candidate.values)
            value -= v;
        asked.insert(candidate.values);
        search->tell({.trial = trial, .candidate = candidate, .values = {value}});
    }
    // 500 draws from a model that is sure of the optimum would be a few dozen candidates.
    QVERIFY2(asked.size() > 450, QByteArray::number(qulonglong(asked.size())));
    QVERIFY(asked.count({0, 0, 0, 0, 0, 0}) == 1);
}

void TestEstimationOfDistribution::meanOn300Evaluations_isFarAboveRandom_data()
{
    candidates_areNotAskedAgain_data();
}

void TestEstimationOfDistribution::meanOn300Evaluations_isFarAboveRandom()
{
    QFETCH(QByteArray, strategy);
    const auto path = std::filesystem::path(CELLWRIGHT_TEST_DATA) / "nas-bench-201.csv.gz";
    if (!std::filesystem::exists(path))
        QSKIP("skipped: data not found");
    const run::TabularRequest request{.table = estimate::Table::load(path).value(),
                                      .strategy = strategy.toStdString(),
                                      .objectives = {{"c10_valid_accuracy"}},
                                      .report = "c10_test_accuracy",
                                      .evaluations = 300,
                                      .repeats = 100,
                                      .seed = 1};
    const auto found = run::runTabular(request, builtInStrategies()).value().checkpoints.back();
    QVERIFY2(found.mean >= 93.966 + 0.15, QByteArray::number(found.mean, 'f', 4));
}

QTEST_APPLESS_MAIN(TestEstimationOfDistribution)
#include "tst_estimation_of_distribution.moc"

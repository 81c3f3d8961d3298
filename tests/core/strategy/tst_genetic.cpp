// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <filesystem>
#include <set>

#include <QtTest/QtTest>

#include "core/run/tabular.h"
#include "core/strategy/breeder.h"
#include "core/strategy/strategy.h"
#include "tests/core/strategy/test_spaces.h"

using namespace cw;
using namespace cw::strategy;

namespace {

std::unique_ptr<Strategy> geneticOf(const Json& settings, std::uint64_t seed = 1)
{
    return makeStrategy(builtInStrategies(), "genetic", settings, test::flatSpace(), seed, 1).value();
}

/// Tells the first results; returns the candidates, trial 1 first.
std::vector<space::Candidate> fill(Strategy& strategy, const std::vector<double>& values)
{
    std::vector<space::Candidate> candidates;
    std::int64_t trial = 0;
    for (const double value : values) {
        candidates.push_back(strategy.ask(1).front().candidate);
        strategy.tell({.trial = ++trial, .candidate = candidates.back(), .values = {value}});
    }
    return candidates;
}

std::set<std::int64_t> parentsOf(Strategy& strategy, std::size_t proposals)
{
    std::set<std::int64_t> parents;
    for (const Proposal& proposal : strategy.ask(proposals))
        parents.insert(proposal.parent);
    return parents;
}

} // namespace

class TestGenetic : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void firstProposals_areRandom();
    void betterResult_takesThePlaceOfTheWorst();
    void best_isNeverLost();
    void failures_areTheWorst();
    void children_mixTheirParents();
    void withoutCrossoverAndMutation_oneDecisionChanges();
    void blocks_areInheritedWhole();
    void candidates_areNotAskedAgain();
    void largerSampleThanPopulation_isRefused();
    void meanOn300Evaluations_isFarAboveRandom();
};

void TestGenetic::firstProposals_areRandom()
{
    const auto strategy = geneticOf({{"population", 8}});
    fill(*strategy, std::vector<double>(7, 1.0));
    QCOMPARE(strategy->ask(1).front().parent, 0);
    QVERIFY(strategy->ask(1).front().parent > 0);
}

void TestGenetic::betterResult_takesThePlaceOfTheWorst()
{
    const auto strategy = geneticOf({{"population", 3}, {"sample", 1}});
    fill(*strategy, {0.3, 0.1, 0.2});
    QCOMPARE(parentsOf(*strategy, 100), (std::set<std::int64_t>{1, 2, 3}));
    const auto tell = [&](std::int64_t trial, double value) {
        strategy->tell({.trial = trial, .candidate = strategy->ask(1).front().candidate, .values = {value}});
    };
    tell(104, 0.25); // better than trial 2
    QCOMPARE(parentsOf(*strategy, 100), (std::set<std::int64_t>{1, 3, 104}));
    tell(205, 0.15); // worse than all
    QCOMPARE(parentsOf(*strategy, 100), (std::set<std::int64_t>{1, 3, 104}));
}

void TestGenetic::best_isNeverLost()
{
    // All members drawn with probability 1 - 0.8^30 each time: the best is the parent but for one time in 800.
    const auto strategy = geneticOf({{"population", 5}, {"sample", 5}});
    fill(*strategy, {0.1, 0.9, 0.2, 0.3, 0.4});
    for (std::int64_t trial = 6; trial < 60; ++trial)
        strategy->tell({.trial = trial, .candidate = strategy->ask(1).front().candidate, .values = {0.5}});
    QVERIFY(parentsOf(*strategy, 50).count(2) == 1);
}

void TestGenetic::failures_areTheWorst()
{
    const auto strategy = geneticOf({{"population", 2}, {"sample", 1}});
    const auto first = strategy->ask(1).front().candidate;
    const auto second = strategy->ask(1).front().candidate;
    strategy->tell({.trial = 1, .candidate = first, .state = TrialState::Failed});
    strategy->tell({.trial = 2, .candidate = second, .values = {-1e300}});
    const auto third = strategy->ask(1).front().candidate;
    strategy->tell({.trial = 3, .candidate = third, .values = {-1e301}});
    QCOMPARE(parentsOf(*strategy, 50), (std::set<std::int64_t>{2, 3}));
}

void TestGenetic::children_mixTheirParents()
{
    const auto candidates = test::flatSpace();
    const Breeder breeder(candidates, 1, 0);
    const space::Candidate a{{0, 0, 0, 0, 0, 0}};
    const space::Candidate b{{1, 1, 1, 1, 1, 1}};
    Rng rng(3);
    std::set<std::vector<double>> mixed;
    for (int i = 0; i < 2'000; ++i) {
        const auto child = breeder.child(a, b, rng);
        QVERIFY(!(child == a) && !(child == b));
        if (std::all_of(child.values.begin(), child.values.end(), [](double value) { return value < 2; }))
            mixed.insert(child.values);
    }
    QCOMPARE(mixed.size(), std::size_t{62}); // all ways to mix them, but for the parents
}

void TestGenetic::withoutCrossoverAndMutation_oneDecisionChanges()
{
    const auto candidates = test::flatSpace();
    const Breeder breeder(candidates, 0, 0);
    const space::Candidate a{{0, 1, 2, 3, 4, 0}};
    Rng rng(3);
    for (int i = 0; i < 100; ++i) {
        const auto child = breeder.child(a, a, rng);
        int differences = 0;
        for (std::size_t k = 0; k < 6; ++k)
            differences += child.values[k] != a.values[k] ? 1 : 0;
        QCOMPARE(differences, 1);
    }
}

void TestGenetic::blocks_areInheritedWhole()
{
    space::DecisionTree tree;
    for (const char* name : {"a1", "a2", "a3", "a4", "b1", "b2", "b3", "b4"})
        tree.decisions.push_back({.name = name,
                                  .domain = space::Domain::categorical({"x", "y"}),
                                  .where = name[0] == 'a' ? "a/op" : "b/op"});
    const Breeder breeder(std::make_shared<space::TreeCandidates>(tree), 1, 0);
    const space::Candidate x{std::vector<double>(8, 0)};
    const space::Candidate y{std::vector<double>(8, 1)};
    Rng rng(9);
    int whole = 0;
    for (int i = 0; i < 1'000; ++i) {
        const auto v = breeder.child(x, y, rng).values;
        whole += std::set(v.begin(), v.begin() + 4).size() == 1 && std::set(v.begin() + 4, v.end()).size() == 1 ? 1 : 0;
    }
    // Half of the children take whole blocks, half of these differ from both parents; of the others 2 in 256 do.
    QVERIFY2(std::abs(whole - 254) < 70, QByteArray::number(whole));
}

void TestGenetic::candidates_areNotAskedAgain()
{
    const auto strategy = geneticOf(nullptr);
    std::set<std::vector<double>> asked;
    for (std::int64_t trial = 1; trial <= 1'000; ++trial) {
        const auto candidate = strategy->ask(1).front().candidate;
        double value = 0; // one optimum, found soon: all children would be alike
        for (const double v : candidate.values)
            value -= v;
        asked.insert(candidate.values);
        strategy->tell({.trial = trial, .candidate = candidate, .values = {value}});
    }
    QVERIFY2(asked.size() > 990, QByteArray::number(qulonglong(asked.size())));
    QVERIFY(asked.count({0, 0, 0, 0, 0, 0}) == 1);
}

void TestGenetic::largerSampleThanPopulation_isRefused()
{
    const auto made =
        makeStrategy(builtInStrategies(), "genetic", {{"population", 3}, {"sample", 4}}, test::flatSpace(), 1, 1);
    QVERIFY(!made.has_value());
    QVERIFY(QByteArray(made.error().what()).contains("'sample'"));
}

void TestGenetic::meanOn300Evaluations_isFarAboveRandom()
{
    const auto path = std::filesystem::path(CELLWRIGHT_TEST_DATA) / "nas-bench-201.csv.gz";
    if (!std::filesystem::exists(path))
        QSKIP("skipped: data not found");
    const run::TabularRequest request{.table = estimate::Table::load(path).value(),
                                      .strategy = "genetic",
                                      .objectives = {{"c10_valid_accuracy"}},
                                      .report = "c10_test_accuracy",
                                      .evaluations = 300,
                                      .repeats = 100,
                                      .seed = 1};
    const auto found = run::runTabular(request, builtInStrategies()).value().checkpoints.back();
    QVERIFY2(found.mean >= 93.966 + 0.15, QByteArray::number(found.mean, 'f', 4));
}

QTEST_APPLESS_MAIN(TestGenetic)
#include "tst_genetic.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <filesystem>
#include <set>

#include <QtTest/QtTest>

#include "core/base/pareto.h"
#include "core/run/tabular.h"
#include "core/strategy/strategy.h"
#include "tests/core/strategy/test_spaces.h"

using namespace cw;
using namespace cw::strategy;

namespace {

std::unique_ptr<Strategy> searchOf(const char* id, const Json& settings, int objectives,
                                   std::shared_ptr<const space::CandidateSet> candidates = test::flatSpace(),
                                   std::uint64_t seed = 1)
{
    return makeStrategy(builtInStrategies(), id, settings, std::move(candidates), seed, objectives).value();
}

void tellAll(Strategy& strategy, const std::vector<std::vector<double>>& values)
{
    const auto asked = strategy.ask(values.size());
    for (std::size_t i = 0; i < values.size(); ++i)
        strategy.tell({.trial = std::int64_t(i) + 1, .candidate = asked[i].candidate, .values = values[i]});
}

std::set<std::int64_t> parentsOf(Strategy& strategy, std::size_t proposals)
{
    std::set<std::int64_t> parents;
    for (const Proposal& proposal : strategy.ask(proposals))
        parents.insert(proposal.parent);
    return parents;
}

std::shared_ptr<const estimate::Table> load(const char* name)
{
    const auto path = std::filesystem::path(CELLWRIGHT_TEST_DATA) / name;
    return std::filesystem::exists(path) ? estimate::Table::load(path).value() : nullptr;
}

/// The hypervolume of what a search of accuracy up and MACs down has found after so many evaluations.
double volumeFound(const estimate::Table& table, const char* id, std::int64_t evaluations, std::uint64_t seed)
{
    const auto candidates = table.candidates();
    const auto strategy = searchOf(id, nullptr, 2, candidates, seed);
    const int accuracy = table.metric("accuracy");
    const int macs = table.metric("macs");
    ParetoArchive archive({45.363332, -105660928});
    for (std::int64_t trial = 1; trial <= evaluations; ++trial) {
        const auto candidate = strategy->ask(1).front().candidate;
        const auto row = std::size_t(table.row(candidate));
        const std::vector<double> values{table.value(row, accuracy), -table.value(row, macs)};
        archive.insert(trial, values);
        strategy->tell({.trial = trial, .candidate = candidate, .values = values});
    }
    return archive.hypervolume();
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return (values[(values.size() - 1) / 2] + values[values.size() / 2]) / 2;
}

} // namespace

/// NSGA-II, and what other evolution makes of several objectives.
class TestNsga2 : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void dominatedMembers_areDroppedByTheSelection();
    void crowdedMembers_areDroppedFromTheLastFront();
    void failures_areWorseThanAnyFront();
    void lateResults_doNotStopProposals();
    void oneObjective_keepsTheBest();
    void agingEvolution_picksWhatNoneOfTheSampleDominates();
    void agingEvolution_continuesFromItsState();
    void volumeOnMacro_isThatOfTheBar();
    void meanOn300Evaluations_isFarAboveRandom();
};

void TestNsga2::dominatedMembers_areDroppedByTheSelection()
{
    const auto strategy = searchOf("nsga2", {{"population", 4}}, 2);
    // Told one after the other the parents are chosen anew at 1, 2, 4 and 8 results: trials 3 to 6 are the front.
    tellAll(*strategy, {{0, 0}, {1, 1}, {1, 9}, {5, 6}, {7, 4}, {9, 2}, {0, 1}, {1, 0}});
    QCOMPARE(parentsOf(*strategy, 300), (std::set<std::int64_t>{3, 4, 5, 6}));
}

void TestNsga2::crowdedMembers_areDroppedFromTheLastFront()
{
    const auto strategy = searchOf("nsga2", {{"population", 4}}, 2);
    // One front of eight: the ends stay, and the two whose neighbours are furthest apart. Ranges of 10; distances of
    // trials 2 to 7: 0.25, 0.2, 0.55, 1, 1, 0.65.
    tellAll(*strategy, {{0, 10}, {1, 9.5}, {1.5, 9}, {2, 8.5}, {4, 6}, {7, 3.5}, {9, 1}, {10, 0}});
    QCOMPARE(parentsOf(*strategy, 400), (std::set<std::int64_t>{1, 5, 6, 8}));
}

void TestNsga2::failures_areWorseThanAnyFront()
{
    const auto strategy = searchOf("nsga2", {{"population", 2}}, 2);
    const auto asked = strategy->ask(4);
    strategy->tell({.trial = 1, .candidate = asked[0].candidate, .values = {9, 9}, .feasible = false});
    strategy->tell({.trial = 2, .candidate = asked[1].candidate, .state = TrialState::Failed});
    strategy->tell({.trial = 3, .candidate = asked[2].candidate, .values = {-9, -9}});
    strategy->tell({.trial = 4, .candidate = asked[3].candidate, .values = {-9, -10}});
    QCOMPARE(parentsOf(*strategy, 100), (std::set<std::int64_t>{3, 4}));
}

void TestNsga2::lateResults_doNotStopProposals()
{
    const auto strategy = searchOf("nsga2", {{"population", 20}}, 2);
    const auto asked = strategy->ask(60); // three generations before the first result
    QCOMPARE(asked.size(), std::size_t{60});
    strategy->tell({.trial = 30, .candidate = asked[29].candidate, .values = {1, 1}});
    QCOMPARE(parentsOf(*strategy, 20), (std::set<std::int64_t>{30}));
}

void TestNsga2::oneObjective_keepsTheBest()
{
    const auto strategy = searchOf("nsga2", {{"population", 2}}, 1);
    tellAll(*strategy, {{1}, {5}, {3}, {4}});
    QCOMPARE(parentsOf(*strategy, 100), (std::set<std::int64_t>{2, 4}));
}

void TestNsga2::agingEvolution_picksWhatNoneOfTheSampleDominates()
{
    // 30 draws from 5 members miss one of the front with probability 0.8^30 = 0.001.
    const auto strategy = searchOf("regularized-evolution", {{"population", 30}, {"sample", 30}}, 2);
    std::vector<std::vector<double>> values(25, {0, 0});
    for (const double first : {1.0, 2.0, 3.0, 4.0, 5.0})
        values.push_back({first, 6 - first});
    tellAll(*strategy, values);
    const auto parents = parentsOf(*strategy, 60);
    QVERIFY(*parents.begin() >= 26);
    // The ends are the loneliest; those between are taken when chance leaves the ends out of the sample.
    QCOMPARE(parents.size(), std::size_t{5});
}

void TestNsga2::agingEvolution_continuesFromItsState()
{
    const auto strategy = searchOf("regularized-evolution", {{"population", 4}, {"sample", 2}}, 2);
    tellAll(*strategy, {{1, 2}, {2, 1}, {0, 0}, {std::nan(""), 1}, {3, -std::numeric_limits<double>::infinity()}});
    const auto again = searchOf("regularized-evolution", {{"population", 4}, {"sample", 2}}, 2);
    again->restore(Json::parse(strategy->state().dump()));
    QVERIFY(again->state() == strategy->state());
    QVERIFY(again->ask(1).front().candidate == strategy->ask(1).front().candidate);
    // A search of one objective is another one.
    const auto one = searchOf("regularized-evolution", {{"population", 4}, {"sample", 2}}, 1);
    QVERIFY_THROWS_EXCEPTION(Error, one->restore(strategy->state()));
}

void TestNsga2::volumeOnMacro_isThatOfTheBar()
{
    const auto table = load("nas-bench-macro.csv.gz");
    if (!table)
        QSKIP("skipped: data not found");
    const auto medianOf = [&](const char* id) {
        std::vector<double> found;
        for (std::uint64_t seed = 1; seed <= 50; ++seed)
            found.push_back(volumeFound(*table, id, 1'000, seed) / 4.2234584e9);
        return median(found);
    };
    const double nsga2 = medianOf("nsga2");
    const double random = medianOf("random");
    const double aging = medianOf("regularized-evolution");
    qInfo("median share of the hypervolume after 1,000 evaluations: nsga2 %.5f, aging evolution %.5f, random %.5f",
          nsga2, aging, random);
    QVERIFY2(nsga2 >= 0.995, QByteArray::number(nsga2));
    QVERIFY2(aging >= 0.99, QByteArray::number(aging));
    QVERIFY2(random < 0.98, QByteArray::number(random)); // else the bar would say nothing
}

void TestNsga2::meanOn300Evaluations_isFarAboveRandom()
{
    const auto table = load("nas-bench-201.csv.gz");
    if (!table)
        QSKIP("skipped: data not found");
    const run::TabularRequest request{.table = table,
                                      .strategy = "nsga2",
                                      .objectives = {{"c10_valid_accuracy"}},
                                      .report = "c10_test_accuracy",
                                      .evaluations = 300,
                                      .repeats = 100,
                                      .seed = 1};
    const auto found = run::runTabular(request, builtInStrategies()).value().checkpoints.back();
    QVERIFY2(found.mean >= 93.966 + 0.15, QByteArray::number(found.mean, 'f', 4));
}

QTEST_APPLESS_MAIN(TestNsga2)
#include "tst_nsga2.moc"

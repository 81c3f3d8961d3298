// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <filesystem>
#include <set>

#include <QtTest/QtTest>

#include "core/run/tabular.h"
#include "core/strategy/strategy.h"
#include "tests/core/strategy/test_spaces.h"

using namespace cw;
using namespace cw::strategy;
using space::Domain;

namespace {

std::unique_ptr<Strategy> searchOf(std::shared_ptr<const space::CandidateSet> candidates, std::uint64_t seed = 1)
{
    return makeStrategy(builtInStrategies(), "local-search", nullptr, std::move(candidates), seed, 1).value();
}

std::shared_ptr<const space::CandidateSet> square()
{
    space::DecisionTree tree;
    for (const char* name : {"x", "y"})
        tree.decisions.push_back({.name = name, .domain = Domain::categorical({"0", "1", "2"})});
    return std::make_shared<space::TreeCandidates>(std::move(tree));
}

int differences(const space::Candidate& a, const space::Candidate& b)
{
    int count = 0;
    for (std::size_t i = 0; i < a.values.size(); ++i)
        count += a.values[i] != b.values[i] ? 1 : 0;
    return count;
}

} // namespace

class TestLocalSearch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void neighbourhood_isTriedWholeAndLeftForItsBest();
    void optimum_isLeftForAnotherStart();
    void space_isExhaustedAfterEveryCandidateOnce();
    void missingResults_startOtherClimbs();
    void failedCentre_isLeft();
    void knownFromOutside_isNotAskedAgain();
    void numbers_moveBothWays();
    void means_areThoseOfTheReference_data();
    void means_areThoseOfTheReference();
};

void TestLocalSearch::neighbourhood_isTriedWholeAndLeftForItsBest()
{
    const auto search = searchOf(square());
    const space::Candidate start = search->ask(1).front().candidate;
    const auto value = [](const space::Candidate& c) { return c.values[0] * 3 + c.values[1]; };
    search->tell({.trial = 1, .candidate = start, .values = {value(start)}});
    space::Candidate best = start;
    std::int64_t bestTrial = 1;
    for (std::int64_t trial = 2; trial <= 5; ++trial) {
        const Proposal next = search->ask(1).front();
        QCOMPARE(next.parent, 1);
        QCOMPARE(differences(next.candidate, start), 1);
        search->tell({.trial = trial, .candidate = next.candidate, .values = {value(next.candidate)}});
        if (value(next.candidate) > value(best)) {
            best = next.candidate;
            bestTrial = trial;
        }
    }
    const Proposal next = search->ask(1).front();
    if (bestTrial == 1) {
        QCOMPARE(next.parent, 0); // it started at the optimum
    } else {
        QCOMPARE(next.parent, bestTrial);
        QCOMPARE(differences(next.candidate, best), 1);
    }
}

void TestLocalSearch::optimum_isLeftForAnotherStart()
{
    // Worse the further from the start: after its 24 neighbours nothing is better.
    const auto search = searchOf(test::flatSpace());
    const space::Candidate start = search->ask(1).front().candidate;
    search->tell({.trial = 1, .candidate = start, .values = {0}});
    for (std::int64_t trial = 2; trial <= 25; ++trial) {
        const auto next = search->ask(1).front();
        QCOMPARE(next.parent, 1);
        search->tell({.trial = trial, .candidate = next.candidate, .values = {-1}});
    }
    QCOMPARE(search->ask(1).front().parent, 0);
}

void TestLocalSearch::space_isExhaustedAfterEveryCandidateOnce()
{
    const auto search = searchOf(test::flatSpace());
    std::set<std::vector<double>> asked;
    Rng rng(4);
    std::int64_t trial = 0;
    for (;;) {
        const auto proposals = search->ask(1);
        if (proposals.empty())
            break;
        QVERIFY(asked.insert(proposals.front().candidate.values).second);
        search->tell({.trial = ++trial, .candidate = proposals.front().candidate, .values = {rng.uniform()}});
    }
    QCOMPARE(asked.size(), std::size_t{15'625});
    QVERIFY(search->ask(5).empty());
}

void TestLocalSearch::missingResults_startOtherClimbs()
{
    const auto search = searchOf(test::flatSpace());
    const auto asked = search->ask(60);
    int starts = 0;
    std::set<std::vector<double>> different;
    for (const Proposal& proposal : asked) {
        different.insert(proposal.candidate.values);
        QCOMPARE(proposal.parent, 0); // nothing has been told
    }
    QCOMPARE(different.size(), std::size_t{60});
    for (std::size_t i = 0; i < asked.size(); ++i) {
        const bool nearStart = i > 0 && differences(asked[i].candidate, asked[i - i % 25].candidate) == 1;
        starts += nearStart ? 0 : 1;
    }
    QCOMPARE(starts, 3); // a start and its 24 neighbours, twice, and the third begun
}

void TestLocalSearch::failedCentre_isLeft()
{
    const auto search = searchOf(square());
    const auto start = search->ask(1).front();
    search->tell({.trial = 1, .candidate = start.candidate, .state = TrialState::Failed});
    std::int64_t trial = 1;
    for (int i = 0; i < 4; ++i) {
        const auto next = search->ask(1).front();
        search->tell({.trial = ++trial, .candidate = next.candidate, .values = {trial == 4 ? 5.0 : 1.0}});
    }
    QCOMPARE(search->ask(1).front().parent, 4);
}

void TestLocalSearch::knownFromOutside_isNotAskedAgain()
{
    const auto search = searchOf(square());
    std::set<std::vector<double>> known;
    for (double x = 0; x < 3; ++x) {
        search->tell({.trial = std::int64_t(x) + 1, .candidate = {{x, 0}}, .values = {x}});
        known.insert({x, 0});
    }
    for (const Proposal& proposal : search->ask(20))
        QVERIFY(known.insert(proposal.candidate.values).second);
    QCOMPARE(known.size(), std::size_t{9});
}

void TestLocalSearch::numbers_moveBothWays()
{
    space::DecisionTree tree;
    tree.decisions.push_back({.name = "x", .domain = Domain::real(-5, 5)});
    tree.decisions.push_back({.name = "rate", .domain = Domain::logReal(1e-4, 1)});
    const auto candidates = std::make_shared<space::TreeCandidates>(tree);
    const auto search = searchOf(candidates);
    const auto value = [](const space::Candidate& c) {
        const double rate = std::log10(c.values[1]) + 2;
        return -c.values[0] * c.values[0] - rate * rate;
    };
    double best = -100;
    for (std::int64_t trial = 1; trial <= 400; ++trial) {
        const auto next = search->ask(1).front();
        QVERIFY(candidates->contains(next.candidate));
        best = std::max(best, value(next.candidate));
        search->tell({.trial = trial, .candidate = next.candidate, .values = {value(next.candidate)}});
    }
    QVERIFY2(best > -0.01, QByteArray::number(best)); // 400 random draws: -0.04 on average
}

void TestLocalSearch::means_areThoseOfTheReference_data()
{
    QTest::addColumn<QByteArray>("table");
    QTest::addColumn<QByteArray>("search");
    QTest::addColumn<QByteArray>("report");
    QTest::addColumn<int>("evaluations");
    QTest::addColumn<double>("mean");
    const QByteArray c10 = "nas-bench-201.csv.gz";
    for (const auto& [at, mean] : {std::pair{100, 94.121}, std::pair{150, 94.225}, std::pair{300, 94.354}})
        QTest::addRow("CIFAR-10 at %d", at)
            << c10 << QByteArray("c10_valid_accuracy") << QByteArray("c10_test_accuracy") << at << mean;
    QTest::addRow("CIFAR-100 at 150") << c10 << QByteArray("c100_valid_accuracy") << QByteArray("c100_test_accuracy")
                                      << 150 << 73.15;
    for (const auto& [at, mean] : {std::pair{150, 93.102}, std::pair{300, 93.119}})
        QTest::addRow("Macro at %d", at) << QByteArray("nas-bench-macro.csv.gz") << QByteArray("accuracy")
                                         << QByteArray("accuracy") << at << mean;
}

void TestLocalSearch::means_areThoseOfTheReference()
{
    QFETCH(QByteArray, table);
    QFETCH(QByteArray, search);
    QFETCH(QByteArray, report);
    QFETCH(int, evaluations);
    QFETCH(double, mean);
    const auto path = std::filesystem::path(CELLWRIGHT_TEST_DATA) / table.constData();
    if (!std::filesystem::exists(path))
        QSKIP("skipped: data not found");
    const run::TabularRequest request{.table = estimate::Table::load(path).value(),
                                      .strategy = "local-search",
                                      .objectives = {{search.constData()}},
                                      .report = report.constData(),
                                      .evaluations = evaluations,
                                      .repeats = 300,
                                      .seed = 1};
    const auto found = run::runTabular(request, builtInStrategies()).value().checkpoints.back();
    QVERIFY2(std::abs(found.mean - mean) <= 3 * found.sd / std::sqrt(300.0) + 0.02,
             QByteArray::number(found.mean, 'f', 4));
}

QTEST_APPLESS_MAIN(TestLocalSearch)
#include "tst_local_search.moc"

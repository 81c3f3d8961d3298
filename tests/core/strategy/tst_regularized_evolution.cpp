// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <limits>

#include <QtTest/QtTest>

#include "core/strategy/strategy.h"
#include "tests/core/strategy/test_spaces.h"

using namespace cw;
using namespace cw::strategy;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

std::unique_ptr<Strategy> evolution(int population, int sample, std::uint64_t seed = 1)
{
    return makeStrategy(builtInStrategies(), "regularized-evolution", {{"population", population}, {"sample", sample}},
                        test::flatSpace(), seed, 1)
        .value();
}

int differences(const space::Candidate& a, const space::Candidate& b)
{
    int count = 0;
    for (std::size_t i = 0; i < a.values.size(); ++i)
        count += a.values[i] != b.values[i] ? 1 : 0;
    return count;
}

/// Fills a population of `values.size()`; returns its candidates.
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

} // namespace

class TestRegularizedEvolution : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void firstProposals_areRandom();
    void laterProposals_changeOneDecisionOfAMember();
    void greedySample_picksTheBest();
    void sampleOfOne_picksEveryMember();
    void oldestMember_diesHoweverGood();
    void failures_areTheWorstMembersAndAge();
    void failures_areTheWorstMembersAndAge_data();
    void lateResults_doNotStopProposals();
    void nothingTold_keepsProposalsRandom();
    void settings_areChecked();
    void settings_areChecked_data();
};

void TestRegularizedEvolution::firstProposals_areRandom()
{
    const auto strategy = evolution(8, 8);
    const auto random = evolution(20, 8);
    fill(*strategy, std::vector<double>(8, 1.0));
    for (const Proposal& proposal : random->ask(20))
        QCOMPARE(proposal.parent, 0);
    QVERIFY(strategy->ask(1).front().parent > 0);
}

void TestRegularizedEvolution::laterProposals_changeOneDecisionOfAMember()
{
    const auto strategy = evolution(5, 2);
    const auto members = fill(*strategy, {0.1, 0.2, 0.3, 0.4, 0.5});
    for (const Proposal& proposal : strategy->ask(200)) {
        QVERIFY(proposal.parent >= 1 && proposal.parent <= 5);
        QCOMPARE(differences(members[std::size_t(proposal.parent) - 1], proposal.candidate), 1);
    }
}

void TestRegularizedEvolution::greedySample_picksTheBest()
{
    // 40 draws with replacement from 4 members miss the best with probability 0.75^40 = 1e-5 each; none of 50 does
    // here.
    const auto strategy = evolution(40, 40);
    std::vector<double> values(40, 0.0);
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = i % 4 == 1 ? 0.9 : 0.1;
    fill(*strategy, values);
    for (const Proposal& proposal : strategy->ask(50))
        QCOMPARE(proposal.parent % 4, 2);
}

void TestRegularizedEvolution::sampleOfOne_picksEveryMember()
{
    const auto strategy = evolution(4, 1);
    fill(*strategy, {0.9, 0.1, 0.1, 0.1});
    std::vector<int> children(5, 0);
    for (const Proposal& proposal : strategy->ask(4000))
        ++children[std::size_t(proposal.parent)];
    for (std::size_t i = 1; i < children.size(); ++i)
        QVERIFY(std::abs(children[i] - 1000) < 140); // 5 standard deviations of a binomial with p = 1/4
}

void TestRegularizedEvolution::oldestMember_diesHoweverGood()
{
    const auto strategy = evolution(4, 4);
    fill(*strategy, {0.9, 0.1, 0.1, 0.1});
    bool best = false;
    for (const Proposal& proposal : strategy->ask(50))
        best = best || proposal.parent == 1;
    QVERIFY(best);
    strategy->tell({.trial = 60, .candidate = strategy->ask(1).front().candidate, .values = {0.1}});
    for (const Proposal& proposal : strategy->ask(200))
        QVERIFY(proposal.parent != 1);
}

void TestRegularizedEvolution::failures_areTheWorstMembersAndAge_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<double>("value");
    QTest::addColumn<bool>("feasible");
    QTest::addRow("NaN") << int(TrialState::Finished) << kNaN << true;
    QTest::addRow("failed with a value") << int(TrialState::Failed) << 5.0 << true;
    QTest::addRow("rejected with a value") << int(TrialState::Rejected) << 5.0 << true;
    QTest::addRow("infeasible") << int(TrialState::Finished) << 5.0 << false;
}

void TestRegularizedEvolution::failures_areTheWorstMembersAndAge()
{
    QFETCH(int, state);
    QFETCH(double, value);
    QFETCH(bool, feasible);
    const auto strategy = evolution(4, 4);
    const auto asked = strategy->ask(4);
    for (std::int64_t trial = 1; trial <= 4; ++trial) {
        Observation seen{.trial = trial, .candidate = asked[std::size_t(trial) - 1].candidate, .values = {-1e300}};
        if (trial > 1) {
            seen.state = TrialState(state);
            seen.values = {value};
            seen.feasible = feasible;
        }
        strategy->tell(seen);
    }
    int fromWorst = 0;
    const int n = 400;
    for (const Proposal& proposal : strategy->ask(n))
        fromWorst += proposal.parent != 1 ? 1 : 0;
    // The one with a value loses only where it is not drawn: (3/4)^4 = 0.316, here +- 5 standard deviations.
    QVERIFY(std::abs(fromWorst - 0.316 * n) < 47);
    strategy->tell({.trial = 5, .candidate = asked[0].candidate, .values = {0.0}});
    strategy->tell({.trial = 6, .candidate = asked[0].candidate, .values = {0.0}});
    for (const Proposal& proposal : strategy->ask(100))
        QVERIFY(proposal.parent >= 3); // trials 1 and 2 have died of age
}

void TestRegularizedEvolution::lateResults_doNotStopProposals()
{
    const auto strategy = evolution(6, 3);
    const auto asked = strategy->ask(6);
    strategy->tell({.trial = 4, .candidate = asked[3].candidate, .values = {0.5}});
    for (const Proposal& proposal : strategy->ask(20))
        QCOMPARE(proposal.parent, 4); // all that is known
}

void TestRegularizedEvolution::nothingTold_keepsProposalsRandom()
{
    const auto strategy = evolution(3, 2);
    for (const Proposal& proposal : strategy->ask(20))
        QCOMPARE(proposal.parent, 0);
}

void TestRegularizedEvolution::settings_areChecked_data()
{
    QTest::addColumn<QByteArray>("settings");
    QTest::addColumn<QByteArray>("named");
    QTest::addRow("sample above population") << QByteArray(R"({"population": 5, "sample": 6})") << QByteArray("sample");
    QTest::addRow("population zero") << QByteArray(R"({"population": 0})") << QByteArray("population");
    QTest::addRow("text for a number") << QByteArray(R"({"sample": "many"})") << QByteArray("sample");
    QTest::addRow("a fraction") << QByteArray(R"({"sample": 2.5})") << QByteArray("sample");
    QTest::addRow("unknown") << QByteArray(R"({"populations": 5})") << QByteArray("populations");
}

void TestRegularizedEvolution::settings_areChecked()
{
    QFETCH(QByteArray, settings);
    QFETCH(QByteArray, named);
    const auto strategy = makeStrategy(builtInStrategies(), "regularized-evolution",
                                       Json::parse(settings.toStdString()), test::flatSpace(), 1, 1);
    QVERIFY(!strategy.has_value());
    QCOMPARE(int(strategy.error().code()), int(ErrorCode::Config));
    QVERIFY2(QByteArray(strategy.error().what()).contains("'" + named + "'"), strategy.error().what());
    QVERIFY(QByteArray(strategy.error().what()).contains("regularized-evolution"));
}

QTEST_APPLESS_MAIN(TestRegularizedEvolution)
#include "tst_regularized_evolution.moc"

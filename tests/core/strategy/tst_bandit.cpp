// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <cmath>

#include <QtTest/QtTest>

#include "core/base/hash.h"
#include "core/strategy/bandit.h"
#include "core/strategy/rank_window.h"
#include "tests/core/strategy/learner_fixture.h"

using namespace cw;
using namespace cw::strategy;
using space::Candidate;

namespace {

/// UCB1 as in its paper, for each decision by itself.
class PlainUcb1 {
public:
    Candidate ask()
    {
        Candidate candidate;
        for (const auto& arms : m_arms) {
            int best = 0;
            double most = -1;
            for (int arm = 0; arm < 5; ++arm) {
                const auto [count, sum] = arms[std::size_t(arm)];
                const double bound = count == 0 ? 1e9 : sum / count + std::sqrt(2 * std::log(m_told) / count);
                if (bound > most) {
                    most = bound;
                    best = arm;
                }
            }
            candidate.values.push_back(best);
        }
        return candidate;
    }
    void tell(const Candidate& candidate, double reward)
    {
        m_told += 1;
        for (std::size_t i = 0; i < 6; ++i) {
            auto& [count, sum] = m_arms[i][std::size_t(candidate.index(i))];
            count += 1;
            sum += reward;
        }
    }

private:
    std::array<std::array<std::pair<double, double>, 5>, 6> m_arms{};
    double m_told = 0;
};

Json policy(const char* name, double uniform = 0.1, int redraws = 20)
{
    return {{"policy", name}, {"uniform", uniform}, {"redraws", redraws}};
}

void addPolicies()
{
    QTest::addColumn<QByteArray>("name");
    for (const char* name : {"thompson", "ucb1", "exp3"})
        QTest::addRow("%s", name) << QByteArray(name);
}

} // namespace

class TestBandit : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rank_isThatOfAHandCount();
    void rank_forgetsTheOldest();
    void posterior_isThatOfAHandCalculation();
    void plainUcb1_movesAllDecisionsInStep();
    void ucb1_movesDecisionsByThemselves();
    void everyPolicy_learnsTheBetterAlternatives_data() { addPolicies(); }
    void everyPolicy_learnsTheBetterAlternatives();
    void everyPolicy_avoidsWhatFails_data() { addPolicies(); }
    void everyPolicy_avoidsWhatFails();
    void thompson_followsAChange();
    void scaleOfTheObjective_doesNotMatter_data();
    void scaleOfTheObjective_doesNotMatter();
    void uniformShareOfOne_isRandom();
    void repeats_areDrawnAgain();
    void sparseTable_isNotAskedTwice();
};

void TestBandit::rank_isThatOfAHandCount()
{
    RankWindow window(10);
    QCOMPARE(window.rank(3), 0.5);
    for (const double value : {1.0, 5.0, 5.0, -std::numeric_limits<double>::infinity()})
        window.add(value);
    QCOMPARE(window.rank(5), 0.75);  // two below, half of two equal, of four
    QCOMPARE(window.rank(1), 0.375); // one below, half of one
    QCOMPARE(window.rank(1e300), 1.0);
    QCOMPARE(window.rank(-std::numeric_limits<double>::infinity()), 0.125);
}

void TestBandit::rank_forgetsTheOldest()
{
    RankWindow window(2);
    for (const double value : {9.0, 1.0, 2.0})
        window.add(value);
    QCOMPARE(window.size(), std::size_t(2));
    QCOMPARE(window.rank(3), 1.0); // the 9 is gone
    RankWindow again(2);
    again.restore(window.state());
    again.add(4); // the 1 goes
    QCOMPARE(again.rank(3), 0.5);
    QVERIFY_THROWS_EXCEPTION(Error, RankWindow(1).restore(window.state()));
}

void TestBandit::posterior_isThatOfAHandCalculation()
{
    // Precision of the prior and of each result 1 / 0.25: the mean of 1/2 and three results, deviation 0.5 / sqrt(4).
    const Posterior posterior = posteriorOf(3, 2.4);
    QCOMPARE(posterior.mean, 0.725);
    QCOMPARE(posterior.deviation, 0.25);
    QCOMPARE(posteriorOf(0, 0).mean, 0.5);
    QCOMPARE(posteriorOf(0, 0).deviation, 0.5);
}

void TestBandit::plainUcb1_movesAllDecisionsInStep()
{
    PlainUcb1 plain;
    std::vector<Candidate> proposed;
    for (int trial = 0; trial < 3000; ++trial) {
        proposed.push_back(plain.ask());
        plain.tell(proposed.back(), test::steps(proposed.back()) / 5);
    }
    QCOMPARE(test::distinct(proposed), std::size_t(5)); // the trap that the next test is about
}

void TestBandit::ucb1_movesDecisionsByThemselves()
{
    // Nothing but the random width tells the decisions apart, and nothing rewards a change.
    const auto strategy = test::learner("bandit", policy("ucb1", 0, 0));
    const auto proposed = test::search(*strategy, 3000, [](const Candidate&) { return 1.0; });
    QVERIFY2(test::distinct(proposed) > 2000, QByteArray::number(int(test::distinct(proposed))));
    const auto learning = test::learner("bandit", policy("ucb1", 0, 0));
    QVERIFY(test::distinct(test::search(*learning, 3000, test::zeros)) > 50);
}

void TestBandit::everyPolicy_learnsTheBetterAlternatives()
{
    QFETCH(QByteArray, name);
    // Random candidates hold 1.2 first alternatives of six, standard error 0.05. EXP3 takes small steps.
    double mean = 0;
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        const auto strategy = test::learner("bandit", policy(name.constData(), 0.1, 0), test::flatSpace(), seed);
        mean += test::lastMean(test::search(*strategy, 600, test::zeros), 100, test::zeros) / 5;
    }
    QVERIFY2(mean > (name == "exp3" ? 1.7 : 2.5), QByteArray::number(mean));
}

void TestBandit::everyPolicy_avoidsWhatFails()
{
    QFETCH(QByteArray, name);
    const auto strategy = test::learner("bandit", policy(name.constData(), 0.1, 0));
    Rng noise(1);
    int failing = 0;
    for (std::int64_t trial = 1; trial <= 1500; ++trial) {
        const Candidate candidate = strategy->ask(1).front().candidate;
        const bool fails = candidate.values[2] == 3;
        failing += fails && trial > 1000 ? 1 : 0;
        strategy->tell({.trial = trial,
                        .candidate = candidate,
                        .state = fails ? TrialState::Failed : TrialState::Finished,
                        .values = {fails ? 1e9 : noise.uniform()}});
    }
    QVERIFY2(failing < 75, QByteArray::number(failing)); // 100 of 500 by chance
}

void TestBandit::thompson_followsAChange()
{
    const auto set = test::smallSpace(1, 2);
    const auto strategy = test::learner("bandit", policy("thompson", 0.1, 0), set);
    const auto first = [](const Candidate& c) { return c.values[0] == 0 ? 1.0 : 0.0; };
    const auto second = [](const Candidate& c) { return c.values[0] == 0 ? 0.0 : 1.0; };
    CW_VERIFY_ABOVE(test::lastMean(test::search(*strategy, 300, first), 100, first), 0.8);
    CW_VERIFY_ABOVE(test::lastMean(test::search(*strategy, 1000, second, 301), 100, second), 0.8);
}

void TestBandit::scaleOfTheObjective_doesNotMatter_data()
{
    QTest::addColumn<double>("factor");
    QTest::addColumn<double>("offset");
    QTest::addRow("percent") << 100.0 << 0.0;
    QTest::addRow("a loss with its sign turned") << 1.0 << -10.0;
    QTest::addRow("huge") << 1e9 << 5e9;
    QTest::addRow("tiny") << 0x1p-40 << 0.0;
}

void TestBandit::scaleOfTheObjective_doesNotMatter()
{
    QFETCH(double, factor);
    QFETCH(double, offset);
    for (const char* id : {"bandit", "q-learning", "mcts"}) {
        const auto unit = test::search(*test::learner(id), 200, test::zeros);
        const auto other =
            test::search(*test::learner(id), 200, [&](const Candidate& c) { return factor * test::zeros(c) + offset; });
        QVERIFY2(unit == other, id);
    }
}

void TestBandit::uniformShareOfOne_isRandom()
{
    const auto strategy = test::learner("bandit", policy("thompson", 1, 0));
    const auto proposed = test::search(*strategy, 2000, test::zeros);
    // 1.2 first alternatives on average; standard error of the mean sqrt(6 x 0.2 x 0.8 / 1000) = 0.031.
    QVERIFY(std::abs(test::lastMean(proposed, 1000, test::zeros) - 1.2) < 5 * 0.031);
}

void TestBandit::repeats_areDrawnAgain()
{
    QVERIFY(test::distinct(test::search(*test::learner("bandit"), 500, test::zeros)) >= 499);
    QVERIFY(test::distinct(test::search(*test::learner("bandit", policy("thompson", 0.1, 0)), 500, test::zeros)) < 450);
}

/// One candidate in about a hundred is allowed, as in a table of few rows, and what is learnt points at one that is
/// not: what is proposed in its place used to be the same few rows over and over.
void TestBandit::sparseTable_isNotAskedTwice()
{
    const auto isRow = [](const Candidate& candidate) {
        std::uint64_t hash = 1;
        for (const double value : candidate.values)
            hash = mix64(hash, std::uint64_t(value));
        return hash % 97 == 0;
    };
    const auto set = std::make_shared<space::TreeCandidates>(test::flatSpace()->tree(), isRow);
    QVERIFY(set->count() > 140 && set->count() < 190);
    const auto strategy = test::learner("bandit", nullptr, set);
    CW_VERIFY_ABOVE(double(test::distinct(test::search(*strategy, 120, test::zeros))), 90);
}

QTEST_APPLESS_MAIN(TestBandit)
#include "tst_bandit.moc"

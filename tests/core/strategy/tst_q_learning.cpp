// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include <QtTest/QtTest>

#include "core/strategy/q_learning.h"
#include "tests/core/strategy/learner_fixture.h"

using namespace cw;
using namespace cw::strategy;
using space::Candidate;

class TestQLearning : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void update_isThatOfAHandCalculation();
    void state_holdsTheChoicesBeforeIt();
    void inactiveSlots_arePassedOver();
    void states_areBounded();
    void firstTrials_areRandom();
    void betterAlternatives_areLearnt();
    void chainOfChoices_isLearntWhereABanditCannot();
    void replays_learnEveryResultAgain();
    void chanceOfARandomChoice_isExploreOverResults();
    void table_restoresOnlyItsOwn();
};

void TestQLearning::update_isThatOfAHandCalculation()
{
    const Slots slots(test::smallSpace(2, 2)->tree());
    QTable table(slots, 1, 0.5, 100);
    const std::vector<int> arms{1, 0};
    const auto rows = table.rowsOf(arms);
    QCOMPARE(table.value(rows[0], 1), 0.5);
    table.learn(arms, rows, 1.0);
    QCOMPARE(table.value(rows[1], 0), 0.75);  // 0.5 + 0.5 (1 - 0.5)
    QCOMPARE(table.value(rows[0], 1), 0.625); // 0.5 + 0.5 (0.75 - 0.5)
    QCOMPARE(table.value(rows[0], 0), 0.5);
    table.learn(arms, rows, 0.0);
    QCOMPARE(table.value(rows[1], 0), 0.375);  // 0.75 + 0.5 (0 - 0.75)
    QCOMPARE(table.value(rows[0], 1), 0.5625); // 0.625 + 0.5 (max(0.375, 0.5) - 0.625)
}

void TestQLearning::state_holdsTheChoicesBeforeIt()
{
    const Slots slots(test::smallSpace(3, 2)->tree());
    for (const auto& [order, states] : {std::pair{0, 3}, {1, 1 + 2 + 2}, {2, 1 + 2 + 4}, {64, 7}}) {
        QTable table(slots, order, 0.5, 100);
        for (int i = 0; i < 8; ++i)
            table.rowsOf({i & 1, i >> 1 & 1, i >> 2 & 1});
        QCOMPARE(int(table.states()), states);
    }
}

void TestQLearning::inactiveSlots_arePassedOver()
{
    const Slots slots(test::conditionalTree()); // op, kernel, groups, depth, dropout, rate
    QTable table(slots, 1, 0.5, 100);
    constexpr int kNone = Slots::kNoArm;
    const std::vector<int> skip{2, kNone, kNone, 1, 0, 0};
    const auto rows = table.rowsOf(skip);
    QCOMPARE(rows[1], QTable::kNoRow);
    QCOMPARE(rows[3], table.find(3, {2, kNone, kNone, kNone, kNone, kNone})); // depth follows op
    table.learn(skip, rows, 1.0);
    QCOMPARE(table.value(rows[5], 0), 0.75);
    QCOMPARE(table.value(rows[0], 2), 0.5 + 0.25 / 8); // halved at each of four slots
}

void TestQLearning::states_areBounded()
{
    const Slots slots(test::flatSpace()->tree());
    QTable table(slots, 64, 0.5, 10);
    Rng rng(1);
    for (int i = 0; i < 100; ++i) {
        std::vector<int> arms;
        for (int k = 0; k < 6; ++k)
            arms.push_back(int(rng.below(5)));
        table.learn(arms, table.rowsOf(arms), 1.0);
    }
    QCOMPARE(table.states(), std::size_t(10));
    // With a tiny table the strategy still proposes, and learns what fits.
    const auto strategy = test::learner("q-learning", {{"states", 1}, {"memory", 1}, {"order", 3}});
    QCOMPARE(test::search(*strategy, 100, test::zeros).size(), std::size_t(100));
}

void TestQLearning::firstTrials_areRandom()
{
    const auto strategy = test::learner("q-learning", {{"explore", 2000}, {"redraws", 0}});
    const auto proposed = test::search(*strategy, 1000, test::zeros);
    // 1.2 first alternatives of six on average; standard error 0.031.
    QVERIFY(std::abs(test::lastMean(proposed, 1000, test::zeros) - 1.2) < 5 * 0.031);
}

void TestQLearning::betterAlternatives_areLearnt()
{
    // 1.2 of six by chance.
    const auto strategy = test::learner("q-learning", {{"redraws", 0}});
    CW_VERIFY_ABOVE(test::lastMean(test::search(*strategy, 600, test::zeros), 100, test::zeros), 2.5);
    const auto twoArmed = test::learner("q-learning", {{"redraws", 0}}, test::smallSpace(1, 2));
    CW_VERIFY_ABOVE(test::lastMean(test::search(*twoArmed, 200, test::zeros), 100, test::zeros), 0.85);
}

void TestQLearning::chainOfChoices_isLearntWhereABanditCannot()
{
    double chain = 0;
    double bandit = 0;
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        const auto learn = [&](const char* id) {
            const auto strategy = test::learner(id, {{"redraws", 0}}, test::flatSpace(), seed);
            return test::lastMean(test::search(*strategy, 400, test::steps), 100, test::steps) / 10;
        };
        chain += learn("q-learning");
        bandit += learn("bandit");
    }
    QVERIFY2(chain > bandit + 0.5, qPrintable(QStringLiteral("%1 against %2").arg(chain).arg(bandit)));
}

/// Two arms, the first better: their ranks are 3/4 and 1/4.
void TestQLearning::replays_learnEveryResultAgain()
{
    const auto values = [](int replays) {
        const auto strategy =
            test::learner("q-learning", {{"rate", 0.1}, {"replays", replays}}, test::smallSpace(1, 2));
        strategy->tell({.trial = 1, .candidate = Candidate{{0}}, .values = {9.0}});
        strategy->tell({.trial = 2, .candidate = Candidate{{1}}, .values = {3.0}});
        std::vector<double> found;
        const Json state = strategy->state(); // the list below lives in it
        for (const Json& value : state["table"].at(0).at("values"))
            found.push_back(decodeNumber(value, "test").value());
        return found;
    };
    // Once each, the first when it was alone and worth 1/2.
    const std::vector<double> once = values(0);
    QVERIFY(std::abs(once[0] - 0.5) < 1e-12);
    QVERIFY(std::abs(once[1] - (0.5 + 0.1 * (0.25 - 0.5))) < 1e-12);
    // Some hundred times each: 0.9^100 of the way is left.
    const std::vector<double> often = values(200);
    QVERIFY(std::abs(often[0] - 0.75) < 1e-3);
    QVERIFY(std::abs(often[1] - 0.25) < 1e-3);
}

void TestQLearning::chanceOfARandomChoice_isExploreOverResults()
{
    // Ten arms, the first the best by far; a random choice hits another one nine times in ten.
    const auto strategy =
        test::learner("q-learning", {{"explore", 10}, {"epsilon", 0.02}, {"redraws", 0}}, test::smallSpace(1, 10));
    const auto others = [&] {
        int count = 0;
        for (const Proposal& proposal : strategy->ask(10'000))
            count += proposal.candidate.values[0] != 0 ? 1 : 0;
        return count / 10'000.0;
    };
    std::int64_t trial = 0;
    for (const auto& [results, epsilon] : {std::pair{10, 1.0}, {40, 0.25}, {200, 0.05}, {2000, 0.02}}) {
        for (; trial < results; ++trial) {
            const double arm = double(trial % 10);
            strategy->tell({.trial = trial + 1, .candidate = Candidate{{arm}}, .values = {-arm}});
        }
        const double expected = 0.9 * epsilon;
        const double found = others();
        QVERIFY2(std::abs(found - expected) < 5 * std::sqrt(expected * (1 - expected) / 10'000),
                 qPrintable(QStringLiteral("%1 at %2").arg(found).arg(results)));
    }
}

void TestQLearning::table_restoresOnlyItsOwn()
{
    const Slots slots(test::flatSpace()->tree());
    QTable table(slots, 1, 0.5, 100);
    const std::vector<int> arms{0, 1, 2, 3, 4, 0};
    table.learn(arms, table.rowsOf(arms), 0.9);
    QTable again(slots, 1, 0.5, 100);
    again.restore(table.state());
    QVERIFY(again.state() == table.state());
    QCOMPARE(again.value(again.find(0, arms), 0), table.value(table.find(0, arms), 0));
    const Slots others(test::smallSpace(6, 3)->tree());
    QTable other(others, 1, 0.5, 100);
    QVERIFY_THROWS_EXCEPTION(Error, other.restore(table.state()));
    QTable small(slots, 1, 0.5, 3);
    QVERIFY_THROWS_EXCEPTION(Error, small.restore(table.state()));
    Json twice = table.state();
    twice.push_back(twice.front());
    QVERIFY_THROWS_EXCEPTION(Error, again.restore(twice));
    QCOMPARE(again.states(), std::size_t(6));
}

QTEST_APPLESS_MAIN(TestQLearning)
#include "tst_q_learning.moc"

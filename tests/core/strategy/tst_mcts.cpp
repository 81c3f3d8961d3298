// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <set>

#include <QtTest/QtTest>

#include "core/strategy/choice_tree.h"
#include "tests/core/strategy/learner_fixture.h"

using namespace cw;
using namespace cw::strategy;
using space::Candidate;

class TestMcts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void score_isThatOfAHandCalculation();
    void tree_growsByOneNodePerResult();
    void tree_isBounded();
    void walk_triesEveryArmFirstThenTheBest();
    void walk_entersNothingClosed();
    void pendingTrials_areRemovedAgain();
    void parallelTrials_startDifferently();
    void smallSpace_isCoveredWithoutARepeat();
    void forbiddenSubtree_isLeft();
    void betterAlternatives_areLearnt();
    void chainOfChoices_isLearnt();
    void lostTrials_areForgotten();
    void tree_restoresOnlyItsOwn();
};

void TestMcts::score_isThatOfAHandCalculation()
{
    // Four results that sum up to 3, one on its way, twenty choices in all: 3/5 + 0.5 sqrt(ln 20 / 5).
    QVERIFY(std::abs(uctScore(3, 4, 1, 20, 0.5) - 0.987023) < 1e-6);
    QCOMPARE(uctScore(3, 4, 0, 20, 0), 0.75);
}

void TestMcts::tree_growsByOneNodePerResult()
{
    const Slots slots(test::smallSpace(3, 2)->tree());
    ChoiceTree tree(slots, 0.5, 100);
    QCOMPARE(tree.nodes(), std::size_t(1));
    const std::vector<int> arms{1, 0, 1};
    for (const std::size_t nodes : {2, 3, 3, 3}) { // nothing below the last slot
        tree.learn(arms, 1);
        QCOMPARE(tree.nodes(), nodes);
    }
    tree.learn({0, 0, 0}, 0);
    QCOMPARE(tree.nodes(), std::size_t(4));
    QCOMPARE(tree.rootVisits(), (std::vector<double>{1, 4}));
}

void TestMcts::tree_isBounded()
{
    const Slots slots(test::flatSpace()->tree());
    ChoiceTree tree(slots, 0.5, 7);
    Rng rng(1);
    for (int i = 0; i < 500; ++i) {
        std::vector<int> arms;
        for (int k = 0; k < 6; ++k)
            arms.push_back(int(rng.below(5)));
        tree.learn(arms, rng.uniform());
    }
    QCOMPARE(tree.nodes(), std::size_t(7));
    const auto strategy = test::learner("mcts", {{"nodes", 1}, {"redraws", 0}});
    const auto proposed = test::search(*strategy, 300, test::zeros);
    const auto first = [](const Candidate& c) { return c.values[0] == 0 ? 1.0 : 0.0; };
    CW_VERIFY_ABOVE(test::lastMean(proposed, 100, first), 0.4); // one node learns the first decision alone
}

void TestMcts::walk_triesEveryArmFirstThenTheBest()
{
    const Slots slots(test::smallSpace(1, 3)->tree());
    ChoiceTree tree(slots, 0, 100); // no exploration
    Rng rng(1);
    std::set<int> tried;
    for (int i = 0; i < 3; ++i) {
        const int arm = ChoiceTree::Walk(tree, rng).choose(0);
        tried.insert(arm);
        tree.learn({arm}, arm == 1 ? 0.9 : 0.2);
    }
    QCOMPARE(tried.size(), std::size_t(3));
    for (int i = 0; i < 20; ++i)
        QCOMPARE(ChoiceTree::Walk(tree, rng).choose(0), 1);
    // A result on its way counts as one with reward 0: 0.9 / 6 is below 0.2.
    for (int i = 0; i < 5; ++i)
        QCOMPARE(tree.addPending({1}), std::size_t(1));
    QVERIFY(ChoiceTree::Walk(tree, rng).choose(0) != 1);
}

void TestMcts::walk_entersNothingClosed()
{
    const Slots slots(test::smallSpace(2, 2)->tree());
    ChoiceTree tree(slots, 0.5, 100);
    Rng rng(1);
    for (const auto& arms : {std::vector<int>{0, 0}, {0, 1}, {1, 0}}) {
        for (int i = 0; i < 3; ++i)
            tree.learn(arms, 1);
    }
    tree.close({0, 0});
    for (int i = 0; i < 20; ++i) {
        ChoiceTree::Walk walk(tree, rng);
        if (walk.choose(0) == 0)
            QCOMPARE(walk.choose(1), 1);
    }
    tree.close({0, 1}); // and with it the whole left half
    for (int i = 0; i < 20; ++i)
        QCOMPARE(ChoiceTree::Walk(tree, rng).choose(0), 1);
}

void TestMcts::pendingTrials_areRemovedAgain()
{
    const Slots slots(test::smallSpace(3, 2)->tree());
    ChoiceTree tree(slots, 0.5, 100);
    const std::vector<int> arms{1, 0, 1};
    tree.learn(arms, 1);
    const std::size_t edges = tree.addPending(arms);
    QCOMPARE(edges, std::size_t(2));
    tree.learn(arms, 1); // the tree grows meanwhile
    tree.removePending(arms, edges);
    // Nothing is left: with three visits against none the other arm is next, and all is as without the pending one.
    ChoiceTree other(slots, 0.5, 100);
    other.learn(arms, 1);
    other.learn(arms, 1);
    for (ChoiceTree* same : {&tree, &other}) {
        same->learn({0, 0, 0}, 1);
        same->learn({0, 0, 1}, 0);
    }
    Rng first(1);
    Rng second(1);
    for (int i = 0; i < 30; ++i)
        QCOMPARE(ChoiceTree::Walk(tree, first).choose(0), ChoiceTree::Walk(other, second).choose(0));
    QVERIFY(tree.state() == other.state());
}

void TestMcts::parallelTrials_startDifferently()
{
    const auto strategy = test::learner("mcts");
    std::multiset<double> first;
    for (const Proposal& proposal : strategy->ask(10))
        first.insert(proposal.candidate.values[0]);
    for (int arm = 0; arm < 5; ++arm)
        QCOMPARE(first.count(arm), std::size_t(2));
}

void TestMcts::smallSpace_isCoveredWithoutARepeat()
{
    const auto set = test::smallSpace(3, 4);
    const auto strategy = test::learner("mcts", {{"redraws", 1000}}, set);
    QCOMPARE(test::distinct(test::search(*strategy, 64, test::zeros)), std::size_t(64));
    // Nothing new is left; it still answers.
    for (const Candidate& candidate : test::search(*strategy, 20, test::zeros, 65))
        QVERIFY(set->contains(candidate));
    const auto one = test::learner("mcts", nullptr, test::smallSpace(2, 1));
    QCOMPARE(test::search(*one, 5, test::zeros).back(), (Candidate{{0, 0}}));
}

void TestMcts::forbiddenSubtree_isLeft()
{
    // Of the first decision four alternatives of five are never allowed.
    int asked = 0;
    const auto set = std::make_shared<space::TreeCandidates>(test::flatSpace()->tree(), [&](const Candidate& c) {
        ++asked;
        return c.values[0] == 2;
    });
    const auto strategy = test::learner("mcts", nullptr, set);
    for (const Candidate& candidate : test::search(*strategy, 200, test::zeros))
        QVERIFY(set->contains(candidate));
    asked = 0;
    test::search(*strategy, 100, test::zeros, 201);
    // Three questions per trial when nothing is refused: by the draw, by its check and when it is told.
    QVERIFY2(asked < 500, QByteArray::number(asked));
}

void TestMcts::betterAlternatives_areLearnt()
{
    // Never the same twice, so that the last hundred are not the best ones; 1.2 of six by chance.
    const auto strategy = test::learner("mcts");
    CW_VERIFY_ABOVE(test::lastMean(test::search(*strategy, 600, test::zeros), 100, test::zeros), 2.2);
    const auto twoArmed = test::learner("mcts", {{"redraws", 0}}, test::smallSpace(1, 2));
    CW_VERIFY_ABOVE(test::lastMean(test::search(*twoArmed, 200, test::zeros), 100, test::zeros), 0.85);
}

void TestMcts::chainOfChoices_isLearnt()
{
    // 1 of 5 steps by chance, standard error 0.09.
    const auto strategy = test::learner("mcts");
    CW_VERIFY_ABOVE(test::lastMean(test::search(*strategy, 1000, test::steps), 100, test::steps), 1.6);
}

void TestMcts::lostTrials_areForgotten()
{
    // Results that never come may not close the best arm for ever, nor fill the memory.
    const auto strategy = test::learner("mcts", {{"redraws", 0}}, test::smallSpace(1, 2));
    strategy->ask(2000);
    QVERIFY(strategy->state().at("waiting").size() <= 256);
    CW_VERIFY_ABOVE(test::lastMean(test::search(*strategy, 1500, test::zeros, 2001), 100, test::zeros), 0.85);
}

void TestMcts::tree_restoresOnlyItsOwn()
{
    const Slots slots(test::smallSpace(3, 2)->tree());
    ChoiceTree tree(slots, 0.5, 100);
    for (const auto& arms : {std::vector<int>{0, 0, 0}, {1, 1, 0}, {1, 0, 1}})
        tree.learn(arms, 0.25);
    ChoiceTree again(slots, 0.5, 100);
    again.restore(tree.state());
    QVERIFY(again.state() == tree.state());
    const auto refuses = [&](const std::function<void(Json&)>& harm) {
        Json state = tree.state();
        harm(state);
        const Json before = again.state();
        bool thrown = false;
        try {
            again.restore(state);
        } catch (const Error&) {
            thrown = true;
        }
        return thrown && again.state() == before;
    };
    QVERIFY(refuses([](Json& s) { s[0]["slot"] = 1; }));
    QVERIFY(refuses([](Json& s) { s[0]["edges"].push_back(s[0]["edges"][0]); }));
    QVERIFY(refuses([](Json& s) { s[0]["edges"][0][2] = 0; }));                   // a circle
    QVERIFY(refuses([](Json& s) { s[0]["edges"][0][2] = 99; }));                  // nowhere
    QVERIFY(refuses([](Json& s) { s[0]["edges"][0][1] = -1; }));                  // fewer than no visits
    QVERIFY(refuses([](Json& s) { s[1]["slot"] = 0; }));                          // not below its parent
    QVERIFY(refuses([](Json& s) { s[0]["edges"][0][2] = s[0]["edges"][1][2]; })); // two parents
    QVERIFY(refuses([](Json& s) { s = Json::array(); }));
    ChoiceTree small(slots, 0.5, 2);
    QVERIFY_THROWS_EXCEPTION(Error, small.restore(tree.state()));
}

QTEST_APPLESS_MAIN(TestMcts)
#include "tst_mcts.moc"

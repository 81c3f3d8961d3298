// SPDX-License-Identifier: GPL-3.0-or-later
#include <bit>
#include <cmath>
#include <set>

#include <QtTest/QtTest>

#include "core/strategy/slots.h"
#include "tests/core/strategy/test_spaces.h"

using namespace cw;
using namespace cw::strategy;
using space::Candidate;
using space::Domain;

namespace {

space::DecisionTree one(Domain domain)
{
    space::DecisionTree tree;
    tree.decisions.push_back({.name = "x", .domain = std::move(domain)});
    return tree;
}

int armOf(const Slots& slots, double value)
{
    return slots.armsOf(Candidate{{value}}).front();
}

Domain subset(int members, int least, int most)
{
    Domain domain{.kind = space::DomainKind::Subset, .minSize = least, .maxSize = most};
    for (int i = 0; i < members; ++i)
        domain.choices.push_back(std::to_string(i));
    return domain;
}

} // namespace

class TestSlots : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void categorical_hasAnArmPerAlternative();
    void smallNumber_hasAnArmPerValue();
    void largeNumber_isCutIntoBinsOfAllValues();
    void realNumber_isCutEvenly();
    void logRealNumber_isCutEvenlyInItsLogarithm();
    void smallSubset_hasAnArmPerSubset();
    void largeSubset_hasASlotPerMemberAndIsMended();
    void singleValue_hasNoSlot();
    void inactiveDecision_hasNoArm();
    void parents_arePickedFirst();
    void draw_takesThePickedArms();
    void drawFresh_avoidsWhatIsKnownOrForbidden();
    void drawFresh_mendsWhatIsAlwaysForbidden();
    void drawFresh_mendsToWhatIsNotKnown();
};

void TestSlots::categorical_hasAnArmPerAlternative()
{
    const Slots slots(test::flatSpace()->tree());
    QCOMPARE(slots.size(), std::size_t(6));
    QCOMPARE(slots.armCount(), std::size_t(30));
    QCOMPARE(slots.first(2), std::size_t(10));
    QCOMPARE(slots[5].arms, 5);
    QVERIFY(slots.areExact());
    QCOMPARE(slots.armsOf(Candidate{{0, 1, 2, 3, 4, 0}}), (std::vector<int>{0, 1, 2, 3, 4, 0}));
}

void TestSlots::smallNumber_hasAnArmPerValue()
{
    const Slots slots(one(Domain::integer(-3, 3, 2)), 2);
    QCOMPARE(slots[0].arms, 4);
    QCOMPARE(armOf(slots, -3), 0);
    QCOMPARE(armOf(slots, 3), 3);
}

void TestSlots::largeNumber_isCutIntoBinsOfAllValues()
{
    // 1, 11, ..., 991: a hundred values in eight bins, four of 13 and four of 12.
    const Slots slots(one(Domain::integer(1, 991, 10)));
    QCOMPARE(slots[0].arms, 8);
    std::vector<int> sizes(8);
    for (int value = 1; value <= 991; value += 10)
        ++sizes[std::size_t(armOf(slots, value))];
    QCOMPARE(sizes, (std::vector<int>{13, 13, 13, 13, 12, 12, 12, 12}));
    // Bin 4 starts after 52 values and holds the values 521 to 631.
    Rng rng(1);
    double least = 1e9;
    double most = 0;
    for (int i = 0; i < 2000; ++i) {
        const double value = slots.draw([](std::size_t) { return 4; }, rng).values.front();
        least = std::min(least, value);
        most = std::max(most, value);
    }
    QCOMPARE(least, 521.0);
    QCOMPARE(most, 631.0);
}

void TestSlots::realNumber_isCutEvenly()
{
    const Slots slots(one(Domain::real(-1, 1)), 4);
    QVERIFY(!slots.areExact());
    QCOMPARE(armOf(slots, -1), 0);
    QCOMPARE(armOf(slots, -0.5001), 0);
    QCOMPARE(armOf(slots, -0.4999), 1);
    QCOMPARE(armOf(slots, 1), 3);
    Rng rng(1);
    for (int i = 0; i < 1000; ++i) {
        const Candidate drawn = slots.draw([&](std::size_t) { return i % 4; }, rng);
        QCOMPARE(slots.armsOf(drawn).front(), i % 4);
    }
}

void TestSlots::logRealNumber_isCutEvenlyInItsLogarithm()
{
    const Slots slots(one(Domain::logReal(1e-4, 1)), 4); // a power of ten per bin
    QCOMPARE(armOf(slots, 1e-4), 0);
    QCOMPARE(armOf(slots, 0.9e-3), 0);
    QCOMPARE(armOf(slots, 1.1e-3), 1);
    QCOMPARE(armOf(slots, 0.09), 2);
    QCOMPARE(armOf(slots, 1), 3);
    Rng rng(1);
    const Domain domain = Domain::logReal(1e-4, 1);
    for (int i = 0; i < 1000; ++i)
        QVERIFY(domain.contains(slots.draw([&](std::size_t) { return i % 4; }, rng).values.front()));
}

void TestSlots::smallSubset_hasAnArmPerSubset()
{
    const Domain domain = subset(5, 2, 2); // two inputs of five: ten subsets
    const Slots slots(one(domain));
    QCOMPARE(slots.size(), std::size_t(1));
    QCOMPARE(slots[0].arms, 10);
    QCOMPARE(armOf(slots, 0b00011), 0);
    QCOMPARE(armOf(slots, 0b11000), 9);
    Rng rng(1);
    for (int arm = 0; arm < 10; ++arm)
        QCOMPARE(armOf(slots, slots.draw([&](std::size_t) { return arm; }, rng).values.front()), arm);
}

void TestSlots::largeSubset_hasASlotPerMemberAndIsMended()
{
    const Domain domain = subset(10, 3, 4);
    const Slots slots(one(domain));
    QCOMPARE(slots.size(), std::size_t(10));
    QCOMPARE(slots.armsOf(Candidate{{0b101}}), (std::vector<int>{1, 0, 1, 0, 0, 0, 0, 0, 0, 0}));
    Rng rng(1);
    std::vector<int> taken(10);
    for (int i = 0; i < 5000; ++i) {
        const double all = slots.draw([](std::size_t) { return 1; }, rng).values.front();
        const double none = slots.draw([](std::size_t) { return 0; }, rng).values.front();
        QVERIFY(domain.contains(all) && std::popcount(std::uint64_t(all)) == 4);
        QVERIFY(domain.contains(none) && std::popcount(std::uint64_t(none)) == 3);
        for (std::size_t k = 0; k < 10; ++k)
            taken[k] += int(std::uint64_t(all) >> k & 1);
    }
    // Four of ten, whichever: 2,000 each, standard deviation 35.
    for (const int count : taken)
        QVERIFY(std::abs(count - 2000) < 5 * 35);
    // A legal choice stays as it is.
    const Candidate kept = slots.draw([](std::size_t slot) { return slot % 3 == 0 ? 1 : 0; }, rng);
    QCOMPARE(kept.values.front(), double(0b1001001001));
}

void TestSlots::singleValue_hasNoSlot()
{
    space::DecisionTree tree = one(Domain::categorical({"only"}));
    tree.decisions.push_back({.name = "y", .domain = Domain::integer(4, 4)});
    const Slots slots(tree);
    QCOMPARE(slots.size(), std::size_t(0));
    Rng rng(1);
    const Candidate drawn = slots.draw([](std::size_t) { return 0; }, rng);
    QCOMPARE(drawn, (Candidate{{0, 4}}));
    QVERIFY(slots.armsOf(drawn).empty());
}

void TestSlots::inactiveDecision_hasNoArm()
{
    const Slots slots(test::conditionalTree());
    const auto arms = slots.armsOf(Candidate{{2, space::kInactive, space::kInactive, 3, 0.1, 0.01}});
    QCOMPARE(arms, (std::vector<int>{2, Slots::kNoArm, Slots::kNoArm, 2, 1, 5}));
}

void TestSlots::parents_arePickedFirst()
{
    const Slots slots(test::conditionalTree());
    Rng rng(1);
    std::vector<std::size_t> order;
    slots.draw(
        [&](std::size_t slot) {
            order.push_back(slot);
            return 1; // pool: a kernel, no groups
        },
        rng);
    QCOMPARE(order, (std::vector<std::size_t>{0, 1, 3, 4, 5}));
}

void TestSlots::draw_takesThePickedArms()
{
    const auto set = test::conditionalSpace();
    const Slots slots(set->tree());
    Rng rng(3);
    for (int i = 0; i < 500; ++i) {
        std::vector<int> picked(slots.size(), Slots::kNoArm);
        const Candidate drawn = slots.draw(
            [&](std::size_t slot) { return picked[slot] = int(rng.below(std::uint64_t(slots[slot].arms))); }, rng);
        QVERIFY(set->contains(drawn));
        QCOMPARE(slots.armsOf(drawn), picked);
    }
}

void TestSlots::drawFresh_avoidsWhatIsKnownOrForbidden()
{
    const auto set = test::constrainedSpace();
    Rng rng(1);
    int turn = 0;
    const Candidate forbidden{{1, 1, 0, 0, 0, 0}};
    const Candidate known{{1, 2, 0, 0, 0, 0}};
    const Candidate fresh{{1, 3, 0, 0, 0, 0}};
    const auto draw = [&] { return turn < 2 ? (turn++ == 0 ? forbidden : known) : fresh; };
    const auto isKnown = [&](const Candidate& c) { return c == known; };
    QCOMPARE(drawFresh(*set, draw, isKnown, 5, rng), fresh);
    turn = 0;
    QCOMPARE(drawFresh(*set, draw, isKnown, 1, rng), known); // nothing better in two draws
}

void TestSlots::drawFresh_mendsWhatIsAlwaysForbidden()
{
    const auto set = test::constrainedSpace();
    Rng rng(1);
    const Candidate forbidden{{1, 1, 0, 0, 0, 0}};
    for (int i = 0; i < 100; ++i) {
        const Candidate found = drawFresh(
            *set, [&] { return forbidden; }, [](const Candidate&) { return false; }, 3, rng);
        QVERIFY(set->contains(found));
        int moved = 0;
        for (std::size_t k = 0; k < 6; ++k)
            moved += found.values[k] != forbidden.values[k] ? 1 : 0;
        QCOMPARE(moved, 1);
    }
}

/// As long as one neighbour of what was drawn is unknown it is found; then any candidate that is.
void TestSlots::drawFresh_mendsToWhatIsNotKnown()
{
    const auto set = test::constrainedSpace();
    Rng rng(1);
    const Candidate forbidden{{1, 1, 0, 0, 0, 0}};
    const std::size_t near = set->neighbours(forbidden).size();
    std::set<std::vector<double>> known;
    for (std::size_t i = 0; i < near + 20; ++i) {
        const Candidate found = drawFresh(
            *set, [&] { return forbidden; }, [&](const Candidate& c) { return known.count(c.values) > 0; }, 10, rng);
        QVERIFY(set->contains(found));
        int moved = 0;
        for (std::size_t k = 0; k < 6; ++k)
            moved += found.values[k] != forbidden.values[k] ? 1 : 0;
        QVERIFY(i >= near ? moved > 1 : moved == 1);
        QVERIFY(known.insert(found.values).second);
    }
    // Nothing is left: a known one, and no end.
    QVERIFY(set->contains(drawFresh(
        *set, [&] { return forbidden; }, [](const Candidate&) { return true; }, 10, rng)));
}

QTEST_APPLESS_MAIN(TestSlots)
#include "tst_slots.moc"

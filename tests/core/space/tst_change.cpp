// SPDX-License-Identifier: GPL-3.0-or-later
#include <bit>
#include <set>

#include <QTest>

#include "core/space/variation/change.h"
#include "tests/core/space/random_space.h"
#include "tests/core/space/space_fixture.h"

using namespace cw;
using namespace cw::space;
using namespace cw::space::test;

/// Moves that know what a decision stands for.
class TestChange : public QObject {
    Q_OBJECT

    static constexpr int kSpaces = 80;

    static bool same(double a, double b) { return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b); }
    /// Decisions that both have active, with another value.
    static std::vector<std::size_t> differing(const DecisionTree& tree, const Candidate& a, const Candidate& b)
    {
        std::vector<std::size_t> found;
        for (std::size_t i = 0; i < tree.size(); ++i) {
            if (a.isActive(i) && b.isActive(i) && !same(a.values[i], b.values[i]))
                found.push_back(i);
        }
        return found;
    }
    /// Up to three layers, each one of three ops of its own.
    static SearchSpace layers()
    {
        return spaceOf({repeat("layer", 0, 4, false,
                               Graph{{choice("op", {{"a", op("op", "identity")},
                                                    {"b", op("op", "activation")},
                                                    {"c", op("op", "relu-conv-bn")}})},
                                     {}})});
    }
    /// "abc" of a candidate of layers().
    static std::string letters(const DecisionTree& tree, const Candidate& candidate)
    {
        std::string text;
        for (std::size_t i = 0; i < tree.size(); ++i) {
            if (tree.decisions[i].role == DecisionRole::Op && candidate.isActive(i))
                text += tree.decisions[i].domain.valueText(candidate.values[i]);
        }
        return text;
    }
    static Candidate ofLetters(const DecisionTree& tree, const std::string& text)
    {
        Candidate candidate;
        candidate.values.assign(tree.size(), kInactive);
        std::size_t next = 0;
        for (std::size_t i = 0; i < tree.size(); ++i) {
            if (tree.decisions[i].role == DecisionRole::Copies)
                candidate.values[i] = static_cast<double>(text.size());
            else if (isConditionMet(tree.decisions[i].condition, candidate))
                candidate.values[i] = text[next++] - 'a';
        }
        return candidate;
    }

private Q_SLOTS:
    void everyKind_changesOneThing();
    void copies_areDoubledAndLeftOut();
    void numbers_areChangedALittle();
    void constraints_areKept();
};

void TestChange::everyKind_changesOneThing()
{
    std::set<ChangeKind> seen;
    for (int seed = 1; seed <= kSpaces; ++seed) {
        const SearchSpace space = randomSpace(static_cast<std::uint64_t>(seed), true);
        const auto set = candidatesOf(space, {}).value();
        const DecisionTree& tree = set->tree();
        Rng rng(static_cast<std::uint64_t>(seed));
        for (int i = 0; i < 10; ++i) {
            const Candidate before = set->sample(rng);
            for (const ChangeKind kind : changesOf(tree, before)) {
                Rng one(7, i, "twice");
                Rng two(7, i, "twice");
                const auto after = change(*set, before, kind, one);
                QVERIFY(after == change(*set, before, kind, two));
                if (!after)
                    continue; // refused by the constraint
                seen.insert(kind);
                QVERIFY(set->contains(*after));
                QVERIFY(*after != before);
                const auto changed = differing(tree, before, *after);
                if (kind == ChangeKind::AddCopy || kind == ChangeKind::DropCopy) {
                    const double step = kind == ChangeKind::AddCopy ? 1 : -1;
                    int counts = 0;
                    for (const std::size_t at : changed) {
                        if (tree.decisions[at].role == DecisionRole::Copies &&
                            after->values[at] - before.values[at] == step)
                            ++counts;
                    }
                    QVERIFY(counts >= 1);
                } else {
                    QCOMPARE(changed.size(), std::size_t(1));
                }
            }
            const Candidate varied = vary(*set, before, rng);
            QVERIFY(set->contains(varied));
            QVERIFY(varied != before || changesOf(tree, before).empty());
        }
    }
    QCOMPARE(seen.size(), std::size_t(8)); // the spaces have every kind
}

void TestChange::copies_areDoubledAndLeftOut()
{
    const auto set = candidatesOf(layers(), {}).value();
    const DecisionTree& tree = set->tree();
    const Candidate abc = ofLetters(tree, "abc");
    QCOMPARE(letters(tree, abc), std::string("abc"));
    std::set<std::string> longer;
    std::set<std::string> shorter;
    Rng rng(1);
    for (int i = 0; i < 200; ++i) {
        longer.insert(letters(tree, change(*set, abc, ChangeKind::AddCopy, rng).value()));
        shorter.insert(letters(tree, change(*set, abc, ChangeKind::DropCopy, rng).value()));
    }
    QCOMPARE(longer, (std::set<std::string>{"aabc", "abbc", "abcc"}));
    QCOMPARE(shorter, (std::set<std::string>{"bc", "ac", "ab"}));
    // At the ends of the range only one way is open; the first copy is drawn.
    QVERIFY(!change(*set, ofLetters(tree, "abca"), ChangeKind::AddCopy, rng));
    QVERIFY(!change(*set, ofLetters(tree, ""), ChangeKind::DropCopy, rng));
    QCOMPARE(letters(tree, change(*set, ofLetters(tree, ""), ChangeKind::AddCopy, rng).value()).size(), std::size_t(1));
}

void TestChange::numbers_areChangedALittle()
{
    SearchSpace space = spaceOf({});
    space.decisions = {{.name = "real", .domain = Domain::real(0, 1)},
                       {.name = "log", .domain = Domain::logReal(1e-4, 1)},
                       {.name = "whole", .domain = Domain::integer(0, 100, 5)}};
    const TreeCandidates set(compile(space).tree);
    const Candidate middle{{0.5, 0.01, 50}};
    Rng rng(3);
    double sum = 0;
    double squares = 0;
    int reals = 0;
    int largest = 0;
    for (int i = 0; i < 3000; ++i) {
        const Candidate moved = change(set, middle, ChangeKind::Number, rng).value();
        if (moved.values[0] != 0.5) {
            const double by = moved.values[0] - 0.5;
            sum += by;
            squares += by * by;
            ++reals;
        }
        QVERIFY(moved.values[1] >= 1e-4 && moved.values[1] <= 1);
        QCOMPARE(std::fmod(moved.values[2], 5.0), 0.0);
        largest = std::max(largest, static_cast<int>(std::abs(moved.values[2] - 50)));
    }
    // About a thousand draws of a normal with deviation 0.1: mean within 4 standard errors, deviation within 10 %.
    QVERIFY(reals > 800);
    QVERIFY(std::abs(sum / reals) < 4 * 0.1 / std::sqrt(reals));
    QVERIFY(std::abs(std::sqrt(squares / reals) - 0.1) < 0.01);
    QVERIFY(largest >= 15 && largest <= 50);
}

void TestChange::constraints_areKept()
{
    SearchSpace space = layers();
    space.constraints = {"depth <= 2"};
    const auto set = candidatesOf(space, {}).value();
    Candidate at = ofLetters(set->tree(), "ab");
    QVERIFY(set->contains(at));
    Rng rng(5);
    for (int i = 0; i < 300; ++i) {
        at = vary(*set, at, rng);
        QVERIFY(set->contains(at));
        QVERIFY(realise(space, set->tree(), at).architecture.costs.depth <= 2);
    }
}

QTEST_APPLESS_MAIN(TestChange)
#include "tst_change.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <set>

#include <QTest>

#include "core/base/rng.h"
#include "core/space/candidate_set.h"

using namespace cw;
using namespace cw::space;

class TestCandidateSet : public QObject {
    Q_OBJECT

    static DecisionTree flat()
    {
        DecisionTree tree;
        for (const char* name : {"0-1", "0-2", "1-2", "0-3", "1-3", "2-3"})
            tree.decisions.push_back({name, Domain::categorical({"a", "b", "c", "d", "e"}), {}, ""});
        return tree;
    }
    static DecisionTree conditional()
    {
        Domain subset{.kind = DomainKind::Subset, .choices = {"x", "y", "z"}, .minSize = 1, .maxSize = 2};
        return {{{"op", Domain::categorical({"none", "conv", "pool"}), {}, ""},
                 {"kernel", Domain::integer(1, 7, 2), {0, {1, 2}}, ""},
                 {"filters", Domain::integer(1, 200), {0, {1}}, ""},
                 {"dilation", Domain::integer(1, 3), {1, {3, 5}}, ""},
                 {"inputs", subset, {}, ""}}};
    }
    /// Decisions whose own value differs, though both are active: the moves that were made.
    static int moves(const Candidate& a, const Candidate& b)
    {
        int count = 0;
        for (std::size_t i = 0; i < a.values.size(); ++i)
            count += a.isActive(i) && b.isActive(i) && a.values[i] != b.values[i] ? 1 : 0;
        return count;
    }

private Q_SLOTS:
    void sample_isUniform()
    {
        // Chi-square with 4 degrees of freedom: 18.5 is the 99.9 % quantile; six decisions.
        const TreeCandidates set(flat());
        Rng rng(4);
        std::vector<std::vector<int>> counts(6, std::vector<int>(5, 0));
        for (int i = 0; i < 10'000; ++i) {
            const Candidate candidate = set.sample(rng);
            for (std::size_t d = 0; d < 6; ++d)
                ++counts[d][static_cast<std::size_t>(candidate.index(d))];
        }
        for (const auto& row : counts) {
            double chi = 0;
            for (const int count : row)
                chi += (count - 2000.0) * (count - 2000.0) / 2000.0;
            QVERIFY2(chi < 18.5, qPrintable(QString::number(chi)));
        }
    }

    void mutate_changesExactlyOneDecision()
    {
        for (const DecisionTree& tree : {flat(), conditional()}) {
            const TreeCandidates set(tree);
            Rng rng(2);
            Candidate candidate = set.sample(rng);
            for (int i = 0; i < 2000; ++i) {
                const Candidate next = set.mutate(candidate, rng);
                QVERIFY(set.contains(next));
                QCOMPARE(moves(candidate, next), 1);
                QVERIFY(!describeChange(tree, candidate, next).empty());
                candidate = next;
            }
        }
    }

    void mutate_leavesAnIslandByTheFewestMoves()
    {
        // No single change is allowed: a pair of decisions has to move together.
        const TreeCandidates pairs(flat(), [](const Candidate& c) {
            return c.values[0] == c.values[1] && c.values[2] == c.values[3] && c.values[4] == c.values[5];
        });
        const Candidate start{{0, 0, 1, 1, 2, 2}};
        QVERIFY(pairs.neighbours(start).empty());
        Rng rng(3);
        std::set<std::vector<double>> reached;
        for (int i = 0; i < 300; ++i) {
            const Candidate next = pairs.mutate(start, rng);
            QVERIFY(pairs.contains(next));
            QCOMPARE(moves(start, next), 2);
            reached.insert(next.values);
        }
        QCOMPARE(int(reached.size()), 3 * 4); // every one of them
        Rng one(9), other(9);
        QVERIFY(pairs.mutate(start, one) == pairs.mutate(start, other));
        // Six that must be equal are too many to move in a row by chance: any other candidate will do.
        const TreeCandidates equal(flat(), [](const Candidate& c) {
            return std::all_of(c.values.begin(), c.values.end(), [&](double value) { return value == c.values[0]; });
        });
        const Candidate far = equal.mutate(Candidate{{2, 2, 2, 2, 2, 2}}, rng);
        QVERIFY(equal.contains(far) && far.values[0] != 2);
    }

    void mutate_isUniformOverDecisionsAndOtherValues()
    {
        // 24 moves, 23 degrees of freedom: 49.7 is the 99.9 % quantile.
        const TreeCandidates set(flat());
        Rng rng(8);
        const Candidate start = set.sample(rng);
        std::map<std::string, int> counts;
        for (int i = 0; i < 24'000; ++i)
            ++counts[describeChange(set.tree(), start, set.mutate(start, rng))];
        QCOMPARE(counts.size(), std::size_t(24));
        double chi = 0;
        for (const auto& [change, count] : counts)
            chi += (count - 1000.0) * (count - 1000.0) / 1000.0;
        QVERIFY2(chi < 49.7, qPrintable(QString::number(chi)));
    }

    void neighbours_areAllAtDistanceOne()
    {
        const TreeCandidates set(flat());
        Rng rng(3);
        const Candidate start = set.sample(rng);
        const auto near = set.neighbours(start);
        QCOMPARE(near.size(), std::size_t(24));
        std::set<std::string> distinct;
        for (const Candidate& other : near) {
            QVERIFY(set.contains(other));
            QCOMPARE(moves(start, other), 1);
            distinct.insert(toText(set.tree(), other));
        }
        QCOMPARE(distinct.size(), std::size_t(24));
    }

    void neighbours_settleConditionsAndLargeRanges()
    {
        const TreeCandidates set(conditional());
        // op = conv, kernel = 1, filters = 100, inputs = x
        const Candidate start{{1, 1, 100, kInactive, 1}};
        QVERIFY(set.contains(start));
        std::set<std::string> texts;
        for (const Candidate& other : set.neighbours(start)) {
            QVERIFY(set.contains(other));
            texts.insert(describeChange(set.tree(), start, other));
        }
        QCOMPARE(texts, (std::set<std::string>{"op: conv -> none; kernel: 1 -> inactive; filters: 100 -> inactive",
                                               "op: conv -> pool; filters: 100 -> inactive",
                                               "kernel: 1 -> 3; dilation: inactive -> 1",
                                               "kernel: 1 -> 5; dilation: inactive -> 1", "kernel: 1 -> 7",
                                               "filters: 100 -> 99", "filters: 100 -> 101", "inputs: x -> x+y",
                                               "inputs: x -> x+z", "inputs: x -> y", "inputs: x -> z"}));
    }

    void count_isExact()
    {
        QCOMPARE(TreeCandidates(flat()).count(), std::uint64_t(15'625));
        // none: 1; conv: 200 x (1 + 3 + 3 + 1); pool: 8; times 6 subsets.
        QCOMPARE(TreeCandidates(conditional()).count(), std::uint64_t(6 * (1 + 200 * 8 + 8)));
        DecisionTree continuous = flat();
        continuous.decisions[0].domain = Domain::real(0, 1);
        QCOMPARE(TreeCandidates(continuous).count(), std::uint64_t(0));
        DecisionTree huge;
        for (int i = 0; i < 40; ++i)
            huge.decisions.push_back({std::to_string(i), Domain::categorical({"a", "b", "c", "d"}), {}, ""});
        QCOMPARE(TreeCandidates(huge).count(), std::uint64_t(0));
        QCOMPARE(TreeCandidates(DecisionTree{}).count(), std::uint64_t(1));
    }

    void enumerate_visitsEachOnceInOrder()
    {
        const TreeCandidates set(conditional());
        std::set<std::string> seen;
        std::uint64_t visited = 0;
        set.enumerate(1'000'000, [&](const Candidate& candidate) {
            ++visited;
            seen.insert(toText(set.tree(), candidate));
            return true;
        });
        QCOMPARE(visited, set.count());
        QCOMPARE(std::uint64_t(seen.size()), set.count());
        std::vector<std::string> first;
        TreeCandidates(flat()).enumerate(3, [&](const Candidate& candidate) {
            first.push_back(toText(flat(), candidate));
            return true;
        });
        QCOMPARE(first,
                 (std::vector<std::string>{"0-1=a;0-2=a;1-2=a;0-3=a;1-3=a;2-3=a", "0-1=a;0-2=a;1-2=a;0-3=a;1-3=a;2-3=b",
                                           "0-1=a;0-2=a;1-2=a;0-3=a;1-3=a;2-3=c"}));
        int calls = 0;
        set.enumerate(100, [&](const Candidate&) { return ++calls < 5; });
        QCOMPARE(calls, 5);
    }

    void enumerate_refusesContinuousDecisions()
    {
        const TreeCandidates set({{{"rate", Domain::real(0, 1), {}, ""}}});
        QVERIFY_EXCEPTION_THROWN(set.enumerate(1, [](const Candidate&) { return true; }), Error);
    }

    void predicate_holdsForEveryMove()
    {
        const auto even = [](const Candidate& c) { return (c.index(0) + c.index(1) + c.index(2)) % 2 == 0; };
        const TreeCandidates set(flat(), even);
        Rng rng(5);
        Candidate candidate = set.sample(rng);
        for (int i = 0; i < 500; ++i) {
            QVERIFY(even(candidate));
            candidate = set.mutate(candidate, rng);
            for (const Candidate& other : set.neighbours(candidate))
                QVERIFY(even(other));
        }
        // 63 of the 125 values of three decisions have an even sum.
        QCOMPARE(set.count(), std::uint64_t(63 * 125));
    }

    void predicate_thatAdmitsOneOf15625_isFound()
    {
        const Candidate only{{4, 3, 2, 1, 0, 4}};
        const TreeCandidates set(flat(), [&](const Candidate& c) { return c == only; });
        Rng rng(5);
        QVERIFY(set.sample(rng) == only);
        QCOMPARE(set.count(), std::uint64_t(1));
        QVERIFY(set.mutate(only, rng) == only);
        QVERIFY(set.neighbours(only).empty());
        QVERIFY(!set.contains(Candidate{{0, 0, 0, 0, 0, 0}}));
    }

    void fewest_isTheProductOfWhatIsAlwaysActive()
    {
        QCOMPARE(fewestCandidates(flat()), 15'625.0);
        QCOMPARE(fewestCandidates(conditional()), 3.0 * 6); // ops, subsets of one or two
        DecisionTree continuous = conditional();
        continuous.decisions.push_back({"rate", {.kind = DomainKind::Real, .low = 0, .high = 1}, {0, {1}}, ""});
        QVERIFY(std::isinf(fewestCandidates(continuous)));
    }

    void predicate_thatAdmitsNothing_isAClearError()
    {
        const TreeCandidates set(flat(), [](const Candidate&) { return false; });
        Rng rng(5);
        try {
            set.sample(rng);
            QFAIL("expected an error");
        } catch (const Error& problem) {
            QCOMPARE(problem.code(), ErrorCode::Config);
            QVERIFY(QByteArray(problem.what()).contains("constraints admit none of 10000"));
        }
    }
};

QTEST_APPLESS_MAIN(TestCandidateSet)
#include "tst_candidate_set.moc"

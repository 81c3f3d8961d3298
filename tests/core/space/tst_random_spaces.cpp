// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/space/prepared_space.h"
#include "tests/core/space/random_space.h"

using namespace cw;
using namespace cw::space;
using namespace cw::space::test;

/// Laws that hold for every space.
class TestRandomSpaces : public QObject {
    Q_OBJECT

    static constexpr std::uint64_t kSpaces = 60;

private Q_SLOTS:
    void samples_areValidAndSurviveText()
    {
        for (std::uint64_t seed = 1; seed <= kSpaces; ++seed) {
            const SearchSpace space = RandomSpace(seed, true).draw();
            const Compiled compiled = compile(space);
            QVERIFY2(compiled.issues.empty(), lines(compiled.issues).c_str());
            const DecisionTree& tree = compiled.tree;
            const TreeCandidates set(tree);
            const PreparedSpace prepared(space, tree);
            Rng rng(seed);
            for (int i = 0; i < 20; ++i) {
                const Candidate candidate = set.sample(rng);
                QVERIFY(checkCandidate(tree, candidate, "sample").has_value());
                const std::string text = toText(tree, candidate);
                QVERIFY2(candidateFromText(tree, text, "text").value() == candidate, text.c_str());
                QVERIFY2(candidateFromJson(tree, toJson(tree, candidate), "json").value() == candidate, text.c_str());
                const Realised alone = realise(space, tree, candidate);
                QVERIFY2(alone.issues.empty(), lines(alone.issues).c_str());
                QVERIFY2(prepared.realise(candidate).architecture == alone.architecture, text.c_str());
            }
        }
    }

    void files_areWrittenAsTheyWereRead()
    {
        for (std::uint64_t seed = 1; seed <= kSpaces; ++seed) {
            const SearchSpace space = RandomSpace(seed, true).draw();
            const std::string saved = toJson(space).dump(2);
            const SearchSpace loaded = spaceFromJson(Json::parse(saved), "f").value();
            QVERIFY(loaded == space);
            QCOMPARE(toJson(loaded).dump(2), saved);
        }
    }

    void enumeration_visitsAsManyAsAreCounted()
    {
        int listed = 0;
        for (std::uint64_t seed = 1; seed <= kSpaces; ++seed) {
            const TreeCandidates set(compileOrError(RandomSpace(seed, false).draw()).value());
            QVERIFY(set.count() > 0);
            if (set.count() > 20'000)
                continue;
            std::uint64_t visited = 0;
            set.enumerate(100'000, [&](const Candidate& candidate) {
                visited += set.contains(candidate) ? 1 : 0;
                return true;
            });
            QCOMPARE(visited, set.count());
            ++listed;
        }
        QVERIFY(listed > 20);
    }

    void hash_forgetsTheOrderOfTheBlocks()
    {
        for (std::uint64_t seed = 1; seed <= kSpaces; ++seed) {
            const SearchSpace space = RandomSpace(seed, true).draw();
            SearchSpace shuffled = space;
            Rng rng(seed);
            rng.shuffle(shuffled.graph.blocks);
            const DecisionTree tree = compileOrError(space).value();
            const Candidate candidate = TreeCandidates(tree).sample(rng);
            // The candidate is one of the first tree: decisions are found by name.
            QVERIFY(canonicalHash(realise(shuffled, tree, candidate).architecture) ==
                    canonicalHash(realise(space, tree, candidate).architecture));
        }
    }
};

QTEST_APPLESS_MAIN(TestRandomSpaces)
#include "tst_random_spaces.moc"

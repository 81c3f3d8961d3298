// SPDX-License-Identifier: GPL-3.0-or-later
// Laws that hold whatever a person does to a drawing.
#include <set>

#include <fmt/format.h>

#include <QTest>

#include "core/space/constraint.h"
#include "core/space/edit/fragment.h"
#include "core/space/edit/patch.h"
#include "core/space/edit/space_diff.h"
#include "core/space/validate.h"
#include "tests/core/space/random_edit.h"
#include "tests/core/space/random_space.h"
#include "tests/core/space/space_fixture.h"

using namespace cw;
using namespace cw::space;
using namespace cw::space::test;

namespace {

constexpr int kSeeds = 20;
constexpr int kEdits = 300;
constexpr std::size_t kMostBlocks = 400; ///< a walk that grows further starts to remove

std::string saved(const SearchSpace& space)
{
    return toJson(space).dump(2);
}

/// Saves, opens and saves again. The reader's sentence, or where the second text differs; empty: all is well.
std::string roundTrip(const SearchSpace& space)
{
    const std::string text = saved(space);
    const auto json = parseJson(text, "saved");
    if (!json)
        return json.error().what();
    const auto read = spaceFromJson(*json, "saved");
    if (!read)
        return read.error().what();
    if (!(*read == space))
        return "the space that is read is another";
    return saved(*read) == text ? std::string() : "the text that is written again is another";
}

std::size_t blocksOf(const SearchSpace& space)
{
    std::size_t count = 0;
    for (const GraphAddress& at : allGraphs(space))
        count += graphAt(space, at)->blocks.size();
    return count;
}

/// Random spaces and templates by turns.
SearchSpace startOf(int seed)
{
    const auto all = templates();
    if (seed % 2 == 1)
        return openSpace(all[static_cast<std::size_t>(seed / 2) % all.size()].id).value();
    return randomSpace(static_cast<std::uint64_t>(seed), true);
}

bool parses(const SearchSpace& space)
{
    return Constraints::parse(compile(space).tree, space.constraints).has_value();
}

/// Constraints over the first decisions, so that there are names to follow.
void constrain(SearchSpace& space)
{
    const DecisionTree tree = compile(space).tree;
    for (std::size_t i = 0; i < tree.size() && i < 4; ++i)
        space.constraints.push_back(Constraints::variableName(tree.decisions[i].name) + " >= -1");
}

/// A candidate of one tree as one of another whose decisions are the same by order.
Candidate sampleOf(const DecisionTree& tree, std::uint64_t seed)
{
    Rng rng(seed, 0, "sample");
    return TreeCandidates(tree).sample(rng);
}

} // namespace

class TestEditWalk : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void walk_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 0; seed < kSeeds; ++seed)
            QTest::newRow(fmt::format("seed {}", seed).c_str()) << seed;
    }
    void walk()
    {
        QFETCH(const int, seed);
        SearchSpace space = startOf(seed);
        constrain(space);
        const std::string first = saved(space);
        std::vector<SpacePatch> patches;
        std::set<std::string> done;
        ++m_walks;
        Rng rng(static_cast<std::uint64_t>(seed), 0, "walk");
        for (int i = 0; i < kEdits; ++i) {
            const SearchSpace before = space;
            RandomEdit edit{"removeBlocks", true, {}};
            if (blocksOf(space) > kMostBlocks) {
                const auto& blocks = space.graph.blocks;
                edit.done = removeBlocks(space, {}, {blocks[rng.below(blocks.size())].id}, true).has_value();
            } else {
                edit = editAtRandom(space, rng);
            }
            const QByteArray where = fmt::format("edit {}, {} {}", i, edit.name, edit.refusal).c_str();
            if (!edit.done) {
                QVERIFY2(isSame(space, before), where);
                QVERIFY2(edit.refusal.size() < 1000, where);
                ++m_refused[edit.name];
                continue;
            }
            done.insert(edit.name);
            ++m_done[edit.name];
            if (i % 10 == 0 || blocksOf(space) < 100) {
                const std::string problem = roundTrip(space);
                QVERIFY2(problem.empty(), where + ": " + problem.c_str());
                validateStructure(space);
            }
            if (i % 30 == 0)
                compile(space);
            SpacePatch patch(before, space);
            QCOMPARE(patch.isEmpty(), isSame(before, space));
            SearchSpace undone = space;
            patch.undo(undone);
            QVERIFY2(isSame(undone, before), where);
            patches.push_back(std::move(patch));
        }
        const std::string last = saved(space);
        QVERIFY2(roundTrip(space).empty(), roundTrip(space).c_str());
        for (auto patch = patches.rbegin(); patch != patches.rend(); ++patch)
            patch->undo(space);
        QCOMPARE(saved(space), first);
        for (const SpacePatch& patch : patches)
            patch.redo(space);
        QCOMPARE(saved(space), last);
        QVERIFY2(done.size() > 15, "the walk did next to nothing");
    }

    void walks_triedEverything()
    {
        if (m_walks < kSeeds)
            QSKIP("only some of the walks were made");
        const std::set<std::string> neverRefused{"setConstraints"};
        QVERIFY(m_done.size() > 30);
        for (const auto& [name, count] : m_done)
            QVERIFY2(m_refused[name] > 0 || neverRefused.count(name) > 0, name.c_str());
        for (const auto& [name, count] : m_refused)
            QVERIFY2(m_done[name] > 0, name.c_str());
    }

    void renamingABlock_keepsCandidatesCostsAndConstraints()
    {
        for (int seed = 0; seed < 60; ++seed) {
            SearchSpace space = startOf(seed);
            if (seed >= 24)
                space = randomSpace(static_cast<std::uint64_t>(seed), false);
            constrain(space);
            const DecisionTree before = compile(space).tree;
            const bool parsed = parses(space);
            const Candidate candidate = sampleOf(before, 7);
            const Realised realised = realise(space, before, candidate);
            Rng rng(static_cast<std::uint64_t>(seed), 0, "rename");
            int renamed = 0;
            for (int i = 0; i < 12; ++i) {
                const auto graphs = allGraphs(space);
                const GraphAddress& at = graphs[rng.below(graphs.size())];
                const auto& blocks = graphAt(space, at)->blocks;
                if (blocks.empty())
                    continue;
                const std::string id = blocks[rng.below(blocks.size())].id;
                renamed += renameBlock(space, at, id, fmt::format("né-{} 🎉", i)) ? 1 : 0;
            }
            QVERIFY(renamed > 3);
            const DecisionTree after = compile(space).tree;
            QCOMPARE(after.size(), before.size());
            QCOMPARE(parses(space), parsed);
            const Realised again = realise(space, after, candidate);
            QVERIFY(again.architecture.costs == realised.architecture.costs);
            QCOMPARE(again.issues.size(), realised.issues.size());
            if (realised.issues.empty())
                QCOMPARE(canonicalHash(again.architecture), canonicalHash(realised.architecture));
        }
    }

    void groupingAndUngrouping_keepsTheNetworks()
    {
        int grouped = 0;
        for (int seed = 0; seed < 80; ++seed) {
            SearchSpace space = startOf(seed);
            const DecisionTree before = compile(space).tree;
            const Candidate candidate = sampleOf(before, 3);
            const Realised realised = realise(space, before, candidate);
            if (!realised.issues.empty())
                continue;
            Rng rng(static_cast<std::uint64_t>(seed), 0, "group");
            for (int i = 0; i < 8; ++i) {
                const auto graphs = allGraphs(space);
                const GraphAddress at = graphs[rng.below(graphs.size())];
                const auto& blocks = graphAt(space, at)->blocks;
                std::vector<std::string> ids;
                const std::size_t start = rng.below(blocks.size());
                for (std::size_t k = start; k < blocks.size() && ids.size() <= rng.below(4); ++k)
                    ids.push_back(blocks[k].id);
                const SearchSpace whole = space;
                const auto use = groupBlocks(space, at, ids, {});
                if (!use)
                    continue;
                ++grouped;
                const std::string where = fmt::format("seed {} group {} of {}", seed, i, fmt::join(ids, " "));
                // The cell's decisions may come later in the drawing: by name, where that stayed.
                const DecisionTree inCell = compile(space).tree;
                QVERIFY2(inCell.size() == before.size(), where.c_str());
                QVERIFY2(ungroupCell(space, at, *use).has_value(), where.c_str());
                QVERIFY2(removeCell(space, lastCell(space, whole)).has_value(), where.c_str());
                const DecisionTree after = compile(space).tree;
                const auto same = candidateFromText(after, toText(before, candidate), "c");
                QVERIFY2(same.has_value(), (where + (same ? "" : same.error().what())).c_str());
                const Realised again = realise(space, after, *same);
                QVERIFY2(again.issues.empty(), (where + lines(again.issues)).c_str());
                QVERIFY2(canonicalHash(again.architecture) == canonicalHash(realised.architecture), where.c_str());
                QVERIFY2(again.architecture.costs == realised.architecture.costs, where.c_str());
                space = whole;
            }
        }
        QVERIFY(grouped > 100);
    }

    void groupedNetworks_areTheSame()
    {
        SearchSpace space = openSpace("nas-bench-201").value();
        const DecisionTree before = compile(space).tree;
        const auto use = groupBlocks(space, {.cell = "cell"}, {"0-1", "1", "1-2"}, "part");
        QVERIFY2(!use, "node 1 and edge 1-2 both lead outside");
        const auto tail = groupBlocks(space, {}, {"reduction2", "stage3", "head"}, "tail");
        QVERIFY(tail.has_value());
        QCOMPARE(*tail, std::string("tail"));
        const Compiled after = compile(space);
        QCOMPARE(lines(after.issues), std::string());
        QCOMPARE(names(after.tree), names(before));
        const SearchSpace plain = openSpace("nas-bench-201").value();
        for (std::uint64_t seed = 0; seed < 5; ++seed) {
            const Candidate candidate = sampleOf(before, seed);
            QVERIFY(canonicalHash(realise(space, after.tree, candidate).architecture) ==
                    canonicalHash(realise(plain, before, candidate).architecture));
        }
    }

    void insertingAndRemoving_isAsBefore()
    {
        int inserted = 0;
        for (int seed = 0; seed < 60; ++seed) {
            SearchSpace space = startOf(seed);
            Rng rng(static_cast<std::uint64_t>(seed), 0, "insert");
            const SearchSpace before = space;
            for (int i = 0; i < 5; ++i) {
                const auto graphs = allGraphs(space);
                const GraphAddress& at = graphs[rng.below(graphs.size())];
                const auto& links = graphAt(space, at)->links;
                if (links.empty())
                    continue;
                const Link link = links[rng.below(links.size())];
                const auto id = insertBlock(space, at, link, op("", "identity"));
                QVERIFY2(id.has_value(), id ? "" : id.error().what());
                QVERIFY(removeBlocks(space, at, {*id}, true).has_value());
                ++inserted;
                QVERIFY2(isSame(space, before), fmt::format("seed {}: {} -> {}", seed, link.from, link.to).c_str());
            }
        }
        QVERIFY(inserted > 100);
    }

    void copyAndPaste_keepsTheBlocks()
    {
        for (int seed = 0; seed < 60; ++seed) {
            const SearchSpace space = startOf(seed);
            std::vector<std::string> ids;
            for (const Block& block : space.graph.blocks)
                ids.push_back(block.id);
            const auto read = fragmentFromText(toText(copyBlocks(space, {}, ids)));
            QVERIFY2(read.has_value(), read ? "" : read.error().what());
            SearchSpace empty = emptySpace("copy");
            const auto pasted = pasteFragment(empty, {}, *read, {500, 500});
            QVERIFY2(pasted.has_value(), pasted ? "" : pasted.error().what());
            for (const Block& block : space.graph.blocks) {
                if (block.kind == BlockKind::Input || block.kind == BlockKind::Output)
                    continue;
                const Block* copy = empty.graph.find(block.id);
                QVERIFY2(copy != nullptr, block.id.c_str());
                Block moved = *copy;
                moved.x = block.x;
                moved.y = block.y;
                QVERIFY2(isSame(moved, block), block.id.c_str());
            }
        }
    }

private:
    int m_walks = 0;
    std::map<std::string, int> m_done;
    std::map<std::string, int> m_refused;

    static std::string lastCell(const SearchSpace& now, const SearchSpace& before)
    {
        for (const auto& [name, cell] : now.cells) {
            if (before.cells.count(name) == 0)
                return name;
        }
        return {};
    }
};

QTEST_APPLESS_MAIN(TestEditWalk)
#include "tst_edit_walk.moc"

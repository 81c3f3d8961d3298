// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <QTest>

#include "core/space/edit/edit.h"
#include "core/space/edit/patch.h"
#include "core/space/edit/space_diff.h"
#include "tests/core/space/space_fixture.h"

using namespace cw;
using namespace cw::space;
using namespace cw::space::test;

namespace {

/// A chain of ops.
SearchSpace large(int count)
{
    std::vector<Block> blocks;
    blocks.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i)
        blocks.push_back(op(fmt::format("op{}", i), "conv2d", {{"kernel", {3, {}, {}}}}));
    return spaceOf(std::move(blocks));
}

std::string saved(const SearchSpace& space)
{
    return toJson(space).dump(2);
}

} // namespace

class TestSpacePatch : public QObject {
    Q_OBJECT

    using Edit = std::function<Result<Done>(SearchSpace&)>;
    struct Case {
        const char* name;
        Edit edit;
        std::size_t most; ///< blocks and links that the patch may hold
    };
    static SearchSpace start() { return openSpace("nas-bench-201").value(); }
    static std::vector<Case> cases()
    {
        const GraphAddress cell{.cell = "cell"};
        const auto done = [](const auto& result) -> Result<Done> {
            return result ? Result<Done>(Done{}) : Result<Done>(result.error());
        };
        return {
            {"move",
             [](SearchSpace& s) {
                 return moveBlocks(s, {}, {{"stem", {1, 2}}, {"head", {3, 4}}});
             },
             4},
            {"title", [=](SearchSpace& s) { return setTitle(s, cell, "0-1", "First"); }, 2},
            {"parameter",
             [](SearchSpace& s) {
                 return setParam(s, {}, "stem", "kernel", ParamValue{5, {}, {}});
             },
             2},
            {"number of another type",
             [](SearchSpace& s) {
                 return setParam(s, {}, "head", "dropout", ParamValue{0.0, {}, {}});
             },
             2},
            {"add", [=](SearchSpace& s) { return done(addBlock(s, cell, op("", "conv2d"))); }, 1},
            {"insert",
             [=](SearchSpace& s) {
                 return done(insertBlock(s, cell, {"0", "0-1"}, op("", "conv2d")));
             },
             4},
            {"remove",
             [=](SearchSpace& s) {
                 return removeBlocks(s, cell, {"0-3", "1", "2-3"}, false);
             },
             40},
            {"rename", [=](SearchSpace& s) { return renameBlock(s, cell, "0-1", "edge"); }, 18},
            {"inside an alternative",
             [](SearchSpace& s) {
                 const GraphAddress at{"cell", {{"0-2", 3}}};
                 return setParam(s, at, "op", "kernel", ParamValue{5, {}, {}});
             },
             2},
            {"inside a body",
             [](SearchSpace& s) {
                 return renameBlock(s, {"", {{"stage1", -1}}}, "cell", "c");
             },
             2},
            {"alternative moved", [=](SearchSpace& s) { return moveAlternative(s, cell, "0-1", 0, 3); }, 16},
            {"names", [](SearchSpace& s) { return setNames(s, "mine", "Mine"); }, 1},
            {"constraints", [](SearchSpace& s) { return setConstraints(s, {"params <= 5e5"}); }, 1},
            {"wrap", [](SearchSpace& s) { return wrapBlock(s, {}, "stem", BlockKind::Optional); }, 8},
            {"group",
             [=](SearchSpace& s) {
                 return done(groupBlocks(s, {}, {"stem", "stage1"}, "start"));
             },
             24},
            {"cell renamed", [](SearchSpace& s) { return renameCell(s, "cell", "normal"); }, 150},
            {"cell added", [=](SearchSpace& s) { return done(addCell(s, "other")); }, 2},
        };
    }

private Q_SLOTS:
    void patches_goBothWaysAndAreSmall()
    {
        for (const Case& each : cases()) {
            const SearchSpace before = start();
            SearchSpace space = before;
            const auto edited = each.edit(space);
            QVERIFY2(edited.has_value(), edited ? "" : edited.error().what());
            const SearchSpace after = space;
            const SpacePatch patch(before, after);
            QVERIFY2(!patch.isEmpty(), each.name);
            QVERIFY2(patch.size() <= each.most, fmt::format("{}: {}", each.name, patch.size()).c_str());
            patch.undo(space);
            QCOMPARE(saved(space), saved(before));
            QVERIFY(space == before);
            patch.redo(space);
            QCOMPARE(saved(space), saved(after));
            QVERIFY(space == after);
        }
    }

    void numbersThatAreEqual_areNotTheSame()
    {
        SearchSpace before = start();
        before.graph.blocks[1].params["kernel"].fixed = 3;
        SearchSpace after = before;
        after.graph.blocks[1].params["kernel"].fixed = 3.0;
        after.extra["note"] = {1, 2.0};
        const SpacePatch patch(before, after);
        SearchSpace space = after;
        patch.undo(space);
        QCOMPARE(saved(space), saved(before));
        patch.redo(space);
        QCOMPARE(saved(space), saved(after));
    }

    void everythingElseOfADocument_isKept()
    {
        const SearchSpace before = start();
        SearchSpace after = before;
        after.textForm.clear();
        after.task.classes = 7;
        after.taskExtra["metric"] = "f1";
        after.paper = "none";
        after.decisions.push_back({"a", Domain::categorical({"x", "y"}), {}, {}});
        after.decisionExtra["a"] = {{"help", "h"}};
        after.graph.extra["grid"] = 8;
        after.graph.blocks[2].extra["colour"] = "red";
        after.graph.blocks[2].body.front().extra["comment"] = {{"text", "here"}};
        after.cells["cell"].blocks[1].alternatives[0].extra["weight"] = 0.5;
        std::swap(after.cells["cell"].blocks[2], after.cells["cell"].blocks[5]);
        std::reverse(after.cells["cell"].links.begin(), after.cells["cell"].links.end());
        after.graph.links.push_back(after.graph.links.front()); // twice
        const SpacePatch patch(before, after);
        SearchSpace space = after;
        patch.undo(space);
        QCOMPARE(saved(space), saved(before));
        patch.redo(space);
        QCOMPARE(saved(space), saved(after));
    }

    void linkThatTakesAnotherResult_isAChange()
    {
        SearchSpace before = start();
        before.graph.links[1].previous = true;
        SearchSpace after = before;
        after.graph.links[1].previous = false;
        const SpacePatch patch(before, after);
        QVERIFY(!patch.isEmpty());
        SearchSpace space = after;
        patch.undo(space);
        QVERIFY(space == before);
        patch.redo(space);
        QVERIFY(space == after);
    }

    void sameState_isNoChange()
    {
        const SearchSpace before = start();
        QVERIFY(SpacePatch(before, before).isEmpty());
        QCOMPARE(SpacePatch(before, before).size(), std::size_t(0));
    }

    void scatteredChangesOfALargeSpace_holdOnlyWhatChanged()
    {
        const SearchSpace before = large(3000);
        SearchSpace after = before;
        QVERIFY(removeBlocks(after, {}, {"op10", "op1500", "op2990"}, true).has_value());
        QVERIFY(moveBlocks(after, {}, {{"op5", {1, 2}}, {"op2995", {1, 2}}}).has_value());
        const SpacePatch patch(before, after);
        QVERIFY2(patch.size() <= 3 + 3 * 3 + 4, std::to_string(patch.size()).c_str());
        SearchSpace space = after;
        patch.undo(space);
        QVERIFY(space == before);
        patch.redo(space);
        QVERIFY(space == after);
    }

    void ofManyChangesInALargeSpace_isQuick_data()
    {
        QTest::addColumn<int>("count");
        QTest::newRow("3,000") << 3000;
        QTest::newRow("15,000") << 15'000;
    }
    /// Not timed: what is quadratic would take minutes here.
    void ofManyChangesInALargeSpace_isQuick()
    {
        QFETCH(const int, count);
        const SearchSpace before = large(count);
        SearchSpace space = before;
        std::vector<std::string> every;
        std::map<std::string, CanvasPoint> places;
        for (int i = 0; i < count; i += 2) {
            every.push_back(fmt::format("op{}", i));
            places[every.back()] = {1.0 * i, 2.0};
        }
        QVERIFY(moveBlocks(space, {}, places).has_value());
        QVERIFY(removeBlocks(space, {}, every, true).has_value());
        QCOMPARE(space.graph.links.size(), before.graph.links.size() - every.size());
        std::vector<std::string> rest;
        for (const Block& block : space.graph.blocks)
            rest.push_back(block.id);
        rest.resize(rest.size() / 4);
        QVERIFY(duplicateBlocks(space, {}, rest, {10, 10}).has_value());
        QVERIFY(linkProblem(space, {}, {"op1", "op1"}).size() > 0);
        const SpacePatch patch(before, space);
        SearchSpace undone = space;
        patch.undo(undone);
        QVERIFY(undone == before);
        patch.redo(undone);
        QVERIFY(undone == space);
    }
};

QTEST_APPLESS_MAIN(TestSpacePatch)
#include "tst_space_patch.moc"

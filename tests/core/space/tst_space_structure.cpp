// SPDX-License-Identifier: GPL-3.0-or-later
// Edits that change the structure of a drawing: names, choices, bodies, cells.
#include <fmt/format.h>

#include <QTest>

#include "core/space/constraint.h"
#include "core/space/edit/edit.h"
#include "core/space/edit/space_diff.h"
#include "core/space/limits.h"
#include "tests/core/space/space_fixture.h"

using namespace cw;
using namespace cw::space;
using namespace cw::space::test;

namespace {

template <class T>
std::string refusal(const Result<T>& result)
{
    return result ? std::string("no error") : result.error().problem();
}

bool contains(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

const GraphAddress kTop;
const GraphAddress kCell{.cell = "cell"};

/// All blocks at one place, so that only what they say is compared.
SearchSpace withoutPlaces(SearchSpace space)
{
    const std::function<void(Graph&)> clear = [&](Graph& graph) {
        for (Block& each : graph.blocks) {
            each.x = each.y = 0;
            for (Graph& body : each.body)
                clear(body);
            for (Alternative& alternative : each.alternatives)
                clear(alternative.body.front());
        }
    };
    clear(space.graph);
    for (auto& [name, cell] : space.cells)
        clear(cell);
    return space;
}

Candidate sample(const DecisionTree& tree)
{
    Rng rng(5, 0, "sample");
    return TreeCandidates(tree).sample(rng);
}

} // namespace

class TestSpaceStructure : public QObject {
    Q_OBJECT

    static SearchSpace nasBench() { return openSpace("nas-bench-201").value(); }

private Q_SLOTS:
    void nasBench201_canBeDrawnFromNothing()
    {
        SearchSpace space = emptySpace("untitled");
        QVERIFY(setNames(space, "nas-bench-201", "NAS-Bench-201").has_value());
        QVERIFY(setPaper(space, "Dong and Yang, ICLR 2020").has_value());
        QVERIFY(setTextForm(space, "nas-bench-201").has_value());
        QCOMPARE(addCell(space, "cell").value(), std::string("cell"));
        // The cell: an input, an edge between each two nodes, the last node its output.
        QVERIFY(renameBlock(space, kCell, "input", "0").has_value());
        QVERIFY(renameBlock(space, kCell, "output", "3").has_value());
        const std::pair<const char*, int> ops[] = {
            {"none", 0}, {"skip_connect", 0}, {"nor_conv_1x1", 1}, {"nor_conv_3x3", 0}, {"avg_pool_3x3", 0}};
        const char* kinds[] = {"zero", "identity", "relu-conv-bn", "relu-conv-bn", "avg-pool"};
        for (const std::string id : {"0-1", "0-2", "1", "1-2", "2", "0-3", "1-3", "2-3"}) {
            const bool node = id.size() == 1;
            QCOMPARE(addBlock(space, kCell, block(id, node ? BlockKind::Merge : BlockKind::Choice)).value(), id);
            if (node)
                continue;
            QVERIFY(setTitle(space, kCell, id, fmt::format("Choice {} → {}", id[0], id[2])).has_value());
            for (int i = 0; i < 5; ++i) {
                QVERIFY(addAlternative(space, kCell, id, op("", kinds[i]), ops[i].first).has_value());
                const GraphAddress inside{"cell", {{id, i}}};
                if (ops[i].second > 0)
                    QVERIFY(setParam(space, inside, "op", "kernel", ParamValue{ops[i].second, {}, {}}).has_value());
            }
        }
        for (const std::string id : {"0-1", "0-2", "1-2", "0-3", "1-3", "2-3"}) {
            QVERIFY(addLink(space, kCell, {id.substr(0, 1), id}).has_value());
            QVERIFY(addLink(space, kCell, {id, id.substr(2)}).has_value());
        }
        // The network.
        const auto add = [&](const char* id, const char* name, const char* title, std::map<std::string, Json> params) {
            QCOMPARE(addBlock(space, kTop, op(id, name)).value(), std::string(id));
            QVERIFY(setTitle(space, kTop, id, title).has_value());
            for (const auto& [param, value] : params)
                QVERIFY(setParam(space, kTop, id, param, ParamValue{value, {}, {}}).has_value());
        };
        const auto addStage = [&](const char* id, const char* title) {
            QCOMPARE(addBlock(space, kTop, cellUse(id, "cell")).value(), std::string(id));
            QVERIFY(wrapBlock(space, kTop, id, BlockKind::Repeat).has_value());
            QVERIFY(setRange(space, kTop, id, 5, 5).has_value());
            QVERIFY(setStage(space, kTop, id, true).has_value());
            QVERIFY(setTitle(space, kTop, id, title).has_value());
        };
        add("stem", "conv2d", "Stem", {{"filters", 16}, {"bias", false}, {"norm", "batch-norm"}});
        addStage("stage1", "Stage 1");
        add("reduction1", "residual-reduction", "Reduction 1", {{"filters", 32}});
        addStage("stage2", "Stage 2");
        add("reduction2", "residual-reduction", "Reduction 2", {{"filters", 64}});
        addStage("stage3", "Stage 3");
        add("head", "head", "Head", {});
        std::string last = "input";
        for (const char* id : {"stem", "stage1", "reduction1", "stage2", "reduction2", "stage3", "head", "output"}) {
            QVERIFY(addLink(space, kTop, {last, id}).has_value());
            last = id;
        }
        QCOMPARE(QByteArray::fromStdString(toJson(withoutPlaces(space)).dump(1)),
                 QByteArray::fromStdString(toJson(withoutPlaces(nasBench())).dump(1)));
        QVERIFY(withoutPlaces(space) == withoutPlaces(nasBench()));
        QCOMPARE(names(compile(space).tree), std::string("0-1 0-2 1-2 0-3 1-3 2-3"));
    }

    void renamed_blocksKeepLinksAndConstraints()
    {
        SearchSpace space = nasBench();
        space.constraints = {"_0_1 >= 1 && params <= 5e5", "(_0_1+_0_12) < 3", "depth<=12"};
        QVERIFY(renameBlock(space, kCell, "0-1", "first edge").has_value());
        QCOMPARE(space.constraints[0], std::string("first_edge >= 1 && params <= 5e5"));
        QCOMPARE(space.constraints[1], std::string("(first_edge+_0_12) < 3")); // whole words
        QCOMPARE(space.constraints[2], std::string("depth<=12"));
        QCOMPARE(names(compile(space).tree), std::string("first edge 0-2 1-2 0-3 1-3 2-3"));
        QVERIFY(space.cells["cell"].links[0] == (Link{"0", "first edge"}));
        QVERIFY(renameBlock(space, kCell, "first edge", "🎉 שלום").has_value());
        QVERIFY(spaceFromJson(toJson(space), "f").value() == space);
    }

    void renamed_blocksKeepWhatTheyGive()
    {
        SearchSpace space = openSpace("mobilenet").value();
        QVERIFY(renameBlock(space, kTop, "stage2", "first").has_value());
        QCOMPARE(space.graph.find("first")->body.front().blocks.front().params.at("stride").of,
                 std::string("first.stride"));
        QCOMPARE(lines(compile(space).issues), std::string());
        SearchSpace nasnet = openSpace("nasnet").value();
        QVERIFY(renameBlock(nasnet, {.cell = "reduce"}, "2a-input", "left").has_value());
        QCOMPARE(lines(compile(nasnet).issues), std::string());
        // Another one that gives the same name may not be met on the way.
        SearchSpace nested = openSpace("mobilenet").value();
        QVERIFY(wrapBlock(nested, kTop, "stage2", BlockKind::Repeat).has_value());
        QVERIFY(setGives(nested, kTop, "repeat", {{"stride", {1}}}).has_value());
        QVERIFY(contains(refusal(renameBlock(nested, kTop, "repeat", "stage2")), "another block"));
        QCOMPARE(lines(compile(nested).issues), std::string());
    }

    void renamed_decisionsElsewhere_areFollowed()
    {
        // A second block of that name makes both of them known by their paths.
        SearchSpace space = openSpace("darts-cnn").value();
        QVERIFY(ungroupCell(space, {"", {{"stage1", -1}}}, "cell").has_value());
        SearchSpace other = nasBench();
        other.constraints = {"_0_1 >= 1"};
        QVERIFY(addBlock(other, kTop, choice("0-1", {{"a", op("op", "identity")}, {"b", op("op", "identity")}}))
                    .has_value());
        QCOMPARE(other.constraints[0], std::string("cell_0_1 >= 1"));
        QVERIFY(renameCell(other, "cell", "normal").has_value());
        QCOMPARE(other.constraints[0], std::string("normal_0_1 >= 1"));
        QVERIFY(removeBlocks(other, kTop, {"0-1"}, false).has_value());
        QCOMPARE(other.constraints[0], std::string("_0_1 >= 1"));
    }

    void names_thatCannotBe_areRefused()
    {
        SearchSpace space = nasBench();
        space.constraints = {"_0_1 >= 1"};
        const SearchSpace before = space;
        const auto rename = [&](const std::string& name) { return refusal(renameBlock(space, kCell, "0-1", name)); };
        QVERIFY(contains(rename("0-2"), "another block"));
        QVERIFY(contains(rename(""), "from 1 to 128"));
        QVERIFY(contains(rename(std::string(10'000, 'x')), "found 10000"));
        QVERIFY(rename(std::string(10'000, 'x')).size() < 200);
        for (const char* name : {"a/b", "a=b", "a;b", "a[0]", "a\nb"})
            QVERIFY2(contains(rename(name), "may not hold"), name);
        QVERIFY(contains(rename("\xc3\x28"), "not text"));
        QVERIFY(contains(rename("params"), "constraint")); // means the parameters there
        QVERIFY(isSame(space, before));
        QCOMPARE(rename("0-1"), std::string("no error"));
        QVERIFY(contains(refusal(renameCell(space, "cell", "a/b")), "may not hold"));
        QVERIFY(contains(refusal(renameCell(space, "gone", "a")), "no cell"));
        QVERIFY(contains(refusal(setNames(space, std::string(10'000, 'x'), "")), "200"));
        QVERIFY(contains(refusal(setTitle(space, kTop, "stem", std::string(10'000, 'x'))), "200"));
        QVERIFY(setTitle(space, kTop, "stem", "🎉 שלום").has_value());
        QVERIFY(contains(refusal(setTextForm(space, "bomb")), "bomb"));
        QVERIFY(!setConstraints(space, {"a\nb"}));
    }

    void alternatives_areAddedMovedAndRenamed()
    {
        SearchSpace space = nasBench();
        const auto alternatives = [&] {
            std::string text;
            for (const Alternative& each : space.cells["cell"].find("0-1")->alternatives)
                text += (text.empty() ? "" : " ") + each.name;
            return text;
        };
        QVERIFY(addAlternative(space, kCell, "0-1", op("", "conv2d")).has_value());
        QVERIFY(addAlternative(space, kCell, "0-1", op("conv", "conv2d")).has_value()); // as the palette offers it
        QCOMPARE(space.cells["cell"].find("0-1")->alternatives.back().body.front().blocks.front().id,
                 std::string("op"));
        QVERIFY(moveAlternative(space, kCell, "0-1", 6, 0).has_value());
        QVERIFY(removeAlternative(space, kCell, "0-1", 2).has_value());
        QVERIFY(renameAlternative(space, kCell, "0-1", 1, "zero").has_value());
        QCOMPARE(alternatives(), std::string("conv2d-2 zero nor_conv_1x1 nor_conv_3x3 avg_pool_3x3 conv2d"));
        QVERIFY(moveAlternative(space, kCell, "0-1", 0, 5).has_value());
        QCOMPARE(alternatives(), std::string("zero nor_conv_1x1 nor_conv_3x3 avg_pool_3x3 conv2d conv2d-2"));
        QCOMPARE(lines(compile(space).issues), std::string());
        QVERIFY(contains(refusal(renameAlternative(space, kCell, "0-1", 0, "conv2d")), "another alternative"));
        QVERIFY(contains(refusal(renameAlternative(space, kCell, "0-1", 0, "a/b")), "may not hold"));
        QVERIFY(
            contains(refusal(addAlternative(space, kCell, "0-1", op("", "conv2d"), "zero")), "another alternative"));
        QVERIFY(contains(refusal(removeAlternative(space, kCell, "0-1", 6)), "6 alternatives"));
        QVERIFY(contains(refusal(moveAlternative(space, kCell, "0-1", 0, -1)), "6 alternatives"));
        QVERIFY(contains(refusal(addAlternative(space, kCell, "1", op("", "conv2d"))), "merge"));
        QVERIFY(contains(refusal(addAlternative(space, kCell, "0-1", cellUse("", "cell"))), "would use itself"));
    }

    void wrapping_andUnwrapping_isAsBefore()
    {
        for (const TemplateInfo& info : templates()) {
            for (const BlockKind kind : {BlockKind::Choice, BlockKind::Optional, BlockKind::Repeat}) {
                SearchSpace space = openSpace(info.id).value();
                const SearchSpace before = space;
                for (const Block& each : before.graph.blocks) {
                    if (!wrapBlock(space, kTop, each.id, kind))
                        continue;
                    QVERIFY(spaceFromJson(toJson(space), "f").value() == space);
                    std::string outer = each.id;
                    for (const Block& block : space.graph.blocks) {
                        if (before.graph.find(block.id) == nullptr)
                            outer = block.id;
                    }
                    QVERIFY(unwrapBlock(space, kTop, outer).has_value());
                    QVERIFY2(isSame(space, before), (info.id + ": " + each.id).c_str());
                }
            }
        }
    }

    void wrapped_networksAreTheSame()
    {
        SearchSpace space = nasBench();
        const DecisionTree tree = compile(space).tree;
        const auto network = canonicalHash(realise(space, tree, sample(tree)).architecture);
        QVERIFY(wrapBlock(space, kTop, "stem", BlockKind::Repeat).has_value());
        QCOMPARE(space.graph.find("stem")->title, std::string("Stem"));
        QVERIFY(wrapBlock(space, kTop, "stage2", BlockKind::Choice).has_value());
        const DecisionTree wrapped = compile(space).tree;
        QCOMPARE(names(wrapped), "0-1 0-2 1-2 0-3 1-3 2-3 choice");
        QVERIFY(network == canonicalHash(realise(space, wrapped, sample(wrapped)).architecture));
        QVERIFY(contains(refusal(wrapBlock(space, kTop, "input", BlockKind::Repeat)), "cannot stand alone"));
        QVERIFY(contains(refusal(wrapBlock(space, kTop, "head", BlockKind::Merge)), "choice, an optional or a repeat"));
        QVERIFY(contains(refusal(unwrapBlock(space, kTop, "head")), "nothing inside"));
        QVERIFY(contains(refusal(unwrapBlock(space, kTop, "choice", 3)), "1 alternatives"));
        SearchSpace nasnet = openSpace("nasnet").value();
        QVERIFY(contains(refusal(wrapBlock(nasnet, kTop, "stage1", BlockKind::Repeat)), "before its last copy"));
        QVERIFY(contains(refusal(wrapBlock(nasnet, kTop, "reduction1", BlockKind::Optional)), "takes one input"));
    }

    void unwrapped_repeatsTakeTheValuesOfTheFirstCopy()
    {
        SearchSpace space = openSpace("mobilenet").value();
        QVERIFY(unwrapBlock(space, kTop, "stage2").has_value());
        const Block& layer = *space.graph.find("stage2");
        QCOMPARE(layer.op, std::string("mbconv"));
        QVERIFY(layer.params.at("stride").fixed == 2);
        QCOMPARE(lines(compile(space).issues), std::string());
    }

    void unwrap_thatTakesMoreThanTheLimit_isRefused()
    {
        // What merges loose ends is given an identity for each input that it would no longer take.
        Graph body{{block("in", BlockKind::Input), op("a", "identity")}, {{"in", "a"}}};
        for (int i = 0; i < 10; ++i) {
            Block merge = block(fmt::format("m{}", i), BlockKind::Merge);
            merge.looseEnds = true;
            body.links.push_back({"in", merge.id});
            body.links.push_back({"a", merge.id});
            body.blocks.push_back(std::move(merge));
        }
        body.blocks.push_back(block("out", BlockKind::Output));
        for (int i = 0; i < 10; ++i)
            body.links.push_back({fmt::format("m{}", i), "out"});
        SearchSpace space = spaceOf({repeat("r", 1, 1, true, std::move(body))});
        SearchSpace roomy = space;
        QVERIFY(unwrapBlock(roomy, kTop, "r").has_value());
        const int more = 18; // 14 with the repeat become 22 at the top; 4 blocks stand around it
        QCOMPARE(roomy.graph.blocks.size(), std::size_t(4 + 22));
        for (int i = 0; i < kMaxBlocks - more; ++i)
            space.graph.blocks.push_back(op(fmt::format("o{}", i), "identity"));
        const SearchSpace before = space;
        QVERIFY2(contains(refusal(unwrapBlock(space, kTop, "r")), "at most 60000 blocks"),
                 refusal(unwrapBlock(space, kTop, "r")).c_str());
        QVERIFY(space == before);
    }

    void groups_thatACellCannotBe_areRefused()
    {
        SearchSpace space = openSpace("nasnet").value();
        const GraphAddress normal{.cell = "normal"};
        const SearchSpace before = space;
        const auto refused = [&](const GraphAddress& at, std::vector<std::string> ids) {
            return refusal(groupBlocks(space, at, ids, "part"));
        };
        QVERIFY(contains(refused(kTop, {"input", "stem"}), "stays where it is"));
        QVERIFY(contains(refused(kTop, {}), "nothing to group"));
        QVERIFY(contains(refused(kTop, {"nobody"}), "nothing to group"));
        QVERIFY(contains(refused(kTop, {"stage1"}), "before its last copy"));
        QVERIFY(contains(refused(normal, {"2a-op", "2b-op"}), "both lead"));
        QVERIFY(isSame(space, before));
        SearchSpace chained = nasBench();
        QVERIFY(contains(refusal(groupBlocks(chained, kTop, {"stem", "reduction1"}, "")), "both lead"));
        QVERIFY(contains(refusal(groupBlocks(chained, kTop, {"stem"}, "a/b")), "may not hold"));
        QVERIFY(contains(refusal(groupBlocks(chained, {"", {{"stage9", -1}}}, {"cell"}, "")), "no such place"));
    }

    void grouped_parametersComeFromTheUse()
    {
        SearchSpace space = openSpace("nasnet").value();
        const GraphAddress normal{.cell = "normal"};
        const DecisionTree before = compile(space).tree;
        QCOMPARE(groupBlocks(space, normal, {"1"}, "align").value(), std::string("align"));
        QCOMPARE(space.cells["normal"].find("align")->params.at("filters").of, std::string("filters"));
        QCOMPARE(lines(compile(space).issues), std::string());
        QCOMPARE(names(compile(space).tree), names(before));
        QVERIFY(ungroupCell(space, normal, "align").has_value());
        QVERIFY(removeCell(space, "align").has_value());
        QVERIFY(withoutPlaces(space) == withoutPlaces(openSpace("nasnet").value()));
    }

    void cells_areRemovedWhenNobodyUsesThem()
    {
        SearchSpace space = nasBench();
        QVERIFY(contains(refusal(removeCell(space, "cell")), "is used by 'cell'"));
        QVERIFY(contains(refusal(removeCell(space, "gone")), "no cell"));
        QCOMPARE(addCell(space, "cell").value(), std::string("cell-2"));
        QVERIFY(removeCell(space, "cell-2").has_value());
        QVERIFY(space == nasBench());
        QVERIFY(contains(refusal(setCell(space, {"", {{"stage1", -1}}}, "cell", "gone")), "no cell"));
        QVERIFY(contains(refusal(ungroupCell(space, kTop, "stem")), "not the use of a cell"));
        const auto searched = [&] {
            SearchSpace given = openSpace("nasnet").value();
            const auto done = setParam(given, {"", {{"stage1", -1}}}, "cell", "filters",
                                       ParamValue{{}, Domain::categorical({"16", "32"}), {}});
            return done ? refusal(ungroupCell(given, {"", {{"stage1", -1}}}, "cell")) : refusal(done);
        };
        QVERIFY2(contains(searched(), "is searched once"), searched().c_str());
    }
};

QTEST_APPLESS_MAIN(TestSpaceStructure)
#include "tst_space_structure.moc"

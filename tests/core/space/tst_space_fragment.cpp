// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <QTest>

#include "core/space/edit/fragment.h"
#include "core/space/edit/space_diff.h"
#include "core/space/limits.h"
#include "tests/core/space/space_fixture.h"

using namespace cw;
using namespace cw::space;
using namespace cw::space::test;

namespace {

std::string refusalOf(const std::string& text)
{
    const auto fragment = fragmentFromText(text);
    return fragment ? std::string("no error") : std::string(fragment.error().what());
}

Fragment read(const std::string& text)
{
    return fragmentFromText(text).value();
}

std::vector<std::string> idsOf(const Graph& graph)
{
    std::vector<std::string> ids;
    for (const Block& block : graph.blocks)
        ids.push_back(block.id);
    return ids;
}

std::string joined(const std::vector<std::string>& texts)
{
    return fmt::format("{}", fmt::join(texts, " "));
}

} // namespace

class TestSpaceFragment : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keyThatMarksBlocks_isNoHarmInAPastedOne()
    {
        SearchSpace space = openSpace("nas-bench-201").value();
        space.constraints = {"params <= 5e5"}; // blocks are marked while an edit may rename decisions
        const Fragment fragment = read(R"({"format": "cellwright-fragment", "version": 1, "graph": {"blocks": [
            {"id": "conv", "kind": "op", "op": "conv2d", "\u0001mark": "not a number"}]}})");
        const auto ids = pasteFragment(space, {}, fragment, {});
        QVERIFY(ids.has_value());
        QCOMPARE(joined(*ids), std::string("conv"));
        QCOMPARE(space.constraints, std::vector<std::string>{"params <= 5e5"});
    }

    void copies_bringLinksAndCells()
    {
        const SearchSpace space = openSpace("nas-bench-201").value();
        const Fragment fragment = copyBlocks(space, {}, {"stage1", "reduction1", "head", "nobody"});
        QCOMPARE(joined(idsOf(fragment.graph)), std::string("stage1 reduction1 head"));
        QCOMPARE(fragment.graph.links.size(), std::size_t(1));
        QCOMPARE(fragment.cells.size(), std::size_t(1));
        const Fragment again = read(toText(fragment));
        QVERIFY(isSame(again.graph, fragment.graph));
        QVERIFY(isSame(again.cells.at("cell"), fragment.cells.at("cell")));
        QVERIFY(copyBlocks(space, {"nowhere"}, {"stem"}).graph.blocks.empty());
    }

    void pasted_cellsThatAreThere_areUsed()
    {
        SearchSpace space = openSpace("nas-bench-201").value();
        const Fragment fragment = copyBlocks(space, {}, {"stage1", "reduction1"});
        space.cells["cell"].blocks[1].x += 50; // only moved
        const auto ids = pasteFragment(space, {}, fragment, {1000, 1000}).value();
        QCOMPARE(joined(ids), std::string("stage1-2 reduction1-2"));
        QCOMPARE(space.cells.size(), std::size_t(1));
        QCOMPARE(space.graph.blocks.back().kind, BlockKind::Output);
        QVERIFY(space.graph.links.back() == (Link{"stage1-2", "reduction1-2"}));
        const Block& pasted = *space.graph.find("stage1-2");
        const Block& other = *space.graph.find("reduction1-2");
        QCOMPARE((pasted.x + other.x) / 2, 1000.0);
        QCOMPARE((pasted.y + other.y) / 2, 1000.0);
    }

    void pasted_cellsOfTheSameName_comeUnderANewOne()
    {
        SearchSpace space = openSpace("nas-bench-201").value();
        const SearchSpace other = openSpace("nas-bench-201").value();
        space.cells["cell"].blocks[1].alternatives.pop_back();
        // A cell inside a cell follows.
        SearchSpace nested = other;
        nested.cells["outer"] =
            chain({block("in", BlockKind::Input), cellUse("use", "cell"), block("out", BlockKind::Output)});
        nested.graph.blocks.push_back(cellUse("nest", "outer"));
        const auto ids = pasteFragment(space, {}, copyBlocks(nested, {}, {"nest", "stage1"}), {0, 0}).value();
        QCOMPARE(joined(ids), std::string("stage1-2 nest"));
        QCOMPARE(space.cells.size(), std::size_t(3));
        QCOMPARE(space.graph.find("stage1-2")->body.front().blocks.front().cell, std::string("cell-2"));
        QCOMPARE(space.cells.at("outer").find("use")->cell, std::string("cell-2"));
        QVERIFY(isSame(space.cells.at("cell-2"), other.cells.at("cell")));
    }

    void pasted_referencesFollowNewIds()
    {
        SearchSpace space = openSpace("mobilenet").value();
        const auto ids = pasteFragment(space, {}, copyBlocks(space, {}, {"stage2"}), {0, 0}).value();
        QCOMPARE(joined(ids), std::string("stage2-2"));
        const Block& copy = *space.graph.find("stage2-2");
        QCOMPARE(copy.body.front().blocks.front().params.at("stride").of, std::string("stage2-2.stride"));
        QCOMPARE(space.graph.find("stage2")->body.front().blocks.front().params.at("stride").of,
                 std::string("stage2.stride"));
        const SearchSpace nasnet = openSpace("nasnet").value();
        SearchSpace into = nasnet;
        const GraphAddress reduce{.cell = "reduce"};
        const auto pair =
            pasteFragment(into, reduce, copyBlocks(nasnet, reduce, {"2a-input", "2a-op"}), {0, 0}).value();
        QCOMPARE(joined(pair), std::string("2a-input-2 2a-op-2"));
        const Block& chosen = *into.cells.at("reduce").find("2a-op-2");
        QCOMPARE(chosen.alternatives[1].body.front().blocks.front().params.at("stride").of,
                 std::string("2a-input-2.stride"));
    }

    void pasted_intoABody_getsEnds()
    {
        SearchSpace space = openSpace("nas-bench-201").value();
        const GraphAddress stage{"", {{"stage1", -1}}};
        const auto ids = pasteFragment(space, stage, copyBlocks(space, {}, {"stem"}), {0, 0});
        QVERIFY(ids.has_value());
        const Graph& body = *graphAt(std::as_const(space), stage);
        QCOMPARE(joined(idsOf(body)), std::string("input cell stem output"));
        // A body that is empty takes the block alone.
        QVERIFY(removeBlocks(space, {"", {{"stage2", -1}}}, {"cell"}, false).has_value());
        QVERIFY(pasteFragment(space, {"", {{"stage2", -1}}}, copyBlocks(space, {}, {"stem"}), {0, 0}).has_value());
        QCOMPARE(graphAt(space, {"", {{"stage2", -1}}})->blocks.size(), std::size_t(1));
    }

    void pasted_aCellIntoItself_isRefused()
    {
        SearchSpace space = openSpace("nas-bench-201").value();
        const SearchSpace before = space;
        const auto refused = pasteFragment(space, {.cell = "cell"}, copyBlocks(space, {}, {"stage1"}), {0, 0});
        QVERIFY(!refused);
        QVERIFY(QByteArray(refused.error().what()).contains("use itself"));
        QVERIFY(isSame(space, before));
        QVERIFY(!pasteFragment(space, {}, copyBlocks(space, {}, {"stem"}), {1e12, 0}));
        QVERIFY(!pasteFragment(space, {}, copyBlocks(space, {}, {"input"}), {0, 0}));
        QVERIFY(!pasteFragment(space, {"gone"}, copyBlocks(space, {}, {"stem"}), {0, 0}));
    }

    void wholeSpaces_comeWithoutTheirEnds()
    {
        const SearchSpace space = openSpace("darts-cnn").value();
        const Fragment fragment = read(toJson(space).dump());
        QVERIFY(fragment.graph.find("input") == nullptr);
        QVERIFY(fragment.graph.blocks.size() + 2 == space.graph.blocks.size());
        QCOMPARE(fragment.cells.size(), std::size_t(2));
    }

    void architectures_comeAsOps()
    {
        for (const char* id : {"nas-bench-201", "darts-rnn", "transformer", "mobilenet"}) {
            const SearchSpace space = openSpace(id).value();
            const DecisionTree tree = compile(space).tree;
            Rng rng(1, 0, "fragment");
            const auto architecture = realiseOrError(space, tree, TreeCandidates(tree).sample(rng)).value();
            const Fragment fragment = read(toJson(architecture).dump());
            SearchSpace drawn = emptySpace("drawn");
            drawn.task = space.task;
            const auto ids = pasteFragment(drawn, {}, fragment, {500, 500}).value();
            QVERIFY(ids.size() + 2 >= architecture.ops.size());
            // Its first op hears the input, its last one is the end.
            for (const std::string& each : ids) {
                const bool fed = std::any_of(drawn.graph.links.begin(), drawn.graph.links.end(),
                                             [&](const Link& link) { return link.to == each; });
                if (!fed)
                    QVERIFY(addLink(drawn, {}, {"input", each}).has_value());
            }
            QVERIFY(addLink(drawn, {}, {ids.back(), "output"}).has_value());
            const Realised again = realise(drawn, compile(drawn).tree, {});
            QCOMPARE(lines(again.issues), std::string());
            QVERIFY2(canonicalHash(again.architecture) == canonicalHash(architecture), id);
        }
    }

    void printedCells_comeAsCells()
    {
        const Fragment cell = read("|nor_conv_3x3~0|+|none~0|skip_connect~1|+|nor_conv_1x1~0|none~1|avg_pool_3x3~2|");
        QCOMPARE(cell.cells.at("cell").links.size(), std::size_t(12));
        QVERIFY(cell.cells.at("cell").find("0-3")->params.at("kernel").fixed == 1);
        QVERIFY(read("Structure(4 nodes with |none~0|+|none~0|none~1|+|none~0|none~1|none~2|)").cells.size() == 1);
        SearchSpace space = openSpace("nas-bench-201").value();
        const auto ids = pasteFragment(space, {}, cell, {0, 0}).value();
        QCOMPARE(joined(ids), std::string("cell"));
        QCOMPARE(space.graph.find("cell")->cell, std::string("cell-2"));
        QVERIFY(setCell(space, {"", {{"stage1", -1}}}, "cell", "cell-2").has_value());
        QVERIFY(removeBlocks(space, {}, ids, false).has_value());
        QCOMPARE(lines(compile(space).issues), std::string());
    }

    void printedGenotypes_comeAsCells()
    {
        const std::string edges =
            "[('sep_conv_3x3', 0), ('sep_conv_3x3', 1), ('skip_connect', 0), ('dil_conv_5x5', 2)]";
        const Fragment darts = read(fmt::format(
            "DARTS = Genotype(normal={0}, normal_concat=range(2, 4), reduce={0}, reduce_concat=[2, 3])", edges));
        QCOMPARE(joined(idsOf(darts.graph)), std::string("normal reduce"));
        QCOMPARE(darts.cells.at("reduce").blocks.size(), std::size_t(4 + 4 + 2 + 1));
        SearchSpace space = openSpace("darts-cnn").value();
        QCOMPARE(joined(pasteFragment(space, {}, darts, {0, 0}).value()), std::string("normal reduce"));
        QCOMPARE(space.cells.size(), std::size_t(4));
        const Fragment layer =
            read("Genotype(recurrent=[('relu', 0), ('identity', 1), ('tanh', 0)], concat=range(1, 4))");
        QCOMPARE(layer.graph.blocks.front().kind, BlockKind::Recurrent);
        QCOMPARE(layer.graph.blocks.front().body.front().links.size(), std::size_t(6));
    }

    void garbage_isRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("says");
        const auto row = [](const char* name, const std::string& text, const char* says) {
            QTest::newRow(name) << QByteArray::fromStdString(text) << QByteArray(says);
        };
        const auto fragment = [](const std::string& rest) {
            return R"({"format": "cellwright-fragment", "version": 1)" + rest + "}";
        };
        row("nothing", "", "expected blocks");
        row("prose", "hello world", "expected blocks");
        row("not JSON", "{\"format\": ", "line 1");
        row("another format", R"({"format": "png", "version": 1})", "cellwright-fragment");
        row("a newer version", R"({"format": "cellwright-fragment", "version": 99})", "99");
        row("a list", "[1, 2, 3]", "expected blocks");
        row("no graph", fragment(""), "no blocks");
        row("unknown kind", fragment(R"(, "graph": {"blocks": [{"id": "a", "kind": "bomb"}]})"), "unknown kind");
        row("two of one id",
            fragment(R"(, "graph": {"blocks": [{"id": "a", "kind": "op"}, {"id": "a", "kind": "op"}]})"), "two blocks");
        row("long id",
            fragment(R"(, "graph": {"blocks": [{"id": ")" + std::string(10'000, 'x') + R"(", "kind": "op"}]})"),
            "from 1 to 128");
        row("far away", fragment(R"(, "graph": {"blocks": [{"id": "a", "kind": "op", "at": [1e300, 0]}]})"), "at");
        row("a cell in itself",
            fragment(R"(, "graph": {"blocks": [{"id": "a", "kind": "cell", "cell": "c"}]}, "cells": {"c": {"blocks": )"
                     R"([{"id": "b", "kind": "cell", "cell": "c"}]}})"),
            "uses itself");
        std::string deep = R"({"id": "a", "kind": "op"})";
        for (int i = 0; i < 20; ++i)
            deep = R"({"id": "a", "kind": "repeat", "graph": {"blocks": [)" + deep + "]}}";
        row("too deep", fragment(R"(, "graph": {"blocks": [)" + deep + "]}"), "deep");
        row("very deep", std::string(100'000, '{'), "");
        row("not text", "{\"format\": \"\xff\xfe\"}", "not text");
        row("an unknown op", "|bomb~0|+|none~0|none~1|+|none~0|none~1|none~2|", "bomb");
        row("half a cell", "|none~0|+|none~0|", "nodes");
        row("an unknown genotype",
            "Genotype(normal=[('bomb', 0), ('bomb', 1)], normal_concat=[2], "
            "reduce=[('bomb', 0), ('bomb', 1)], reduce_concat=[2])",
            "bomb");
        row("a genotype cut off", "Genotype(normal=[('sep_conv_3x3', 0", "line 1");
        row("a node after itself", "Genotype(recurrent=[('tanh', 5)], concat=[1])", "5");
        row("a bad network", R"({"format": "cwarch", "version": 1, "ops": [{"op": "bomb"}]})", "task");
    }
    void garbage_isRefused()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QByteArray, says);
        const std::string refusal = refusalOf(text.toStdString());
        QVERIFY2(refusal != "no error", text.left(200));
        QVERIFY2(QByteArray::fromStdString(refusal).contains(says), refusal.c_str());
        QVERIFY2(refusal.size() < 1500, refusal.c_str());
    }

    void tooManyBlocks_areRefused()
    {
        SearchSpace space = spaceOf({});
        std::vector<std::string> ids;
        for (int i = 0; i < kMaxBlocks * 9 / 20; ++i) {
            space.graph.blocks.push_back(op(fmt::format("o{}", i), "identity"));
            ids.push_back(space.graph.blocks.back().id);
        }
        const Fragment fragment = copyBlocks(space, {}, ids);
        QVERIFY(pasteFragment(space, {}, fragment, {0, 0}).has_value());
        const SearchSpace before = space;
        const auto refused = pasteFragment(space, {}, fragment, {0, 0});
        QVERIFY(!refused);
        QVERIFY(QByteArray(refused.error().what()).contains("at most 60000 blocks"));
        QVERIFY(space == before);
        QCOMPARE(refusalOf(std::string(9u << 20, ' ')), std::string(refusalOf(std::string(9u << 20, 'x'))));
    }
};

QTEST_APPLESS_MAIN(TestSpaceFragment)
#include "tst_space_fragment.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <QTest>

#include "core/space/edit/edit.h"
#include "core/space/edit/space_diff.h"
#include "core/space/validate.h"
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

std::string linksOf(const Graph& graph)
{
    std::string text;
    for (const Link& link : graph.links)
        text += fmt::format("{}{}>{}{}", text.empty() ? "" : " ", link.from, link.to, link.previous ? "p" : "");
    return text;
}

std::string idsOf(const Graph& graph)
{
    std::string text;
    for (const Block& block : graph.blocks)
        text += (text.empty() ? "" : " ") + block.id;
    return text;
}

bool contains(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

const GraphAddress kTop;
const GraphAddress kCell{.cell = "cell"};

} // namespace

class TestSpaceEdit : public QObject {
    Q_OBJECT

    static SearchSpace nasBench() { return openSpace("nas-bench-201").value(); }

private Q_SLOTS:
    void addresses_areFoundAgain()
    {
        SearchSpace space = nasBench();
        QCOMPARE(graphAt(space, kTop), &space.graph);
        QCOMPARE(graphAt(space, kCell), &space.cells["cell"]);
        const GraphAddress body{"", {{"stage1", -1}}};
        QCOMPARE(graphAt(space, body), &space.graph.blocks[2].body.front());
        const GraphAddress alternative{"cell", {{"0-1", 4}}};
        QCOMPARE(graphAt(space, alternative)->blocks.front().op, std::string("avg-pool"));
        for (const GraphAddress& gone : {GraphAddress{"no"},
                                         {"", {{"no", -1}}},
                                         {"cell", {{"0-1", 9}}},
                                         {"cell", {{"0-1", -1}}},
                                         {"", {{"stem", -1}}},
                                         {"", {{"stem", -1}, {"a", 0}}}})
            QVERIFY(graphAt(space, gone) == nullptr);
    }

    void paths_leadToTheirBlocks_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("found"); // cell|steps|block
        const auto row = [](const char* path, const char* found) {
            QTest::newRow(path) << QByteArray(path) << QByteArray(found);
        };
        row("", "||");
        row("stem", "||stem");
        row("stem.kernel", "||stem");
        row("stage1", "||stage1");
        row("stage1[0]", "|stage1:-1|cell");
        row("cell", "cell||");
        row("cell/0-1", "cell||0-1");
        row("0-1", "cell||0-1"); // as the decision is called
        row("stage1/0-1", "cell||0-1");
        row("stage1[3]/0-1", "cell||0-1"); // as a network calls it
        row("cell/0-1/nor_conv_1x1", "cell|0-1:2|op");
        row("cell/0-1/nor_conv_1x1.kernel", "cell|0-1:2|op");
        row("nobody", "||");
        row("cell/nobody", "cell||");
        row("stage1[0]/nobody", "|stage1:-1|");
    }
    void paths_leadToTheirBlocks()
    {
        QFETCH(const QByteArray, path);
        QFETCH(const QByteArray, found);
        const BlockAddress address = addressOf(nasBench(), path.toStdString());
        std::string text = address.graph.cell + "|";
        for (const AddressStep& step : address.graph.steps)
            text += fmt::format("{}:{}", step.block, step.alternative);
        QCOMPARE(QByteArray::fromStdString(text + "|" + address.block), found);
    }

    void paths_ofEveryDecision_leadToItsBlock()
    {
        for (const TemplateInfo& info : templates()) {
            const SearchSpace space = openSpace(info.id).value();
            for (const Decision& decision : compile(space).tree.decisions) {
                std::vector<std::string> paths{decision.where};
                if (space.cells.count(decision.name) == 0) // a name of a cell means the cell
                    paths.push_back(decision.name);
                for (const std::string& path : paths) {
                    const BlockAddress address = addressOf(space, path);
                    const Graph* graph = graphAt(space, address.graph);
                    QVERIFY2(graph != nullptr && graph->find(address.block) != nullptr,
                             (info.id + ": " + path).c_str());
                }
                if (decision.role == DecisionRole::Parameter) {
                    const BlockAddress address = addressOf(space, decision.name);
                    const std::string param = decision.name.substr(decision.name.rfind('.') + 1);
                    QVERIFY2(graphAt(space, address.graph)->find(address.block)->params.count(param) == 1,
                             (info.id + ": " + decision.name).c_str());
                }
            }
        }
    }

    void added_blocksGetIdsOfTheirOwn()
    {
        SearchSpace space = emptySpace("s");
        QCOMPARE(idsOf(space.graph), std::string("input output"));
        QVERIFY(space.graph.links.empty());
        QCOMPARE(addBlock(space, kTop, op("", "conv2d")).value(), std::string("conv2d"));
        QCOMPARE(addBlock(space, kTop, op("", "conv2d")).value(), std::string("conv2d-2"));
        QCOMPARE(addBlock(space, kTop, op("conv2d-2", "conv2d")).value(), std::string("conv2d-3"));
        QCOMPARE(addBlock(space, kTop, op("0-1", "conv2d")).value(), std::string("0-1"));
        QCOMPARE(addBlock(space, kTop, op("0-1", "conv2d")).value(), std::string("0-1-2"));
        QCOMPARE(addBlock(space, kTop, block("", BlockKind::Choice)).value(), std::string("choice"));
        QCOMPARE(idsOf(space.graph), std::string("input conv2d conv2d-2 conv2d-3 0-1 0-1-2 choice output"));
        const std::string longest(128, 'x');
        QCOMPARE(addBlock(space, kTop, op(longest, "conv2d")).value(), longest);
        QVERIFY(addBlock(space, kTop, op(longest, "conv2d")).value().size() <= 128);
    }

    void added_blocksThatNoFileCouldHold_areRefused()
    {
        SearchSpace space = nasBench();
        const SearchSpace before = space;
        QVERIFY(contains(refusal(addBlock(space, kTop, op(std::string(10'000, 'x'), "conv2d"))), "found 10000"));
        QVERIFY(contains(refusal(addBlock(space, kTop, op("a/b", "conv2d"))), "a/b"));
        QVERIFY(contains(refusal(addBlock(space, kTop, op("\xff", "conv2d"))), "not text"));
        QVERIFY(contains(refusal(addBlock(space, {"gone"}, op("a", "conv2d"))), "no such place"));
        Block use = cellUse("use", "cell");
        QVERIFY(contains(refusal(addBlock(space, kCell, use)), "would use itself"));
        Block far = op("a", "conv2d");
        far.x = 1e9;
        QVERIFY(contains(refusal(addBlock(space, kTop, far)), "at"));
        Block nest = op("a", "conv2d");
        for (int i = 0; i < 17; ++i)
            nest = repeat("r", 1, 2, true, Graph{{nest}, {}});
        QVERIFY(contains(refusal(addBlock(space, kTop, nest)), "too deep"));
        // Choices take more room in a file, which has a limit of its own.
        nest = op("a", "conv2d");
        int levels = 0;
        SearchSpace deep = emptySpace("deep");
        for (; levels < 20 && addBlock(deep, kTop, nest).has_value(); ++levels) {
            QVERIFY(parseJson(toJson(deep).dump(), "f").has_value());
            nest = choice("c", {{"a", nest}});
        }
        QVERIFY(levels > 8 && levels < 17);
        QVERIFY(isSame(space, before));
        // A body that is missing is made.
        QVERIFY(addBlock(space, kTop, block("again", BlockKind::Repeat)).has_value());
        QVERIFY(spaceFromJson(toJson(space), "f").value() == space);
        QVERIFY(addBlock(space, kTop, op("🎉 שלום", "conv2d")).has_value());
    }

    void added_toABareOp_givesTheBodyEnds()
    {
        SearchSpace space = openSpace("nasnet").value();
        const GraphAddress stage{"", {{"stage1", -1}}};
        QVERIFY(addBlock(space, stage, op("", "conv2d")).has_value());
        const Graph& body = *graphAt(std::as_const(space), stage);
        QCOMPARE(idsOf(body), std::string("input input-2 cell conv2d output"));
        QCOMPARE(linksOf(body), std::string("input>cell input-2>cell cell>output"));
        QVERIFY(removeBlocks(space, stage, {"conv2d"}, false).has_value());
        QCOMPARE(lines(compile(space).issues), std::string());
    }

    void inserted_blocksStandInTheLink()
    {
        SearchSpace space = nasBench();
        QCOMPARE(insertBlock(space, kTop, {"stem", "stage1"}, op("", "identity")).value(), std::string("identity"));
        QVERIFY(linksOf(space.graph).starts_with("input>stem stem>identity identity>stage1 "));
        QVERIFY(idsOf(space.graph).starts_with("input stem identity stage1 "));
        QVERIFY(contains(refusal(insertBlock(space, kTop, {"stem", "stage1"}, op("", "identity"))), "no link"));
        QVERIFY(!insertBlock(space, kTop, {"input", "stem"}, block("", BlockKind::Output)));
    }

    void removed_blocksAreHealed()
    {
        SearchSpace space = nasBench();
        QVERIFY(removeBlocks(space, kTop, {"stage1", "reduction1", "stage2"}, true).has_value());
        QCOMPARE(linksOf(space.graph),
                 std::string("input>stem stem>reduction2 reduction2>stage3 stage3>head head>output"));
        QVERIFY(removeBlocks(space, kTop, {"stage3"}, false).has_value());
        QCOMPARE(linksOf(space.graph), std::string("input>stem stem>reduction2 head>output"));
        // Several to one and one to several; a block that takes one input is not given more.
        QVERIFY(removeBlocks(space, kCell, {"1"}, true).has_value());
        QCOMPARE(linksOf(space.cells["cell"]),
                 std::string("0>0-1 0>0-2 0-2>2 0-1>1-2 1-2>2 0>0-3 0-3>3 0-1>1-3 1-3>3 2>2-3 2-3>3"));
        QVERIFY(removeBlocks(space, kCell, {"2"}, true).has_value());
        QVERIFY(!contains(linksOf(space.cells["cell"]), ">2-3"));
    }

    void removed_linksComeOnce()
    {
        SearchSpace space = emptySpace("s");
        QVERIFY(addBlock(space, kTop, block("sum", BlockKind::Merge)).has_value());
        QVERIFY(addBlock(space, kTop, op("a", "identity")).has_value());
        for (const Link& link : {Link{"input", "sum"}, {"input", "a"}, {"a", "sum"}, {"sum", "output"}})
            QVERIFY(addLink(space, kTop, link).has_value());
        QVERIFY(removeBlocks(space, kTop, {"a"}, true).has_value());
        QCOMPARE(linksOf(space.graph), std::string("input>sum sum>output"));
    }

    void removed_theEndsStay()
    {
        SearchSpace space = nasBench();
        const SearchSpace before = space;
        QVERIFY(contains(refusal(removeBlocks(space, kTop, {"input", "output"}, true)), "stay"));
        QVERIFY(contains(refusal(removeBlocks(space, kTop, {"stem", "nobody"}, true)), "nobody"));
        QVERIFY(isSame(space, before));
        QVERIFY(removeBlocks(space, kTop, {"input", "stem"}, true).has_value());
        QVERIFY(linksOf(space.graph).starts_with("input>stage1 "));
    }

    void detached_blocksStayUnlinked()
    {
        SearchSpace space = nasBench();
        QVERIFY(detachBlock(space, kTop, "reduction1").has_value());
        QCOMPARE(linksOf(space.graph), std::string("input>stem stem>stage1 stage1>stage2 stage2>reduction2 "
                                                   "reduction2>stage3 stage3>head head>output"));
        QVERIFY(space.graph.find("reduction1") != nullptr);
    }

    void duplicated_blocksHaveTheirLinks()
    {
        SearchSpace space = nasBench();
        const auto ids = duplicateBlocks(space, kCell, {"1", "0-1", "3"}, {10, 20}).value();
        QCOMPARE(fmt::format("{}", fmt::join(ids, " ")), std::string("1-4 0-1-2")); // 1-2 and 1-3 are edges
        QVERIFY(linksOf(space.cells["cell"]).ends_with("2-3>3 0-1-2>1-4"));
        QVERIFY(space.cells["cell"].find("1-4") != nullptr);
        QVERIFY(!duplicateBlocks(space, kTop, {"output"}, {10, 10}));
    }

    void links_thatCannotBe_areRefused_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QByteArray>("says");
        const auto row = [](const char* from, const char* to, const char* says) {
            QTest::addRow("%s to %s", from, to) << QByteArray(from) << QByteArray(to) << QByteArray(says);
        };
        row("0-1", "0-1", "'0-1' cannot take its own result");
        row("0", "0-1", "'0-1' takes the result of '0' already");
        row("2", "0", "'0' is an input of this graph, no link can lead into it");
        row("3", "2", "'3' is the output of this graph, no link can lead out of it");
        row("2", "1", "the blocks 1 -> 1-2 -> 2 -> 1 would form a cycle");
        row("1", "0-2", "'0-2' takes 1 input, '0' leads to it already; merge them in a merge block first");
        row("nobody", "2", "there is no block 'nobody' here");
        row("2", "nobody", "there is no block 'nobody' here");
        row("0", "2", "");
        row("1", "3", "");
    }
    void links_thatCannotBe_areRefused()
    {
        QFETCH(const QByteArray, from);
        QFETCH(const QByteArray, to);
        QFETCH(const QByteArray, says);
        SearchSpace space = nasBench();
        const SearchSpace before = space;
        const Link link{from.toStdString(), to.toStdString()};
        QCOMPARE(QByteArray::fromStdString(linkProblem(space, kCell, link)), says);
        QCOMPARE(addLink(space, kCell, link).has_value(), says.isEmpty());
        QCOMPARE(isSame(space, before), !says.isEmpty());
    }

    void links_toWhatTakesSeveral_arePossible()
    {
        SearchSpace space = openSpace("nasnet").value();
        QVERIFY(removeLinks(space, kTop, {{"stem", "stage1"}}).has_value());
        QCOMPARE(linkProblem(space, kTop, {"stem", "stage1"}), std::string()); // the cell has two inputs
        QVERIFY(addLink(space, kTop, {"stem", "stage1"}).has_value());
        QVERIFY(contains(linkProblem(space, kTop, {"input", "stage1"}), "takes 2 inputs"));
        SearchSpace sums = emptySpace("s");
        QVERIFY(addBlock(sums, kTop, op("a", "identity")).has_value());
        QVERIFY(addBlock(sums, kTop, op("sum", "sum")).has_value());
        QVERIFY(addBlock(sums, kTop, block("training", BlockKind::Training)).has_value());
        for (const Link& link : {Link{"input", "a"}, {"a", "sum"}, {"input", "sum"}})
            QCOMPARE(refusal(addLink(sums, kTop, link)), std::string("no error"));
        QVERIFY(contains(linkProblem(sums, kTop, {"a", "output", true}), "only a repeat"));
        QVERIFY(contains(linkProblem(sums, kTop, {"a", "training"}), "settings"));
        QVERIFY(contains(linkProblem(sums, kTop, {"training", "sum"}), "settings"));
    }

    void shapes_thatDoNotFit_areNamed()
    {
        const SearchSpace space = openSpace("darts-cnn").value();
        const Shape image = Shape::image(3, 8, 8);
        const Shape vector = Shape::vector(7);
        const std::string conv = shapeProblem(space, op("c", "conv2d"), {vector});
        QVERIFY2(contains(conv, "'c' does not fit") && contains(conv, "[C,H,W]") && contains(conv, "a vector [7]"),
                 conv.c_str());
        QCOMPARE(shapeProblem(space, op("c", "conv2d"), {image}), std::string());
        QVERIFY(contains(shapeProblem(space, op("s", "sum"), {image, vector}), "an image [3,8,8]"));
        QVERIFY(contains(shapeProblem(space, block("m", BlockKind::Merge), {image, vector}), "a vector [7]"));
        QCOMPARE(shapeProblem(space, block("m", BlockKind::Merge), {image, image}), std::string());
        // One alternative that fits is enough; a domain too.
        const Block either = choice("e", {{"conv", op("op", "conv2d")}, {"linear", op("op", "linear")}});
        QCOMPARE(shapeProblem(space, either, {vector}), std::string());
        QVERIFY(!shapeProblem(space, choice("e", {{"conv", op("op", "conv2d")}}), {vector}).empty());
        QVERIFY(!shapeProblem(space, repeat("r", 1, 2, true, Graph{{op("op", "conv2d")}, {}}), {vector}).empty());
        QVERIFY(!shapeProblem(space, cellUse("u", "normal"), {vector, vector}).empty());
        QCOMPARE(shapeProblem(space, cellUse("u", "normal"), {image, image}), std::string());
        QCOMPARE(shapeProblem(space, op("c", "bomb"), {vector}), std::string());
        QCOMPARE(shapeProblem(space, op("c", "conv2d"), {}), std::string());
    }

    void parameterOfSeveralBlocks_isSetForAllOrForNone()
    {
        SearchSpace space = spaceOf({op("a", "conv2d"), op("b", "conv2d"), op("c", "conv2d")});
        space.constraints = {"c.kernel > 1"};
        const ParamValue searched{{}, Domain::categorical({"1", "3"}), {}};
        QVERIFY(setParam(space, kTop, "c", "kernel", searched).has_value());
        const SearchSpace before = space;
        QVERIFY(
            contains(refusal(setParam(space, {{kTop, "a"}, {kTop, "gone"}}, "kernel", searched)), "no block 'gone'"));
        QVERIFY(space == before);
        QVERIFY(setParam(space, {{kTop, "a"}, {kTop, "b"}}, "kernel", searched).has_value());
        QCOMPARE(names(compile(space).tree), "a.kernel b.kernel c.kernel");
        QVERIFY(space.constraints == before.constraints);
        QVERIFY(space.graph.find("a")->extra.empty()); // nothing that names were followed with is left
        QVERIFY(setParam(space, {{kTop, "a"}, {kTop, "b"}}, "kernel", std::nullopt).has_value());
        QVERIFY(space == before);
    }

    void parameters_areSetAndTakenBack()
    {
        SearchSpace space = nasBench();
        QVERIFY(
            setParam(space, kTop, "stem", "kernel", ParamValue{{}, Domain::categorical({"1", "3"}), {}}).has_value());
        QCOMPARE(names(compile(space).tree), "stem.kernel " + names(compile(nasBench()).tree));
        QVERIFY(setParam(space, kTop, "stem", "kernel", std::nullopt).has_value());
        QCOMPARE(space.graph.find("stem")->params.count("kernel"), std::size_t(0));
        const SearchSpace before = space;
        const auto refused = [&](const char* name, ParamValue value) {
            return refusal(setParam(space, kTop, "stem", name, value));
        };
        QVERIFY(contains(refused("kernel", {0, {}, {}}), "a whole number from"));
        QVERIFY(contains(refused("kernel", {"x", {}, {}}), "found \"x\""));
        QVERIFY(contains(refused("kernal", {3, {}, {}}), "kernel"));
        QVERIFY(contains(refused("kernel", {{}, Domain::integer(5, 1), {}}), "lower bound"));
        QVERIFY(contains(refused("kernel", {{}, Domain{.kind = DomainKind::Subset, .choices = {"1"}}, {}}), "subset"));
        QVERIFY(contains(refused("kernel", {nullptr, {}, {}}), "null"));
        QVERIFY(contains(refused("kernel", {{}, {}, std::string(10'000, 'x')}), "128"));
        QVERIFY(contains(refusal(setParam(space, kTop, "output", "kernel", ParamValue{3, {}, {}})), "no parameters"));
        QVERIFY(isSame(space, before));
    }

    void ranges_areChecked()
    {
        SearchSpace space = openSpace("darts-cnn").value();
        const GraphAddress normal{.cell = "normal"};
        QVERIFY(setRange(space, normal, "3", 1, 3).has_value());
        QVERIFY(contains(refusal(setRange(space, normal, "3", 0, 3)), "from 1"));
        QVERIFY(contains(refusal(setRange(space, normal, "0-2", 1, 3)), "choice"));
        QVERIFY(setRange(space, kTop, "stage1", 0, 1000).has_value());
        QVERIFY(contains(refusal(setRange(space, kTop, "stage1", 3, 2)), "found 3 to 2"));
        QVERIFY(contains(refusal(setRange(space, kTop, "stage1", 0, 1001)), "1001"));
        QVERIFY(contains(refusal(setMerge(space, normal, "c_k", "searched")), "sum or concat"));
        QVERIFY(setMerge(space, normal, "3", "searched").has_value());
        QVERIFY(setLooseEnds(space, normal, "c_k", true).has_value());
        QVERIFY(!setLooseEnds(space, normal, "3", true));
        QVERIFY(contains(refusal(setCell(space, normal, "0-2", "normal")), "choice"));
    }
};

QTEST_APPLESS_MAIN(TestSpaceEdit)
#include "tst_space_edit.moc"

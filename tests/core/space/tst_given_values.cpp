// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <QTest>

#include "tests/core/space/space_fixture.h"

using namespace cw;
using namespace cw::space;
using namespace cw::space::test;

/// Values that a repeat gives to its copies, and an Inputs block to what stands behind it.
class TestGivenValues : public QObject {
    Q_OBJECT

    static ParamValue of(std::string name) { return {{}, {}, std::move(name)}; }
    static Block conv(std::string id, std::map<std::string, ParamValue> params)
    {
        params["kernel"] = {1, {}, {}};
        return op(std::move(id), "relu-conv-bn", std::move(params));
    }
    /// 1 to `high` copies of a convolution, the first with stride 2, with 6, 7 and then 8 filters.
    static SearchSpace stage(int high)
    {
        Block block =
            repeat("stage", 1, high, true,
                   Graph{{conv("layer", {{"stride", of("stage.stride")}, {"filters", of("stage.filters")}})}, {}});
        block.gives = {{"stride", {2, 1}}, {"filters", {6, 7, 8}}};
        return spaceOf({block});
    }
    /// A convolution on the input, on another one of 4 x 4 px, or on a third, whose stride follows that choice.
    static SearchSpace branches()
    {
        SearchSpace space = spaceOf({});
        Block from{.id = "from", .kind = BlockKind::Inputs, .low = 1, .high = 1};
        from.gives = {{"stride", {2, 1}}};
        space.graph.blocks.push_back(conv("small", {{"stride", {2, {}, {}}}}));
        space.graph.blocks.push_back(conv("smaller", {{"stride", {2, {}, {}}}}));
        space.graph.blocks.push_back(from);
        space.graph.blocks.push_back(
            choice("edge", {{"conv", conv("op", {{"stride", of("from.stride")}})},
                            {"pool", op("op", "max-pool", {{"kernel", {3, {}, {}}}, {"stride", of("from.stride")}})}}));
        space.graph.links = {{"input", "small"},   {"input", "from"},   {"small", "from"},
                             {"input", "smaller"}, {"smaller", "from"}, {"from", "edge"},
                             {"edge", "pool"},     {"pool", "linear"},  {"linear", "output"}};
        return space;
    }
    static Architecture built(const SearchSpace& space, const std::string& candidate)
    {
        const DecisionTree tree = compileOrError(space).value();
        return realiseOrError(space, tree, candidateFromText(tree, candidate, "test").value()).value();
    }
    static Shape shapeOf(const Architecture& architecture, const std::string& name)
    {
        for (const OpNode& node : architecture.ops) {
            if (node.name == name)
                return node.shape;
        }
        return {};
    }
    static QString issues(const SearchSpace& space) { return QString::fromStdString(lines(compile(space).issues)); }

private Q_SLOTS:
    void repeat_givesItsCopiesTheirValuesInTurn()
    {
        const Architecture network = built(stage(5), "stage=4");
        QVERIFY(shapeOf(network, "stage[0]") == Shape::image(6, 4, 4));
        QVERIFY(shapeOf(network, "stage[1]") == Shape::image(7, 4, 4));
        QVERIFY(shapeOf(network, "stage[2]") == Shape::image(8, 4, 4));
        QVERIFY(shapeOf(network, "stage[3]") == Shape::image(8, 4, 4));
        // 4x6, 6x7, 7x8 and 8x8 weights, two numbers a channel in the norms, 8x3 + 3 in the classifier.
        QCOMPARE(network.costs.parameters, 24 + 42 + 56 + 64 + 2 * (6 + 7 + 8 + 8) + 27);
    }

    void inputs_giveByTheSourceTaken()
    {
        for (const char* candidate : {"from=input;edge=conv", "from=small;edge=conv", "from=small;edge=pool"}) {
            const Architecture network = built(branches(), candidate);
            const auto edge = std::find_if(network.ops.begin(), network.ops.end(),
                                           [](const OpNode& node) { return node.name.starts_with("edge"); });
            QVERIFY(edge != network.ops.end());
            QVERIFY2(edge->shape == Shape::image(4, 4, 4), candidate);
        }
        QCOMPARE(built(branches(), "from=smaller;edge=conv").costs.macs, 2 * (4 * 4 * 16) + 12);
    }

    void cell_getsNothingButItsParameters()
    {
        SearchSpace space = stage(3);
        space.cells["inner"] = Graph{{conv("layer", {{"filters", of("stage.filters")}})}, {}};
        space.graph.blocks[1].body.front().blocks = {cellUse("use", "inner")};
        QVERIFY(issues(space).contains("the cell 'inner' needs a value for its parameter 'stage.filters'"));
        space.graph.blocks[1].body.front().blocks.front().params["stage.filters"] = of("stage.filters");
        QCOMPARE(issues(space), QString());
        QVERIFY(shapeOf(built(space, "stage=2"), "stage[1]") == Shape::image(7, 8, 8));
    }

    void documents_roundTrip()
    {
        for (const SearchSpace& space : {stage(3), branches()}) {
            const std::string text = toJson(space).dump(2);
            const SearchSpace again = spaceFromJson(Json::parse(text), "test").value();
            QVERIFY(again == space);
            QCOMPARE(toJson(again).dump(2), text);
        }
    }

    void mistakes_nameTheBlock()
    {
        SearchSpace space = stage(2);
        space.graph.blocks[1].gives.erase("filters");
        QVERIFY(issues(space).contains(
            "repeat stage > parameter filters: it is to be the parameter 'stage.filters' of a cell, but"));
        space = stage(2);
        space.graph.blocks[1].gives["filters"] = {"many"};
        QVERIFY(issues(space).contains("stage[0]"));
        space = branches();
        for (Block& block : space.graph.blocks)
            block.high = block.id == "from" ? 2 : block.high;
        QVERIFY(issues(space).contains("from: only a repeat, or a block that takes one of its inputs, can give"));
        space = stage(2);
        space.graph.blocks[1].gives["filters"].clear();
        QVERIFY(issues(space).contains("stage: it gives no value for 'filters'"));
        for (const char* gives : {R"([1])", R"({"a": 1})", R"({"a": []})", R"({"a": [[1]]})", R"({"a/b": [1]})"}) {
            Json json = toJson(stage(2));
            json["graph"]["blocks"][1]["gives"] = Json::parse(gives);
            QVERIFY2(!spaceFromJson(json, "test").has_value(), gives);
        }
    }
};

QTEST_APPLESS_MAIN(TestGivenValues)
#include "tst_given_values.moc"

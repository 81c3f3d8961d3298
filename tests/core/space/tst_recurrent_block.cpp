// SPDX-License-Identifier: GPL-3.0-or-later
#include <set>

#include <fmt/format.h>

#include <QTest>

#include "tests/core/space/space_fixture.h"

using namespace cw;
using namespace cw::space;
using namespace cw::space::test;

/// The recurrent cell of DARTS and ENAS as a block, and the training that is searched with the network.
class TestRecurrentBlock : public QObject {
    Q_OBJECT

    static ParamValue fixed(Json value) { return {std::move(value), {}, {}}; }
    static ParamValue open(Domain domain) { return {{}, std::move(domain), {}}; }

    /// Two nodes: the first tanh or relu of the state, the second one of four functions of the state or the first.
    static SearchSpace twoNodes(bool looseEnds)
    {
        SearchSpace space;
        space.name = "test";
        space.task = {.input = Shape::tokens(8), .classes = 11, .kind = TaskKind::LanguageModel, .vocabulary = 11};
        Block cell{.id = "cell", .kind = BlockKind::Recurrent, .params = {{"hidden", fixed(6)}}};
        Graph body;
        body.blocks = {
            block("0", BlockKind::Input),
            choice("node1",
                   {{"tanh", op("op", "activation", {{"kind", fixed("tanh")}})}, {"relu", op("op", "activation")}}),
            {.id = "from2", .kind = BlockKind::Inputs},
            choice("node2", {{"sigmoid", op("op", "activation", {{"kind", fixed("sigmoid")}})},
                             {"identity", op("op", "identity")}}),
            {.id = "out", .kind = BlockKind::Output, .merge = "mean", .looseEnds = looseEnds},
        };
        body.links = {{"0", "node1"},     {"0", "from2"},   {"node1", "from2"},
                      {"from2", "node2"}, {"node1", "out"}, {"node2", "out"}};
        cell.body = {std::move(body)};
        space.graph = chain({block("input", BlockKind::Input), op("embedding", "embedding", {{"size", fixed(4)}}),
                             std::move(cell), op("head", "head"), block("output", BlockKind::Output)});
        return space;
    }
    static Block& cellOf(SearchSpace& space) { return space.graph.blocks[2]; }

    static Realised built(const SearchSpace& space, const std::string& candidate)
    {
        const DecisionTree tree = compile(space).tree;
        return realise(space, tree, candidateFromText(tree, candidate, "test").value());
    }
    /// A convolution and a head, with that training block beside them.
    static SearchSpace trained(std::map<std::string, ParamValue> params)
    {
        SearchSpace space = spaceOf({op("conv", "conv2d")});
        space.graph.blocks.pop_back();
        space.graph.blocks.pop_back();
        space.graph.links.resize(space.graph.links.size() - 2);
        space.graph.blocks.push_back(op("head", "head"));
        space.graph.blocks.push_back(block("output", BlockKind::Output));
        space.graph.links.push_back({"pool", "head"});
        space.graph.links.push_back({"head", "output"});
        space.graph.blocks.push_back({.id = "training", .kind = BlockKind::Training, .params = std::move(params)});
        return space;
    }

private Q_SLOTS:
    void nodes_becomeOneOp();
    void looseEnds_areThoseNobodyFollows();
    void shapesAndWeights_areThoseOfThePaper();
    void file_keepsBoth();
    void badCell_isReported_data();
    void badCell_isReported();
    void unheardNode_isReported();
    void training_isSearchedJointly();
    void dropout_goesToTheHead();
    void badTraining_isReported_data();
    void badTraining_isReported();
    void architectureFile_keepsTraining();
};

void TestRecurrentBlock::nodes_becomeOneOp()
{
    const SearchSpace space = twoNodes(false);
    const Compiled compiled = compile(space);
    QVERIFY2(compiled.issues.empty(), lines(compiled.issues).c_str());
    QCOMPARE(names(compiled.tree), std::string("node1 from2 node2"));
    const Realised realised = built(space, "node1=relu;from2=node1;node2=identity");
    QVERIFY2(realised.issues.empty(), lines(realised.issues).c_str());
    QCOMPARE(realised.architecture.ops[2].op, std::string("recurrent-cell"));
    QVERIFY(realised.architecture.ops[2].params["cell"] == Json("relu:0,identity:1"));
    QVERIFY(realised.architecture.ops[2].params["output"] == Json("all"));
    const Realised other = built(space, "node1=tanh;from2=0;node2=sigmoid");
    QVERIFY(other.architecture.ops[2].params["cell"] == Json("tanh:0,sigmoid:0"));
    QVERIFY(canonicalHash(realised.architecture) != canonicalHash(other.architecture));
    QCOMPARE(other.architecture.ops.back().shape, Shape::sequence(8, 11));
}

void TestRecurrentBlock::looseEnds_areThoseNobodyFollows()
{
    const Realised realised = built(twoNodes(true), "node1=relu;from2=node1;node2=identity");
    QVERIFY2(realised.issues.empty(), lines(realised.issues).c_str());
    QVERIFY(realised.architecture.ops[2].params["output"] == Json("ends"));
}

/// DARTS, appendix: embedding and hidden size 850, eight nodes: "23M parameters" with the decoder tied to the
/// embedding. [850+850, 2*850] weights for the first state, [850, 2*850] for each node.
void TestRecurrentBlock::shapesAndWeights_areThoseOfThePaper()
{
    const SearchSpace space = openSpace("darts-rnn").value();
    const Compiled compiled = compile(space);
    QVERIFY2(compiled.issues.empty(), lines(compiled.issues).c_str());
    QCOMPARE(int(compiled.tree.size()), 15); // eight functions, seven predecessors: the first node has no choice
    // Nodes 1..8 have i predecessors and four functions each: 8! * 4^8.
    const auto candidates = candidatesOf(space, {}).value();
    QCOMPARE(candidates->count(), std::uint64_t(40320) * 65536);
    // DARTS_V2 of the authors' repository, (function, predecessor) of the nodes in order.
    const std::string v2 = "node1=sigmoid;node2=relu;from2=node1;node3=relu;from3=node1;node4=identity;from4=node1;"
                           "node5=tanh;from5=node2;node6=sigmoid;from6=node5;node7=tanh;from7=node3;node8=relu;"
                           "from8=node5";
    const Realised realised = built(space, v2);
    QVERIFY2(realised.issues.empty(), lines(realised.issues).c_str());
    std::int64_t tied = 0;
    for (const OpNode& node : realised.architecture.ops) {
        if (node.op == "recurrent-cell") {
            QVERIFY(node.params["cell"] == Json("sigmoid:0,relu:1,relu:1,identity:1,tanh:2,sigmoid:5,tanh:3,relu:5"));
            QCOMPARE(node.parameters, std::int64_t(1700 * 1700 + 8 * 850 * 1700));
        }
        if (node.op != "head")
            tied += node.parameters;
    }
    QCOMPARE(tied, std::int64_t(22'950'000));
}

void TestRecurrentBlock::file_keepsBoth()
{
    SearchSpace space = twoNodes(true);
    space.graph.blocks.push_back(
        {.id = "training",
         .kind = BlockKind::Training,
         .params = {{"batch", open(Domain::integer(16, 64, 16))}, {"schedule", fixed("linear")}}});
    const Json json = toJson(space);
    const SearchSpace again = spaceFromJson(json, "test").value();
    QCOMPARE(toJson(again).dump(), json.dump());
    QVERIFY(again == space);
}

void TestRecurrentBlock::badCell_isReported_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<QString>("expected");
    QTest::newRow("conv") << "conv"
                          << "recurrent cell > op node1: 'node1' cannot stand inside a recurrent cell";
    QTest::newRow("gelu")
        << "gelu"
        << "recurrent cell > op node1: a node of a recurrent cell is tanh, relu, sigmoid or identity, found 'gelu'";
    QTest::newRow("sum") << "sum"
                         << "recurrent cell > output out: expected to merge by mean, found 'sum'";
    QTest::newRow("two") << "two"
                         << "'from2' takes up to 2";
    QTest::newRow("nested") << "nested"
                            << "recurrent cell > repeat node1: 'node1' cannot stand inside a recurrent cell";
    QTest::newRow("cell given") << "cell given"
                                << "cell: recurrent: unknown setting 'cell'";
    QTest::newRow("mean outside") << "mean outside"
                                  << "expected to merge by sum or concat, found 'mean'";
}

void TestRecurrentBlock::badCell_isReported()
{
    QFETCH(QString, change);
    QFETCH(QString, expected);
    SearchSpace space = twoNodes(false);
    Graph& body = cellOf(space).body.front();
    if (change == "conv")
        body.blocks[1] = op("node1", "conv2d");
    else if (change == "gelu")
        body.blocks[1] = op("node1", "activation", {{"kind", fixed("gelu")}});
    else if (change == "sum")
        body.blocks[4].merge = "sum";
    else if (change == "two")
        body.blocks[2].high = 2;
    else if (change == "nested")
        body.blocks[1] = repeat("node1", 1, 2, true, Graph{{op("op", "activation")}, {}});
    else if (change == "cell given")
        cellOf(space).params["cell"] = fixed("tanh:0");
    else
        space.graph.blocks.back().merge = "mean";
    const std::string found = lines(compile(space).issues);
    QVERIFY2(found.find(expected.toStdString()) != std::string::npos, found.c_str());
}

void TestRecurrentBlock::unheardNode_isReported()
{
    SearchSpace space = twoNodes(false);
    auto& links = cellOf(space).body.front().links;
    links.erase(links.begin() + 4); // node1 -> out
    const Realised realised = built(space, "node1=relu;from2=node1;node2=identity");
    QCOMPARE(lines(realised.issues),
             std::string("recurrent cell: the output of a recurrent cell hears every node once\n"));
}

void TestRecurrentBlock::training_isSearchedJointly()
{
    const SearchSpace space = trained({{"learning_rate", open(Domain::logReal(1e-4, 1))},
                                       {"optimiser", open(Domain::categorical({"sgd", "adam"}))},
                                       {"augment_flip", fixed(true)}});
    const Compiled compiled = compile(space);
    QVERIFY2(compiled.issues.empty(), lines(compiled.issues).c_str());
    QCOMPARE(names(compiled.tree), std::string("training.learning_rate training.optimiser"));
    const Realised slow = built(space, "training.learning_rate=0.01;training.optimiser=adam");
    QVERIFY2(slow.issues.empty(), lines(slow.issues).c_str());
    QVERIFY(slow.architecture.training ==
            (Json{{"learning_rate", 0.01}, {"optimiser", "adam"}, {"augment_flip", true}}));
    const Realised fast = built(space, "training.learning_rate=0.1;training.optimiser=sgd");
    QVERIFY(fast.architecture.training["optimiser"] == Json("sgd"));
    // The network is the same whatever it is trained with.
    QCOMPARE(canonicalHash(slow.architecture), canonicalHash(fast.architecture));
}

void TestRecurrentBlock::dropout_goesToTheHead()
{
    SearchSpace space = trained({{"dropout", open(Domain::real(0, 0.5))}});
    const Realised realised = built(space, "training.dropout=0.25");
    QVERIFY2(realised.issues.empty(), lines(realised.issues).c_str());
    QVERIFY(realised.architecture.training.empty());
    QCOMPARE(realised.architecture.ops.back().op, std::string("head"));
    QVERIFY(realised.architecture.ops.back().params["dropout"] == Json(0.25));
    // An op that says what its own is keeps that, and then nothing takes the training's.
    for (Block& each : space.graph.blocks) {
        if (each.id == "head")
            each.params["dropout"] = fixed(0.1);
    }
    QCOMPARE(lines(built(space, "training.dropout=0.25").issues),
             std::string("training: the training block has a dropout, but no op of the network takes it\n"));
}

void TestRecurrentBlock::badTraining_isReported_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<QString>("expected");
    QTest::newRow("name") << "name"
                          << "training: training: unknown setting 'learning_speed'";
    QTest::newRow("judging") << "judging"
                             << "unknown setting 'valid_part'";
    QTest::newRow("range") << "range"
                           << "training > parameter batch";
    QTest::newRow("twice") << "twice"
                           << "a training block stands in the network's own graph, and only once";
    QTest::newRow("inside") << "inside"
                            << "a training block stands in the network's own graph, and only once";
    QTest::newRow("linked") << "linked"
                            << "a link leads out of the training block";
}

void TestRecurrentBlock::badTraining_isReported()
{
    QFETCH(QString, change);
    QFETCH(QString, expected);
    SearchSpace space = trained({});
    auto& params = space.graph.blocks.back().params;
    const Block second{.id = "more", .kind = BlockKind::Training};
    if (change == "name")
        params["learning_speed"] = fixed(1);
    else if (change == "judging")
        params["valid_part"] = fixed(0.5);
    else if (change == "range")
        params["batch"] = open(Domain::integer(0, 64));
    else if (change == "twice")
        space.graph.blocks.push_back(second);
    else if (change == "inside")
        space.graph.blocks[1] = repeat("conv", 1, 2, true, Graph{{op("op", "conv2d"), second}, {}});
    else
        space.graph.links.push_back({"training", "head"});
    const std::string found = lines(compile(space).issues);
    QVERIFY2(found.find(expected.toStdString()) != std::string::npos, found.c_str());
}

void TestRecurrentBlock::architectureFile_keepsTraining()
{
    const Architecture architecture = built(trained({{"batch", fixed(32)}, {"momentum", fixed(0.5)}}), "").architecture;
    Json json = toJson(architecture);
    QVERIFY(architectureFromJson(json, "test").value() == architecture);
    json["training"]["batch"] = -1;
    const auto refused = architectureFromJson(json, "a.cwarch");
    QVERIFY(!refused);
    QVERIFY2(std::string(refused.error().what()).find("a.cwarch: training") != std::string::npos,
             refused.error().what());
}

QTEST_APPLESS_MAIN(TestRecurrentBlock)
#include "tst_recurrent_block.moc"

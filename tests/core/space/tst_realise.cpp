// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/core/space/space_fixture.h"

using namespace cw;
using namespace cw::space;
using namespace cw::space::test;

class TestRealise : public QObject {
    Q_OBJECT

    static ParamValue fixed(Json value) { return {std::move(value), {}}; }
    static Realised realiseText(const SearchSpace& space, const std::string& text, const RealiseOptions& options = {})
    {
        const DecisionTree tree = compileOrError(space).value();
        return realise(space, tree, candidateFromText(tree, text, "c").value(), options);
    }
    static std::string opNames(const Architecture& architecture)
    {
        std::string text;
        for (const OpNode& op : architecture.ops)
            text += (text.empty() ? "" : " ") + op.name;
        return text;
    }

private Q_SLOTS:
    void costs_areThoseOfAHandCalculation()
    {
        // [4,8,8] -> conv 3x3, 8 filters, bias, batch norm, ReLU -> global pool -> linear 8 -> 3.
        const SearchSpace space = spaceOf({op(
            "conv", "conv2d", {{"filters", fixed(8)}, {"norm", fixed("batch-norm")}, {"activation", fixed("relu")}})});
        const Realised realised = realiseText(space, "");
        QCOMPARE(lines(realised.issues), std::string());
        const Costs& costs = realised.architecture.costs;
        QCOMPARE(costs.parameters, std::int64_t(8 * 4 * 9 + 8 + 16 + 8 * 3 + 3));
        QCOMPARE(costs.macs, std::int64_t(64 * 8 * 4 * 9 + 24));
        QCOMPARE(costs.depth, 2);
        // Kept: the conv's input, the norm's input, the activation's output, the linear layer's input.
        QCOMPARE(costs.activations, std::int64_t(4 * 64 + 8 * 64 + 8 * 64 + 8));
        QCOMPARE(opNames(realised.architecture), std::string("input conv pool linear"));
        QCOMPARE(realised.architecture.ops[1].parameters, std::int64_t(8 * 4 * 9 + 8 + 16));
        QCOMPARE(realised.architecture.primitives.size(), std::size_t(6));
    }

    void choices_areCalledAsTheAlternative()
    {
        const SearchSpace space =
            spaceOf({choice("a", {{"same", op("o", "identity")}, {"norm", op("o", "batch-norm")}})});
        const Architecture architecture = realiseText(space, "a=norm").architecture;
        QCOMPARE(architecture.ops[1].name, std::string("a"));
        QCOMPARE(architecture.ops[1].label, std::string("norm"));
        QCOMPARE(architecture.ops[1].op, std::string("batch-norm"));
    }

    void repeats_makeCopies()
    {
        const Graph body{{op("conv", "conv2d", {{"kernel", {{}, Domain::integer(1, 5, 2)}}})}, {}};
        SearchSpace space = spaceOf({repeat("layers", 0, 3, false, body)});
        QCOMPARE(opNames(realiseText(space, "layers=0").architecture), std::string("input pool linear"));
        const Architecture two = realiseText(space, "layers=2;layers[0].kernel=5;layers[1].kernel=1").architecture;
        QCOMPARE(opNames(two), std::string("input layers[0] layers[1] pool linear"));
        QCOMPARE(two.ops[1].params["kernel"].get<int>(), 5);
        QCOMPARE(two.ops[2].params["kernel"].get<int>(), 1);
        space.graph.blocks[1].stage = true;
        const std::string three = "layers=3;layers[0].kernel=1;layers[1].kernel=1;layers[2].kernel=1";
        QCOMPARE(opNames(realiseText(space, three, {.cells = 1}).architecture),
                 std::string("input layers[0] pool linear"));
    }

    void merges_sumWhatArrives()
    {
        SearchSpace space = spaceOf({op("a", "identity"), block("m", BlockKind::Merge)});
        space.graph.links.push_back({"input", "m"});
        QCOMPARE(opNames(realiseText(space, "").architecture), std::string("input a m pool linear"));
        space.graph.blocks[2].merge = "concat";
        const Architecture architecture = realiseText(space, "").architecture;
        QCOMPARE(architecture.ops[2].op, std::string("concat"));
        QCOMPARE(architecture.ops[2].shape.text(), std::string("[8,8,8]"));
    }

    void fidelity_changesTheNetwork()
    {
        const SearchSpace space = openSpace("nas-bench-201").value();
        const std::string text = "0-1=nor_conv_3x3;0-2=none;1-2=none;0-3=none;1-3=skip_connect;2-3=none";
        const RealiseOptions options{.task = Task{Shape::image(1, 28, 28), 7}, .width = 0.5, .cells = 1};
        const Realised realised = realiseText(space, text, options);
        QCOMPARE(lines(realised.issues), std::string());
        std::string shapes;
        for (const OpNode& op : realised.architecture.ops) {
            if (op.op == "conv2d" || op.op == "relu-conv-bn" || op.op == "residual-reduction" || op.op == "head")
                shapes += op.shape.text() + " ";
        }
        QCOMPARE(shapes, std::string("[8,28,28] [8,28,28] [16,14,14] [16,14,14] [32,7,7] [32,7,7] [7] "));
        const auto conv = [](std::int64_t in, std::int64_t out, std::int64_t k) { return in * out * k * k; };
        const auto withNorm = [&](std::int64_t in, std::int64_t out) { return conv(in, out, 3) + 2 * out; };
        const auto reduction = [&](std::int64_t in, std::int64_t out) {
            return withNorm(in, out) + withNorm(out, out) + conv(in, out, 1);
        };
        QCOMPARE(realised.architecture.costs.parameters, withNorm(1, 8) + withNorm(8, 8) + reduction(8, 16) +
                                                             withNorm(16, 16) + reduction(16, 32) + withNorm(32, 32) +
                                                             64 + 32 * 7 + 7);
    }

    void width_roundsAndKeepsOneChannel()
    {
        const SearchSpace space = spaceOf({op("conv", "conv2d", {{"filters", fixed(5)}})});
        const auto channels = [&](double width) {
            return realiseText(space, "", {.width = width}).architecture.ops[1].shape.channels();
        };
        QCOMPARE(channels(0.5), std::int64_t(3)); // 2.5, away from zero
        QCOMPARE(channels(0.01), std::int64_t(1));
        QCOMPARE(channels(2), std::int64_t(10));
        const SearchSpace asInput = spaceOf({op("conv", "conv2d")});
        QCOMPARE(realiseText(asInput, "", {.width = 0.5}).architecture.ops[1].shape.channels(), std::int64_t(4));
    }

    void oddSides_fitTheReduction()
    {
        const SearchSpace space = openSpace("nas-bench-201").value();
        const std::string text = "0-1=none;0-2=none;1-2=none;0-3=skip_connect;1-3=none;2-3=none";
        const Realised realised = realiseText(space, text, {.task = Task{Shape::image(3, 33, 30), 10}, .cells = 1});
        QCOMPARE(lines(realised.issues), std::string());
    }

    void halfDrawnSpaces_showWhatTheyHave()
    {
        SearchSpace space = spaceOf({op("conv", "conv2d"), op("bad", "linear"), op("after", "identity")});
        const Realised realised = realise(space, DecisionTree{}, Candidate{});
        QCOMPARE(
            lines(realised.issues),
            std::string("op bad: linear expects a vector [F] (flatten or pool it first), found an image [4,8,8]\n"));
        QCOMPARE(opNames(realised.architecture), std::string("input conv"));
        space.graph.links.clear();
        QCOMPARE(opNames(realise(space, DecisionTree{}, Candidate{}).architecture), std::string("input"));
        space.graph = {};
        QVERIFY(!realise(space, DecisionTree{}, Candidate{}).issues.empty());
    }

    void spacesWithoutEnd_areCutShort()
    {
        SearchSpace recursive = spaceOf({cellUse("u", "a")});
        recursive.cells["a"] = {{cellUse("u", "a")}, {}};
        QVERIFY(!realise(recursive, DecisionTree{}, Candidate{}).issues.empty());
        Graph nothing = chain({block("i", BlockKind::Input), block("o", BlockKind::Output)});
        for (int i = 0; i < 6; ++i)
            nothing = Graph{{repeat("r", 1000, 1000, false, std::move(nothing))}, {}};
        const Realised realised =
            realise(spaceOf({repeat("r", 2, 2, true, std::move(nothing))}), DecisionTree{}, Candidate{});
        QCOMPARE(lines(realised.issues),
                 std::string("the network: the blocks are nested too deep or copied too often\n"));
    }

    void candidatesOfAnotherOrder_areUnderstoodByName()
    {
        const SearchSpace space = openSpace("nas-bench-201").value();
        const DecisionTree own = compileOrError(space).value();
        DecisionTree sorted; // as a table may list them: another order, alternatives by the alphabet
        for (const char* name : {"2-3", "1-3", "0-3", "1-2", "0-2", "0-1"})
            sorted.decisions.push_back(
                {name,
                 Domain::categorical({"avg_pool_3x3", "none", "nor_conv_1x1", "nor_conv_3x3", "skip_connect"}),
                 {},
                 ""});
        const std::string text =
            "0-1=nor_conv_3x3;0-2=none;1-2=avg_pool_3x3;0-3=nor_conv_1x1;1-3=skip_connect;2-3=none";
        const Realised one = realise(space, own, candidateFromText(own, text, "c").value());
        const Realised two = realise(space, sorted, candidateFromText(sorted, text, "c").value());
        QVERIFY(one.architecture == two.architecture);
        QVERIFY(two.issues.empty());
        DecisionTree foreign = sorted;
        foreign.decisions[0].domain.choices[0] = "max_pool";
        const Realised bad = realise(space, foreign, Candidate{{0, 0, 0, 0, 0, 0}});
        QVERIFY2(QByteArray(lines(bad.issues).c_str()).contains("'max_pool' is not one of none"),
                 lines(bad.issues).c_str());
    }

    void architectures_roundTripThroughJson()
    {
        for (const char* id : {"nas-bench-201", "chain-cnn"}) {
            const SearchSpace space = openSpace(id).value();
            const TreeCandidates set(compileOrError(space).value());
            Rng rng(12);
            for (int i = 0; i < 20; ++i) {
                const auto made =
                    realiseOrError(space, set.tree(), set.sample(rng), {.width = 0.5, .cells = 2}).value();
                const Json json = Json::parse(toJson(made).dump());
                QVERIFY(architectureFromJson(json, "a").value() == made);
            }
        }
    }

    void badArchitectures_nameTheOp_data()
    {
        QTest::addColumn<QString>("pointer");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("message");
        const auto row = [](const char* pointer, const char* value, const char* message) {
            QTest::addRow("%s %s", pointer, value) << pointer << value << message;
        };
        row("/ops/1/op", R"("conv3d")", "f: conv: unknown op 'conv3d'");
        row("/ops/1/inputs", "[1]", "f: conv: expected the number of an earlier op, 0 to 0, found 1");
        row("/ops/1/inputs", "[-1]", "f: conv: expected the number of an earlier op, 0 to 0, found -1");
        row("/ops/1/inputs", "[]", "f: conv: conv2d expects 1 to 1 inputs, found 0");
        row("/ops/1/params/kernel", "-3", "f: conv: setting 'kernel'");
        row("/ops/3/inputs", "[1]", "f: linear: linear expects a vector");
        row("/ops/0/op", R"("conv2d")", "f: expected a list of \"ops\" that starts with \"input\"");
        row("/ops", "[]", "f: expected a list of \"ops\"");
        row("/task", "{}", "f: expected \"task\"");
        row("/task/input/dims", "[1e9, 1, 1]", "f: task.input: expected a dimension");
        row("/format", "1", "f: expected \"format\": \"cwarch\"");
    }
    void badArchitectures_nameTheOp()
    {
        QFETCH(QString, pointer);
        QFETCH(QString, value);
        QFETCH(QString, message);
        Json json = toJson(realiseText(spaceOf({op("conv", "conv2d")}), "").architecture);
        json[Json::json_pointer(pointer.toStdString())] = Json::parse(value.toStdString());
        const auto result = architectureFromJson(json, "f");
        QVERIFY(!result);
        QVERIFY2(QString::fromUtf8(result.error().what()).startsWith(message), result.error().what());
    }

    void constraints_limitTheCandidates()
    {
        const SearchSpace space = openSpace("nas-bench-201").value();
        const RealiseOptions options{.task = Task{Shape::image(1, 28, 28), 10}, .width = 0.25, .cells = 1};
        const auto all = candidatesOf(space, options).value();
        QCOMPARE(all->count(), std::uint64_t(15'625));
        const auto small = candidatesOf(space, options, {"params <= 6000", "_0_1 != 0 && depth >= 6"}).value();
        Rng rng(2);
        for (int i = 0; i < 20; ++i) {
            const Candidate candidate = small->sample(rng);
            const Costs costs = realise(space, small->tree(), candidate, options).architecture.costs;
            QVERIFY(costs.parameters <= 6000 && costs.depth >= 6 && candidate.index(0) != 0);
            QVERIFY(small->contains(small->mutate(candidate, rng)));
        }
    }

    void badConstraints_nameTheExpression_data()
    {
        QTest::addColumn<QByteArray>("expression");
        QTest::addColumn<QByteArray>("message");
        const auto row = [](const char* expression, const char* message) {
            QTest::newRow(*expression == 0 ? "nothing" : expression) << QByteArray(expression) << QByteArray(message);
        };
        const char* names = "expected names among _0_1, _0_2, _0_3, _1_2, _1_3, _2_3, activations, depth, macs, params";
        row("weights < 5", names);
        row("0-1 = 1", "write ==");
        row("params <", "");
        row("", "");
        row("params <= 5 )", "");
        row("params = 5", "a single = would set a value, write == to compare");
        row("depth >= 2 && _0_1 = 1", "write == to compare");
        row("params <= 5, 1", "found 2 separated by commas, write && between them");
        row("1", "it has the same value for every candidate");
        row("1/0", "it has the same value for every candidate");
        row("1 < 2", "it has the same value for every candidate");
        row("params", "it compares nothing, write a comparison such as params <= 5e5");
    }
    void badConstraints_nameTheExpression()
    {
        QFETCH(QByteArray, expression);
        QFETCH(QByteArray, message);
        const auto set = candidatesOf(openSpace("nas-bench-201").value(), {}, {expression.toStdString()});
        QVERIFY(!set);
        QVERIFY2(QByteArray(set.error().what()).contains("'" + expression + "'"), set.error().what());
        QVERIFY2(QByteArray(set.error().what()).contains(message), set.error().what());
    }

    void comparisons_areNoAssignments()
    {
        const SearchSpace space = openSpace("nas-bench-201").value();
        QVERIFY(candidatesOf(space, {},
                             {"_0_1 == 1", "_0_2 != 1", "_1_2 <= 3", "_0_3 >= 1 || params > 4", "(depth < 9) == 1"}));
    }
};

QTEST_APPLESS_MAIN(TestRealise)
#include "tst_realise.moc"

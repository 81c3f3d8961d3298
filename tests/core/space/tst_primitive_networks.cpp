// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/base/json.h"
#include "core/space/builder.h"

using namespace cw;
using namespace cw::space;

namespace {

/// A network drawn op by op.
class Net {
public:
    explicit Net(const Task& task)
        : m_builder(task)
    {
    }

    int op(const char* id, const Json& params, std::vector<int> inputs)
    {
        const OpEntry* entry = opCatalogue().find(id);
        return m_builder.add(*entry, entry->schema.resolve(params, id).value(), id, {}, std::move(inputs));
    }
    /// Convolution without bias, batch norm and an activation.
    int convBn(int input, int filters, int kernel, int stride, const char* activation)
    {
        return op("conv2d",
                  {{"filters", filters},
                   {"kernel", kernel},
                   {"stride", stride},
                   {"bias", false},
                   {"norm", "batch-norm"},
                   {"activation", activation}},
                  {input});
    }
    const Shape& shape(int op) const { return m_builder.outputOf(op); }
    Architecture finish(int output) { return m_builder.finish(output); }

private:
    ArchitectureBuilder m_builder;
};

const Task kImageNet{Shape::image(3, 224, 224), 1000};

Architecture resnet(const char* block, int widen, const std::vector<int>& depths)
{
    Net net(kImageNet);
    int x = net.op("max-pool", {{"kernel", 3}, {"stride", 2}}, {net.convBn(0, 64, 7, 2, "relu")});
    for (std::size_t stage = 0; stage < depths.size(); ++stage) {
        for (int i = 0; i < depths[stage]; ++i)
            x = net.op(block, {{"filters", (64 << stage) * widen}, {"stride", stage > 0 && i == 0 ? 2 : 1}}, {x});
    }
    return net.finish(net.op("head", {{"norm", "none"}}, {x}));
}

/// Rows of expand, filters, copies, stride, kernel.
struct Stage {
    double expand;
    int filters;
    int copies;
    int stride;
    int kernel;
};

int stages(Net& net, int x, const std::vector<Stage>& rows, Json params)
{
    for (const Stage& row : rows) {
        for (int i = 0; i < row.copies; ++i) {
            params["expand"] = row.expand;
            params["filters"] = row.filters;
            params["stride"] = i == 0 ? row.stride : 1;
            params["kernel"] = row.kernel;
            x = net.op("mbconv", params, {x});
        }
    }
    return x;
}

Architecture mobileNetV2()
{
    Net net(kImageNet);
    int x = stages(net, net.convBn(0, 32, 3, 2, "relu6"),
                   {{1, 16, 1, 1, 3},
                    {6, 24, 2, 2, 3},
                    {6, 32, 3, 2, 3},
                    {6, 64, 4, 2, 3},
                    {6, 96, 3, 1, 3},
                    {6, 160, 3, 2, 3},
                    {6, 320, 1, 1, 3}},
                   Json::object());
    return net.finish(net.op("head", {{"norm", "none"}}, {net.convBn(x, 1280, 1, 1, "relu6")}));
}

Architecture efficientNetB0()
{
    Net net(kImageNet);
    int x = stages(net, net.convBn(0, 32, 3, 2, "silu"),
                   {{1, 16, 1, 1, 3},
                    {6, 24, 2, 2, 3},
                    {6, 40, 2, 2, 5},
                    {6, 80, 3, 2, 3},
                    {6, 112, 3, 1, 5},
                    {6, 192, 4, 2, 5},
                    {6, 320, 1, 1, 3}},
                   {{"activation", "silu"}, {"se", 0.25}});
    return net.finish(net.op("head", {{"norm", "none"}}, {net.convBn(x, 1280, 1, 1, "silu")}));
}

Architecture mobileNetV3Large()
{
    Net net(kImageNet);
    const Json relu{{"activation", "relu"}, {"se_style", "mobilenet-v3"}};
    const auto with = [&](const char* activation, double se) {
        Json params = relu;
        params["activation"] = activation;
        params["se"] = se;
        return params;
    };
    int x = net.convBn(0, 16, 3, 2, "hard-swish");
    x = stages(net, x, {{1, 16, 1, 1, 3}, {4, 24, 1, 2, 3}, {3, 24, 1, 1, 3}}, with("relu", 0));
    x = stages(net, x, {{3, 40, 1, 2, 5}, {3, 40, 2, 1, 5}}, with("relu", 0.25));
    x = stages(net, x, {{6, 80, 1, 2, 3}, {2.5, 80, 1, 1, 3}, {2.3, 80, 2, 1, 3}}, with("hard-swish", 0));
    x = stages(net, x, {{6, 112, 2, 1, 3}, {6, 160, 1, 2, 5}, {6, 160, 2, 1, 5}}, with("hard-swish", 0.25));
    x = net.op("global-pool", {}, {net.convBn(x, 960, 1, 1, "hard-swish")});
    x = net.op("linear", {{"features", 1280}, {"activation", "hard-swish"}}, {x});
    return net.finish(net.op("linear", {}, {x}));
}

Architecture squeezeNet()
{
    Net net(kImageNet);
    int x = net.op("conv2d", {{"filters", 96}, {"kernel", 7}, {"stride", 2}, {"activation", "relu"}}, {0});
    for (const auto& [squeeze, expand] :
         {std::pair(16, 64), {16, 64}, {32, 128}, {32, 128}, {48, 192}, {48, 192}, {64, 256}, {64, 256}})
        x = net.op("fire", {{"squeeze", squeeze}, {"expand", expand}}, {x});
    x = net.op("conv2d", {{"filters", 1000}, {"kernel", 1}, {"activation", "relu"}}, {x});
    return net.finish(net.op("global-pool", {}, {x}));
}

Architecture visionTransformer()
{
    Net net(kImageNet);
    int x = net.op("patches", {{"patch", 16}, {"filters", 768}}, {0});
    x = net.op("positional-encoding", {{"kind", "learned"}}, {x});
    for (int i = 0; i < 12; ++i)
        x = net.op("transformer-block", {{"heads", 12}}, {x});
    return net.finish(net.op("head", {{"norm", "layer-norm"}}, {x}));
}

/// Su et al., CVPR 2021; `layers` of 0 identity, 1 mb3_k3, 2 mb6_k5.
Architecture macro(const std::array<int, 8>& layers)
{
    Net net({Shape::image(3, 32, 32), 10});
    int x = net.convBn(0, 32, 3, 1, "none");
    for (int i = 0; i < 8; ++i) {
        const bool first = i == 0 || i == 2 || i == 5;
        const int filters = i < 2 ? 64 : i < 5 ? 128 : 256;
        const int layer = layers[std::size_t(i)];
        Json params{{"filters", filters}, {"stride", first ? 2 : 1}};
        if (layer == 0) {
            params["reduction"] = "conv-bn";
            x = net.op("skip", params, {x});
            continue;
        }
        params["activation"] = "relu";
        params["expand"] = layer == 1 ? 3 : 6;
        params["kernel"] = layer == 1 ? 3 : 5;
        x = net.op("mbconv", params, {x});
    }
    return net.finish(net.op("head", {{"norm", "none"}}, {net.convBn(x, 1280, 1, 1, "relu")}));
}

/// One cell of DARTS' evaluation network on the outputs of the two cells before it.
int dartsCell(Net& net, const Json& genotype, bool reduction, int before, int last, int filters)
{
    const Json& edges = genotype.at(reduction ? "reduce" : "normal");
    std::vector<int> states{net.op("align", {{"filters", filters}}, {before, last}),
                            net.op("align", {{"filters", filters}}, {last, last})};
    for (std::size_t i = 0; i < edges.size(); i += 2) {
        std::vector<int> terms;
        for (std::size_t k = i; k < i + 2; ++k) {
            const auto name = edges[k][0].get<std::string>();
            const auto from = edges[k][1].get<std::size_t>();
            Json params{{"stride", reduction && from < 2 ? 2 : 1}};
            std::string op = "skip";
            if (name.rfind("conv_", 0) == 0) {
                op = "conv-1x7-7x1";
            } else if (name != "skip_connect") {
                params["kernel"] = name.back() - '0';
                op = name.rfind("sep_", 0) == 0   ? "sep-conv"
                     : name.rfind("dil_", 0) == 0 ? "dil-conv"
                     : name.rfind("max_", 0) == 0 ? "max-pool"
                                                  : "avg-pool";
            }
            terms.push_back(net.op(op.c_str(), params, {states.at(from)}));
        }
        states.push_back(net.op("sum", {}, terms));
    }
    std::vector<int> outputs;
    for (const Json& state : genotype.at(reduction ? "reduce_concat" : "normal_concat"))
        outputs.push_back(states.at(state.get<std::size_t>()));
    return net.op("concat", {}, outputs);
}

Architecture dartsNetwork(const Json& genotype)
{
    constexpr int kCells = 20;
    Net net({Shape::image(3, 32, 32), 10});
    int filters = 36;
    int last = net.convBn(0, 3 * filters, 3, 1, "none");
    int before = last;
    for (int cell = 0; cell < kCells; ++cell) {
        const bool reduction = cell == kCells / 3 || cell == 2 * kCells / 3;
        filters *= reduction ? 2 : 1;
        before = std::exchange(last, dartsCell(net, genotype, reduction, before, last, filters));
    }
    return net.finish(net.op("head", {{"norm", "none"}}, {last}));
}

struct Published {
    const char* name;
    Architecture (*make)();
    std::int64_t parameters;
    std::int64_t macs; ///< 0: not published exactly
};

/// Parameters and multiply-adds of torchvision's models (its documentation), which keep to the papers.
const std::vector<Published>& published()
{
    static const std::vector<Published> all{
        {"ResNet-18",
         [] {
             return resnet("residual", 1, {2, 2, 2, 2});
         },
         11'689'512, 1'814'073'344},
        {"ResNet-50",
         [] {
             return resnet("bottleneck", 4, {3, 4, 6, 3});
         },
         25'557'032, 4'089'184'256},
        {"MobileNetV2", mobileNetV2, 3'504'872, 300'774'272},
        {"MobileNetV3 large", mobileNetV3Large, 5'483'032, 216'589'760},
        {"EfficientNet-B0", efficientNetB0, 5'288'548, 385'814'752},
        {"SqueezeNet 1.0", squeezeNet, 1'248'424, 0},
        // 86,567,656 with a class token of 768 and its position.
        {"ViT-B/16 with the mean of the steps", visionTransformer, 86'567'656 - 2 * 768, 0},
    };
    return all;
}

} // namespace

class TestPrimitiveNetworks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void publishedNetworks_haveTheirCosts_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < published().size(); ++i)
            QTest::newRow(published()[i].name) << static_cast<int>(i);
    }
    void publishedNetworks_haveTheirCosts()
    {
        QFETCH(int, index);
        const Published& one = published()[static_cast<std::size_t>(index)];
        const Costs costs = one.make().costs;
        QCOMPARE(costs.parameters, one.parameters);
        if (one.macs > 0)
            QCOMPARE(costs.macs, one.macs);
    }

    void separableConvolutions_ofDarts()
    {
        Net net({Shape::image(36, 32, 32), 10});
        const auto op = [&](const char* id, const Json& params) {
            const int added = net.op(id, params, {0});
            return std::pair(added, net.shape(added));
        };
        const auto [sep, sepShape] = op("sep-conv", {{"kernel", 3}});
        const auto [strided, stridedShape] = op("sep-conv", {{"kernel", 5}, {"stride", 2}});
        const auto [dil, dilShape] = op("dil-conv", {{"kernel", 3}});
        const auto [line, lineShape] = op("conv-1x7-7x1", {{"stride", 2}});
        const auto [reduced, reducedShape] = op("factorised-reduction", {{"filters", 72}});
        const Architecture architecture = net.finish(reduced);
        const auto costs = [&](int index) {
            const OpNode& node = architecture.ops[static_cast<std::size_t>(index)];
            return std::pair(node.parameters, node.macs);
        };
        // Twice depthwise 9 * 36, pointwise 36 * 36, batch norm 2 * 36; MACs at 32 x 32.
        QVERIFY(costs(sep) == std::pair(std::int64_t{3384}, std::int64_t{3'317'760}));
        QVERIFY(sepShape == Shape::image(36, 32, 32));
        // 25 * 36 + 36 * 36 + 72, twice; both at 16 x 16.
        QVERIFY(costs(strided) == std::pair(std::int64_t{4536}, std::int64_t{1'124'352}));
        QVERIFY(stridedShape == Shape::image(36, 16, 16));
        QVERIFY(costs(dil) == std::pair(std::int64_t{1692}, std::int64_t{1'658'880}));
        QVERIFY(dilShape == Shape::image(36, 32, 32));
        // 7 * 36 * 36 twice and 72; the first at 32 x 16, the second at 16 x 16.
        QVERIFY(costs(line) == std::pair(std::int64_t{18'216}, std::int64_t{6'967'296}));
        QVERIFY(lineShape == Shape::image(36, 16, 16));
        // 36 * 36 twice and 144, at 16 x 16.
        QVERIFY(costs(reduced) == std::pair(std::int64_t{2736}, std::int64_t{663'552}));
        QVERIFY(reducedShape == Shape::image(72, 16, 16));
    }

    void macroNetworks_haveTheCostsOfTheTable()
    {
        // Rows of nas-bench-macro: all identity, and the last layer mb3_k3 or mb6_k5.
        const auto costs = [](int last) {
            const Costs found = macro({0, 0, 0, 0, 0, 0, 0, last}).costs;
            return std::pair(found.parameters, found.macs);
        };
        QVERIFY(costs(0) == std::pair(std::int64_t{387'882}, std::int64_t{7'713'280}));
        QVERIFY(costs(1) == std::pair(std::int64_t{791'594}, std::int64_t{14'115'328}));
        QVERIFY(costs(2) == std::pair(std::int64_t{1'219'370}, std::int64_t{20'910'592}));
    }

    void genotypes_haveTheParametersOfTheDartsNetwork()
    {
        const auto file = readJsonFile(std::string(CELLWRIGHT_TEST_DATA) + "/genotypes.json");
        if (!file)
            QSKIP("skipped: data not found");
        int checked = 0;
        for (const auto& [name, genotype] : file->items()) {
            if (!genotype.is_object() || !genotype.contains("darts_network_params_C36_L20"))
                continue;
            const std::int64_t expected = genotype["darts_network_params_C36_L20"].get<std::int64_t>();
            QVERIFY2(dartsNetwork(genotype).costs.parameters == expected,
                     qPrintable(QString::fromStdString(name) + QString(": expected %1").arg(expected)));
            ++checked;
        }
        QVERIFY(checked >= 4);
    }

    void recurrentCells_ofOneTreeHaveOneHash()
    {
        const auto hash = [](const char* cell, const char* output = "all") {
            Net net({Shape::sequence(5, 4), 3});
            const int x = net.op("recurrent-cell", {{"hidden", 6}, {"cell", cell}, {"output", output}}, {0});
            return canonicalHash(net.finish(net.op("head", {}, {x})));
        };
        QVERIFY(hash("tanh:0,relu:1,identity:0") == hash("identity:0,tanh:0,relu:2"));
        QVERIFY(hash("tanh:0,relu:1,relu:0") == hash("relu:0,tanh:0,relu:2"));
        QVERIFY(hash("tanh:0,relu:1,relu:0") != hash("tanh:0,relu:1,relu:1"));
        QVERIFY(hash("tanh:0,relu:1") != hash("tanh:0,sigmoid:1"));
        QVERIFY(hash("tanh:0,relu:1") != hash("tanh:0,relu:1", "ends"));
        QVERIFY(hash("tanh:0,relu:0") == hash("tanh:0,relu:0", "ends")); // every node is an end
        QVERIFY(hash("tanh:0,tanh:0") != hash("tanh:0,tanh:0,tanh:0"));
        for (const char* bad : {"", "tanh", "tanh:", "tanh:x", "gelu:0", "tanh:0,", "tanh:1", "tanh:0,relu:-1",
                                "tanh:99999999999999999999"})
            QVERIFY_THROWS_EXCEPTION(Error, hash(bad));
        QVERIFY_THROWS_EXCEPTION(Error, hash(std::string(100'000, 'x').c_str()));
    }

    void products_areTheSameInAnyOrder()
    {
        const auto hash = [](std::vector<const char*> kinds) {
            Net net({Shape::image(4, 6, 6), 3});
            std::vector<int> factors;
            for (const char* kind : kinds)
                factors.push_back(std::string(kind) == "zero" ? net.op("zero", {}, {0})
                                                              : net.op("activation", {{"kind", kind}}, {0}));
            return canonicalHash(net.finish(net.op("head", {}, {net.op("multiply", {}, factors)})));
        };
        QVERIFY(hash({"relu", "tanh"}) == hash({"tanh", "relu"}));
        QVERIFY(hash({"relu", "tanh"}) != hash({"relu", "silu"}));
        QVERIFY(hash({"relu", "relu"}) != hash({"relu"}));
        QVERIFY(hash({"relu", "zero"}) == hash({"zero", "tanh"}));
    }

    void languageModels_doNotLookAhead()
    {
        for (const TaskKind kind : {TaskKind::LanguageModel, TaskKind::Classification}) {
            Net net({Shape::tokens(12), 20, kind, 20});
            int x = net.op("embedding", {{"size", 8}}, {0});
            x = net.op("conv1d", {{"kernel", 4}}, {x});
            x = net.op("max-pool1d", {{"stride", 1}}, {x});
            x = net.op("transformer-block", {}, {x});
            const Architecture model = net.finish(net.op("head", {}, {x}));
            const bool causal = kind == TaskKind::LanguageModel;
            QVERIFY(!causal || model.ops.back().shape == model.task.output());
            int seen = 0;
            for (const PrimitiveNode& node : model.primitives) {
                if (const auto* conv = std::get_if<Conv>(&node.primitive))
                    seen += (conv->padding == Padding::Causal) == causal ? 1 : 0;
                if (const auto* pool = std::get_if<Pool>(&node.primitive))
                    seen += pool->causal == causal ? 1 : 0;
                if (const auto* attention = std::get_if<Attention>(&node.primitive))
                    seen += attention->causal == causal ? 1 : 0;
            }
            QCOMPARE(seen, 3);
        }
    }
};

QTEST_APPLESS_MAIN(TestPrimitiveNetworks)
#include "tst_primitive_networks.moc"

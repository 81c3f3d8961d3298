// SPDX-License-Identifier: GPL-3.0-or-later
// Templates against the numbers of their papers and tables, or sums done by hand.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <QTest>

#include "core/base/json.h"
#include "tests/core/space/space_fixture.h"

using namespace cw;
using namespace cw::space;
using namespace cw::space::test;

namespace {

struct Template {
    SearchSpace space;
    TreeCandidates set;

    explicit Template(const std::string& id)
        : space(openSpace(id).value())
        , set(compileOrError(space).value())
    {
    }
    Architecture network(const std::string& candidate, const RealiseOptions& options = {}) const
    {
        return realiseOrError(space, set.tree(), candidateFromText(set.tree(), candidate, "test").value(), options)
            .value();
    }
    std::int64_t parameters(const std::string& candidate, const RealiseOptions& options = {}) const
    {
        return network(candidate, options).costs.parameters;
    }
};

/// The published list of (op, input) pairs, two for each node, as decisions of the template.
std::string dartsCell(const std::string& cell, const Json& edges)
{
    std::string text;
    for (std::size_t i = 0; i < edges.size(); i += 2) {
        const std::size_t node = 2 + i / 2;
        std::vector<std::string> taken;
        for (std::size_t k = i; k < i + 2; ++k) {
            taken.push_back(fmt::format("{}-{}", edges[k][1].get<int>(), node));
            text += fmt::format("{}/{}={};", cell, taken.back(), edges[k][0].get<std::string>());
        }
        std::sort(taken.begin(), taken.end());
        if (node > 2) // the first takes both there are
            text += fmt::format("{}/{}={}+{};", cell, node, taken[0], taken[1]);
    }
    return text;
}

/// The same list for a template whose nodes take any two earlier ones, twice the same one too.
std::string nasnetCell(const std::string& cell, const Json& edges)
{
    std::string text;
    for (std::size_t i = 0; i < edges.size(); ++i)
        text += fmt::format("{0}/{1}{2}-input={3};{0}/{1}{2}-op={4};", cell, 2 + i / 2, i % 2 == 0 ? 'a' : 'b',
                            edges[i][1].get<int>(), edges[i][0].get<std::string>());
    return text;
}

std::string nasnetCandidate(const Json& genotype)
{
    std::string text = nasnetCell("normal", genotype.at("normal")) + nasnetCell("reduce", genotype.at("reduce"));
    text.pop_back();
    return text;
}

std::string dartsCandidate(const Json& genotype)
{
    std::string text = dartsCell("normal", genotype.at("normal")) + dartsCell("reduce", genotype.at("reduce"));
    text.pop_back();
    return text;
}

} // namespace

class TestTemplatesPublished : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void darts_hasThePublishedGenotypes()
    {
        const auto file = readJsonFile(std::string(CELLWRIGHT_TEST_DATA) + "/genotypes.json");
        if (!file)
            QSKIP("skipped: data not found");
        const Template darts("darts-cnn");
        for (const char* name : {"DARTS_V1", "DARTS_V2"}) {
            const Json& genotype = file->at(name);
            QCOMPARE(darts.parameters(dartsCandidate(genotype)),
                     genotype.at("darts_network_params_C36_L20").get<std::int64_t>());
        }
    }

    void darts_secondOrderCellHas3349342Parameters()
    {
        // Liu et al., figures 4 and 5; published as 3.3 M.
        const Architecture network =
            Template("darts-cnn")
                .network("normal/0-2=sep_conv_3x3;normal/1-2=sep_conv_3x3;normal/3=0-3+1-3;normal/0-3=sep_conv_3x3;"
                         "normal/1-3=sep_conv_3x3;normal/4=0-4+1-4;normal/0-4=skip_connect;normal/1-4=sep_conv_3x3;"
                         "normal/5=0-5+2-5;normal/0-5=skip_connect;normal/2-5=dil_conv_3x3;"
                         "reduce/0-2=max_pool_3x3;reduce/1-2=max_pool_3x3;reduce/3=1-3+2-3;reduce/1-3=max_pool_3x3;"
                         "reduce/2-3=skip_connect;reduce/4=0-4+2-4;reduce/0-4=max_pool_3x3;reduce/2-4=skip_connect;"
                         "reduce/5=1-5+2-5;reduce/1-5=max_pool_3x3;reduce/2-5=skip_connect");
        QCOMPARE(network.costs.parameters, 3'349'342);
        const auto cells = std::count_if(network.ops.begin(), network.ops.end(),
                                         [](const OpNode& node) { return node.op == "concat"; });
        QCOMPARE(cells, 20);
    }

    void darts_count()
    {
        // In each of two cells node i takes 2 of i + 1 inputs, i = 1 .. 4, each with one of 8 ops.
        QCOMPARE(Template("darts-cnn").set.count(), 9'119'789'245'425'254'400U);
        const double cell = 1.0 * 3 * 6 * 10 * std::pow(8.0, 8);
        QCOMPARE(cell * cell, 9'119'789'245'425'254'400.0);
    }

    void nasnet_hasThePublishedGenotypes()
    {
        const auto file = readJsonFile(std::string(CELLWRIGHT_TEST_DATA) + "/genotypes.json");
        if (!file)
            QSKIP("skipped: data not found");
        const Template nasnet("nasnet");
        for (const char* name : {"NASNet", "AmoebaNet"}) {
            const Json& genotype = file->at(name);
            // Counted there with 36 filters; the template has the 32 of NASNet-A (6 @ 768).
            QCOMPARE(nasnet.parameters(nasnetCandidate(genotype), {.width = 36.0 / 32}),
                     genotype.at("darts_network_params_C36_L20").get<std::int64_t>());
        }
    }

    void nasnet_choosesTwoInputsAndTwoOpsForEachOfFiveNodes()
    {
        const Template nasnet("nasnet");
        const DecisionTree& tree = nasnet.set.tree();
        QCOMPARE(tree.size(), std::size_t(2 * 5 * 4));
        const double cell = std::pow(2.0 * 3 * 4 * 5 * 6, 2) * std::pow(13.0, 10);
        QVERIFY(std::abs(fewestCandidates(tree) / (cell * cell) - 1) < 1e-12);
        QCOMPARE(nasnet.set.count(), 0U); // beyond 64 bits
        // (720^2 x 13^10)^2
        QCOMPARE(countText(tree), std::string("5107366597713630212832188866560000"));
    }

    void nasnet_sumsOfOneCellAStage()
    {
        // Each of five nodes adds both inputs as they are; in the reduction cell each of these ten is a strided 1x1.
        Json edges = Json::array();
        for (int i = 0; i < 10; ++i)
            edges.push_back({"skip_connect", i % 2});
        const auto conv = [](std::int64_t from, std::int64_t to) { return from * to + 2 * to; }; // 1x1 and its norm
        const std::int64_t stem = 27 * 96 + 2 * 96;
        const std::int64_t stages = 2 * conv(96, 32) + conv(160, 64) + conv(320, 64) + conv(320, 128) + conv(640, 128);
        const std::int64_t reductions =
            conv(96, 64) + conv(160, 64) + 10 * conv(64, 64) + 2 * conv(320, 128) + 10 * conv(128, 128);
        QCOMPARE(Template("nasnet").parameters(nasnetCandidate({{"normal", edges}, {"reduce", edges}}), {.cells = 1}),
                 stem + stages + reductions + 640 * 10 + 10);
    }

    void chain_countsAndSums()
    {
        const Template chain("chain-cnn");
        // One to three layers of 3 x 3 ways twice, none to two of them; 2 x 2 pools; collapse; dropout; hidden layer.
        const std::uint64_t layers = 9 + 9 * 9 + 9 * 9 * 9;
        QCOMPARE(chain.set.count(), layers * layers * (1 + 9 + 9 * 9) * (2 * 2) * 2 * 3 * (1 + 3));
        const std::string convolutions =
            "conv1=1;conv1[0].filters=16;conv1[0].kernel=3;pool1=max;conv2=2;conv2[0].filters=32;conv2[0].kernel=1;"
            "conv2[1].filters=64;conv2[1].kernel=3;pool2=average;conv3=0;dropout.probability=0.5;";
        // 32 x 32 px for the first layer, 16 x 16 for the others; convolutions without bias, norms of two numbers a
        // channel.
        const std::int64_t weights = 3 * 16 * 9 + 16 * 32 + 32 * 64 * 9;
        const std::int64_t macs = 1024 * (3 * 16 * 9) + 256 * (16 * 32 + 32 * 64 * 9);
        const std::int64_t norms = 2 * (16 + 32 + 64);
        const Costs pooled =
            chain.network(convolutions + "collapse=global-pool;hidden=linear;linear.features=128").costs;
        QCOMPARE(pooled.parameters, weights + norms + (64 * 128 + 128) + (128 * 10 + 10));
        QCOMPARE(pooled.macs, macs + 64 * 128 + 128 * 10);
        QCOMPARE(pooled.depth, 5);
        // All 8 x 8 px of 64 channels.
        const Costs flat = chain.network(convolutions + "collapse=flatten;hidden=none").costs;
        QCOMPARE(flat.parameters, weights + norms + (8 * 8 * 64 * 10 + 10));
        QCOMPARE(flat.macs, macs + 8 * 8 * 64 * 10);
        QCOMPARE(flat.depth, 4);
    }

    void mobileNet_hasMobileNetV2()
    {
        const Template space("mobilenet");
        // Kernel, expansion and squeeze-excite, one layer fewer or more in each of six stages (the last: one or two).
        const std::uint64_t stage = 3 * 2 * 2 * 3;
        QCOMPARE(space.set.count(), stage * stage * stage * stage * stage * (3 * 2 * 2 * 2));
        std::string text;
        const int layers[] = {2, 3, 4, 3, 3, 1};
        for (int i = 0; i < 6; ++i)
            text += fmt::format("{1}stage{0}={2};stage{0}.kernel=3;stage{0}.expand=6;stage{0}.se=0", i + 2,
                                i == 0 ? "" : ";", layers[i]);
        const Costs costs = space.network(text).costs;
        QCOMPARE(costs.parameters, 3'504'872);
        QCOMPARE(costs.macs, 300'774'272);
    }

    void resNet_hasThePublishedDepths_data()
    {
        QTest::addColumn<QString>("candidate");
        QTest::addColumn<qint64>("parameters");
        QTest::addColumn<qint64>("macs"); // 0: not published exactly
        QTest::newRow("18") << "basic;stage1=2;stage2=2;stage3=2;stage4=2" << qint64(11'689'512)
                            << qint64(1'814'073'344);
        QTest::newRow("34") << "basic;stage1=3;stage2=4;stage3=6;stage4=3" << qint64(21'797'672) << qint64(0);
        QTest::newRow("50") << "bottleneck;stage1=3;stage2=4;stage3=6;stage4=3" << qint64(25'557'032)
                            << qint64(4'089'184'256);
        QTest::newRow("101") << "bottleneck;stage1=3;stage2=4;stage3=23;stage4=3" << qint64(44'549'160) << qint64(0);
        QTest::newRow("152") << "bottleneck;stage1=3;stage2=8;stage3=36;stage4=3" << qint64(60'192'808) << qint64(0);
    }
    void resNet_hasThePublishedDepths()
    {
        QFETCH(QString, candidate);
        QFETCH(qint64, parameters);
        QFETCH(qint64, macs);
        const Template space("resnet");
        const Costs costs = space.network("stem=conv_7x7;block=" + candidate.toStdString()).costs;
        QCOMPARE(costs.parameters, parameters);
        if (macs > 0)
            QCOMPARE(costs.macs, macs);
        QCOMPARE(space.set.count(), 2U * 2 * (2 * 7 * 35 * 2));
    }

    void resNet_hasItsFormForSmallImages()
    {
        // ResNet-18 with a 3x3 stem and 10 classes: 3x3 instead of 7x7 taps for 3 x 64 channels, 990 classes fewer.
        const Task task{Shape::image(3, 32, 32), 10};
        QCOMPARE(Template("resnet").parameters("stem=conv_3x3;block=basic;stage1=2;stage2=2;stage3=2;stage4=2",
                                               {.task = task}),
                 11'689'512 - 40 * 3 * 64 - 990 * 513);
    }

    void multiBranch_countsAndSums()
    {
        const Template space("multi-branch-cnn");
        // In each of three stages the layers take some of 1, 2, 3 and 4 inputs, and one of 6 ops.
        const std::uint64_t stage = (1 * 3 * 7 * 15) * 6 * 6 * 6 * 6;
        QCOMPARE(space.set.count(), stage * stage * stage);
        std::string row;
        std::string fan;
        for (int layer = 1; layer <= 12; ++layer) {
            const bool first = layer % 4 == 1;
            row += fmt::format("layer{}=conv_3x3;", layer);
            fan += fmt::format("layer{}=conv_3x3;", layer);
            if (first)
                continue;
            row += fmt::format("inputs{}=layer{};", layer, layer - 1);
            fan += fmt::format("inputs{}=input;", layer);
        }
        row.pop_back();
        fan.pop_back();
        // The stem; four convolutions with norm at 32, 64 and 128 channels.
        const std::int64_t layers =
            (27 * 32 + 64) + 4 * (9 * 32 * 32 + 64) + 4 * (9 * 64 * 64 + 128) + 4 * (9 * 128 * 128 + 256);
        // One loose end a stage: reductions 32 -> 64 -> 128, norm and classifier on 128.
        QCOMPARE(space.parameters(row), layers + (32 * 64 + 128) + (64 * 128 + 256) + 256 + 128 * 10 + 10);
        // Four of them: reductions 128 -> 64 and 256 -> 128, norm and classifier on 512.
        QCOMPARE(space.parameters(fan), layers + (128 * 64 + 128) + (256 * 128 + 256) + 1024 + 512 * 10 + 10);
    }

    void mlp_hasTheNetworksOfLeCun()
    {
        const Template mlp("mlp");
        // 6 widths, 3 norms, 5 activations and 3 rates of dropout for each of up to 3 layers.
        const std::uint64_t layer = 6 * 3 * 5 * 3;
        QCOMPARE(mlp.set.count(), 1 + layer + layer * layer + layer * layer * layer);
        const auto network = [&](const std::vector<int>& features) {
            std::string text = fmt::format("layer={}", features.size());
            for (std::size_t i = 0; i < features.size(); ++i)
                text += fmt::format(";layer[{0}]/linear.features={1};layer[{0}]/norm=none;"
                                    "layer[{0}]/activation.kind=tanh;layer[{0}]/dropout.probability=0",
                                    i, features[i]);
            return mlp.parameters(text);
        };
        QCOMPARE(network({}), 784 * 10 + 10);
        QCOMPARE(network({300}), 784 * 300 + 300 + 300 * 10 + 10);
        QCOMPARE(network({300, 100}), 266'610); // 28x28-300-100-10
        QCOMPARE(network({500, 150}), 784 * 500 + 500 + 500 * 150 + 150 + 150 * 10 + 10);
    }

    void transformer_hasGpt2()
    {
        const Template space("transformer");
        // Sizes, positions and 1 to 12 layers; heads, feed-forward, activation, dropout and norm.
        QCOMPARE(space.set.count(), std::uint64_t{4 * 2 * 12} * (6 * 3 * 3 * 3 * 2));
        const Task task{Shape::tokens(1024), 50'257, TaskKind::LanguageModel, 50'257};
        // 124,439,808 with one matrix for embedding and output; here the output has its own, and a bias.
        QCOMPARE(space.parameters("embedding.size=768;positions.kind=learned;layers=12;layers.activation=gelu;"
                                  "layers.dropout=0.1;layers.ffn=4;layers.heads=12;layers.norm=first",
                                  {.task = task}),
                 124'439'808 + 50'257 * 768 + 50'257);
    }

    void cnn1d_hasTheFullyConvolutionalNetwork()
    {
        const Template space("cnn-1d");
        // Each of three layers: conv 3 x 3, dilated 2 x 2 x 3, separable 2 x 3; two pools; 7 contexts; dropout.
        const std::uint64_t layer = 9 + 12 + 6;
        QCOMPARE(space.set.count(), layer * layer * layer * 3 * 3 * 7 * 3);
        // Wang et al., section 2.2: kernels 8, 5 and 3, filters 128, 256 and 128.
        const std::string network = "layer1=conv;layer1/conv.filters=128;layer1/conv.kernel=8;pool1=none;"
                                    "layer2=conv;layer2/conv.filters=256;layer2/conv.kernel=5;pool2=none;"
                                    "layer3=conv;layer3/conv.filters=128;layer3/conv.kernel=3;"
                                    "context=none;dropout.probability=0";
        QCOMPARE(space.parameters(network, {.task = Task{Shape::sequence(150, 1), 2}}),
                 (8 * 128 + 128 + 256) + (5 * 128 * 256 + 256 + 512) + (3 * 256 * 128 + 128 + 256) + 128 * 2 + 2);
    }
};

QTEST_APPLESS_MAIN(TestTemplatesPublished)
#include "tst_templates_published.moc"

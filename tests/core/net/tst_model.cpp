// SPDX-License-Identifier: GPL-3.0-or-later
#include <thread>

// LibTorch before Qt: their headers use each other's words.
#include <ATen/Parallel.h>
#include <torch/types.h>

#include <QTest>

#include "core/base/rng.h"
#include "core/net/model.h"
#include "core/space/builder.h"
#include "core/space/op.h"
#include "core/space/realise.h"
#include "core/space/search_space.h"
#include "net_builder.h"

using namespace cw;
using cw::net::Engine;
using cw::net::Model;
using cw::test::Cell201;
using cw::test::NetBuilder;

namespace {

using Architecture = std::shared_ptr<const space::Architecture>;

constexpr std::int64_t kBatch = 12;

space::Task smallTask()
{
    return {space::Shape::image(3, 12, 12), 10}; // 12, 6, 3 pixels: tiles that fit and tiles that do not
}

struct Data {
    torch::Tensor input;
    torch::Tensor labels;
};

Data randomData(const space::Task& task, std::uint64_t seed)
{
    Rng rng(seed);
    const std::vector<std::int64_t>& dims = task.input.dims;
    Data data{torch::empty({kBatch, dims[0], dims[1], dims[2]}), torch::empty({kBatch}, torch::kLong)};
    for (std::int64_t i = 0; i < data.input.numel(); ++i)
        data.input.data_ptr<float>()[i] = float(rng.normal());
    for (std::int64_t i = 0; i < kBatch; ++i)
        data.labels.data_ptr<std::int64_t>()[i] = std::int64_t(rng.below(std::uint64_t(task.classes)));
    return data;
}

/// Largest difference, as a part of the largest number of the second.
double distance(const torch::Tensor& a, const torch::Tensor& b)
{
    const double size = b.abs().max().item<double>();
    return (a - b).abs().max().item<double>() / std::max(size, 1e-30);
}

Cell201 randomCell(Rng& rng)
{
    Cell201 cell{};
    for (int& op : cell)
        op = int(rng.below(5));
    return cell;
}

/// Everything that the planner treats in a way of its own.
Architecture oddNetwork(int which)
{
    NetBuilder net(smallTask());
    const int x = net.norm(net.conv(0, 16, 3));
    int y = x;
    switch (which) {
    case 0: // the same value twice in a sum, and a rectifier read by a convolution and by something else
    {
        const int r = net.relu(x);
        y = net.sum({x, x, net.norm(net.conv(r, 16, 3)), net.add(space::Pool{}, {r})});
        break;
    }
    case 1: // a convolution read by two norms, a norm read twice
    {
        const int c = net.conv(net.relu(x), 16, 3);
        const int n = net.norm(c);
        y = net.sum({n, n, net.norm(c)});
        break;
    }
    case 2: // zeros into what cannot leave them out
    {
        const int zero = net.add(space::Zero{}, {x});
        y = net.sum({net.norm(net.conv(zero, 16, 3)), net.norm(net.sum({zero, zero}))});
        y = net.add(space::Concat{}, {y, zero, x});
        break;
    }
    case 3: // no norm, 1x1, a stride, grouped, few channels, max pooling
        y = net.conv(x, 24, 1);
        y = net.add(space::Conv{.outChannels = 24, .kernelHeight = 3, .kernelWidth = 3, .groups = 4}, {y});
        y = net.conv(net.relu(net.add(space::Pool{.kind = space::PoolKind::Max}, {y})), 5, 3, 2);
        y = net.conv(net.conv(y, 6, 3), 12, 3);
        break;
    case 4: // dead branches
        net.reluConvNorm(x, 16, 3);
        y = net.relu(net.reluConvNorm(x, 16, 3));
        net.conv(y, 8, 1);
        break;
    default: // other activations, dropout, flatten, a norm over features
        y = net.add(space::Activation{space::ActivationKind::Silu}, {net.conv(x, 8, 3)});
        y = net.add(space::Drop{0.3}, {net.add(space::Flatten{}, {y})});
        y = net.norm(net.add(space::Linear{.outFeatures = 20}, {y}));
        net.add(space::Linear{.outFeatures = 10}, {net.relu(y)});
        return net.build();
    }
    net.head(y);
    return net.build();
}

/// Of the weights that the model really has: each is used once for every pixel that comes out.
std::int64_t macsOf(const Model& model, const space::Architecture& architecture)
{
    std::int64_t macs = 0;
    for (std::size_t i = 0; i < architecture.primitives.size(); ++i) {
        const torch::Tensor& weight = model.node(i).weight;
        if (!weight.defined() || weight.dim() < 2)
            continue; // a norm multiplies, but accumulates nothing
        const space::Shape& shape = architecture.primitives[i].shape;
        std::int64_t pixels = 1;
        for (std::size_t d = 1; d < shape.dims.size(); ++d)
            pixels *= shape.dims[d];
        macs += weight.numel() * pixels;
    }
    return macs;
}

void compareEngines(const Architecture& architecture, std::uint64_t seed)
{
    Model plain(architecture, {.engine = Engine::Plain, .seed = seed});
    Model fused(architecture, {.engine = Engine::Fused, .seed = seed});
    QVERIFY(torch::equal(plain.parameters(), fused.parameters()));
    const Data data = randomData(architecture->task, seed);
    const double expected = plain.lossAndGradients(data.input, data.labels, 0.1, 7);
    const double found = fused.lossAndGradients(data.input, data.labels, 0.1, 7);
    QVERIFY2(std::abs(expected - found) < 1e-4, qPrintable(QString("loss %1, plain %2").arg(found).arg(expected)));
    for (std::size_t i = 0; i < architecture->primitives.size(); ++i) {
        const net::NodeTensors& a = fused.node(i);
        const net::NodeTensors& b = plain.node(i);
        for (const auto& [x, y] :
             {std::pair(a.weightGradient, b.weightGradient), std::pair(a.biasGradient, b.biasGradient)}) {
            // A gradient that is zero but for rounding (before a norm, after zeros) has no relative error.
            if (y.defined() && y.abs().max().item<double>() > 1e-5)
                QVERIFY2(distance(x, y) < 2e-4, qPrintable(QString("node %1: %2").arg(i).arg(distance(x, y))));
        }
    }
    // Dead branches keep their statistics here, so only the outputs are compared in judging mode.
    const torch::NoGradGuard guard;
    QVERIFY(distance(fused.forward(data.input, false), plain.forward(data.input, false)) < 1e-4);
}

} // namespace

class TestModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void parameters_equalTheArchitectures_for50NasBench201Networks()
    {
        Rng rng(201);
        const space::Task cifar{space::Shape::image(3, 32, 32), 10};
        const space::SearchSpace space = space::openSpace("nas-bench-201").value();
        const space::DecisionTree tree = space::compileOrError(space).value();
        for (int i = 0; i < 50; ++i) {
            const Cell201 cell = randomCell(rng);
            const Architecture network = test::network201(cell, cifar, 16, 5);
            const Model model(network, {.seed = 1});
            QCOMPARE(model.parameterCount(), network->costs.parameters);
            // The same network from the template, through the realiser.
            space::Candidate candidate;
            for (const int op : cell)
                candidate.values.push_back(op);
            const auto drawn = std::make_shared<const space::Architecture>(
                space::realiseOrError(space, tree, candidate, {.task = cifar}).value());
            const Model realised(drawn, {.seed = 1});
            QCOMPARE(realised.parameterCount(), drawn->costs.parameters);
            QCOMPARE(drawn->costs.parameters, network->costs.parameters);
            QCOMPARE(drawn->costs.macs, network->costs.macs);
            QCOMPARE(macsOf(realised, *drawn), drawn->costs.macs);
        }
    }

    void forward_hasOneRowOfLogitsPerImage()
    {
        const Architecture network = test::network201({3, 1, 2, 4, 0, 3}, smallTask(), 8, 1);
        for (const Engine engine : {Engine::Plain, Engine::Fused}) {
            Model model(network, {.engine = engine});
            const torch::Tensor logits = model.forward(randomData(network->task, 1).input, false);
            QCOMPARE(logits.dim(), std::int64_t(2));
            QCOMPARE(logits.size(0), kBatch);
            QCOMPARE(logits.size(1), std::int64_t(10));
        }
    }

    void fused_equalsPlain_forRandomCells()
    {
        Rng rng(5);
        for (std::uint64_t i = 0; i < 12; ++i)
            compareEngines(test::network201(randomCell(rng), smallTask(), i % 3 == 0 ? 8 : 16, 1), i);
    }

    void fused_equalsPlain_forOddNetworks_data()
    {
        QTest::addColumn<int>("which");
        for (int i = 0; i < 6; ++i)
            QTest::addRow("network %d", i) << i;
    }
    void fused_equalsPlain_forOddNetworks()
    {
        QFETCH(int, which);
        compareEngines(oddNetwork(which), 3);
    }

    void fused_equalsPlain_forImageOps_data()
    {
        QTest::addColumn<QString>("op");
        QTest::addColumn<QString>("settings");
        for (const char* op : {"sep-conv", "dil-conv", "conv-1x7-7x1", "residual", "bottleneck", "mbconv"}) {
            QTest::addRow("%s", op) << op << "{}";
            QTest::addRow("%s, stride 2", op) << op << R"({"filters": 24, "stride": 2})";
        }
        QTest::addRow("fire") << "fire"
                              << R"({"squeeze": 4, "expand": 8})";
        QTest::addRow("global max pool") << "global-pool"
                                         << R"({"kind": "max"})";
    }
    /// The constructor of a model refuses one whose parameters are not as many as the architecture says.
    void fused_equalsPlain_forImageOps()
    {
        QFETCH(QString, op);
        QFETCH(QString, settings);
        space::ArchitectureBuilder builder(smallTask());
        const auto add = [&](const std::string& id, const std::string& given, int input) {
            const space::OpEntry& entry = *space::opCatalogue().find(id);
            return builder.add(entry, entry.schema.resolve(Json::parse(given), "test").value(), id, {}, {input});
        };
        int at = add("conv2d", R"({"filters": 16})", 0);
        at = add(op.toStdString(), settings.toStdString(), at);
        const bool image = builder.outputOf(at).kind == space::ShapeKind::Image;
        at = add(image ? "head" : "linear", "{}", at);
        compareEngines(std::make_shared<const space::Architecture>(builder.finish(at)), 11);
    }

    void fused_isTheSameAfterManyStepsInItsBuffers()
    {
        const Architecture network = test::network201({3, 1, 3, 4, 2, 3}, smallTask(), 16, 2);
        Model one(network, {});
        Model other(network, {});
        const Data data = randomData(network->task, 2);
        for (int i = 0; i < 3; ++i) {
            other.forward(randomData(network->task, std::uint64_t(i)).input.narrow(0, 0, 5), false);
            other.lossAndGradients(data.input, data.labels, 0);
        }
        one.lossAndGradients(data.input, data.labels, 0);
        QVERIFY(torch::equal(one.gradients(), other.gradients()));
    }

    void weights_dependOnSeedAndTrialOnly()
    {
        const Architecture network = test::network201({3, 1, 2, 4, 0, 3}, smallTask(), 8, 1);
        const Model one(network, {.seed = 1, .trial = 2});
        QVERIFY(torch::equal(one.parameters(), Model(network, {.seed = 1, .trial = 2}).parameters()));
        QVERIFY(!torch::equal(one.parameters(), Model(network, {.seed = 1, .trial = 3}).parameters()));
        QVERIFY(!torch::equal(one.parameters(), Model(network, {.seed = 2, .trial = 2}).parameters()));
    }

    void architectureWithWrongCosts_isRefused()
    {
        space::Architecture network = *test::network201({3, 1, 2, 4, 0, 3}, smallTask(), 8, 1);
        network.costs.parameters += 1;
        QVERIFY_THROWS_EXCEPTION(Error, Model(std::make_shared<const space::Architecture>(network), {}));
    }

    void twoThreadsAtOnce_equalOneAfterTheOther_bitForBit()
    {
        const Architecture network = test::network201({3, 3, 3, 1, 3, 2}, smallTask(), 16, 1);
        const auto train = [&](std::int64_t trial) {
            at::set_num_threads(1);
            Model model(network, {.trial = trial});
            for (std::uint64_t step = 0; step < 4; ++step) {
                const Data data = randomData(network->task, step);
                model.lossAndGradients(data.input, data.labels, 0, step);
                model.parameters().sub_(model.gradients(), 0.1);
            }
            return model.parameters().clone();
        };
        const torch::Tensor first = train(1);
        const torch::Tensor second = train(2);
        for (int repeat = 0; repeat < 3; ++repeat) {
            torch::Tensor a;
            torch::Tensor b;
            {
                const std::jthread one([&] { a = train(1); });
                const std::jthread two([&] { b = train(2); });
            }
            QVERIFY(torch::equal(a, first));
            QVERIFY(torch::equal(b, second));
        }
    }
};

QTEST_APPLESS_MAIN(TestModel)
#include "tst_model.moc"

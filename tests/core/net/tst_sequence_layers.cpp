// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

// LibTorch before Qt: their headers use each other's words.
#include <torch/torch.h>

#include <QTest>

#include "core/net/model.h"
#include "core/net/primitives.h"
#include "net_builder.h"

using namespace cw;
using cw::net::Engine;
using cw::net::Model;
using cw::net::NodeTensors;
using cw::test::NetBuilder;

namespace {

constexpr std::int64_t kBatch = 3;
constexpr std::int64_t kSteps = 7;
constexpr std::int64_t kFeatures = 12;

torch::Tensor numbers(const std::vector<std::int64_t>& sizes)
{
    const std::int64_t count = c10::multiply_integers(sizes);
    return torch::arange(count, torch::kFloat).mul(0.7).sin().view(sizes);
}

torch::Tensor sequence()
{
    return numbers({kBatch, kSteps, kFeatures});
}

torch::Tensor apply(const space::Primitive& primitive, const NodeTensors& tensors, const torch::Tensor& x)
{
    return net::applyPrimitive({primitive, {0}, {}, 0}, tensors, {x}, false, 0);
}

bool isClose(const torch::Tensor& a, const torch::Tensor& b)
{
    return a.sizes() == b.sizes() && torch::allclose(a, b, 1e-5, 1e-6);
}

std::int64_t parametersOf(const torch::nn::Module& module)
{
    std::int64_t count = 0;
    for (const torch::Tensor& parameter : module.parameters())
        count += parameter.numel();
    return count;
}

std::int64_t declared(const space::Primitive& primitive)
{
    return space::parameterCount(primitive, {space::Shape::sequence(kSteps, kFeatures)});
}

NodeTensors gatesOf(const torch::OrderedDict<std::string, torch::Tensor>& named)
{
    NodeTensors tensors;
    tensors.weight = named["weight_ih_l0"];
    tensors.recurrent = named["weight_hh_l0"];
    tensors.bias = named["bias_ih_l0"];
    tensors.recurrentBias = named["bias_hh_l0"];
    return tensors;
}

/// The cell of DARTS, number by number.
std::vector<double> cellByHand(const space::Recurrence& cell, const NodeTensors& t, const std::vector<double>& x,
                               const std::vector<double>& h, const std::vector<std::size_t>& outputs)
{
    const auto size = std::size_t(cell.hidden);
    const auto sigmoid = [](double v) { return 1 / (1 + std::exp(-v)); };
    const auto dot = [](const torch::Tensor& weights, std::size_t row, const std::vector<double>& v) {
        double sum = 0;
        for (std::size_t i = 0; i < v.size(); ++i)
            sum += weights[std::int64_t(row)][std::int64_t(i)].item<double>() * v[i];
        return sum;
    };
    std::vector<std::vector<double>> states(cell.nodes.size() + 1, std::vector<double>(size));
    for (std::size_t k = 0; k < size; ++k) {
        const double gate = sigmoid(dot(t.weight, k, x) + dot(t.recurrent, k, h));
        const double candidate = std::tanh(dot(t.weight, size + k, x) + dot(t.recurrent, size + k, h));
        states[0][k] = h[k] + gate * (candidate - h[k]);
    }
    for (std::size_t i = 0; i < cell.nodes.size(); ++i) {
        const std::vector<double>& from = states[std::size_t(cell.nodes[i].from)];
        for (std::size_t k = 0; k < size; ++k) {
            const std::size_t row = (i + 1) * 2 * size + k;
            const double raw = dot(t.recurrent, row + size, from);
            const double candidate = cell.nodes[i].function == space::StateFunction::Tanh      ? std::tanh(raw)
                                     : cell.nodes[i].function == space::StateFunction::Relu    ? std::max(raw, 0.0)
                                     : cell.nodes[i].function == space::StateFunction::Sigmoid ? sigmoid(raw)
                                                                                               : raw;
            states[i + 1][k] = from[k] + sigmoid(dot(t.recurrent, row, from)) * (candidate - from[k]);
        }
    }
    std::vector<double> mean(size, 0.0);
    for (std::size_t k = 0; k < size; ++k) {
        for (const std::size_t output : outputs)
            mean[k] += states[output][k] / double(outputs.size());
    }
    return mean;
}

/// Whether step t of the output changes when steps after t of the input do.
bool looksAhead(const space::Primitive& primitive, const NodeTensors& tensors, std::int64_t features)
{
    const torch::Tensor x = numbers({1, kSteps, features});
    const torch::Tensor y = apply(primitive, tensors, x);
    for (std::int64_t t = 0; t + 1 < kSteps; ++t) {
        torch::Tensor other = x.clone();
        other.slice(1, t + 1).add_(1);
        const torch::Tensor z = apply(primitive, tensors, other);
        if (!torch::equal(z.slice(1, 0, t + 1), y.slice(1, 0, t + 1)))
            return true;
    }
    return false;
}

} // namespace

class TestSequenceLayers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void lstm_isLibTorchs()
    {
        const torch::NoGradGuard guard;
        torch::nn::LSTM reference(torch::nn::LSTMOptions(kFeatures, 5).batch_first(true));
        const space::Lstm lstm{.hidden = 5};
        QCOMPARE(declared(lstm), parametersOf(*reference));
        const auto expected = std::get<0>(reference->forward(sequence()));
        QVERIFY(isClose(apply(lstm, gatesOf(reference->named_parameters()), sequence()), expected));
    }

    void gru_isLibTorchs()
    {
        const torch::NoGradGuard guard;
        torch::nn::GRU reference(torch::nn::GRUOptions(kFeatures, 5).batch_first(true));
        const space::Gru gru{.hidden = 5};
        QCOMPARE(declared(gru), parametersOf(*reference));
        const auto expected = std::get<0>(reference->forward(sequence()));
        QVERIFY(isClose(apply(gru, gatesOf(reference->named_parameters()), sequence()), expected));
    }

    void attention_isLibTorchs()
    {
        const torch::NoGradGuard guard;
        torch::nn::MultiheadAttention reference(torch::nn::MultiheadAttentionOptions(kFeatures, 4));
        const auto named = reference->named_parameters();
        const torch::Tensor x = sequence();
        const torch::Tensor turned = x.transpose(0, 1);                               // the module takes [T, N, E]
        const torch::Tensor later = torch::full({kSteps, kSteps}, -INFINITY).triu(1); // added to the scores
        for (const bool causal : {false, true}) {
            const torch::Tensor mask = causal ? later : torch::Tensor();
            const auto expected = std::get<0>(reference->forward(turned, turned, turned, {}, false, mask));
            const torch::Tensor given = torch::linear(x, named["in_proj_weight"], named["in_proj_bias"]);
            const torch::Tensor mixed = apply(space::Attention{.heads = 4, .causal = causal}, {}, given);
            const torch::Tensor found = torch::linear(mixed, named["out_proj.weight"], named["out_proj.bias"]);
            QVERIFY(isClose(found, expected.transpose(0, 1)));
        }
        QCOMPARE(parametersOf(*reference), declared(space::Linear{.outFeatures = 3 * kFeatures}) +
                                               declared(space::Linear{.outFeatures = kFeatures}));
    }

    void norms_areLibTorchs()
    {
        const torch::NoGradGuard guard;
        NodeTensors tensors;
        tensors.weight = numbers({kFeatures});
        tensors.bias = numbers({kFeatures}).neg();
        const torch::Tensor image = numbers({kBatch, kFeatures, 3, 4});
        const auto grouped = torch::group_norm(image, 3, tensors.weight, tensors.bias);
        QVERIFY(isClose(apply(space::GroupNorm{.groups = 3}, tensors, image), grouped));
        const torch::Tensor steps = image.flatten(2).transpose(1, 2);
        QVERIFY(isClose(apply(space::GroupNorm{.groups = 3}, tensors, steps), grouped.flatten(2).transpose(1, 2)));
        const auto layered = torch::layer_norm(steps, {kFeatures}, tensors.weight, tensors.bias);
        QVERIFY(isClose(apply(space::LayerNorm{}, tensors, steps), layered));
        QVERIFY(isClose(apply(space::LayerNorm{}, tensors, image).flatten(2).transpose(1, 2), layered));
    }

    void recurrence_isThePapers()
    {
        const torch::NoGradGuard guard;
        using F = space::StateFunction;
        space::Recurrence cell{
            .hidden = 4, .nodes = {{F::Relu, 0}, {F::Sigmoid, 1}, {F::Identity, 1}, {F::Tanh, 0}}, .endsOnly = false};
        NodeTensors tensors;
        tensors.weight = numbers({8, 3});
        tensors.recurrent = numbers({8 * 5, 4}).mul(0.8);
        const torch::Tensor x = numbers({1, 3, 3});
        for (const bool ends : {false, true}) {
            cell.endsOnly = ends;
            const std::vector<std::size_t> outputs =
                ends ? std::vector<std::size_t>{2, 3, 4} : std::vector<std::size_t>{1, 2, 3, 4};
            const torch::Tensor found = apply(cell, tensors, x);
            std::vector<double> h(4, 0.0);
            for (std::int64_t t = 0; t < 3; ++t) {
                std::vector<double> given;
                for (std::int64_t f = 0; f < 3; ++f)
                    given.push_back(x[0][t][f].item<double>());
                h = cellByHand(cell, tensors, given, h, outputs);
                for (std::int64_t k = 0; k < 4; ++k)
                    QVERIFY(std::abs(found[0][t][k].item<double>() - h[std::size_t(k)]) < 1e-5);
            }
        }
    }

    void positions_areSinesAndCosines()
    {
        const torch::Tensor waves = apply(space::Position{}, {}, torch::zeros({1, 5, 6}))[0];
        QVERIFY(isClose(waves[3][0], torch::tensor(float(std::sin(3.0)))));
        QVERIFY(isClose(waves[3][1], torch::tensor(float(std::cos(3.0)))));
        QVERIFY(isClose(waves[4][4], torch::tensor(float(std::sin(4.0 / std::pow(10'000.0, 4.0 / 6.0))))));
    }

    void causalLayers_doNotLookAhead()
    {
        const torch::NoGradGuard guard;
        NodeTensors kernel;
        kernel.weight = numbers({5, kFeatures, 1, 3});
        const auto conv = [](space::Padding padding) {
            return space::Conv{.outChannels = 5, .kernelWidth = 3, .dilation = 2, .padding = padding};
        };
        QVERIFY(!looksAhead(conv(space::Padding::Causal), kernel, kFeatures));
        QVERIFY(looksAhead(conv(space::Padding::Same), kernel, kFeatures));
        for (const space::PoolKind kind : {space::PoolKind::Max, space::PoolKind::Average}) {
            QVERIFY(!looksAhead(space::Pool{.kind = kind, .kernel = 3, .padding = 0, .causal = true}, {}, kFeatures));
            QVERIFY(looksAhead(space::Pool{.kind = kind}, {}, kFeatures));
        }
        QVERIFY(!looksAhead(space::Attention{.heads = 2, .causal = true}, {}, kFeatures));
        QVERIFY(looksAhead(space::Attention{.heads = 2}, {}, kFeatures));
    }

    void causalMean_countsOnlyWhatItSees()
    {
        const torch::Tensor x = torch::tensor({1.0F, 3.0F, 5.0F, 7.0F, 9.0F}).view({1, 5, 1});
        const space::Pool pool{.kernel = 3, .stride = 2, .padding = 0, .causal = true};
        QVERIFY(isClose(apply(pool, {}, x).flatten(), torch::tensor({1.0F, 3.0F, 7.0F})));
    }

    void shift_picksTheOddPixels()
    {
        const torch::Tensor image = torch::arange(20, torch::kFloat).view({1, 1, 4, 5});
        const torch::Tensor shifted = apply(space::Shift{}, {}, image);
        QVERIFY(shifted.sizes() == image.sizes());
        QCOMPARE(shifted[0][0][0][0].item<float>(), 6.0F);
        QCOMPARE(shifted[0][0][2][2].item<float>(), 18.0F);
        QCOMPARE(shifted[0][0][3][4].item<float>(), 0.0F);
    }

    void dropPath_cutsWholeSamplesOnly()
    {
        const torch::Tensor x = torch::ones({64, 3, 2, 2});
        const space::PrimitiveNode node{space::Drop{.probability = 0.25, .perSample = true}, {0}, {}, 0};
        const torch::Tensor y = net::applyPrimitive(node, {}, {x}, true, 9);
        const torch::Tensor kept = y.amax({1, 2, 3});
        QVERIFY(torch::equal(kept, y.amin({1, 2, 3})));
        const auto cut = (kept == 0).sum().item<std::int64_t>();
        QVERIFY2(cut > 6 && cut < 28, qPrintable(QString::number(cut))); // 16 expected, deviation 3.5
        QVERIFY(torch::allclose(kept.masked_select(kept > 0), torch::tensor(4.0F / 3.0F)));
        QVERIFY(torch::equal(net::applyPrimitive(node, {}, {x}, false, 9), x));
    }

    void languageModel_learnsACycle()
    {
        const std::int64_t vocabulary = 5;
        NetBuilder net({space::Shape::tokens(kSteps), vocabulary, space::TaskKind::LanguageModel, vocabulary});
        int x = net.add(space::Embedding{.vocabulary = vocabulary, .size = 8}, {0});
        x = net.add(space::Lstm{.hidden = 8}, {x});
        net.add(space::Linear{.outFeatures = vocabulary}, {x});
        const torch::Tensor text = torch::arange(kBatch * (kSteps + 1)).remainder(vocabulary).view({kBatch, -1});
        for (const Engine engine : {Engine::Plain, Engine::Fused}) {
            Model model(net.build(), {.engine = engine, .seed = 2});
            const auto loss = [&] { return model.lossAndGradients(text.slice(1, 0, kSteps), text.slice(1, 1), 0); };
            const double first = loss();
            QVERIFY(std::abs(first - std::log(5.0)) < 0.5); // as good as guessing
            for (int step = 0; step < 200; ++step) {
                loss();
                model.parameters().detach().sub_(model.gradients(), 0.5);
            }
            QVERIFY2(loss() < 0.1, qPrintable(QString::number(loss())));
        }
    }
};

QTEST_APPLESS_MAIN(TestSequenceLayers)
#include "tst_sequence_layers.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

// LibTorch before Qt: their headers use each other's words.
#include <torch/types.h>

#include <QTest>

#include "core/strategy/controller.h"
#include "tests/core/strategy/test_spaces.h"

using namespace cw;
using strategy::Controller;
using strategy::Slots;

namespace {

constexpr int kHidden = 7;

/// The controller's weights as leaves of a graph that LibTorch differentiates.
struct Leaves {
    torch::Tensor all;
    torch::Tensor embedding, input, recurrent, gateBias, heads, headBias;

    Leaves(const Controller& controller, const Slots& slots)
        : all(torch::tensor(controller.weights(), torch::kDouble).set_requires_grad(true))
    {
        const auto arms = std::int64_t(slots.armCount());
        std::int64_t at = 0;
        // Columns one after the other are the rows of the transpose.
        const auto part = [&](std::int64_t rows, std::int64_t columns) {
            const torch::Tensor slice = all.narrow(0, at, rows * columns).view({columns, rows}).t();
            at += rows * columns;
            return slice;
        };
        embedding = part(kHidden, arms + 1);
        input = part(4 * kHidden, kHidden);
        recurrent = part(4 * kHidden, kHidden);
        gateBias = part(4 * kHidden, 1).flatten();
        heads = part(kHidden, arms);
        headBias = part(arms, 1).flatten();
    }
};

/// The sum of weights[t] log p(chosen) + entropyWeight entropy over the active slots, by LibTorch's own LSTM.
torch::Tensor objective(const Leaves& leaves, const Slots& slots, const std::vector<int>& arms,
                        const std::vector<double>& weights, double entropyWeight)
{
    torch::Tensor sum = torch::zeros({}, torch::kDouble);
    torch::Tensor hidden = torch::zeros({1, kHidden}, torch::kDouble);
    torch::Tensor cell = torch::zeros({1, kHidden}, torch::kDouble);
    const torch::Tensor noBias = torch::zeros({4 * kHidden}, torch::kDouble);
    auto last = std::int64_t(slots.armCount());
    std::size_t step = 0;
    for (std::size_t slot = 0; slot < slots.size(); ++slot) {
        if (arms[slot] == Slots::kNoArm)
            continue;
        const torch::Tensor x = leaves.embedding.select(1, last).unsqueeze(0);
        std::tie(hidden, cell) =
            torch::lstm_cell(x, {hidden, cell}, leaves.input, leaves.recurrent, leaves.gateBias, noBias);
        const auto first = std::int64_t(slots.first(slot));
        const torch::Tensor logits = torch::mv(leaves.heads.narrow(1, first, slots[slot].arms).t(), hidden[0]) +
                                     leaves.headBias.narrow(0, first, slots[slot].arms);
        const torch::Tensor logarithms = torch::log_softmax(logits, 0);
        sum = sum + weights[step++] * logarithms[arms[slot]] -
              entropyWeight / std::log(double(slots[slot].arms)) * (logarithms.exp() * logarithms).sum();
        last = first + arms[slot];
    }
    return sum;
}

} // namespace

/// The controller's own backpropagation against LibTorch's.
class TestControllerGradient : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void gradient_isThatOfLibTorch_data()
    {
        QTest::addColumn<bool>("conditional");
        QTest::addColumn<double>("entropyWeight");
        QTest::addRow("flat space") << false << 0.0;
        QTest::addRow("flat space with entropy") << false << 0.3;
        QTest::addRow("conditional space") << true << 0.0;
        QTest::addRow("conditional space with entropy") << true << 0.3;
    }
    void gradient_isThatOfLibTorch()
    {
        QFETCH(bool, conditional);
        QFETCH(double, entropyWeight);
        const auto set = conditional ? test::conditionalSpace() : test::flatSpace();
        const Slots slots(set->tree());
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            Rng rng(seed);
            const Controller controller(slots, kHidden, 1, rng);
            const std::vector<int> arms = slots.armsOf(set->sample(rng));
            const Controller::Trace trace = controller.trace(arms);
            std::vector<double> weights;
            double value = 0;
            for (std::size_t t = 0; t < trace.size(); ++t) {
                weights.push_back(rng.normal());
                value += weights[t] * trace.logProbability(t) + entropyWeight * trace.entropy(t);
            }
            std::vector<double> found(controller.weightCount(), 0);
            controller.addGradient(trace, weights, entropyWeight, found);

            const Leaves leaves(controller, slots);
            const torch::Tensor expected = objective(leaves, slots, arms, weights, entropyWeight);
            QVERIFY(std::abs(value - expected.item<double>()) < 1e-12 * std::max(1.0, std::abs(value)));
            expected.backward();
            const torch::Tensor difference = torch::tensor(found, torch::kDouble) - leaves.all.grad();
            QVERIFY(difference.abs().max().item<double>() < 1e-12);
            QVERIFY(leaves.all.grad().abs().max().item<double>() > 0.1);
        }
    }
};

QTEST_APPLESS_MAIN(TestControllerGradient)
#include "tst_controller_gradient.moc"

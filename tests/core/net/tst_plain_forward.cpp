// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/net/plain_forward.h"
#include "tests/core/net/net_builder.h"

using namespace cw;
using net::plainForward;
using test::NetBuilder;

namespace {

NetBuilder smallNet()
{
    NetBuilder net({space::Shape::image(1, 2, 2), 2});
    net.head(net.relu(net.norm(net.conv(0, 3, 1))));
    return net;
}

bool isNorm(const space::Primitive& primitive)
{
    return std::holds_alternative<space::BatchNorm>(primitive);
}

} // namespace

class TestPlainForward : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void observer_seesEveryPrimitiveInOrder()
    {
        const auto architecture = smallNet().build();
        const net::Model model(architecture, {.engine = net::Engine::Plain});
        const torch::Tensor input = torch::ones({4, 1, 2, 2});
        std::vector<torch::Tensor> values;
        const torch::Tensor logits = plainForward(
            architecture->primitives, model.nodes(), input,
            {.observe = [&](std::size_t node, const std::vector<torch::Tensor>& inputs, const torch::Tensor& value) {
                QCOMPARE(node, values.size());
                const torch::Tensor& from = node == 0 ? input : values.back();
                QVERIFY(inputs.size() == 1 && inputs.front().is_same(from));
                values.push_back(value);
            }});
        QCOMPARE(values.size(), architecture->primitives.size());
        QVERIFY(values.back().is_same(logits));
    }

    void leftOut_handsOnItsInput()
    {
        const auto architecture = smallNet().build();
        const net::Model model(architecture, {.engine = net::Engine::Plain});
        const torch::NoGradGuard guard;
        // The norm would halve everything.
        model.node(2).weight.fill_(0.5);
        model.node(2).variance.fill_(1 - 1e-5);
        const auto hidden = [&](std::function<bool(const space::Primitive&)> leftOut) {
            torch::Tensor found;
            plainForward(
                architecture->primitives, model.nodes(), torch::ones({1, 1, 2, 2}),
                {.leftOut = std::move(leftOut),
                 .observe = [&](std::size_t node, const std::vector<torch::Tensor>&, const torch::Tensor& value) {
                     if (node == 2)
                         found = value;
                 }});
            return found;
        };
        QVERIFY(torch::allclose(2 * hidden({}), hidden(isNorm), 1e-5));
    }

    void doublePrecision_isThatOfTensorsAndInput()
    {
        const auto architecture = smallNet().build();
        const net::Model model(architecture, {.engine = net::Engine::Plain});
        std::vector<net::NodeTensors> tensors = model.nodes();
        for (net::NodeTensors& own : tensors) {
            for (torch::Tensor* tensor : {&own.weight, &own.bias, &own.mean, &own.variance}) {
                if (tensor->defined())
                    *tensor = tensor->detach().to(torch::kDouble);
            }
        }
        const torch::Tensor input = torch::ones({2, 1, 2, 2}, torch::kDouble);
        const torch::Tensor logits = plainForward(architecture->primitives, tensors, input, {});
        QCOMPARE(logits.scalar_type(), torch::kDouble);
        const torch::Tensor single = plainForward(architecture->primitives, model.nodes(), input.to(torch::kFloat), {});
        QVERIFY(torch::allclose(logits, single.to(torch::kDouble), 1e-5, 1e-6));
    }
};

QTEST_GUILESS_MAIN(TestPlainForward)
#include "tst_plain_forward.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "core/space/architecture.h"

namespace cw::test {

/// Puts primitives together without a search space, also in ways that no template draws.
class NetBuilder {
public:
    explicit NetBuilder(const space::Task& task)
    {
        m_result.task = task;
        m_result.primitives.push_back({space::Input{}, {}, task.input, 0});
    }

    int add(const space::Primitive& primitive, const std::vector<int>& inputs)
    {
        std::vector<space::Shape> shapes;
        for (const int input : inputs)
            shapes.push_back(m_result.primitives[std::size_t(input)].shape);
        const space::Shape shape = space::outputShape(primitive, shapes).value();
        m_result.costs.parameters += space::parameterCount(primitive, shapes);
        m_result.costs.macs += space::macCount(primitive, shapes, shape);
        m_result.primitives.push_back({primitive, inputs, shape, 0});
        return int(m_result.primitives.size()) - 1;
    }

    int conv(int input, std::int64_t out, std::int64_t kernel, std::int64_t stride = 1)
    {
        return add(space::Conv{.outChannels = out, .kernelHeight = kernel, .kernelWidth = kernel, .stride = stride},
                   {input});
    }
    int norm(int input) { return add(space::BatchNorm{}, {input}); }
    int relu(int input) { return add(space::Activation{space::ActivationKind::Relu}, {input}); }
    int reluConvNorm(int input, std::int64_t out, std::int64_t kernel, std::int64_t stride = 1)
    {
        return norm(conv(relu(input), out, kernel, stride));
    }
    int sum(const std::vector<int>& inputs) { return add(space::Add{}, inputs); }
    int head(int input)
    {
        return add(space::Linear{.outFeatures = m_result.task.classes}, {add(space::GlobalPool{}, {input})});
    }
    std::int64_t channels(int node) const { return m_result.primitives[std::size_t(node)].shape.channels(); }

    std::shared_ptr<const space::Architecture> build() const
    {
        return std::make_shared<const space::Architecture>(m_result);
    }

private:
    space::Architecture m_result;
};

/// Index of an op in a NAS-Bench-201 cell: none, skip_connect, nor_conv_1x1, nor_conv_3x3, avg_pool_3x3.
using Cell201 = std::array<int, 6>;

inline int edge201(NetBuilder& net, int input, int op)
{
    switch (op) {
    case 0:
        return net.add(space::Zero{}, {input});
    case 1:
        return net.add(space::Identity{}, {input});
    case 2:
        return net.reluConvNorm(input, net.channels(input), 1);
    case 3:
        return net.reluConvNorm(input, net.channels(input), 3);
    default:
        return net.add(space::Pool{}, {input});
    }
}

/// Edges in the order 0-1, 0-2, 1-2, 0-3, 1-3, 2-3.
inline int cell201(NetBuilder& net, int input, const Cell201& ops)
{
    const int node1 = net.sum({edge201(net, input, ops[0])});
    const int node2 = net.sum({edge201(net, input, ops[1]), edge201(net, node1, ops[2])});
    return net.sum({edge201(net, input, ops[3]), edge201(net, node1, ops[4]), edge201(net, node2, ops[5])});
}

inline std::shared_ptr<const space::Architecture> network201(const Cell201& ops, const space::Task& task,
                                                             std::int64_t channels, int cells)
{
    NetBuilder net(task);
    int x = net.norm(net.conv(0, channels, 3));
    for (int stage = 0; stage < 3; ++stage) {
        if (stage > 0) {
            channels *= 2;
            const int body = net.reluConvNorm(net.reluConvNorm(x, channels, 3, 2), channels, 3);
            const space::Pool half{.kernel = 2, .stride = 2, .padding = 0};
            x = net.sum({net.conv(net.add(half, {x}), channels, 1), body});
        }
        for (int cell = 0; cell < cells; ++cell)
            x = cell201(net, x, ops);
    }
    net.head(net.relu(net.norm(x)));
    return net.build();
}

} // namespace cw::test

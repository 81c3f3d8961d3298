// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/plain_forward.h"

#include "core/net/primitives.h"

namespace cw::net {

namespace {

/// The layers that are worth computing in a lower precision.
bool multiplies(const space::Primitive& primitive)
{
    return std::holds_alternative<space::Conv>(primitive) || std::holds_alternative<space::Linear>(primitive);
}

/// Copies; gradients flow through them to the 32-bit weights.
NodeTensors inBFloat16(const NodeTensors& tensors)
{
    NodeTensors low;
    low.weight = tensors.weight.to(torch::kBFloat16);
    if (tensors.bias.defined())
        low.bias = tensors.bias.to(torch::kBFloat16);
    return low;
}

/// By its ATen operator, in the precision asked for.
torch::Tensor computed(const space::PrimitiveNode& node, const NodeTensors& tensors, std::vector<torch::Tensor> inputs,
                       const PlainPass& pass, std::uint64_t dropSeed)
{
    if (pass.precision != Precision::BFloat16 || !multiplies(node.primitive))
        return applyPrimitive(node, tensors, inputs, pass.training, dropSeed);
    inputs.front() = inputs.front().to(torch::kBFloat16);
    return applyPrimitive(node, inBFloat16(tensors), inputs, pass.training, dropSeed).to(torch::kFloat);
}

} // namespace

torch::Tensor plainForward(const std::vector<space::PrimitiveNode>& nodes, const std::vector<NodeTensors>& tensors,
                           const torch::Tensor& input, const PlainPass& pass)
{
    std::vector<int> pending(nodes.size(), 0);
    for (const space::PrimitiveNode& node : nodes) {
        for (const int from : node.inputs)
            ++pending[std::size_t(from)];
    }
    std::vector<torch::Tensor> values(nodes.size());
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        std::vector<torch::Tensor> inputs;
        for (const int from : nodes[i].inputs)
            inputs.push_back(values[std::size_t(from)]);
        if (inputs.empty())
            inputs.push_back(input);
        values[i] = pass.leftOut && pass.leftOut(nodes[i].primitive)
                        ? inputs.front()
                        : computed(nodes[i], tensors[i], inputs, pass, dropSeedOf(pass.dropSeed, i));
        if (pass.observe)
            pass.observe(i, inputs, values[i]);
        for (const int from : nodes[i].inputs) {
            if (--pending[std::size_t(from)] == 0)
                values[std::size_t(from)].reset();
        }
    }
    return values.back();
}

} // namespace cw::net

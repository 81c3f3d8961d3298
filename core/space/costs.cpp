// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/space/builder.h"
#include "core/space/saturating.h"

namespace cw::space {

namespace {

constexpr std::int64_t kFloatBytes = 4;

template <class... Kinds>
bool isOneOf(const Primitive& primitive)
{
    return (std::holds_alternative<Kinds>(primitive) || ...);
}

/// Layers whose backward pass reads their own input again.
bool keepsInput(const Primitive& primitive)
{
    return isOneOf<Conv, BatchNorm, Linear, Pool, LayerNorm, GroupNorm, Multiply, Attention, Lstm, Gru, Recurrence>(
        primitive);
}

bool isLayer(const Primitive& primitive)
{
    return isOneOf<Conv, Linear, Embedding, Lstm, Gru, Recurrence>(primitive);
}

} // namespace

std::int64_t Costs::trainingBytes(std::int64_t batch) const
{
    const std::int64_t state = saturatingMultiply(3, parameters); // weights, gradients, momentum
    const std::int64_t numbers = saturatingAdd(state, saturatingMultiply(activations, batch));
    return saturatingMultiply(numbers, kFloatBytes);
}

Costs countCosts(const Architecture& architecture)
{
    Costs costs;
    for (const OpNode& op : architecture.ops) {
        costs.parameters = saturatingAdd(costs.parameters, op.parameters);
        costs.macs = saturatingAdd(costs.macs, op.macs);
    }
    const auto& nodes = architecture.primitives;
    std::vector<char> kept(nodes.size(), 0);
    std::vector<int> depth(nodes.size(), 0);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const PrimitiveNode& node = nodes[i];
        int deepest = 0;
        for (const int input : node.inputs) {
            const auto at = static_cast<std::size_t>(input);
            deepest = std::max(deepest, depth[at]);
            kept[at] |= keepsInput(node.primitive) ? 1 : 0;
        }
        // An activation keeps its output, which the next layer may share; nothing passes through a zero.
        kept[i] |= std::holds_alternative<Activation>(node.primitive) ? 1 : 0;
        depth[i] = std::holds_alternative<Zero>(node.primitive) ? 0 : deepest + (isLayer(node.primitive) ? 1 : 0);
    }
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (kept[i] != 0)
            costs.activations = saturatingAdd(costs.activations, nodes[i].shape.elements());
        costs.activations = saturatingAdd(costs.activations, keptInside(nodes[i].primitive, nodes[i].shape));
    }
    costs.depth = depth.empty() ? 0 : depth.back();
    return costs;
}

} // namespace cw::space

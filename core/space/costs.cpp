// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/space/builder.h"
#include "core/space/cost_counter.h"
#include "core/space/saturating.h"

namespace cw::space {

namespace {

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

NodeTraits traitsOf(const Primitive& primitive, const Shape& output)
{
    return {.elements = output.elements(),
            .keptInside = space::keptInside(primitive, output),
            .keepsInput = keepsInput(primitive),
            .keepsOutput = std::holds_alternative<Activation>(primitive), // the next layer may share it
            .isLayer = isLayer(primitive),
            .isZero = std::holds_alternative<Zero>(primitive)};
}

void CostCounter::clear()
{
    m_nodes.clear();
    m_activations = 0;
}

void CostCounter::keep(Node& node)
{
    if (!node.kept)
        m_activations = saturatingAdd(m_activations, node.elements);
    node.kept = true;
}

void CostCounter::begin(const NodeTraits& traits)
{
    m_traits = traits;
    m_deepest = 0;
}

void CostCounter::from(int node)
{
    Node& input = m_nodes[static_cast<std::size_t>(node)];
    m_deepest = std::max(m_deepest, input.depth);
    if (m_traits.keepsInput)
        keep(input);
}

void CostCounter::end()
{
    m_nodes.push_back({m_traits.elements, m_traits.isZero ? 0 : m_deepest + (m_traits.isLayer ? 1 : 0), false});
    if (m_traits.keepsOutput)
        keep(m_nodes.back());
    m_activations = saturatingAdd(m_activations, m_traits.keptInside);
}

Costs countCosts(const Architecture& architecture)
{
    Costs costs;
    for (const OpNode& op : architecture.ops) {
        costs.parameters = saturatingAdd(costs.parameters, op.parameters);
        costs.macs = saturatingAdd(costs.macs, op.macs);
    }
    CostCounter counter;
    for (const PrimitiveNode& node : architecture.primitives) {
        counter.begin(traitsOf(node.primitive, node.shape));
        for (const int input : node.inputs)
            counter.from(input);
        counter.end();
    }
    costs.activations = counter.activations();
    costs.depth = counter.depth();
    return costs;
}

} // namespace cw::space

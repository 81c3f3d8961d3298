// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/kinship.h"

namespace cw::net {

namespace {

using space::Padding;
using space::PrimitiveNode;

bool isTied(const PrimitiveNode& node)
{
    return std::holds_alternative<space::Activation>(node.primitive) ||
           std::holds_alternative<space::BatchNorm>(node.primitive) ||
           std::holds_alternative<space::LayerNorm>(node.primitive) ||
           std::holds_alternative<space::GroupNorm>(node.primitive) ||
           std::holds_alternative<space::Pool>(node.primitive) ||
           std::holds_alternative<space::Multiply>(node.primitive);
}

/// Which input the value of an inserted node stands for, or -1; `added`: how many inserted nodes lead to each value.
int inputKept(const std::vector<PrimitiveNode>& nodes, const PrimitiveNode& node, const std::vector<int>& means,
              const std::vector<int>& added)
{
    if (node.inputs.empty())
        return -1;
    if (std::holds_alternative<space::Add>(node.primitive)) { // the shortcut beside what was inserted
        int best = -1;
        for (const int input : node.inputs) {
            const bool known = means[std::size_t(input)] >= 0;
            if (known && (best < 0 || added[std::size_t(input)] < added[std::size_t(best)]))
                best = input;
        }
        return best;
    }
    return isPassing(node) || isTied(node) || canBeIdentity(nodes, node) ? node.inputs.front() : -1;
}

} // namespace

bool isPassing(const PrimitiveNode& node)
{
    const bool single = node.inputs.size() == 1;
    return std::holds_alternative<space::Identity>(node.primitive) ||
           std::holds_alternative<space::Drop>(node.primitive) ||
           (single && (std::holds_alternative<space::Add>(node.primitive) ||
                       std::holds_alternative<space::Concat>(node.primitive)));
}

bool isDepthwise(const space::Conv& conv, const space::Shape& input)
{
    return conv.groups > 1 && conv.groups == conv.outChannels && conv.groups == input.channels();
}

bool canBeIdentity(const std::vector<PrimitiveNode>& nodes, const PrimitiveNode& node)
{
    if (std::holds_alternative<space::Linear>(node.primitive))
        return true;
    const auto* conv = std::get_if<space::Conv>(&node.primitive);
    if (conv == nullptr || conv->stride != 1 || conv->widthStride() != 1)
        return false;
    const space::Shape& input = nodes[std::size_t(node.inputs.front())].shape;
    if (conv->groups > 1 && !isDepthwise(*conv, input))
        return false;
    const bool one = conv->kernelHeight == 1 && conv->kernelWidth == 1;
    const bool odd = conv->kernelHeight % 2 == 1 && conv->kernelWidth % 2 == 1;
    return one || conv->padding == Padding::Causal || (conv->padding == Padding::Same && odd);
}

Kinship::Kinship(const space::Architecture& parentNetwork, const space::Architecture& childNetwork, AlignBy by)
    : parent(&parentNetwork)
    , child(&childNetwork)
    , same(alignNodes(parentNetwork, childNetwork, by))
    , means(same)
    , users(same.size(), 0)
{
    const std::vector<PrimitiveNode>& nodes = child->primitives;
    std::vector<int> added(nodes.size(), 0);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        for (const int input : nodes[i].inputs)
            ++users[std::size_t(input)];
        if (same[i] >= 0)
            continue;
        const int kept = inputKept(nodes, nodes[i], means, added);
        if (kept < 0)
            continue;
        means[i] = means[std::size_t(kept)];
        added[i] = added[std::size_t(kept)] + 1;
    }
}

int Kinship::root(int node) const
{
    while (isPassing(parentNode(node)))
        node = parentNode(node).inputs.front();
    return node;
}

} // namespace cw::net

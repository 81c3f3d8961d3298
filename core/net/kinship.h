// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/net/alignment.h"
#include "core/space/architecture.h"

namespace cw::net {

/// How the values of a child network relate to those of its parent.
/// Thread: a value, but it points to both networks, which must outlive it
struct Kinship {
    Kinship(const space::Architecture& parentNetwork, const space::Architecture& childNetwork, AlignBy by);

    const space::PrimitiveNode& childNode(int node) const { return child->primitives[std::size_t(node)]; }
    const space::PrimitiveNode& parentNode(int node) const { return parent->primitives[std::size_t(node)]; }
    /// Whether that child node has no counterpart in the parent.
    bool isInserted(int node) const { return same[std::size_t(node)] < 0; }
    /// The parent's node behind identities, drops, and sums and concatenations of one input, none of which change a
    /// value.
    int root(int parentNode) const;

    const space::Architecture* parent;
    const space::Architecture* child;
    std::vector<int> same;  ///< for each child node: the parent's node that it continues, or -1
    std::vector<int> means; ///< for each child node: the parent's node whose value it is to have, or -1
    std::vector<int> users; ///< for each child node: how many inputs it is
};

/// Hands its first input on unchanged, when nothing is trained.
bool isPassing(const space::PrimitiveNode& node);
/// A convolution of each channel alone.
bool isDepthwise(const space::Conv& conv, const space::Shape& input);
/// A layer that could hand its input on: a convolution or linear layer that keeps all sizes but that of channels.
bool canBeIdentity(const std::vector<space::PrimitiveNode>& nodes, const space::PrimitiveNode& node);

} // namespace cw::net

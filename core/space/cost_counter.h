// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "core/space/architecture.h"

namespace cw::space {

/// What a primitive means for activation memory and depth, apart from where it stands.
struct NodeTraits {
    std::int64_t elements = 0;   ///< of its output
    std::int64_t keptInside = 0; ///< numbers that its own backward pass needs besides
    bool keepsInput = false;     ///< its backward pass reads its input again
    bool keepsOutput = false;
    bool isLayer = false; ///< counts for the depth
    bool isZero = false;  ///< nothing passes through it
};
NodeTraits traitsOf(const Primitive& primitive, const Shape& output);

/// Counts activations and depth of a network, node by node in topological order.
class CostCounter {
public:
    void clear();
    /// Begins with node number size(); then one from() for each of its inputs, then end().
    void begin(const NodeTraits& traits);
    void from(int node);
    void end();

    int size() const { return static_cast<int>(m_nodes.size()); }
    std::int64_t activations() const { return m_activations; }
    /// Of the last node.
    int depth() const { return m_nodes.empty() ? 0 : m_nodes.back().depth; }

private:
    struct Node {
        std::int64_t elements = 0;
        int depth = 0;
        bool kept = false;
    };
    void keep(Node& node);

    std::vector<Node> m_nodes;
    NodeTraits m_traits;
    int m_deepest = 0;
    std::int64_t m_activations = 0;
};

} // namespace cw::space

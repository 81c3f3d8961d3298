// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "core/space/architecture.h"

namespace cw::space {

/// A network as a labelled graph in which everything that does not change its function is gone. Two networks are
/// isomorphic exactly if these graphs are.
struct CanonicalGraph {
    struct Edge {
        int from = 0;
        std::uint64_t label = 0; ///< how often (a sum), at which places (a concatenation), else 0
        bool operator==(const Edge&) const = default;
    };
    struct Node {
        std::uint64_t label = 0;
        std::vector<Edge> inputs;
    };
    std::vector<Node> nodes; ///< topological order, every node leads to the last one; empty: the output is zero
};

/// Zeros (also ops on nothing but zeros), dead nodes and identities removed, sums flattened with their multiplicity.
/// Every other op stays a node of its own, two pools of one input too.
CanonicalGraph canonicalGraph(const Architecture& architecture);

/// A hash that is equal exactly for isomorphic graphs (but for collisions). Two seeds give 128 bits.
std::uint64_t hashGraph(CanonicalGraph graph, std::uint64_t seed);

} // namespace cw::space

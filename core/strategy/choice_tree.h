// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/base/json.h"
#include "core/base/rng.h"
#include "core/strategy/slots.h"

namespace cw::strategy {

/// The mean reward and the bonus of a choice that was made `visits` times out of `total`; `pending` of them have no
/// result yet and count as visits with reward 0 (virtual loss), so that parallel trials spread.
double uctScore(double sum, double visits, double pending, double total, double exploration);

/// The tree of the choices made so far: a node is a sequence of arms, an edge a next arm with its visits and rewards.
/// It grows by one node per result, up to a number of nodes.
class ChoiceTree {
public:
    ChoiceTree(const Slots& slots, double exploration, std::size_t maxNodes);

    /// Walks down from the root while a candidate is drawn.
    class Walk {
    public:
        Walk(const ChoiceTree& tree, Rng& rng)
            : m_tree(tree)
            , m_rng(rng)
        {
        }
        /// The arm with the highest score, never tried ones first, ties at random; -1 below the tree.
        int choose(std::size_t slot);
        /// The arm taken where choose() did not say.
        void leave() { m_node = kNone; }

    private:
        const ChoiceTree& m_tree;
        Rng& m_rng;
        std::int64_t m_node = 0;
    };

    /// A result is on its way along these arms. Returns how many edges now wait for it, `most` at most.
    std::size_t addPending(const std::vector<int>& arms, std::size_t most = std::size_t(-1));
    void removePending(const std::vector<int>& arms, std::size_t edges);
    /// The reward goes to every edge along the arms; the first one that leaves the tree gets a node.
    void learn(const std::vector<int>& arms, double reward);
    /// There is nothing more to learn at these arms, which name one candidate: no walk ends there again.
    void close(const std::vector<int>& arms);

    std::size_t nodes() const { return m_nodes.size(); }
    /// Visits of the root's edges, for tests.
    std::vector<double> rootVisits() const;
    /// One choice along the arms that were visited most.
    struct Choice {
        std::size_t slot = 0;
        std::vector<double> visits;
        std::vector<double> means; ///< of the rewards; NaN: no visit
    };
    /// From the root down to where the tree ends.
    std::vector<Choice> mostVisited() const;

    Json state() const;
    /// Pending results are not in the state: who keeps them adds them again. Errors: Error(Format), nothing is changed
    void restore(const Json& state);

private:
    static constexpr std::int64_t kNone = -1;
    struct Edge {
        double sum = 0;
        double visits = 0;
        double pending = 0;
        std::int64_t child = kNone;
        bool closed = false;
    };
    struct Node {
        std::size_t slot = 0;
        std::size_t first = 0; ///< of its edges
    };

    std::size_t addNode(std::size_t slot);
    template <class Visit>
    void along(const std::vector<int>& arms, Visit&& visit);
    Edge* edgesOf(const Node& node) { return &m_edges[node.first]; }
    int choose(const Node& node, Rng& rng) const;

    const Slots* m_slots;
    double m_exploration;
    std::size_t m_maxNodes;
    std::vector<Node> m_nodes;
    std::vector<Edge> m_edges;
};

} // namespace cw::strategy

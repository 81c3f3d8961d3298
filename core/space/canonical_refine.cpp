// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/canonical_refine.h"

#include <algorithm>
#include <map>

#include "core/base/hash.h"

namespace cw::space {

namespace {

using Edge = CanonicalGraph::Edge;
using Colours = std::vector<std::uint64_t>;

constexpr std::uint64_t kInto = 1;
constexpr std::uint64_t kOut = 2;
constexpr std::uint64_t kSingled = 3;
constexpr int kMostRefinements = 10'000;

class Refiner {
public:
    explicit Refiner(const CanonicalGraph& graph);

    std::uint64_t run();

private:
    void refine(Colours& colours);
    static std::size_t distinct(Colours colours);
    /// The nodes of one colour, of the smallest group that has several; empty when all colours differ.
    static std::vector<std::size_t> ambiguous(const Colours& colours);
    std::uint64_t certificate(const Colours& colours) const;
    Colours singledOut(Colours colours, std::size_t node);
    std::uint64_t firstLeaf(Colours colours);
    std::uint64_t search(const Colours& colours);

    const CanonicalGraph& m_graph;
    std::vector<std::vector<Edge>> m_consumers; ///< `from` is the consumer
    int m_refinements = 0;
};

Refiner::Refiner(const CanonicalGraph& graph)
    : m_graph(graph)
    , m_consumers(graph.nodes.size())
{
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        for (const Edge& edge : graph.nodes[i].inputs)
            m_consumers[static_cast<std::size_t>(edge.from)].push_back({static_cast<int>(i), edge.label});
    }
}

std::size_t Refiner::distinct(Colours colours)
{
    std::sort(colours.begin(), colours.end());
    return static_cast<std::size_t>(std::unique(colours.begin(), colours.end()) - colours.begin());
}

/// One sweep with the flow and one against it carry a difference from end to end; the sum makes neighbours a multiset.
void Refiner::refine(Colours& colours)
{
    const std::size_t n = colours.size();
    const auto absorb = [&](std::size_t node, const std::vector<Edge>& edges, std::uint64_t direction) {
        std::uint64_t sum = 0;
        for (const Edge& edge : edges)
            sum += mix64(mix64(direction, edge.label), colours[static_cast<std::size_t>(edge.from)]);
        colours[node] = mix64(mix64(colours[node], direction), sum);
    };
    ++m_refinements;
    for (std::size_t groups = 0;;) {
        for (std::size_t i = 0; i < n; ++i)
            absorb(i, m_graph.nodes[i].inputs, kInto);
        for (std::size_t i = n; i-- > 0;)
            absorb(i, m_consumers[i], kOut);
        const std::size_t now = distinct(colours);
        if (now == groups || now == n)
            return;
        groups = now;
    }
}

std::vector<std::size_t> Refiner::ambiguous(const Colours& colours)
{
    std::map<std::uint64_t, std::vector<std::size_t>> groups;
    for (std::size_t i = 0; i < colours.size(); ++i)
        groups[colours[i]].push_back(i);
    std::vector<std::size_t> smallest;
    for (auto& [colour, members] : groups) {
        if (members.size() > 1 && (smallest.empty() || members.size() < smallest.size()))
            smallest = std::move(members);
    }
    return smallest;
}

/// With every colour different it names nodes: equal certificates then mean the same graph.
std::uint64_t Refiner::certificate(const Colours& colours) const
{
    std::uint64_t sum = colours.size();
    for (std::size_t i = 0; i < colours.size(); ++i) {
        sum += mix64(colours[i], m_graph.nodes[i].label);
        for (const Edge& edge : m_graph.nodes[i].inputs)
            sum += mix64(mix64(colours[static_cast<std::size_t>(edge.from)], edge.label), colours[i]);
    }
    return mix64(sum, colours.size());
}

Colours Refiner::singledOut(Colours colours, std::size_t node)
{
    colours[node] = mix64(colours[node], kSingled);
    refine(colours);
    return colours;
}

std::uint64_t Refiner::firstLeaf(Colours colours)
{
    for (;;) {
        const std::vector<std::size_t> members = ambiguous(colours);
        if (members.empty())
            return certificate(colours);
        colours = singledOut(std::move(colours), members.front());
    }
}

std::uint64_t Refiner::search(const Colours& colours)
{
    const std::vector<std::size_t> members = ambiguous(colours);
    if (members.empty())
        return certificate(colours);
    if (m_refinements > kMostRefinements)
        return firstLeaf(colours);
    std::vector<std::pair<std::uint64_t, Colours>> branches;
    for (const std::size_t member : members) {
        Colours branch = singledOut(colours, member);
        const std::uint64_t key = certificate(branch);
        branches.emplace_back(key, std::move(branch));
    }
    const auto byKey = [](const auto& a, const auto& b) { return a.first < b.first; };
    const std::uint64_t least = std::min_element(branches.begin(), branches.end(), byKey)->first;
    std::vector<std::uint64_t> leaves;
    std::uint64_t best = 0;
    for (const auto& [key, branch] : branches) {
        if (key != least)
            continue;
        // The same leaf from another member: the two can be exchanged, and its branch holds nothing new.
        const std::uint64_t leaf = firstLeaf(branch);
        if (std::find(leaves.begin(), leaves.end(), leaf) != leaves.end())
            continue;
        const std::uint64_t found = search(branch);
        best = leaves.empty() ? found : std::min(best, found);
        leaves.push_back(leaf);
    }
    return best;
}

std::uint64_t Refiner::run()
{
    Colours colours;
    for (const auto& node : m_graph.nodes)
        colours.push_back(node.label);
    refine(colours);
    return search(colours);
}

} // namespace

std::uint64_t refinedHash(const CanonicalGraph& graph)
{
    return Refiner(graph).run();
}

} // namespace cw::space

// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <unordered_map>

#include "core/base/hash.h"
#include "core/space/canonical_graph.h"
#include "core/space/canonical_refine.h"

namespace cw::space {

namespace {

using Node = CanonicalGraph::Node;
using Edge = CanonicalGraph::Edge;

constexpr std::uint64_t kChain = 0x63686169;
constexpr std::uint64_t kTwins = 0x7477696e;
constexpr std::uint64_t kSource = 0x736f7572;

std::vector<std::vector<Edge>> consumersOf(const std::vector<Node>& nodes)
{
    std::vector<std::vector<Edge>> consumers(nodes.size());
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        for (const Edge& edge : nodes[i].inputs)
            consumers[static_cast<std::size_t>(edge.from)].push_back({static_cast<int>(i), edge.label});
    }
    return consumers;
}

/// Leaves out the nodes marked as gone, of which no edge may be left.
void compact(std::vector<Node>& nodes, const std::vector<char>& gone)
{
    std::vector<int> place(nodes.size(), -1);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (gone[i] != 0)
            continue;
        place[i] = static_cast<int>(kept);
        if (kept != i)
            nodes[kept] = std::move(nodes[i]);
        for (Edge& edge : nodes[kept].inputs)
            edge.from = place[static_cast<std::size_t>(edge.from)];
        ++kept;
    }
    nodes.resize(kept);
}

/// A node whose only input has no other consumer swallows it: the label then says both.
bool contractChains(std::vector<Node>& nodes)
{
    const auto consumers = consumersOf(nodes);
    std::vector<char> gone(nodes.size(), 0);
    bool changed = false;
    for (Node& node : nodes) {
        if (node.inputs.size() != 1)
            continue;
        const Edge edge = node.inputs.front();
        const auto from = static_cast<std::size_t>(edge.from);
        if (consumers[from].size() != 1)
            continue;
        node.label = mix64(mix64(mix64(kChain, nodes[from].label), edge.label), node.label);
        node.inputs = std::move(nodes[from].inputs);
        gone[from] = 1;
        changed = true;
    }
    if (changed)
        compact(nodes, gone);
    return changed;
}

/// Nodes alike in label, inputs and consumers can be exchanged freely: one stays, its label says how many there were.
bool mergeTwins(std::vector<Node>& nodes)
{
    const auto consumers = consumersOf(nodes);
    const auto byFrom = [](const Edge& a, const Edge& b) {
        return a.from != b.from ? a.from < b.from : a.label < b.label;
    };
    for (Node& node : nodes)
        std::sort(node.inputs.begin(), node.inputs.end(), byFrom);
    std::unordered_multimap<std::uint64_t, std::size_t> known;
    std::vector<char> gone(nodes.size(), 0);
    std::vector<std::uint64_t> count(nodes.size(), 1);
    bool changed = false;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        std::uint64_t key = nodes[i].label;
        for (const Edge& edge : nodes[i].inputs)
            key = mix64(mix64(key, static_cast<std::uint64_t>(edge.from)), edge.label);
        for (const Edge& edge : consumers[i])
            key = mix64(mix64(key, static_cast<std::uint64_t>(edge.from)), edge.label);
        const auto [first, last] = known.equal_range(key);
        const auto twin = std::find_if(first, last, [&](const auto& entry) {
            const std::size_t other = entry.second;
            return nodes[other].label == nodes[i].label && nodes[other].inputs == nodes[i].inputs &&
                   consumers[other] == consumers[i];
        });
        if (twin == last) {
            known.emplace(key, i);
            continue;
        }
        ++count[twin->second];
        gone[i] = 1;
        changed = true;
    }
    if (!changed)
        return false;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (count[i] > 1)
            nodes[i].label = mix64(mix64(kTwins, nodes[i].label), count[i]);
        std::erase_if(nodes[i].inputs,
                      [&](const Edge& edge) { return gone[static_cast<std::size_t>(edge.from)] != 0; });
    }
    compact(nodes, gone);
    return true;
}

/// Nodes that every path passes, in order; the hash of a series is the series of the hashes.
std::vector<std::size_t> cutNodes(const std::vector<Node>& nodes)
{
    std::vector<std::size_t> furthest(nodes.size(), 0);
    int sources = 0;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        sources += nodes[i].inputs.empty() ? 1 : 0;
        for (const Edge& edge : nodes[i].inputs)
            furthest[static_cast<std::size_t>(edge.from)] = i;
    }
    // A second source (zeros that are concatenated) may stand before or after a node that all paths pass: which cuts
    // are found would depend on the order in which the network was written.
    if (sources != 1)
        return {0, nodes.size() - 1};
    std::vector<std::size_t> cuts;
    std::size_t reach = 0;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (reach <= i)
            cuts.push_back(i);
        reach = std::max(reach, furthest[i]);
    }
    return cuts;
}

} // namespace

std::uint64_t hashGraph(CanonicalGraph graph, std::uint64_t seed)
{
    std::vector<Node>& nodes = graph.nodes;
    if (nodes.empty())
        return 0;
    for (Node& node : nodes)
        node.label = mix64(seed, node.label);
    for (bool changed = true; changed && nodes.size() > 1;) {
        changed = contractChains(nodes);
        changed = mergeTwins(nodes) || changed;
    }
    std::uint64_t hash = nodes.front().label;
    if (nodes.size() == 1)
        return hash;
    const std::vector<std::size_t> cuts = cutNodes(nodes);
    for (std::size_t c = 0; c + 1 < cuts.size(); ++c) {
        CanonicalGraph part;
        for (std::size_t i = cuts[c]; i <= cuts[c + 1]; ++i) {
            part.nodes.push_back(nodes[i]);
            for (Edge& edge : part.nodes.back().inputs)
                edge.from -= static_cast<int>(cuts[c]);
        }
        if (c > 0) // its label and its inputs belong to the part before
            part.nodes.front() = {kSource, {}};
        hash = mix64(hash, refinedHash(part));
    }
    return hash;
}

Hash128 canonicalHash(const Architecture& architecture)
{
    CanonicalGraph graph = canonicalGraph(architecture);
    const std::uint64_t high = hashGraph(graph, 0x6365);
    return {high, hashGraph(std::move(graph), 0x6c6c)};
}

} // namespace cw::space

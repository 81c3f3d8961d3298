// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/layered_graph.h"

#include <algorithm>

#include "core/base/assert.h"

namespace cw::ui {
namespace {

constexpr std::size_t kMostDummies = 500'000; // a chain of thousands whose first leads to all needs millions

/// Marks the edges that close a cycle (depth first from the sources, in the order given; an own stack, because a
/// hostile file may hold a very long chain).
std::vector<bool> edgesToTurn(const LayoutRequest& request, const std::vector<std::vector<int>>& out)
{
    enum class Mark : char { New, Open, Closed };
    const std::size_t n = request.nodes.size();
    std::vector<Mark> marks(n, Mark::New);
    std::vector<bool> turn(request.edges.size(), false);
    std::vector<int> inDegree(n, 0);
    for (const LayoutEdge& edge : request.edges)
        inDegree[static_cast<std::size_t>(edge.to)] += edge.from == edge.to ? 0 : 1;

    std::vector<std::pair<int, std::size_t>> stack; // node and its next edge
    const auto visitFrom = [&](int root) {
        if (marks[static_cast<std::size_t>(root)] != Mark::New)
            return;
        marks[static_cast<std::size_t>(root)] = Mark::Open;
        stack.emplace_back(root, 0);
        while (!stack.empty()) {
            auto& [node, next] = stack.back();
            const std::vector<int>& edges = out[static_cast<std::size_t>(node)];
            if (next == edges.size()) {
                marks[static_cast<std::size_t>(node)] = Mark::Closed;
                stack.pop_back();
                continue;
            }
            const int edge = edges[next++];
            const int to = request.edges[static_cast<std::size_t>(edge)].to;
            Mark& mark = marks[static_cast<std::size_t>(to)];
            if (mark == Mark::Open) {
                turn[static_cast<std::size_t>(edge)] = true;
            } else if (mark == Mark::New) {
                mark = Mark::Open;
                stack.emplace_back(to, 0);
            }
        }
    };
    for (std::size_t i = 0; i < n; ++i) {
        if (inDegree[i] == 0)
            visitFrom(static_cast<int>(i));
    }
    for (std::size_t i = 0; i < n; ++i)
        visitFrom(static_cast<int>(i));
    return turn;
}

/// Longest path from the sources, over edges in the direction that they have after turning.
std::vector<int> longestPaths(std::size_t n, const std::vector<LayoutEdge>& edges)
{
    std::vector<std::vector<int>> out(n);
    std::vector<int> waiting(n, 0);
    for (const LayoutEdge& edge : edges) {
        out[static_cast<std::size_t>(edge.from)].push_back(edge.to);
        ++waiting[static_cast<std::size_t>(edge.to)];
    }
    std::vector<int> layer(n, 0);
    std::vector<int> ready;
    for (std::size_t i = 0; i < n; ++i) {
        if (waiting[i] == 0)
            ready.push_back(static_cast<int>(i));
    }
    for (std::size_t next = 0; next < ready.size(); ++next) {
        const auto node = static_cast<std::size_t>(ready[next]);
        for (const int to : out[node]) {
            const auto target = static_cast<std::size_t>(to);
            layer[target] = std::max(layer[target], layer[node] + 1);
            if (--waiting[target] == 0)
                ready.push_back(to);
        }
    }
    CW_ASSERT(ready.size() == n); // turning the marked edges left no cycle
    return layer;
}

LayeredGraph::Vertex vertexOf(const LayoutNode& node, LayoutDirection direction)
{
    const bool right = direction == LayoutDirection::Right;
    const double across = right ? node.height : node.width;
    const double port = node.port < 0 ? across / 2 : node.port;
    LayeredGraph::Vertex vertex;
    vertex.before = port;
    vertex.after = across - port;
    vertex.thickness = right ? node.width : node.height;
    return vertex;
}

void addChain(LayeredGraph& graph, std::size_t edge, int from, int to)
{
    std::vector<int>& chain = graph.chains[edge];
    const int first = graph.vertices[static_cast<std::size_t>(from)].layer + 1;
    const int last = graph.vertices[static_cast<std::size_t>(to)].layer;
    const std::size_t dummies = graph.vertices.size() - static_cast<std::size_t>(graph.nodes);
    if (dummies + static_cast<std::size_t>(last - first) > kMostDummies) {
        chain = {from, to};
        return;
    }
    chain.push_back(from);
    for (int layer = first; layer < last; ++layer) {
        LayeredGraph::Vertex dummy;
        dummy.layer = layer;
        chain.push_back(static_cast<int>(graph.vertices.size()));
        graph.vertices.push_back(std::move(dummy));
    }
    chain.push_back(to);
    for (std::size_t i = 1; i < chain.size(); ++i) {
        graph.vertices[static_cast<std::size_t>(chain[i - 1])].down.push_back(chain[i]);
        graph.vertices[static_cast<std::size_t>(chain[i])].up.push_back(chain[i - 1]);
    }
}

} // namespace

LayeredGraph makeLayered(const LayoutRequest& request)
{
    const std::size_t n = request.nodes.size();
    std::vector<std::vector<int>> out(n);
    for (std::size_t i = 0; i < request.edges.size(); ++i) {
        const LayoutEdge& edge = request.edges[i];
        CW_ASSERT(edge.from >= 0 && edge.to >= 0 && static_cast<std::size_t>(edge.from) < n &&
                  static_cast<std::size_t>(edge.to) < n);
        if (edge.from != edge.to)
            out[static_cast<std::size_t>(edge.from)].push_back(static_cast<int>(i));
    }

    LayeredGraph graph;
    graph.nodes = static_cast<int>(n);
    graph.turned = edgesToTurn(request, out);
    graph.chains.resize(request.edges.size());
    std::vector<LayoutEdge> forward;
    for (std::size_t i = 0; i < request.edges.size(); ++i) {
        const LayoutEdge& edge = request.edges[i];
        if (edge.from != edge.to)
            forward.push_back(graph.turned[i] ? LayoutEdge{edge.to, edge.from} : edge);
    }
    const std::vector<int> layer = longestPaths(n, forward);
    for (std::size_t i = 0; i < n; ++i) {
        graph.vertices.push_back(vertexOf(request.nodes[i], request.direction));
        graph.vertices.back().layer = layer[i];
    }
    for (std::size_t i = 0; i < request.edges.size(); ++i) {
        const LayoutEdge& edge = request.edges[i];
        if (edge.from != edge.to)
            addChain(graph, i, graph.turned[i] ? edge.to : edge.from, graph.turned[i] ? edge.from : edge.to);
    }
    for (std::size_t i = 0; i < graph.vertices.size(); ++i) {
        const auto at = static_cast<std::size_t>(graph.vertices[i].layer);
        if (graph.layers.size() <= at)
            graph.layers.resize(at + 1);
        graph.layers[at].push_back(static_cast<int>(i));
    }
    return graph;
}

} // namespace cw::ui

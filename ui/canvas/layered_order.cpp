// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <numeric>

#include "ui/canvas/layered_graph.h"

namespace cw::ui {
namespace {

using Places = std::vector<int>; // of every vertex, in its layer

void setPlaces(const LayeredGraph& graph, std::size_t layer, Places& places)
{
    for (std::size_t i = 0; i < graph.layers[layer].size(); ++i)
        places[static_cast<std::size_t>(graph.layers[layer][i])] = static_cast<int>(i);
}

/// A first order that already keeps neighbours together: depth first from the first layer.
void orderDepthFirst(LayeredGraph& graph)
{
    std::vector<int> found(graph.vertices.size(), -1);
    int next = 0;
    std::vector<int> stack;
    for (const std::vector<int>& layer : graph.layers) {
        for (const int root : layer) {
            if (found[static_cast<std::size_t>(root)] < 0)
                stack.push_back(root);
            while (!stack.empty()) {
                const auto vertex = static_cast<std::size_t>(stack.back());
                stack.pop_back();
                if (found[vertex] >= 0)
                    continue;
                found[vertex] = next++;
                const std::vector<int>& down = graph.vertices[vertex].down;
                for (auto it = down.rbegin(); it != down.rend(); ++it)
                    stack.push_back(*it);
            }
        }
    }
    for (std::vector<int>& layer : graph.layers)
        std::sort(layer.begin(), layer.end(), [&](int a, int b) {
            return found[static_cast<std::size_t>(a)] < found[static_cast<std::size_t>(b)];
        });
}

/// Sorts one layer by the mean place of the neighbours on the layer before (or after). Those without one stay where
/// they are, relative to the others.
void sortByBarycentre(LayeredGraph& graph, std::size_t layer, bool byUp, Places& places)
{
    std::vector<int>& order = graph.layers[layer];
    std::vector<double> keys(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        const LayeredGraph::Vertex& vertex = graph.vertices[static_cast<std::size_t>(order[i])];
        const std::vector<int>& neighbours = byUp ? vertex.up : vertex.down;
        double sum = 0;
        for (const int other : neighbours)
            sum += places[static_cast<std::size_t>(other)];
        keys[i] = neighbours.empty() ? NAN : sum / static_cast<double>(neighbours.size());
    }
    std::vector<std::size_t> movable;
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (!std::isnan(keys[i]))
            movable.push_back(i);
    }
    std::vector<std::size_t> sorted = movable;
    std::stable_sort(sorted.begin(), sorted.end(), [&](std::size_t a, std::size_t b) { return keys[a] < keys[b]; });
    std::vector<int> result = order;
    for (std::size_t i = 0; i < movable.size(); ++i)
        result[movable[i]] = order[sorted[i]];
    order = std::move(result);
    setPlaces(graph, layer, places);
}

/// Crossings between a layer and the next, by counting inversions in a Fenwick tree.
long long crossingsBelow(const LayeredGraph& graph, std::size_t layer, const Places& places, std::vector<int>& tree)
{
    tree.assign(graph.layers[layer + 1].size() + 1, 0);
    long long crossings = 0;
    int inserted = 0;
    std::vector<int> ends;
    for (const int vertex : graph.layers[layer]) {
        ends.clear();
        for (const int below : graph.vertices[static_cast<std::size_t>(vertex)].down)
            ends.push_back(places[static_cast<std::size_t>(below)]);
        for (const int end : ends) { // those already inserted that end further on cross this one
            int notBeyond = 0;
            for (int i = end + 1; i > 0; i -= i & -i)
                notBeyond += tree[static_cast<std::size_t>(i)];
            crossings += inserted - notBeyond;
        }
        for (const int end : ends) {
            for (auto i = static_cast<std::size_t>(end) + 1; i < tree.size(); i += i & (~i + 1))
                ++tree[i];
        }
        inserted += static_cast<int>(ends.size());
    }
    return crossings;
}

long long crossingsOf(const LayeredGraph& graph, const Places& places)
{
    long long sum = 0;
    std::vector<int> tree;
    for (std::size_t layer = 0; layer + 1 < graph.layers.size(); ++layer)
        sum += crossingsBelow(graph, layer, places, tree);
    return sum;
}

/// Crossings of the edges of two neighbours in one layer, when `a` stands before `b`.
int pairCrossings(const std::vector<int>& a, const std::vector<int>& b, const Places& places)
{
    int crossings = 0;
    for (const int x : a) {
        for (const int y : b)
            crossings += places[static_cast<std::size_t>(x)] > places[static_cast<std::size_t>(y)] ? 1 : 0;
    }
    return crossings;
}

/// Swaps neighbours while that removes crossings; for graphs of the size a person reads.
void swapNeighbours(LayeredGraph& graph, Places& places)
{
    bool better = true;
    for (int round = 0; better && round < 8; ++round) {
        better = false;
        for (std::vector<int>& order : graph.layers) {
            for (std::size_t i = 0; i + 1 < order.size(); ++i) {
                const LayeredGraph::Vertex& a = graph.vertices[static_cast<std::size_t>(order[i])];
                const LayeredGraph::Vertex& b = graph.vertices[static_cast<std::size_t>(order[i + 1])];
                const int now = pairCrossings(a.up, b.up, places) + pairCrossings(a.down, b.down, places);
                const int swapped = pairCrossings(b.up, a.up, places) + pairCrossings(b.down, a.down, places);
                if (swapped >= now)
                    continue;
                std::swap(order[i], order[i + 1]);
                std::swap(places[static_cast<std::size_t>(order[i])], places[static_cast<std::size_t>(order[i + 1])]);
                better = true;
            }
        }
    }
}

constexpr std::size_t kSwapLimit = 400; // vertices, dummies among them

} // namespace

long long countCrossings(const LayeredGraph& graph)
{
    Places places(graph.vertices.size(), 0);
    for (std::size_t layer = 0; layer < graph.layers.size(); ++layer)
        setPlaces(graph, layer, places);
    return crossingsOf(graph, places);
}

bool reduceCrossings(LayeredGraph& graph, const std::stop_token& stop)
{
    orderDepthFirst(graph);
    Places places(graph.vertices.size(), 0);
    for (std::size_t layer = 0; layer < graph.layers.size(); ++layer)
        setPlaces(graph, layer, places);

    std::vector<std::vector<int>> best = graph.layers;
    long long fewest = crossingsOf(graph, places);
    const bool small = graph.vertices.size() <= kSwapLimit;
    const std::size_t sweeps = std::clamp<std::size_t>(200'000 / (graph.vertices.size() + 1), 4, 24);
    std::size_t sinceBest = 0;
    for (std::size_t sweep = 0; sweep < sweeps && fewest > 0 && sinceBest < 6; ++sweep) {
        const bool byUp = sweep % 2 == 0;
        for (std::size_t i = 1; i < graph.layers.size(); ++i) {
            if (stop.stop_requested())
                return false;
            sortByBarycentre(graph, byUp ? i : graph.layers.size() - 1 - i, byUp, places);
        }
        if (small)
            swapNeighbours(graph, places);
        const long long crossings = crossingsOf(graph, places);
        ++sinceBest;
        if (crossings < fewest) {
            fewest = crossings;
            best = graph.layers;
            sinceBest = 0;
        }
    }
    graph.layers = std::move(best);
    return !stop.stop_requested();
}

} // namespace cw::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <limits>

#include "ui/canvas/layered_graph.h"

namespace cw::ui {
namespace {

/// Distance of the ports of two neighbours in a layer.
double separation(const LayeredGraph& graph, int first, int second, const LayoutRequest& request)
{
    const double gap = graph.isDummy(first) || graph.isDummy(second) ? request.wireGap : request.nodeGap;
    return graph.vertices[static_cast<std::size_t>(first)].after + gap +
           graph.vertices[static_cast<std::size_t>(second)].before;
}

/// Long wires should be straight before anything else is.
double edgeWeight(const LayeredGraph& graph, int a, int b)
{
    const int dummies = (graph.isDummy(a) ? 1 : 0) + (graph.isDummy(b) ? 1 : 0);
    return dummies == 2 ? 8 : dummies == 1 ? 2 : 1;
}

struct Pool {
    double sum = 0; // of weight x wish
    double weight = 0;
    std::size_t count = 0;
    double mean() const { return sum / weight; }
};

/// The least-squares places of one layer that keep order and separation, by pooling adjacent violators.
void placeLayer(LayeredGraph& graph, const std::vector<int>& order, const LayoutRequest& request, bool useUp,
                bool useDown)
{
    std::vector<Pool> pools;
    std::vector<double> offsets(order.size(), 0);
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (i > 0)
            offsets[i] = offsets[i - 1] + separation(graph, order[i - 1], order[i], request);
        const LayeredGraph::Vertex& vertex = graph.vertices[static_cast<std::size_t>(order[i])];
        double sum = 0;
        double weight = 0;
        const auto take = [&](const std::vector<int>& neighbours) {
            for (const int other : neighbours) {
                const double w = edgeWeight(graph, order[i], other);
                sum += w * graph.vertices[static_cast<std::size_t>(other)].at;
                weight += w;
            }
        };
        if (useUp)
            take(vertex.up);
        if (useDown)
            take(vertex.down);
        if (weight == 0) {
            weight = 0.1;
            sum = weight * vertex.at;
        }
        pools.push_back({sum - weight * offsets[i], weight, 1});
        while (pools.size() > 1 && pools[pools.size() - 2].mean() > pools.back().mean()) {
            const Pool last = pools.back();
            pools.pop_back();
            pools.back().sum += last.sum;
            pools.back().weight += last.weight;
            pools.back().count += last.count;
        }
    }
    std::size_t i = 0;
    for (const Pool& pool : pools) {
        for (std::size_t k = 0; k < pool.count; ++k, ++i)
            graph.vertices[static_cast<std::size_t>(order[i])].at = pool.mean() + offsets[i];
    }
}

/// Gives all dummies of a wire one coordinate where its neighbours leave room for that.
void straightenWires(LayeredGraph& graph, const LayoutRequest& request)
{
    std::vector<std::size_t> places(graph.vertices.size());
    for (const std::vector<int>& layer : graph.layers) {
        for (std::size_t i = 0; i < layer.size(); ++i)
            places[static_cast<std::size_t>(layer[i])] = i;
    }
    for (const std::vector<int>& chain : graph.chains) {
        if (chain.size() < 4)
            continue;
        double low = -std::numeric_limits<double>::infinity();
        double high = std::numeric_limits<double>::infinity();
        double sum = 0;
        for (std::size_t i = 1; i + 1 < chain.size(); ++i) {
            const auto vertex = static_cast<std::size_t>(chain[i]);
            const std::vector<int>& layer = graph.layers[static_cast<std::size_t>(graph.vertices[vertex].layer)];
            const std::size_t place = places[vertex];
            sum += graph.vertices[vertex].at;
            if (place > 0)
                low = std::max(low, graph.vertices[static_cast<std::size_t>(layer[place - 1])].at +
                                        separation(graph, layer[place - 1], chain[i], request));
            if (place + 1 < layer.size())
                high = std::min(high, graph.vertices[static_cast<std::size_t>(layer[place + 1])].at -
                                          separation(graph, chain[i], layer[place + 1], request));
        }
        if (low > high)
            continue;
        const double at = std::clamp(sum / static_cast<double>(chain.size() - 2), low, high);
        for (std::size_t i = 1; i + 1 < chain.size(); ++i)
            graph.vertices[static_cast<std::size_t>(chain[i])].at = at;
    }
}

} // namespace

bool assignCoordinates(LayeredGraph& graph, const LayoutRequest& request, const std::stop_token& stop)
{
    for (const std::vector<int>& layer : graph.layers) {
        double at = 0;
        for (std::size_t i = 0; i < layer.size(); ++i) {
            at += i > 0 ? separation(graph, layer[i - 1], layer[i], request) : 0;
            graph.vertices[static_cast<std::size_t>(layer[i])].at = at;
        }
        for (const int vertex : layer)
            graph.vertices[static_cast<std::size_t>(vertex)].at -= at / 2;
    }
    const std::size_t layers = graph.layers.size();
    const int rounds = graph.vertices.size() > 20'000 ? 3 : 8;
    for (int round = 0; round < rounds; ++round) {
        const bool both = round + 2 >= rounds; // the last rounds balance what the others pulled to one side
        for (std::size_t i = 0; i < layers; ++i)
            placeLayer(graph, graph.layers[i], request, true, both);
        for (std::size_t i = layers; i-- > 0;)
            placeLayer(graph, graph.layers[i], request, both, true);
        if (stop.stop_requested())
            return false;
    }
    straightenWires(graph, request);
    straightenWires(graph, request); // the first pass made room
    return !stop.stop_requested();
}

} // namespace cw::ui

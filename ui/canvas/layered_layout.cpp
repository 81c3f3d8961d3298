// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/layered_layout.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "ui/canvas/layered_graph.h"

namespace cw::ui {
namespace {

/// Start and end of each layer along the flow.
struct Band {
    double begin = 0;
    double end = 0;
};

std::vector<Band> bandsOf(const LayeredGraph& graph, double gap)
{
    std::vector<Band> bands;
    double at = 0;
    for (const std::vector<int>& layer : graph.layers) {
        double thickness = 0;
        for (const int vertex : layer)
            thickness = std::max(thickness, graph.vertices[static_cast<std::size_t>(vertex)].thickness);
        bands.push_back({at, at + thickness});
        at += thickness + gap;
    }
    return bands;
}

/// Builds a wire in (along, across) coordinates: straight where it passes a layer, a curve in the gap.
class WirePath {
public:
    WirePath(double along, double across)
        : m_along(along)
        , m_across(across)
    {
        m_points.push_back({along, across});
    }

    void straightTo(double along)
    {
        if (along == m_along)
            return;
        const double third = (along - m_along) / 3;
        m_points.push_back({m_along + third, m_across});
        m_points.push_back({m_along + 2 * third, m_across});
        m_points.push_back({along, m_across});
        m_along = along;
    }
    void curveTo(double along, double across)
    {
        if (across == m_across) {
            straightTo(along);
            return;
        }
        const double half = (along - m_along) / 2;
        m_points.push_back({m_along + half, m_across});
        m_points.push_back({along - half, across});
        m_points.push_back({along, across});
        m_along = along;
        m_across = across;
    }
    std::vector<LayoutPoint> take() { return std::move(m_points); }

private:
    std::vector<LayoutPoint> m_points;
    double m_along;
    double m_across;
};

LayoutWire wireOf(const LayeredGraph& graph, const std::vector<Band>& bands, const std::vector<double>& begins,
                  const std::vector<int>& chain, bool turned)
{
    const auto vertex = [&](int i) -> const LayeredGraph::Vertex& {
        return graph.vertices[static_cast<std::size_t>(i)];
    };
    const auto band = [&](int i) { return bands[static_cast<std::size_t>(vertex(i).layer)]; };
    const int first = chain.front();
    const int last = chain.back();
    WirePath path(begins[static_cast<std::size_t>(first)] + vertex(first).thickness, vertex(first).at);
    path.straightTo(band(first).end);
    for (std::size_t i = 1; i < chain.size(); ++i) {
        path.curveTo(band(chain[i]).begin, vertex(chain[i]).at);
        if (i + 1 < chain.size())
            path.straightTo(band(chain[i]).end);
    }
    path.straightTo(begins[static_cast<std::size_t>(last)]);
    LayoutWire wire{path.take()};
    if (turned)
        std::reverse(wire.points.begin(), wire.points.end());
    return wire;
}

} // namespace

std::optional<Layout> layOut(const LayoutRequest& request, std::stop_token stop)
{
    Layout layout;
    if (request.nodes.empty()) {
        layout.wires.resize(request.edges.size());
        return layout;
    }
    LayeredGraph graph = makeLayered(request);
    if (!reduceCrossings(graph, stop) || !assignCoordinates(graph, request, stop))
        return std::nullopt;

    double smallest = std::numeric_limits<double>::infinity();
    double largest = -smallest;
    for (LayeredGraph::Vertex& vertex : graph.vertices) {
        vertex.at = std::round(vertex.at); // hairlines stay sharp
        smallest = std::min(smallest, vertex.at - vertex.before);
        largest = std::max(largest, vertex.at + vertex.after);
    }
    smallest = std::floor(smallest);
    for (LayeredGraph::Vertex& vertex : graph.vertices)
        vertex.at -= smallest;

    const std::vector<Band> bands = bandsOf(graph, request.layerGap);
    const bool right = request.direction == LayoutDirection::Right;
    std::vector<double> begins;
    for (int i = 0; i < graph.nodes; ++i) {
        const LayeredGraph::Vertex& vertex = graph.vertices[static_cast<std::size_t>(i)];
        const Band band = bands[static_cast<std::size_t>(vertex.layer)];
        const double begin = std::round((band.begin + band.end - vertex.thickness) / 2);
        const double across = vertex.at - vertex.before;
        begins.push_back(begin);
        layout.layers.push_back(vertex.layer);
        layout.positions.push_back(right ? LayoutPoint{begin, across} : LayoutPoint{across, begin});
    }
    for (std::size_t i = 0; i < request.edges.size(); ++i) {
        LayoutWire wire;
        if (!graph.chains[i].empty())
            wire = wireOf(graph, bands, begins, graph.chains[i], graph.turned[i]);
        if (!right) {
            for (LayoutPoint& point : wire.points)
                std::swap(point.x, point.y);
        }
        layout.wires.push_back(std::move(wire));
    }
    const double along = bands.back().end;
    const double across = largest - smallest;
    layout.width = right ? along : across;
    layout.height = right ? across : along;
    return layout;
}

} // namespace cw::ui

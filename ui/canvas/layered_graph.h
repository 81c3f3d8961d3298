// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stop_token>
#include <vector>

#include "ui/canvas/layered_layout.h"

namespace cw::ui {

/// The request with every node on a layer and every long edge cut by one dummy per layer that it passes; where that
/// would be far too many, the last edges go straight from node to node, over cards. Working state of layOut; vertices
/// 0 .. nodes-1 are the nodes, the others dummies.
struct LayeredGraph {
    struct Vertex {
        int layer = 0;
        double before = 0; ///< extent across the flow, from the port towards smaller coordinates
        double after = 0;
        double thickness = 0; ///< along the flow
        double at = 0;        ///< coordinate of the port across the flow
        std::vector<int> up;  ///< neighbours on the layer before
        std::vector<int> down;
    };

    int nodes = 0;
    std::vector<Vertex> vertices;
    std::vector<std::vector<int>> layers; ///< vertices in order across the flow
    std::vector<std::vector<int>> chains; ///< per edge: source, dummies, target, along the flow; empty: a self-loop
    std::vector<bool> turned;             ///< per edge: it closed a cycle and runs against the flow

    bool isDummy(int vertex) const { return vertex >= nodes; }
};

LayeredGraph makeLayered(const LayoutRequest& request);
/// Sorts every layer so that few edges cross. Returns false when cancelled.
bool reduceCrossings(LayeredGraph& graph, const std::stop_token& stop);
/// Number of crossings between neighbouring layers.
long long countCrossings(const LayeredGraph& graph);
/// Sets `at` of every vertex. Returns false when cancelled.
bool assignCoordinates(LayeredGraph& graph, const LayoutRequest& request, const std::stop_token& stop);

} // namespace cw::ui

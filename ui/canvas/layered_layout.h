// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <stop_token>
#include <vector>

namespace cw::ui {

enum class LayoutDirection { Right, Down };

/// A card to be placed. Wires arrive and leave on the middle line, or at `port` across the flow.
struct LayoutNode {
    double width = 168;
    double height = 52;
    double port = -1; ///< from the top (Right) or the left (Down) edge; negative: the middle
};

struct LayoutEdge {
    int from = 0;
    int to = 0;
};

struct LayoutRequest {
    std::vector<LayoutNode> nodes;
    std::vector<LayoutEdge> edges; ///< several between the same two nodes are kept; one that closes a cycle is turned
    LayoutDirection direction = LayoutDirection::Right;
    double layerGap = 48; ///< along the flow, between layers
    double nodeGap = 24;  ///< across the flow, between cards
    double wireGap = 14;  ///< across the flow, around a wire that passes cards
};

struct LayoutPoint {
    double x = 0;
    double y = 0;

    bool operator==(const LayoutPoint&) const = default;
};

/// A chain of cubic curves: the start, then (control, control, end) per piece. Leaves and arrives along the flow.
/// Empty for an edge from a node to itself.
struct LayoutWire {
    std::vector<LayoutPoint> points;
};

struct Layout {
    std::vector<LayoutPoint> positions; ///< top left corner of every node
    std::vector<int> layers;            ///< of every node, from 0 along the flow
    std::vector<LayoutWire> wires;      ///< of every edge, in the order given
    double width = 0;
    double height = 0;
};

/// Layered drawing of a directed graph: longest path layering, dummy nodes, barycentre sweeps, then coordinates by
/// isotonic regression per layer. Inside a layer a wire keeps a lane of its own; between layers there are no cards.
/// So no wire crosses a card, unless lanes would be needed by the hundred thousand.
/// Errors: nothing when cancelled      Determinism: same request, same layout      Thread: any
/// Paper: Sugiyama, Tagawa and Toda, "Methods for Visual Understanding of Hierarchical System Structures", 1981
std::optional<Layout> layOut(const LayoutRequest& request, std::stop_token stop = {});

} // namespace cw::ui

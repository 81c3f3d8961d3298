// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/fold.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace cw::ui {
namespace {

constexpr double kRowGap = 56;
constexpr double kTurn = 22; // how far the wire swings out beside the rows
constexpr double kRound = 14;

/// First and last x of each layer.
struct Extent {
    double begin = std::numeric_limits<double>::infinity();
    double end = -std::numeric_limits<double>::infinity();
};

/// Per layer the row it goes to; a row ends only before a layer that one wire leads to.
std::vector<int> rowsOf(const PlacedDrawing& placed, const std::vector<int>& layers, const std::vector<Extent>& extents,
                        double width)
{
    std::vector<int> crossing(extents.size() + 1, 0); // wires that come into each layer's gap
    for (const DrawEdge& edge : placed.drawing.edges) {
        const int from = layers[static_cast<std::size_t>(edge.from)];
        const int to = layers[static_cast<std::size_t>(edge.to)];
        for (int layer = std::min(from, to) + 1; layer <= std::max(from, to); ++layer)
            ++crossing[static_cast<std::size_t>(layer)];
    }
    // Rows of about equal length look better than full ones and a short rest.
    const double total = extents.back().end;
    const double wanted = total / std::max(1.0, std::ceil(total / width));
    std::vector<int> rows(extents.size(), 0);
    double begin = 0;
    for (std::size_t layer = 1; layer < extents.size(); ++layer) {
        const bool full = extents[layer].end - begin > wanted * 1.08;
        rows[layer] = rows[layer - 1] + (full && crossing[layer] == 1 ? 1 : 0);
        if (rows[layer] != rows[layer - 1])
            begin = extents[layer].begin;
    }
    return rows;
}

} // namespace

QPainterPath wayRound(QPointF from, QPointF to, double right, double left, double between, double radius)
{
    const double first = between > from.y() ? radius : -radius;
    const double last = to.y() > between ? radius : -radius;
    QPainterPath path(from);
    path.lineTo(right, from.y());
    path.quadTo(right + radius, from.y(), right + radius, from.y() + first);
    path.lineTo(right + radius, between - first);
    path.quadTo(right + radius, between, right, between);
    path.lineTo(left, between);
    path.quadTo(left - radius, between, left - radius, between + last);
    path.lineTo(left - radius, to.y() - last);
    path.quadTo(left - radius, to.y(), left, to.y());
    path.lineTo(to);
    return path;
}

void foldRows(PlacedDrawing& placed, const std::vector<int>& layers, double width)
{
    if (placed.bounds.width() <= width || placed.positions.empty())
        return;
    std::vector<Extent> extents(static_cast<std::size_t>(*std::max_element(layers.begin(), layers.end())) + 1);
    for (std::size_t i = 0; i < placed.positions.size(); ++i) {
        Extent& extent = extents[static_cast<std::size_t>(layers[i])];
        extent.begin = std::min(extent.begin, placed.positions[i].x());
        extent.end = std::max(extent.end, placed.positions[i].x() + outlineOf(placed.drawing.nodes[i]).width());
    }
    const std::vector<int> rows = rowsOf(placed, layers, extents, width);
    const auto rowCount = static_cast<std::size_t>(rows.back()) + 1;
    if (rowCount == 1)
        return;

    std::vector<QRectF> boxes(rowCount); // of each row, before it moves
    for (std::size_t i = 0; i < placed.positions.size(); ++i) {
        QRectF& box = boxes[static_cast<std::size_t>(rows[static_cast<std::size_t>(layers[i])])];
        box = box.united(QRectF(placed.positions[i], outlineOf(placed.drawing.nodes[i])));
    }
    for (std::size_t e = 0; e < placed.wires.size(); ++e) { // a wire may pass below the cards of its row
        const int row = rows[static_cast<std::size_t>(layers[static_cast<std::size_t>(placed.drawing.edges[e].from)])];
        if (row == rows[static_cast<std::size_t>(layers[static_cast<std::size_t>(placed.drawing.edges[e].to)])])
            boxes[static_cast<std::size_t>(row)] =
                boxes[static_cast<std::size_t>(row)].united(placed.wires[e].boundingRect());
    }
    std::vector<QPointF> shifts;
    double top = 0;
    double widest = 0;
    for (const QRectF& box : boxes) {
        shifts.emplace_back(kTurn - box.left(), top - box.top());
        top += box.height() + kRowGap;
        widest = std::max(widest, box.width());
    }
    const auto rowOfNode = [&](int node) {
        return static_cast<std::size_t>(rows[static_cast<std::size_t>(layers[static_cast<std::size_t>(node)])]);
    };
    for (std::size_t i = 0; i < placed.positions.size(); ++i)
        placed.positions[i] += shifts[rowOfNode(static_cast<int>(i))];
    for (std::size_t e = 0; e < placed.wires.size(); ++e) {
        const DrawEdge& edge = placed.drawing.edges[e];
        const std::size_t row = rowOfNode(edge.from);
        if (row == rowOfNode(edge.to)) {
            placed.wires[e].translate(shifts[row]);
            if (!placed.labels[e].isNull())
                placed.labels[e] += shifts[row];
            continue;
        }
        const auto from = static_cast<std::size_t>(edge.from);
        const auto to = static_cast<std::size_t>(edge.to);
        const QPointF start = placed.positions[from] + outPort(placed.drawing.nodes[from], LayoutDirection::Right);
        const QPointF end = placed.positions[to] + inPort(placed.drawing.nodes[to], LayoutDirection::Right, edge.row);
        const double between = shifts[row].y() + boxes[row].bottom() + kRowGap / 2;
        placed.wires[e] = wayRound(start, end, start.x() + 10, end.x() - 8, between, kRound);
        placed.labels[e] = QPointF();
    }
    placed.bounds = QRectF(0, 0, widest + 2 * kTurn, top - kRowGap);
}

} // namespace cw::ui

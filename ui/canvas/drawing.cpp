// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/drawing.h"

#include <algorithm>
#include <cmath>

#include "ui/canvas/fold.h"
#include "ui/canvas/wire_gaps.h"
#include "ui/theme/theme.h"

namespace cw::ui {
namespace {

constexpr double kCircle = 32;
constexpr double kPortWidth = 56;
constexpr double kPortHeight = 36;
constexpr double kChipHeight = 28;
constexpr double kBracket = 8;     // outside the block
constexpr double kBracketTop = 28; // name and pill above
constexpr double kStackShift = 8;  // of the rearmost card
constexpr double kRowHeight = 20;
constexpr double kCaption = 18;
constexpr qsizetype kUsualLabel = 10; // "[16,28,28]", which may become known later
constexpr double kFoldWidth = 1100;   // of a canvas at 1440 px, with room to spare

double chipWidth(const DrawNode& node)
{
    // Fonts belong to the GUI thread; 6.8 px per letter holds for 12 px text with slack.
    const qsizetype letters = std::max(node.title.size(), node.was.size());
    return std::clamp(36 + 6.8 * static_cast<double>(letters), 72.0, 150.0);
}

QSizeF cardSize(const DrawNode& node)
{
    switch (node.shape) {
    case NodeShape::Circle:
        return {kCircle, kCircle};
    case NodeShape::Port:
        return {kPortWidth, kPortHeight};
    case NodeShape::Chip:
        return {chipWidth(node), node.was.isEmpty() ? kChipHeight : kChipHeight + 14};
    case NodeShape::Card:
        return {Metrics::kCardWidth, Metrics::kCardHeight};
    case NodeShape::Stack:
    case NodeShape::Inputs:
        return {Metrics::kCardWidth, Metrics::kCardHeight + kRowHeight * static_cast<double>(node.rows.size()) + 8};
    }
    return {};
}

LayoutNode layoutNodeOf(const DrawNode& node, LayoutDirection direction)
{
    const QSizeF outline = outlineOf(node);
    const QPointF port = inPort(node, direction);
    return {outline.width(), outline.height(), direction == LayoutDirection::Right ? port.y() : port.x()};
}

/// The middle of the longest straight piece along the flow, where a label of `length` fits.
std::optional<QPointF> labelPlace(const std::vector<LayoutPoint>& points, LayoutDirection direction, double length)
{
    double longest = length;
    std::optional<QPointF> place;
    for (std::size_t i = 0; i + 3 < points.size(); i += 3) {
        std::size_t last = i;
        const auto across = [&](std::size_t k) {
            return direction == LayoutDirection::Right ? points[k].y : points[k].x;
        };
        while (last + 3 < points.size() && across(last + 3) == across(i))
            last += 3;
        const double span = std::hypot(points[last].x - points[i].x, points[last].y - points[i].y);
        if (last > i && span > longest) {
            longest = span;
            place = QPointF((points[i].x + points[last].x) / 2, (points[i].y + points[last].y) / 2);
        }
    }
    return place;
}

QPainterPath pathOf(const LayoutWire& wire, QPointF start, QPointF end)
{
    QPainterPath path;
    if (wire.points.empty())
        return path;
    path.moveTo(start);
    const auto point = [&](std::size_t i) { return QPointF(wire.points[i].x, wire.points[i].y); };
    if (start != point(0))
        path.lineTo(point(0));
    const std::size_t last = wire.points.size() - 1;
    const QPointF down(0, end.y() - point(last).y()); // to the row where it arrives
    for (std::size_t i = 1; i + 2 < last; i += 3)
        path.cubicTo(point(i), point(i + 1), point(i + 2));
    if (last >= 3)
        path.cubicTo(point(last - 2), point(last - 1) + down, point(last) + down);
    if (end != path.currentPosition())
        path.lineTo(end);
    return path;
}

} // namespace

QRectF cardRect(const DrawNode& node)
{
    QRectF card(QPointF(0, 0), cardSize(node));
    if (node.bracketed)
        card.translate(kBracket + 2, kBracketTop);
    else if (node.captionAbove)
        card.translate(0, kCaption);
    return card;
}

QRectF PlacedDrawing::whole() const
{
    QRectF all = bounds;
    for (const DrawComment& comment : drawing.comments)
        all = all.united(comment.box);
    return all;
}

QSizeF outlineOf(const DrawNode& node)
{
    const QSizeF card = cardSize(node);
    if (node.bracketed) {
        const double behind = node.shape == NodeShape::Stack ? kStackShift : 0;
        return {card.width() + 2 * (kBracket + 2) + behind, card.height() + kBracketTop + kBracket + kCaption + behind};
    }
    if (node.shape == NodeShape::Stack)
        return {card.width() + kStackShift, card.height() + kStackShift};
    if (node.shape == NodeShape::Card || node.shape == NodeShape::Inputs)
        return {card.width(), card.height() + (node.output.isEmpty() ? 0 : kCaption)};
    if (!node.caption.isEmpty())
        return {card.width(), card.height() + kCaption};
    return card;
}

QPointF rowMiddle(const DrawNode& node, int row)
{
    const QRectF card = cardRect(node);
    return {card.left(), card.top() + Metrics::kCardHeight + 4 + kRowHeight * (row + 0.5)};
}

QPointF inPort(const DrawNode& node, LayoutDirection direction, int row)
{
    const QRectF card = cardRect(node);
    if (direction == LayoutDirection::Down)
        return {card.center().x(), card.top()};
    if (row >= 0 && static_cast<std::size_t>(row) < node.rows.size() && node.shape == NodeShape::Inputs)
        return rowMiddle(node, row);
    const bool headed = node.shape == NodeShape::Stack || node.shape == NodeShape::Inputs;
    const double head = headed ? Metrics::kCardHeight / 2.0 : card.height() / 2;
    return {node.bracketed ? 1 : card.left(), card.top() + head};
}

QPointF outPort(const DrawNode& node, LayoutDirection direction)
{
    const QRectF card = cardRect(node);
    if (direction == LayoutDirection::Down)
        return {card.center().x(), card.bottom()};
    return {node.bracketed ? outlineOf(node).width() - 1 : card.right(), inPort(node, direction).y()};
}

std::optional<PlacedDrawing> placeDrawing(Drawing drawing, std::stop_token stop)
{
    LayoutRequest request;
    request.direction = drawing.direction;
    request.layerGap = drawing.direction == LayoutDirection::Right ? 44 : 30;
    request.nodeGap = drawing.direction == LayoutDirection::Right ? 24 : 14;
    for (const DrawNode& node : drawing.nodes)
        request.nodes.push_back(layoutNodeOf(node, drawing.direction));
    for (const DrawEdge& edge : drawing.edges)
        request.edges.push_back({edge.from, edge.to});
    const std::optional<Layout> layout = layOut(request, stop);
    if (!layout)
        return std::nullopt;

    PlacedDrawing placed;
    for (const LayoutPoint& position : layout->positions)
        placed.positions.emplace_back(position.x, position.y);
    for (std::size_t i = 0; i < drawing.edges.size(); ++i) {
        const DrawEdge& edge = drawing.edges[i];
        const auto from = static_cast<std::size_t>(edge.from);
        const auto to = static_cast<std::size_t>(edge.to);
        placed.wires.push_back(pathOf(layout->wires[i],
                                      placed.positions[from] + outPort(drawing.nodes[from], drawing.direction),
                                      placed.positions[to] + inPort(drawing.nodes[to], drawing.direction, edge.row)));
        const double length = 7.0 * static_cast<double>(std::max(edge.label.size(), kUsualLabel)) + 48;
        const std::optional<QPointF> place = labelPlace(layout->wires[i].points, drawing.direction, length);
        placed.labels.push_back(place.value_or(QPointF()));
    }
    placed.bounds = QRectF(0, 0, layout->width, layout->height);
    placed.drawing = std::move(drawing);
    if (placed.drawing.direction == LayoutDirection::Right)
        foldRows(placed, layout->layers, kFoldWidth);
    placed.cuts = placed.wires;
    cutCrossings(placed.cuts, stop);
    return placed;
}

} // namespace cw::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/canvas_hits.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include <QLineF>
#include <QPolygonF>

#include "ui/canvas/node_painter.h"

namespace cw::ui {
namespace {

constexpr double kCommentBorder = 8; // drawing units from its edge, by which it is moved
constexpr double kCommentLine = 28;  // from its top: its first line

double distanceTo(const QLineF& line, QPointF at)
{
    const QPointF along = line.p2() - line.p1();
    const double square = QPointF::dotProduct(along, along);
    const double part = square == 0 ? 0 : std::clamp(QPointF::dotProduct(at - line.p1(), along) / square, 0.0, 1.0);
    return QLineF(at, line.p1() + part * along).length();
}

QRectF cardOf(const PlacedDrawing& drawing, std::size_t node)
{
    return cardRect(drawing.drawing.nodes[node]).translated(drawing.positions[node]);
}

bool hasCards(const PlacedDrawing& drawing, const QRectF& box)
{
    for (std::size_t i = 0; i < drawing.positions.size(); ++i) {
        if (box.contains(cardOf(drawing, i).center()))
            return true;
    }
    return false;
}

} // namespace

int nodeAt(const PlacedDrawing& drawing, QPointF at, int* row)
{
    for (std::size_t i = drawing.positions.size(); i-- > 0;) {
        const DrawNode& node = drawing.drawing.nodes[i];
        const QPointF inside = at - drawing.positions[i];
        if (!cardRect(node).adjusted(-8, -8, 8, 8).contains(inside))
            continue;
        *row = rowAt(node, inside);
        return static_cast<int>(i);
    }
    *row = -1;
    return -1;
}

int wireAt(const PlacedDrawing& drawing, QPointF at, double reach)
{
    int nearest = -1;
    double least = reach;
    for (std::size_t i = 0; i < drawing.wires.size(); ++i) {
        if (!drawing.wires[i].controlPointRect().adjusted(-reach, -reach, reach, reach).contains(at))
            continue;
        for (const QPolygonF& line : drawing.wires[i].toSubpathPolygons()) {
            for (qsizetype k = 0; k + 1 < line.size(); ++k) {
                const double distance = distanceTo(QLineF(line[k], line[k + 1]), at);
                if (distance <= least) {
                    least = distance;
                    nearest = static_cast<int>(i);
                }
            }
        }
    }
    return nearest;
}

int commentAt(const PlacedDrawing& drawing, QPointF at)
{
    const std::vector<DrawComment>& comments = drawing.drawing.comments;
    for (std::size_t i = comments.size(); i-- > 0;) {
        if (comments[i].box.contains(at))
            return static_cast<int>(i);
    }
    return -1;
}

bool isOnCommentHandle(const QRectF& box, QPointF at)
{
    return !box.adjusted(kCommentBorder, kCommentLine, -kCommentBorder, -kCommentBorder).contains(at);
}

CanvasHit hitAt(const PlacedDrawing& drawing, QPointF at, double reach)
{
    CanvasHit hit;
    for (std::size_t i = drawing.positions.size(); reach > 0 && i-- > 0;) {
        const DrawNode& node = drawing.drawing.nodes[i];
        const QPointF inside = at - drawing.positions[i];
        const auto isNear = [&](QPointF port) { return QLineF(inside, port).length() <= reach; };
        const LayoutDirection direction = drawing.drawing.direction;
        hit.node = static_cast<int>(i);
        hit.port = true;
        hit.output = node.gives && isNear(outPort(node, direction));
        if (hit.output)
            return hit;
        if (node.takes && (isNear(inPort(node, direction)) || isNear(inPort(node, direction, 0))))
            return hit;
        for (int row = 1; node.shape == NodeShape::Inputs && row < static_cast<int>(node.rows.size()); ++row) {
            if (isNear(rowMiddle(node, row)))
                return hit;
        }
    }
    hit.port = false;
    hit.node = nodeAt(drawing, at, &hit.row);
    if (hit.node < 0 && reach > 0)
        hit.wire = wireAt(drawing, at, reach * 0.8);
    if (hit.node >= 0 || hit.wire >= 0)
        return hit;
    hit.comment = commentAt(drawing, at);
    if (hit.comment >= 0) {
        const QRectF& box = drawing.drawing.comments[static_cast<std::size_t>(hit.comment)].box;
        const QPointF in = box.bottomRight() - at;
        hit.corner = in.x() <= kCommentCorner && in.y() <= kCommentCorner;
        hit.inside = !hit.corner && !isOnCommentHandle(box, at) && hasCards(drawing, box);
    }
    return hit;
}

std::vector<int> readingOrder(const PlacedDrawing& drawing)
{
    std::vector<int> order(drawing.positions.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
        const QPointF left = cardOf(drawing, static_cast<std::size_t>(a)).center();
        const QPointF right = cardOf(drawing, static_cast<std::size_t>(b)).center();
        return left.x() != right.x() ? left.x() < right.x() : left.y() < right.y();
    });
    return order;
}

int neighbourOf(const PlacedDrawing& drawing, int from, Qt::Key direction)
{
    if (drawing.positions.empty())
        return -1;
    if (from < 0)
        return readingOrder(drawing).front();
    const QPointF here = cardOf(drawing, static_cast<std::size_t>(from)).center();
    int best = -1;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < drawing.positions.size(); ++i) {
        const QPointF way = cardOf(drawing, i).center() - here;
        const bool across = direction == Qt::Key_Left || direction == Qt::Key_Right;
        const bool backwards = direction == Qt::Key_Left || direction == Qt::Key_Up;
        const double along = (across ? way.x() : way.y()) * (backwards ? -1 : 1);
        const double aside = std::abs(across ? way.y() : way.x());
        if (along < 4 || static_cast<int>(i) == from) // beside it, not further that way
            continue;
        const double cost = along + 2 * aside;
        if (cost < least) {
            least = cost;
            best = static_cast<int>(i);
        }
    }
    return best;
}

} // namespace cw::ui

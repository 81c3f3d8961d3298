// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/gestures/move_gesture.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>

#include "ui/canvas/canvas_overlay.h"
#include "ui/canvas/graph_view.h"
#include "ui/canvas/placing.h"
#include "ui/canvas/scene_items.h"

namespace cw::ui {
namespace {

constexpr double kSnap = 6;      // px on the screen within which a guide holds
constexpr double kNearby = 1200; // drawing units: further nodes are no help
constexpr double kWireReach = 18;

/// The lines of a node that others keep to.
struct Lines {
    double left = 0;
    double right = 0;
    double port = 0;
    double top = 0;
};

Lines linesOf(const DrawNode& node, QPointF outline)
{
    const QRectF card = cardRect(node).translated(outline);
    return {card.left(), card.right(), outline.y() + inPort(node, LayoutDirection::Right).y(), card.top()};
}

/// The nearest of several shifts that lies within reach.
struct Nearest {
    double shift = 0;
    double distance = std::numeric_limits<double>::infinity();
    std::optional<QLineF> guide;

    void offer(double by, double reach, const QLineF& line)
    {
        if (std::abs(by) > reach || std::abs(by) >= distance)
            return;
        shift = by;
        distance = std::abs(by);
        guide = line;
    }
};

} // namespace

MoveGesture::MoveGesture(GraphView& view, CanvasActions& actions, const CanvasHit& hit, const QPoint& at)
    : Gesture(Qt::LeftButton)
    , m_view(view)
    , m_actions(actions)
    , m_hit(hit)
    , m_from(at)
    , m_nodes(view.selection())
    , m_comments(view.selectedComments())
{
}

QPointF MoveGesture::snapped(QPointF by, std::vector<QLineF>* guides) const
{
    const PlacedDrawing& drawing = m_view.drawing();
    const auto held = static_cast<std::size_t>(m_hit.node);
    const DrawNode& node = drawing.drawing.nodes[held];
    const QPointF wanted = drawing.positions[held] + by;
    const Lines mine = linesOf(node, wanted);
    const double reach = kSnap / m_view.zoom();
    Nearest across;
    Nearest down;
    for (std::size_t i = 0; i < drawing.positions.size(); ++i) {
        const QPointF way = drawing.positions[i] - wanted;
        if (std::abs(way.x()) > kNearby || std::abs(way.y()) > kNearby || m_view.isSelected(static_cast<int>(i)))
            continue;
        const Lines other = linesOf(drawing.drawing.nodes[i], drawing.positions[i]);
        const double top = std::min(other.top, mine.top) - 12;
        const double bottom = std::max(other.port, mine.port) + 40;
        across.offer(other.left - mine.left, reach, {other.left, top, other.left, bottom});
        across.offer(other.right - mine.right, reach, {other.right, top, other.right, bottom});
        const double left = std::min(other.left, mine.left) - 12;
        const double right = std::max(other.right, mine.right) + 12;
        down.offer(other.port - mine.port, reach, {left, other.port, right, other.port});
    }
    const QPointF grid = onGrid(node, wanted) - wanted;
    for (const Nearest* nearest : {&across, &down}) {
        if (nearest->guide)
            guides->push_back(*nearest->guide);
    }
    return by + QPointF(across.guide ? across.shift : grid.x(), down.guide ? down.shift : grid.y());
}

bool MoveGesture::hasWires() const
{
    const auto& edges = m_view.drawing().drawing.edges;
    return std::any_of(edges.begin(), edges.end(),
                       [&](const DrawEdge& edge) { return edge.from == m_hit.node || edge.to == m_hit.node; });
}

int MoveGesture::wireUnder(QPointF by) const
{
    const PlacedDrawing& drawing = m_view.drawing();
    const auto held = static_cast<std::size_t>(m_hit.node);
    const DrawNode& node = drawing.drawing.nodes[held];
    const QRectF card = cardRect(node).translated(drawing.positions[held] + by);
    const QPointF middle(card.center().x(),
                         drawing.positions[held].y() + by.y() + inPort(node, LayoutDirection::Right).y());
    const int wire = wireAt(drawing, middle, kWireReach);
    if (wire < 0)
        return -1;
    const DrawEdge& edge = drawing.drawing.edges[static_cast<std::size_t>(wire)];
    const bool own = edge.from == m_hit.node || edge.to == m_hit.node;
    return !own && m_actions.canInsert(m_hit.node, wire) ? wire : -1;
}

void MoveGesture::move(const QPoint& at, Qt::KeyboardModifiers modifiers)
{
    m_moving = m_moving || (at - m_from).manhattanLength() >= kDragStart;
    if (!m_moving)
        return;
    std::vector<QLineF> guides;
    const QPointF by = m_view.mapToScene(at) - m_view.mapToScene(m_from);
    m_by = snapped(by, &guides);
    const bool alone = isAlone() && (modifiers.testFlag(Qt::AltModifier) || !hasWires());
    m_wire = alone ? wireUnder(m_by) : -1;
    m_view.previewMove(m_nodes, m_comments, m_by);
    m_view.overlay().setGuides(std::move(guides));
    show(modifiers);
}

void MoveGesture::show(Qt::KeyboardModifiers modifiers)
{
    const bool pulled = isAlone() && modifiers.testFlag(Qt::AltModifier) && hasWires();
    const auto& edges = m_view.drawing().drawing.edges;
    for (std::size_t i = 0; i < edges.size(); ++i) {
        const bool own = edges[i].from == m_hit.node || edges[i].to == m_hit.node;
        m_view.wireItem(static_cast<int>(i))
            .setLook(pulled && own                   ? WireLook::Hidden
                     : static_cast<int>(i) == m_wire ? WireLook::Target
                                                     : WireLook::Plain);
    }
    m_view.nodeItem(m_hit.node).setFaded(pulled);
}

void MoveGesture::finish(const QPoint& at, Qt::KeyboardModifiers modifiers)
{
    move(at, modifiers);
    m_view.endPreview();
    if (!m_moving) { // a click on one of several
        m_view.select(m_hit.node, m_hit.row);
        return;
    }
    if (isAlone() && modifiers.testFlag(Qt::AltModifier) && hasWires())
        m_actions.pullOut(m_hit.node, m_by, m_wire);
    else if (m_wire >= 0)
        m_actions.insertMoved(m_hit.node, m_by, m_wire);
    else if (!m_by.isNull())
        m_actions.move(m_nodes, m_comments, m_by, false);
}

} // namespace cw::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/gestures/row_gesture.h"

#include <algorithm>
#include <cmath>

#include "ui/canvas/canvas_overlay.h"
#include "ui/canvas/graph_view.h"

namespace cw::ui {
namespace {

constexpr double kAside = 32; // drawing units to the side that are still up and down

} // namespace

RowGesture::RowGesture(GraphView& view, CanvasActions& actions, const CanvasHit& hit, const QPoint& at)
    : Gesture(Qt::LeftButton)
    , m_view(view)
    , m_actions(actions)
    , m_hit(hit)
    , m_from(at)
    , m_card(view, actions, hit, at)
{
}

QPointF RowGesture::middleOf(int row) const
{
    const auto node = static_cast<std::size_t>(m_hit.node);
    return m_view.drawing().positions[node] + rowMiddle(m_view.drawing().drawing.nodes[node], row);
}

int RowGesture::gapAt(const QPoint& at) const
{
    const QPointF to = m_view.mapToScene(at);
    const double height = middleOf(1).y() - middleOf(0).y();
    const double rows = (to.y() - middleOf(0).y()) / height + 0.5;
    const auto node = static_cast<std::size_t>(m_hit.node);
    const int count = static_cast<int>(m_view.drawing().drawing.nodes[node].rows.size());
    if (std::abs(to.x() - m_view.mapToScene(m_from).x()) > kAside || rows < -1 || rows > count + 1)
        return -1;
    return std::clamp(static_cast<int>(std::lround(rows)), 0, count);
}

void RowGesture::move(const QPoint& at, Qt::KeyboardModifiers modifiers)
{
    m_moving = m_moving || (at - m_from).manhattanLength() >= kDragStart;
    if (!m_moving)
        return;
    const bool movedCard = m_gap < 0;
    m_gap = gapAt(at);
    if (movedCard != (m_gap < 0))
        m_view.endPreview();
    if (m_gap < 0) {
        m_card.move(at, modifiers);
        return;
    }
    const double by = (m_view.mapToScene(at) - m_view.mapToScene(m_from)).y();
    const double height = middleOf(1).y() - middleOf(0).y();
    const QRectF row(middleOf(m_hit.row) - QPointF(-6, height / 2), QSizeF(Metrics::kCardWidth - 7, height));
    const QPointF gap = middleOf(m_gap) + QPointF(6, -height / 2);
    m_view.overlay().setGhost(row.translated(0, by));
    m_view.overlay().setInsertion({gap, gap + QPointF(Metrics::kCardWidth - 12, 0)});
}

void RowGesture::finish(const QPoint& at, Qt::KeyboardModifiers modifiers)
{
    move(at, modifiers);
    m_view.endPreview();
    if (m_moving && m_gap < 0)
        m_card.finish(at, modifiers);
    if (!m_moving || m_gap < 0)
        return;
    const int to = m_gap > m_hit.row ? m_gap - 1 : m_gap;
    if (to != m_hit.row)
        m_actions.moveRow(m_hit.node, m_hit.row, to);
}

} // namespace cw::ui

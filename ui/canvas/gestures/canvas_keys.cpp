// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/gestures/canvas_keys.h"

#include <algorithm>

#include <QAction>

#include "ui/canvas/gestures/key_link.h"
#include "ui/canvas/graph_view.h"
#include "ui/canvas/placing.h"
#include "ui/widgets/action_keys.h"

namespace cw::ui {

CanvasKeys::CanvasKeys(GraphView& view, CanvasActions& actions)
    : m_view(view)
    , m_actions(actions)
{
}

CanvasKeys::~CanvasKeys() = default;

void CanvasKeys::endLink()
{
    m_link.reset();
}

bool CanvasKeys::trigger(const QKeyEvent* event)
{
    const QKeySequence pressed = pressedKeys(*event);
    for (QAction* action : m_view.actions()) {
        if (action->isEnabled() && action->shortcuts().contains(pressed)) {
            action->trigger();
            return true;
        }
    }
    return false;
}

bool CanvasKeys::arrow(const QKeyEvent* event)
{
    QPointF way;
    switch (event->key()) {
    case Qt::Key_Left:
        way = {-1, 0};
        break;
    case Qt::Key_Right:
        way = {1, 0};
        break;
    case Qt::Key_Up:
        way = {0, -1};
        break;
    case Qt::Key_Down:
        way = {0, 1};
        break;
    default:
        return false;
    }
    const Qt::KeyboardModifiers modifiers = event->modifiers() & ~Qt::KeypadModifier;
    if (modifiers == (Qt::ControlModifier | Qt::ShiftModifier) && resizeComment(way))
        return true;
    const bool nudge = modifiers.testFlag(Qt::ShiftModifier) || modifiers.testFlag(Qt::ControlModifier) ||
                       (modifiers == Qt::NoModifier && m_view.isSelectedByPointer());
    const bool any = !m_view.selection().empty() || !m_view.selectedComments().empty();
    if (nudge && any && !modifiers.testFlag(Qt::AltModifier)) {
        m_actions.move(m_view.selection(), m_view.selectedComments(),
                       way * (modifiers.testFlag(Qt::ShiftModifier) ? 1 : kGridStep), true);
        return true;
    }
    const int next = neighbourOf(m_view.drawing(), m_view.selectedNode(), static_cast<Qt::Key>(event->key()));
    if (next >= 0) {
        m_view.select(next);
        m_view.reveal(next);
    }
    return true;
}

bool CanvasKeys::walkRows(int by)
{
    const int node = m_view.selectedNode();
    if (node < 0 || m_view.selection().size() != 1)
        return false;
    const DrawNode& drawn = m_view.drawing().drawing.nodes[static_cast<std::size_t>(node)];
    if (drawn.shape != NodeShape::Stack || drawn.rows.empty())
        return false;
    const int last = static_cast<int>(drawn.rows.size()) - 1;
    m_view.select(node, std::clamp(m_view.selectedRow() + by, -1, last));
    return true;
}

bool CanvasKeys::moveRow(int by)
{
    const int node = m_view.selectedNode();
    const int row = m_view.selectedRow();
    if (node < 0 || row < 0 || !m_actions.canMoveRow(node))
        return false;
    const int last = static_cast<int>(m_view.drawing().drawing.nodes[static_cast<std::size_t>(node)].rows.size()) - 1;
    if (const int to = std::clamp(row + by, 0, last); to != row)
        m_actions.moveRow(node, row, to);
    return true;
}

bool CanvasKeys::beginLink()
{
    const int node = m_view.selectedNode();
    if (node < 0)
        return false;
    m_link = std::make_unique<KeyLink>(m_view, m_actions, node);
    if (m_link->target() < 0)
        m_link.reset();
    return true;
}

bool CanvasKeys::touches(int wire, int node) const
{
    const std::vector<DrawEdge>& edges = m_view.drawing().drawing.edges;
    if (wire < 0 || static_cast<std::size_t>(wire) >= edges.size())
        return false;
    const DrawEdge& edge = edges[static_cast<std::size_t>(wire)];
    return edge.from == node || edge.to == node;
}

bool CanvasKeys::walkWires()
{
    const Drawing& drawing = m_view.drawing().drawing;
    const int count = static_cast<int>(drawing.edges.size());
    const int wire = m_view.selectedWire();
    if (m_view.selectedNode() >= 0)
        m_wiresOf = m_view.selectedNode();
    else if (!touches(wire, m_wiresOf)) // the mouse has selected another
        m_wiresOf = wire < 0 ? -1 : drawing.edges[static_cast<std::size_t>(wire)].from;
    if (m_wiresOf < 0)
        return false;
    for (int i = 1; i <= count; ++i) {
        const int next = (wire + i) % count;
        if (!touches(next, m_wiresOf))
            continue;
        m_view.selectWire(next);
        m_walked = next;
        const auto title = [&](int node) { return drawing.nodes[static_cast<std::size_t>(node)].title; };
        const DrawEdge& edge = drawing.edges[static_cast<std::size_t>(next)];
        m_view.setAccessibleDescription(GraphView::tr("Wire from %1 to %2").arg(title(edge.from), title(edge.to)));
        return true;
    }
    return true;
}

bool CanvasKeys::walkComments()
{
    const auto& comments = m_view.drawing().drawing.comments;
    if (comments.empty())
        return true;
    const std::vector<int>& selected = m_view.selectedComments();
    const int next = selected.empty() ? 0 : (selected.back() + 1) % static_cast<int>(comments.size());
    m_view.selectComment(next);
    m_view.revealComment(next);
    return true;
}

/// Of the only thing that is selected.
bool CanvasKeys::resizeComment(QPointF way)
{
    if (!m_view.selection().empty() || m_view.selectedComments().size() != 1)
        return false;
    const int comment = m_view.selectedComments().front();
    const QRectF& box = m_view.drawing().drawing.comments[static_cast<std::size_t>(comment)].box;
    m_actions.resizeComment(comment, box.size() + QSizeF(way.x(), way.y()) * kGridStep, true);
    return true;
}

void CanvasKeys::goBack()
{
    const int wire = m_view.selectedWire();
    m_view.select(wire == m_walked && touches(wire, m_wiresOf) ? m_wiresOf : -1);
}

bool CanvasKeys::press(const QKeyEvent* event)
{
    if (m_link) {
        if (m_link->press(event))
            return true;
        m_link.reset(); // what it led to may have changed the drawing
        return event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Escape;
    }
    if (trigger(event) || arrow(event))
        return true;
    const Qt::KeyboardModifiers modifiers = event->modifiers() & ~Qt::KeypadModifier;
    if (event->key() == Qt::Key_C && modifiers == Qt::ShiftModifier)
        return walkComments();
    if ((event->key() == Qt::Key_PageUp || event->key() == Qt::Key_PageDown) && modifiers == Qt::AltModifier)
        return moveRow(event->key() == Qt::Key_PageUp ? -1 : 1);
    if (modifiers != Qt::NoModifier)
        return false;
    switch (event->key()) {
    case Qt::Key_L:
        return beginLink();
    case Qt::Key_W:
        return walkWires();
    case Qt::Key_PageDown:
        return walkRows(1);
    case Qt::Key_PageUp:
        return walkRows(-1);
    case Qt::Key_Escape:
        goBack();
        return true;
    default:
        return false;
    }
}

} // namespace cw::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/gestures/canvas_keys.h"

#include <algorithm>

#include <QAction>

#include "ui/canvas/gestures/key_link.h"
#include "ui/canvas/graph_view.h"
#include "ui/canvas/placing.h"

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
    const Qt::KeyboardModifiers modifiers = event->modifiers() & ~Qt::KeypadModifier;
    const QKeySequence pressed(QKeyCombination(modifiers, static_cast<Qt::Key>(event->key())));
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
    const bool nudge = modifiers.testFlag(Qt::ShiftModifier) || modifiers.testFlag(Qt::ControlModifier) ||
                       (modifiers == Qt::NoModifier && m_view.isSelectedByPointer());
    if (nudge && !m_view.selection().empty() && !modifiers.testFlag(Qt::AltModifier)) {
        m_actions.moveNodes(m_view.selection(), way * (modifiers.testFlag(Qt::ShiftModifier) ? 1 : kGridStep), true);
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
    const bool plain = (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    if (!plain)
        return false;
    switch (event->key()) {
    case Qt::Key_L:
        return beginLink();
    case Qt::Key_PageDown:
        return walkRows(1);
    case Qt::Key_PageUp:
        return walkRows(-1);
    case Qt::Key_Escape:
        m_view.select(-1);
        return true;
    default:
        return false;
    }
}

} // namespace cw::ui

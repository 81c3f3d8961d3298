// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/gestures/key_link.h"

#include <algorithm>

#include "ui/canvas/canvas_overlay.h"
#include "ui/canvas/graph_view.h"
#include "ui/canvas/placing.h"
#include "ui/canvas/scene_items.h"

namespace cw::ui {
namespace {

constexpr std::size_t kMostTried = 1000; // nodes: asking each about a link takes a while in larger drawings

} // namespace

KeyLink::KeyLink(GraphView& view, CanvasActions& actions, int source)
    : m_view(view)
    , m_actions(actions)
    , m_source(source)
    , m_order(readingOrder(view.drawing()))
{
    m_at = static_cast<std::size_t>(std::find(m_order.begin(), m_order.end(), source) - m_order.begin());
    if (view.drawing().drawing.nodes[static_cast<std::size_t>(source)].gives)
        step(1);
}

KeyLink::~KeyLink()
{
    m_view.endPreview();
}

void KeyLink::step(int by)
{
    const std::size_t count = m_order.size();
    for (std::size_t tried = 0; tried < std::min(count, kMostTried); ++tried) {
        m_at = (m_at + count + static_cast<std::size_t>(by + static_cast<int>(count))) % count;
        if (m_order[m_at] != m_source && m_actions.linkRefusal(m_source, m_order[m_at]).isEmpty()) {
            m_target = m_order[m_at];
            show();
            return;
        }
    }
}

void KeyLink::show()
{
    m_view.endPreview();
    m_view.reveal(m_target);
    const auto index = static_cast<std::size_t>(m_target);
    const PlacedDrawing& drawing = m_view.drawing();
    const QPointF start = m_view.mapToScene(m_view.portPoint(m_source, true));
    const QPointF end = m_view.mapToScene(m_view.portPoint(m_target, false));
    m_view.nodeItem(m_source).setLit(false, true);
    m_view.nodeItem(m_target).setLit(true, false);
    m_view.overlay().setDraft(plainWire(start, end));
    m_view.overlay().setTarget(
        cardRect(drawing.drawing.nodes[index]).translated(drawing.positions[index]).adjusted(-4, -4, 4, 4), false);
    m_view.setAccessibleDescription(
        GraphView::tr("Link to %1").arg(drawing.drawing.nodes[index].title)); // said by a screen reader
}

bool KeyLink::press(const QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Tab:
    case Qt::Key_Right:
    case Qt::Key_Down:
        step(1);
        return true;
    case Qt::Key_Backtab:
    case Qt::Key_Left:
    case Qt::Key_Up:
        step(-1);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        m_view.endPreview();
        m_actions.link(m_source, m_target);
        return false;
    case Qt::Key_Shift:
    case Qt::Key_Alt:
    case Qt::Key_Control:
        return true;
    default:
        return false;
    }
}

} // namespace cw::ui

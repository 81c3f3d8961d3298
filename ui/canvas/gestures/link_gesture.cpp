// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/gestures/link_gesture.h"

#include <QToolTip>

#include "ui/canvas/canvas_overlay.h"
#include "ui/canvas/graph_view.h"
#include "ui/canvas/placing.h"
#include "ui/canvas/scene_items.h"

namespace cw::ui {
namespace {

constexpr std::size_t kMostLit = 120; // nodes: asking each about a link takes a while in larger drawings

} // namespace

LinkGesture::LinkGesture(GraphView& view, CanvasActions& actions, int node, bool fromOutput, const QPoint& at)
    : Gesture(Qt::LeftButton)
    , m_view(view)
    , m_actions(actions)
    , m_node(node)
    , m_fromOutput(fromOutput)
    , m_from(at)
{
}

int LinkGesture::targetAt(const QPoint& at) const
{
    const CanvasHit hit = m_view.hitAt(at); // anywhere on a card is near enough
    return hit.node == m_node ? -1 : hit.node;
}

void LinkGesture::lightTargets()
{
    const std::size_t count = m_view.drawing().positions.size();
    m_view.nodeItem(m_node).setLit(!m_fromOutput, m_fromOutput);
    for (std::size_t i = 0; i < count && count <= kMostLit; ++i) {
        const auto node = static_cast<int>(i);
        if (node == m_node)
            continue;
        const bool fits = m_fromOutput ? m_actions.linkRefusal(m_node, node).isEmpty()
                                       : m_actions.linkRefusal(node, m_node).isEmpty();
        m_view.nodeItem(node).setLit(fits && m_fromOutput, fits && !m_fromOutput);
    }
}

void LinkGesture::move(const QPoint& at, Qt::KeyboardModifiers)
{
    if (!m_drawing) {
        if ((at - m_from).manhattanLength() < kDragStart)
            return;
        m_drawing = true;
        lightTargets();
    }
    const QPointF port = m_view.mapToScene(m_view.portPoint(m_node, m_fromOutput));
    QPointF end = m_view.mapToScene(at);
    const int target = targetAt(at);
    QString refusal;
    QRectF mark;
    if (target >= 0) {
        refusal = m_fromOutput ? m_actions.linkRefusal(m_node, target) : m_actions.linkRefusal(target, m_node);
        const auto index = static_cast<std::size_t>(target);
        mark = cardRect(m_view.drawing().drawing.nodes[index]).translated(m_view.drawing().positions[index]);
        mark.adjust(-4, -4, 4, 4);
        if (refusal.isEmpty())
            end = m_view.mapToScene(m_view.portPoint(target, !m_fromOutput));
    }
    m_view.overlay().setDraft(m_fromOutput ? plainWire(port, end) : plainWire(end, port).toReversed());
    m_view.overlay().setTarget(mark, !refusal.isEmpty());
    if (refusal.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(m_view.viewport()->mapToGlobal(at), refusal, m_view.viewport());
}

void LinkGesture::finish(const QPoint& at, Qt::KeyboardModifiers modifiers)
{
    move(at, modifiers);
    m_view.endPreview();
    QToolTip::hideText();
    if (!m_drawing) {
        m_view.select(m_node);
        return;
    }
    const int target = targetAt(at);
    if (target >= 0)
        m_actions.link(m_fromOutput ? m_node : target, m_fromOutput ? target : m_node);
    else if (m_view.hitAt(at).node < 0) // not back on its own node
        m_actions.linkIntoNothing(m_node, m_fromOutput, m_view.mapToScene(at));
}

void LinkGesture::cancel()
{
    QToolTip::hideText();
}

} // namespace cw::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/gestures/pan_gesture.h"

#include "ui/canvas/graph_view.h"

namespace cw::ui {

PanGesture::PanGesture(GraphView& view, Qt::MouseButton button, const QPoint& at)
    : Gesture(button)
    , m_view(view)
    , m_last(at)
{
    view.viewport()->setCursor(Qt::ClosedHandCursor);
}

void PanGesture::move(const QPoint& at, Qt::KeyboardModifiers)
{
    m_view.panBy(at - m_last);
    m_last = at;
}

void PanGesture::finish(const QPoint& at, Qt::KeyboardModifiers modifiers)
{
    move(at, modifiers);
}

} // namespace cw::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/canvas/canvas_actions.h"
#include "ui/canvas/gestures/gesture.h"

namespace cw::ui {

/// Draws a link from a port to a node; a target that cannot take it says why at the cursor. Over nothing, the search
/// list opens with what fits.
class LinkGesture final : public Gesture {
public:
    LinkGesture(GraphView& view, CanvasActions& actions, int node, bool fromOutput, const QPoint& at);

    void move(const QPoint& at, Qt::KeyboardModifiers modifiers) override;
    void finish(const QPoint& at, Qt::KeyboardModifiers modifiers) override;
    void cancel() override;

private:
    int targetAt(const QPoint& at) const;
    void lightTargets();

    GraphView& m_view;
    CanvasActions& m_actions;
    int m_node;
    bool m_fromOutput;
    QPoint m_from;
    bool m_drawing = false;
};

} // namespace cw::ui

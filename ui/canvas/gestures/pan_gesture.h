// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/canvas/gestures/gesture.h"

namespace cw::ui {

/// Middle drag, Space and drag; on a drawing that is only read, a drag on the background.
class PanGesture final : public Gesture {
public:
    PanGesture(GraphView& view, Qt::MouseButton button, const QPoint& at);

    void move(const QPoint& at, Qt::KeyboardModifiers modifiers) override;
    void finish(const QPoint& at, Qt::KeyboardModifiers modifiers) override;

private:
    GraphView& m_view;
    QPoint m_last;
};

} // namespace cw::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/canvas/canvas_actions.h"
#include "ui/canvas/gestures/move_gesture.h"

namespace cw::ui {

/// Moves the selected alternative up or down among those of its Choice, with a mark where it would go. Away from them,
/// the drag moves the card, as by any other of its rows.
class RowGesture final : public Gesture {
public:
    RowGesture(GraphView& view, CanvasActions& actions, const CanvasHit& hit, const QPoint& at);

    void move(const QPoint& at, Qt::KeyboardModifiers modifiers) override;
    void finish(const QPoint& at, Qt::KeyboardModifiers modifiers) override;

private:
    int gapAt(const QPoint& at) const;
    QPointF middleOf(int row) const;

    GraphView& m_view;
    CanvasActions& m_actions;
    CanvasHit m_hit;
    QPoint m_from;
    MoveGesture m_card;
    bool m_moving = false;
    int m_gap = -1; ///< before this row; -1: the card moves
};

} // namespace cw::ui

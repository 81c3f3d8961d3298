// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "ui/canvas/canvas_actions.h"
#include "ui/canvas/gestures/gesture.h"

namespace cw::ui {

/// A drag that begins on a comment: at its lower right corner it changes the size, elsewhere it moves the comment and
/// what else is selected. The comment keeps to the grid. See RubberBand for drags inside one that frames blocks.
class CommentGesture final : public Gesture {
public:
    CommentGesture(GraphView& view, CanvasActions& actions, const CanvasHit& hit, const QPoint& at);

    void move(const QPoint& at, Qt::KeyboardModifiers modifiers) override;
    void finish(const QPoint& at, Qt::KeyboardModifiers modifiers) override;

private:
    const QRectF& box() const;

    GraphView& m_view;
    CanvasActions& m_actions;
    CanvasHit m_hit;
    QPoint m_from;
    std::vector<int> m_nodes;
    std::vector<int> m_comments;
    bool m_moving = false;
    QPointF m_by; ///< of the comment, or of its corner
};

} // namespace cw::ui

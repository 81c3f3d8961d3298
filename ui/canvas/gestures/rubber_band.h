// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QPointF>

#include "ui/canvas/gestures/gesture.h"

namespace cw::ui {

/// A drag on the background, or inside a comment around blocks, selects the cards that it touches and the comments that
/// it encloses (those around blocks are large); with Shift, those too. A click selects that comment, or nothing.
class RubberBand final : public Gesture {
public:
    RubberBand(GraphView& view, const QPoint& at, bool adds, int comment = -1);

    void move(const QPoint& at, Qt::KeyboardModifiers modifiers) override;
    void finish(const QPoint& at, Qt::KeyboardModifiers modifiers) override;
    void cancel() override;

private:
    void selectWithin(const QPoint& at);
    void selectComment();

    GraphView& m_view;
    int m_comment; ///< that it began in, or -1
    bool m_drawing = false;
    QPoint m_from;
    QPointF m_sceneFrom;
    std::vector<int> m_before; ///< selected when it began
    std::vector<int> m_kept;   ///< of these, those that stay
    std::vector<int> m_commentsBefore;
    std::vector<int> m_commentsKept;
};

} // namespace cw::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QLineF>

#include "ui/canvas/canvas_actions.h"
#include "ui/canvas/gestures/gesture.h"

namespace cw::ui {

/// Moves the selected nodes, and comments with them. They keep to the grid, or to the edges and wire lines of others
/// that are near, shown by guides. One node without wires may be dropped into the middle of a wire; Alt pulls it out of
/// its wires first.
class MoveGesture final : public Gesture {
public:
    MoveGesture(GraphView& view, CanvasActions& actions, const CanvasHit& hit, const QPoint& at);

    void move(const QPoint& at, Qt::KeyboardModifiers modifiers) override;
    void finish(const QPoint& at, Qt::KeyboardModifiers modifiers) override;

private:
    QPointF snapped(QPointF by, std::vector<QLineF>* guides) const;
    int wireUnder(QPointF by) const;
    bool hasWires() const;
    bool isAlone() const { return m_nodes.size() == 1 && m_comments.empty(); }
    void show(Qt::KeyboardModifiers modifiers);

    GraphView& m_view;
    CanvasActions& m_actions;
    CanvasHit m_hit;
    QPoint m_from;
    std::vector<int> m_nodes;
    std::vector<int> m_comments;
    bool m_moving = false;
    QPointF m_by;
    int m_wire = -1; ///< into which the node would go
};

} // namespace cw::ui

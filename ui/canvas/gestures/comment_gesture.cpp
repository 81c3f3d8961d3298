// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/gestures/comment_gesture.h"

#include <algorithm>
#include <cmath>

#include "core/space/edit/comments.h"
#include "ui/canvas/graph_view.h"
#include "ui/canvas/placing.h"

namespace cw::ui {
namespace {

QPointF onGrid(QPointF at)
{
    return {std::round(at.x() / kGridStep) * kGridStep, std::round(at.y() / kGridStep) * kGridStep};
}

} // namespace

CommentGesture::CommentGesture(GraphView& view, CanvasActions& actions, const CanvasHit& hit, const QPoint& at)
    : Gesture(Qt::LeftButton)
    , m_view(view)
    , m_actions(actions)
    , m_hit(hit)
    , m_from(at)
    , m_nodes(view.selection())
    , m_comments(view.selectedComments())
{
}

const QRectF& CommentGesture::box() const
{
    return m_view.drawing().drawing.comments[static_cast<std::size_t>(m_hit.comment)].box;
}

void CommentGesture::move(const QPoint& at, Qt::KeyboardModifiers)
{
    m_moving = m_moving || (at - m_from).manhattanLength() >= kDragStart;
    if (!m_moving)
        return;
    const QPointF by = m_view.mapToScene(at) - m_view.mapToScene(m_from);
    if (!m_hit.corner) {
        m_by = onGrid(box().topLeft() + by) - box().topLeft();
        m_view.previewMove(m_nodes, m_comments, m_by);
        return;
    }
    const QPointF least = box().topLeft() + QPointF(space::kLeastComment, space::kLeastComment);
    const QPointF corner = onGrid(box().bottomRight() + by);
    m_by = QPointF(std::max(corner.x(), least.x()), std::max(corner.y(), least.y())) - box().bottomRight();
    m_view.previewComment(m_hit.comment, box().adjusted(0, 0, m_by.x(), m_by.y()));
}

void CommentGesture::finish(const QPoint& at, Qt::KeyboardModifiers modifiers)
{
    move(at, modifiers);
    m_view.endPreview();
    if (!m_moving) // a click on one of several
        m_view.selectComment(m_hit.comment);
    else if (!m_by.isNull() && m_hit.corner)
        m_actions.resizeComment(m_hit.comment, box().size() + QSizeF(m_by.x(), m_by.y()), false);
    else if (!m_by.isNull())
        m_actions.move(m_nodes, m_comments, m_by, false);
}

} // namespace cw::ui

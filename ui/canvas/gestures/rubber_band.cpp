// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/gestures/rubber_band.h"

#include <algorithm>

#include "ui/canvas/canvas_overlay.h"
#include "ui/canvas/graph_view.h"

namespace cw::ui {

RubberBand::RubberBand(GraphView& view, const QPoint& at, bool adds, int comment)
    : Gesture(Qt::LeftButton)
    , m_view(view)
    , m_comment(comment)
    , m_from(at)
    , m_sceneFrom(view.mapToScene(at))
    , m_before(view.selection())
    , m_kept(adds ? m_before : std::vector<int>())
    , m_commentsBefore(view.selectedComments())
    , m_commentsKept(adds ? m_commentsBefore : std::vector<int>())
{
    view.setSelection(m_kept, view.selectedNode(), -1, m_commentsKept);
}

void RubberBand::selectWithin(const QPoint& at)
{
    const QRectF band = QRectF(m_sceneFrom, m_view.mapToScene(at)).normalized();
    const QRectF touched = band.adjusted(-0.5, -0.5, 0.5, 0.5); // one without any height touches, too
    std::vector<int> nodes = m_kept;
    const PlacedDrawing& drawing = m_view.drawing();
    for (std::size_t i = 0; i < drawing.positions.size(); ++i) {
        if (cardRect(drawing.drawing.nodes[i]).translated(drawing.positions[i]).intersects(touched))
            nodes.push_back(static_cast<int>(i));
    }
    std::vector<int> comments = m_commentsKept;
    for (std::size_t i = 0; i < drawing.drawing.comments.size(); ++i) {
        if (band.contains(drawing.drawing.comments[i].box))
            comments.push_back(static_cast<int>(i));
    }
    m_view.setSelection(std::move(nodes), m_view.selectedNode(), -1, std::move(comments));
    m_view.overlay().setBand(band);
}

void RubberBand::move(const QPoint& at, Qt::KeyboardModifiers)
{
    m_drawing = m_drawing || (at - m_from).manhattanLength() >= kDragStart;
    if (m_drawing)
        selectWithin(at);
}

void RubberBand::finish(const QPoint& at, Qt::KeyboardModifiers modifiers)
{
    move(at, modifiers);
    m_view.overlay().clear();
    if (!m_drawing && m_comment >= 0)
        selectComment();
}

void RubberBand::selectComment()
{
    // With Shift it comes to what was selected, or goes.
    std::vector<int> comments = m_commentsKept;
    const auto found = std::find(comments.begin(), comments.end(), m_comment);
    if (found == comments.end())
        comments.push_back(m_comment);
    else
        comments.erase(found);
    m_view.setSelection(m_kept, m_view.selectedNode(), -1, std::move(comments));
}

void RubberBand::cancel()
{
    m_view.setSelection(m_before, -1, -1, m_commentsBefore);
}

} // namespace cw::ui

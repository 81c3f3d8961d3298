// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "ui/canvas/comment_edit.h"
#include "ui/canvas/comment_item.h"
#include "ui/canvas/graph_view.h"

namespace cw::ui {

void GraphView::syncComments()
{
    const std::vector<DrawComment>& drawn = m_drawing.drawing.comments;
    while (m_comments.size() > drawn.size()) {
        delete m_comments.back();
        m_comments.pop_back();
    }
    for (std::size_t i = 0; i < drawn.size(); ++i) {
        if (i == m_comments.size()) {
            m_comments.push_back(new CommentItem(m_theme));
            m_scene.addItem(m_comments.back());
        }
        m_comments[i]->setComment(drawn[i]);
        m_comments[i]->setEditable(m_actions != nullptr);
    }
}

/// Those selected that are still there: comments have no names, but an edit changes either text or box.
std::vector<int> GraphView::keptComments(const PlacedDrawing& before) const
{
    const std::vector<DrawComment>& now = m_drawing.drawing.comments;
    const std::vector<DrawComment>& old = before.drawing.comments;
    std::vector<int> kept;
    for (const int comment : m_selectedComments) {
        const auto i = static_cast<std::size_t>(comment);
        if (i < now.size() && i < old.size() && (now[i].text == old[i].text || now[i].box == old[i].box))
            kept.push_back(comment);
    }
    return kept;
}

void GraphView::previewComment(int comment, const QRectF& box)
{
    m_comments[static_cast<std::size_t>(comment)]->setBox(box);
}

QRect GraphView::commentRect(int comment) const
{
    return mapFromScene(m_drawing.drawing.comments[static_cast<std::size_t>(comment)].box).boundingRect();
}

bool GraphView::isCommentSelected(int comment) const
{
    return std::binary_search(m_selectedComments.begin(), m_selectedComments.end(), comment);
}

void GraphView::editComment(int comment, const QRectF& box)
{
    if (m_actions == nullptr)
        return;
    if (m_commentEdit)
        m_commentEdit->end(true);
    if (comment >= static_cast<int>(m_drawing.drawing.comments.size()))
        return; // what was written last has changed them
    m_commentEdit = new CommentEdit(*this, comment, box);
}

CommentEdit* GraphView::commentEdit() const
{
    return m_commentEdit;
}

} // namespace cw::ui

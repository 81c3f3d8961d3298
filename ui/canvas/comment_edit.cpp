// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/comment_edit.h"

#include <algorithm>

#include <QKeyEvent>
#include <QSignalBlocker>

#include "core/space/edit/comments.h"
#include "ui/canvas/graph_view.h"

namespace cw::ui {
namespace {

constexpr int kLeastWidth = 200;
constexpr int kLeastHeight = 64;
constexpr int kMostHeight = 320; // one around blocks is large, its text is not

/// What a document takes: pasted text may hold more than letters and line breaks.
QString cleaned(QString text)
{
    text.removeIf([](QChar c) { return c.category() == QChar::Other_Control && c != u'\n' && c != u'\t'; });
    return text;
}

} // namespace

CommentEdit::CommentEdit(GraphView& view, int comment, const QRectF& box)
    : QPlainTextEdit(view.viewport())
    , m_view(view)
    , m_comment(comment)
    , m_box(box)
{
    if (comment >= 0)
        m_before = view.drawing().drawing.comments[static_cast<std::size_t>(comment)].text;
    setFont(view.theme().font(TextRole::Body));
    setAccessibleName(tr("Text of the comment"));
    setPlaceholderText(tr("Comment; Ctrl+Enter takes it, Esc leaves it"));
    setTabChangesFocus(true);
    setPlainText(m_before);
    selectAll();
    connect(this, &QPlainTextEdit::textChanged, this, &CommentEdit::keepShort);
    connect(&view, &GraphView::viewChanged, this, &CommentEdit::place);
    place();
    show();
    setFocus();
}

void CommentEdit::place()
{
    const auto& comments = m_view.drawing().drawing.comments;
    const auto index = static_cast<std::size_t>(m_comment);
    if (m_comment >= 0 && (index >= comments.size() || comments[index].text != m_before)) {
        end(false); // another drawing
        return;
    }
    if (m_comment >= 0)
        m_box = comments[index].box;
    const QRect seen = m_view.viewport()->rect().adjusted(4, 4, -4, -4);
    QRect place = m_view.mapFromScene(m_box).boundingRect();
    place.setWidth(std::clamp(place.width(), kLeastWidth, std::max(kLeastWidth, seen.width())));
    place.setHeight(std::clamp(place.height(), kLeastHeight, kMostHeight));
    place.moveLeft(std::max(seen.left(), std::min(place.left(), seen.right() - place.width())));
    place.moveTop(std::max(seen.top(), std::min(place.top(), seen.bottom() - place.height())));
    setGeometry(place);
}

void CommentEdit::keepShort()
{
    QString text = toPlainText();
    qsizetype most = space::kLongestComment;
    if (text.size() <= most)
        return;
    if (text[most - 1].isHighSurrogate())
        --most;
    const QSignalBlocker quiet(this);
    setPlainText(text.left(most));
    moveCursor(QTextCursor::End);
}

/// Asked of the canvas, which keeps Tab for its list, the key would be a letter here or nothing at all.
bool CommentEdit::focusNextPrevChild(bool /*next*/)
{
    end(true);
    return true;
}

void CommentEdit::keyPressEvent(QKeyEvent* event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape)
        end(false);
    else if (enter && event->modifiers().testFlag(Qt::ControlModifier))
        end(true);
    else
        QPlainTextEdit::keyPressEvent(event);
}

void CommentEdit::focusOutEvent(QFocusEvent* event)
{
    QPlainTextEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason)
        end(true);
}

void CommentEdit::end(bool take)
{
    if (m_ended)
        return;
    m_ended = true;
    hide();
    deleteLater();
    m_view.setFocus();
    const QString text = cleaned(toPlainText());
    if (take && text != m_before && m_view.canvasActions() != nullptr)
        m_view.canvasActions()->writeComment(m_comment, m_box, text);
}

} // namespace cw::ui

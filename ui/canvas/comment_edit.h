// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>
#include <QRectF>

namespace cw::ui {

class GraphView;

/// A text edit over a comment, or where a new one will be. Ctrl+Enter, Tab or a click elsewhere takes the text, Escape
/// leaves it as it was. Goes by itself.
/// Thread: GUI
class CommentEdit : public QPlainTextEdit {
    Q_OBJECT
public:
    /// `comment` -1: a new one, at `box`.
    CommentEdit(GraphView& view, int comment, const QRectF& box);

    void end(bool take);

protected:
    bool focusNextPrevChild(bool next) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void place();
    void keepShort();

    GraphView& m_view;
    int m_comment;
    QRectF m_box;
    QString m_before; ///< its text, should the drawing change meanwhile
    bool m_ended = false;
};

} // namespace cw::ui

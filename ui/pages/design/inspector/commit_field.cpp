// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/inspector/commit_field.h"

#include <QFocusEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QStyleOptionFrame>
#include <QToolTip>

#include "ui/widgets/labels.h"
#include "ui/widgets/plain_tip.h"

namespace cw::ui {

CommitField::CommitField(QWidget* parent)
    : QLineEdit(parent)
{
}

void CommitField::setStored(const QString& stored)
{
    const bool typing = text() != m_stored;
    const bool same = stored == m_stored;
    m_stored = stored;
    if (stored.size() > maxLength()) // nobody types so much, but a file may hold it: cut off, it would be an edit
        setMaxLength(static_cast<int>(stored.size()));
    if (text() == stored || (typing && (same || hasFocus())))
        return;
    setText(stored);
    setCursorPosition(0);
    setWrong(false);
}

void CommitField::setWrong(bool wrong)
{
    restyle(this, "wrong", wrong);
}

void CommitField::commit()
{
    if (text() == m_stored) {
        Q_EMIT restored();
        return;
    }
    Q_EMIT committed(text());
    if (text() != m_stored && text().trimmed() == m_stored)
        setText(m_stored); // without the blanks around it
}

QRect CommitField::textRect() const
{
    constexpr int margin = 2; // of a line edit's own
    QStyleOptionFrame option;
    initStyleOption(&option);
    return style()->subElementRect(QStyle::SE_LineEditContents, &option, this).adjusted(margin, 0, -margin, 0);
}

bool CommitField::isCut() const
{
    return fontMetrics().horizontalAdvance(text()) > textRect().width();
}

void CommitField::paintEvent(QPaintEvent* event)
{
    if (hasFocus() || !isCut()) {
        QLineEdit::paintEvent(event);
        return;
    }
    QStyleOptionFrame option;
    initStyleOption(&option);
    QPainter painter(this);
    style()->drawPrimitive(QStyle::PE_PanelLineEdit, &option, &painter, this);
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(textRect(), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     fontMetrics().elidedText(text(), Qt::ElideRight, textRect().width()));
}

bool CommitField::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip || !isCut())
        return QLineEdit::event(event);
    QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), plainTip(text()), this);
    return true;
}

void CommitField::focusOutEvent(QFocusEvent* event)
{
    QLineEdit::focusOutEvent(event);
    // A list of completions and another window come and go without an end of the typing.
    if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason)
        commit();
}

void CommitField::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        commit();
        event->accept();
    } else if (event->key() == Qt::Key_Escape) {
        setText(m_stored);
        setWrong(false);
        Q_EMIT restored();
        event->accept();
    } else {
        QLineEdit::keyPressEvent(event);
    }
}

} // namespace cw::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/inspector/commit_field.h"

#include <QFocusEvent>
#include <QKeyEvent>

#include "ui/widgets/labels.h"

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

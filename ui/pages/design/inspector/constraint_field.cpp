// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/inspector/constraint_field.h"

#include <QAbstractItemView>
#include <QKeyEvent>

namespace cw::ui {

namespace {

constexpr int kLongest = 2000; ///< characters of an expression
constexpr int kRows = 8;

bool isWordCharacter(QChar c)
{
    return (c.unicode() < 128 && c.isLetterOrNumber()) || c == QLatin1Char('_') || c == QLatin1Char('.');
}

} // namespace

ConstraintField::ConstraintField(QStringListModel& names, QWidget* parent)
    : CommitField(parent)
    , m_completer(new QCompleter(&names, this))
{
    setProperty("mono", true);
    setMaxLength(kLongest);
    setPlaceholderText(QStringLiteral("params <= 5e5"));
    m_completer->setWidget(this);
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_completer->setCompletionMode(QCompleter::PopupCompletion);
    m_completer->setMaxVisibleItems(kRows);
    connect(this, &QLineEdit::textEdited, this, &ConstraintField::offer);
    connect(m_completer, QOverload<const QString&>::of(&QCompleter::activated), this, &ConstraintField::insert);
}

int ConstraintField::wordStart() const
{
    int start = cursorPosition();
    while (start > 0 && isWordCharacter(text().at(start - 1)))
        --start;
    return start;
}

void ConstraintField::offer()
{
    const int start = wordStart();
    const QString word = text().mid(start, cursorPosition() - start);
    const bool isName = !word.isEmpty() && !word.front().isDigit() && word.front() != QLatin1Char('.');
    m_completer->setCompletionPrefix(word);
    if (!isName || m_completer->completionCount() == 0 || m_completer->currentCompletion() == word) {
        m_completer->popup()->hide();
        return;
    }
    m_completer->complete();
}

void ConstraintField::insert(const QString& name)
{
    const int start = wordStart();
    const int end = cursorPosition();
    setText(text().left(start) + name + text().mid(end));
    setCursorPosition(start + static_cast<int>(name.size()));
    Q_EMIT textEdited(text());
    m_completer->popup()->hide();
}

void ConstraintField::keyPressEvent(QKeyEvent* event)
{
    if (m_completer->popup()->isVisible()) {
        switch (event->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
        case Qt::Key_Escape:
        case Qt::Key_Tab:
        case Qt::Key_Backtab:
            event->ignore(); // the list takes it
            return;
        default:
            break;
        }
    }
    CommitField::keyPressEvent(event);
}

} // namespace cw::ui

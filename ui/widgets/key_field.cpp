// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/key_field.h"

#include <QKeyEvent>

#include "ui/widgets/action_keys.h"
#include "ui/widgets/labels.h"

namespace cw::ui {

KeyField::KeyField(QWidget* parent)
    : QPushButton(parent)
{
    setProperty("kind", QStringLiteral("key"));
    setAutoDefault(false);
    connect(this, &QPushButton::clicked, this, [this] { listen(!m_listening); });
    showText();
}

void KeyField::setKeys(const QList<QKeySequence>& keys)
{
    m_keys = keys;
    m_listening = false;
    showText();
}

void KeyField::listen(bool on)
{
    m_listening = on;
    showText();
}

void KeyField::showText()
{
    setText(m_listening      ? tr("press keys …")
            : m_keys.empty() ? tr("none")
                             : QKeySequence::listToString(m_keys, QKeySequence::NativeText)
                                   .replace(QLatin1String("; "), QLatin1String("  ")));
    restyle(this, "listening", m_listening);
}

bool KeyField::event(QEvent* event)
{
    if (m_listening) {
        if (event->type() == QEvent::ShortcutOverride) { // the window's actions do not get them now
            event->accept();
            return true;
        }
        if (event->type() == QEvent::KeyPress) { // Tab too, which would go on to the next widget
            keyPressEvent(static_cast<QKeyEvent*>(event));
            return true;
        }
    }
    return QPushButton::event(event);
}

void KeyField::keyPressEvent(QKeyEvent* event)
{
    if (!m_listening) {
        QPushButton::keyPressEvent(event);
        return;
    }
    event->accept();
    const QKeySequence keys = cw::ui::pressedKeys(*event);
    if (keys.isEmpty())
        return; // the rest is yet to come
    listen(false);
    if (event->key() != Qt::Key_Escape)
        Q_EMIT pressedKeys(keys);
}

void KeyField::focusOutEvent(QFocusEvent* event)
{
    listen(false);
    QPushButton::focusOutEvent(event);
}

} // namespace cw::ui

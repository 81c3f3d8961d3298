// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/key_tap.h"

#include <utility>

#include <QKeyEvent>

namespace cw::ui {

KeyTap::KeyTap(QAbstractScrollArea& area, Qt::Key key, QObject* parent)
    : QObject(parent)
    , m_key(key)
{
    area.installEventFilter(this);
    area.viewport()->installEventFilter(this); // where the mouse is heard
}

bool KeyTap::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::MouseButtonPress || event->type() == QEvent::FocusOut)
        m_down = false;
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::KeyRelease)
        return QObject::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->isAutoRepeat())
        return QObject::eventFilter(watched, event);
    const bool ours = key->key() == m_key && key->modifiers() == Qt::NoModifier;
    if (event->type() == QEvent::KeyPress)
        m_down = ours;
    else if (ours && std::exchange(m_down, false))
        Q_EMIT tapped();
    return QObject::eventFilter(watched, event);
}

} // namespace cw::ui

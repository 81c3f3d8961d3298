// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QToolButton>

#include "ui/theme/theme.h"

namespace cw::ui {

/// Gives a button an icon that follows the theme.
inline void setThemedIcon(Theme& theme, QAbstractButton* button, const QString& name)
{
    const auto draw = [&theme, button, name] { button->setIcon(theme.icon(name)); };
    draw();
    QObject::connect(&theme, &Theme::changed, button, draw);
}

/// A 28-px tool button: its tooltip is also its name for screen readers.
inline QToolButton* makeToolButton(Theme& theme, const QString& icon, const QString& name, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    setThemedIcon(theme, button, icon);
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setFixedSize(28, 28);
    return button;
}

} // namespace cw::ui

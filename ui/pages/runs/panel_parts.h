// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWidget>

#include "ui/theme/theme.h"

namespace cw::ui {

QWidget* makeSurface(QWidget* parent);
/// Without margins and gaps.
QVBoxLayout* makeColumn(QWidget* area);
/// A title row of 36 px with a hairline below; more widgets go into the returned layout.
QHBoxLayout* addTitle(QVBoxLayout* column, const QString& title, QWidget* parent);
QToolButton* makeMenuButton(Theme& theme, QMenu* menu, const QString& name, QWidget* parent);

} // namespace cw::ui

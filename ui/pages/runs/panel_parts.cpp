// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/runs/panel_parts.h"

#include "ui/canvas/themed_icon.h"
#include "ui/widgets/labels.h"

namespace cw::ui {

QWidget* makeSurface(QWidget* parent)
{
    auto* area = new QWidget(parent);
    area->setProperty("surface", "surface");
    area->setAttribute(Qt::WA_StyledBackground);
    return area;
}

QVBoxLayout* makeColumn(QWidget* area)
{
    auto* column = new QVBoxLayout(area);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    return column;
}

QHBoxLayout* addTitle(QVBoxLayout* column, const QString& title, QWidget* parent)
{
    auto* row = new QHBoxLayout;
    row->setContentsMargins(16, 3, 12, 4);
    row->setSpacing(8);
    row->addWidget(makeLabel(title, "panelTitle", parent));
    column->addLayout(row);
    column->addWidget(makeRule(parent));
    return row;
}

QToolButton* makeMenuButton(Theme& theme, QMenu* menu, const QString& name, QWidget* parent)
{
    QToolButton* button = makeToolButton(theme, QStringLiteral("more"), name, parent);
    button->setMenu(menu);
    button->setPopupMode(QToolButton::InstantPopup);
    return button;
}

} // namespace cw::ui

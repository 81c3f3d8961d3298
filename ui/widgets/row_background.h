// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPainter>
#include <QStyleOptionViewItem>

#include "ui/theme/theme.h"

namespace cw::ui {

/// Behind a row of a list with two lines each: rounded under the mouse or when selected, then with a bar at its left.
inline void paintRowBackground(QPainter& painter, const Colors& colors, const QStyleOptionViewItem& option)
{
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const QRect row = option.rect;
    if (selected || option.state.testFlag(QStyle::State_MouseOver)) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(selected ? colors.selected : colors.hover);
        painter.drawRoundedRect(row.adjusted(4, 0, -4, 0), Metrics::kRadius, Metrics::kRadius);
    }
    if (selected)
        painter.fillRect(QRect(row.topLeft(), QSize(3, row.height())), colors.accent);
}

} // namespace cw::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

#include "ui/theme/theme.h"

namespace cw::ui {

/// Rows of the trials table: state marks, op squares, and the selected row in semibold with a bar at its left.
class TrialsDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    /// Of the Cell column: the six decisions of the widest common cell as squares.
    static constexpr int kCellWidth = 108;

    TrialsDelegate(const Theme& theme, QObject* parent);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    /// Of a column whose longest value is `text`, in the weight of a selected row.
    static int widthOf(const Theme& theme, const QString& text);
    /// Wide enough for the longest word of a state, in the weight of a selected row.
    static int stateWidth(const Theme& theme);
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    const Theme& m_theme;
};

} // namespace cw::ui

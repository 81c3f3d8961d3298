// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

#include "ui/theme/theme.h"

namespace cw::ui {

/// Rows of the trials table: state marks, op squares, and the selected row in semibold with a bar at its left.
class TrialsDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    TrialsDelegate(const Theme& theme, QObject* parent);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    /// Wide enough for the longest word of a state, in the weight of a selected row.
    static int stateWidth(const Theme& theme);
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    const Theme& m_theme;
};

} // namespace cw::ui

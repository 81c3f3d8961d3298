// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

#include "ui/theme/theme.h"

class QTreeView;

namespace cw::ui {

/// Rows of the palette: headings with an arrow and, closed, the number of their rows; blocks with the bar and the icon
/// of their family. A name that is wider than the palette takes two lines: whoever changes the width has the view lay
/// its rows out anew.
class PaletteDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    PaletteDelegate(const Theme& theme, QTreeView& view);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    /// The name as it is written: one or two lines, the second with dots where even they are too short.
    QStringList lines(const QModelIndex& index) const;

private:
    QFont fontOf(const QModelIndex& index) const;
    void paintHeading(QPainter* painter, const QRect& row, const QModelIndex& index) const;
    void paintOffer(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;

    const Theme& m_theme;
    QTreeView& m_view;
};

} // namespace cw::ui

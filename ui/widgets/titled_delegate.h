// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

#include "ui/theme/theme.h"

namespace cw::ui {

/// An entry of a list or of a combo box that opens: its title, and below it the paper.
class TitledDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    static constexpr int PaperRole = Qt::UserRole + 1;
    static constexpr int TitleRole = Qt::UserRole + 2; ///< in place of the text shown elsewhere

    TitledDelegate(const Theme& theme, QObject* parent);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    const Theme& m_theme;
};

} // namespace cw::ui

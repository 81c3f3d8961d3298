// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

#include "ui/theme/theme.h"

namespace cw::ui {

/// A row of the log: its level as a mark and a word, the message with dots where it is too long.
class LogDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    LogDelegate(const Theme& theme, QObject* parent);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    /// Of a column with such a text in it.
    static int widthOf(const Theme& theme, const QString& text);
    /// Of the column with the levels.
    static int levelWidth(const Theme& theme);

private:
    const Theme& m_theme;
};

} // namespace cw::ui

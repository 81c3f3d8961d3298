// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace cw::ui {

class Theme;

/// A row of the palette: icon, title with the typed letters in accent, group and detail in muted text.
class CommandDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    CommandDelegate(const Theme& theme, QObject* parent);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintTitle(QPainter* painter, const QRect& rect, const QString& title, const QString& typed) const;

    const Theme& m_theme;
};

} // namespace cw::ui

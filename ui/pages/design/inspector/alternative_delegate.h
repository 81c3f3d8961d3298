// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace cw::ui {

class Theme;

/// Paints an alternative: icon and title, and its name, which is what can be edited, muted at the right.
class AlternativeDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    static constexpr int kTitleRole = Qt::UserRole + 1;

    AlternativeDelegate(const Theme& theme, QObject* parent);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    const Theme& m_theme;
};

} // namespace cw::ui

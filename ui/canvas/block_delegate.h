// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

#include "ui/theme/theme.h"

namespace cw::ui {

/// A block that can be added: bar and icon of its family, its title with what was typed in it, what it is.
class BlockDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    static constexpr int DetailRole = Qt::UserRole;
    static constexpr int IconNameRole = Qt::UserRole + 1;
    static constexpr int FamilyRole = Qt::UserRole + 2;

    BlockDelegate(const Theme& theme, QObject* parent);

    void setTyped(const QString& typed) { m_typed = typed.trimmed(); }
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    int paintTitle(QPainter* painter, const QRect& rect, const QString& title) const;

    const Theme& m_theme;
    QString m_typed;
};

} // namespace cw::ui

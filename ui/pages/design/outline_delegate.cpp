// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/outline_delegate.h"

#include "ui/pages/design/outline_model.h"

namespace cw::ui {

QSize OutlineDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    return {QStyledItemDelegate::sizeHint(option, index).width(), Metrics::kListRow};
}

void OutlineDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const auto family = static_cast<space::OpFamily>(index.data(OutlineModel::FamilyRole).toInt());
    option->features |= QStyleOptionViewItem::HasDecoration;
    option->icon = m_theme.icon(index.data(OutlineModel::IconNameRole).toString(), m_theme.colors().opIcon(family));
    option->decorationSize = QSize(16, 16);
}

} // namespace cw::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/palette_delegate.h"

#include <QPainter>
#include <QTreeView>

#include "ui/pages/design/palette_model.h"

namespace cw::ui {

PaletteDelegate::PaletteDelegate(const Theme& theme, QTreeView& view)
    : QStyledItemDelegate(&view)
    , m_theme(theme)
    , m_view(view)
{
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {100, Metrics::kListRow};
}

void PaletteDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    QStyleOptionViewItem row = option;
    row.rect.setLeft(0); // the view indents; bars stand below each other
    const Colors& colors = m_theme.colors();
    const bool selected = option.state.testFlag(QStyle::State_Selected) && m_view.hasFocus();
    if (selected || option.state.testFlag(QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(selected ? colors.selected : colors.hover);
        painter->drawRoundedRect(row.rect.adjusted(4, 0, -4, 0), Metrics::kRadius, Metrics::kRadius);
    }
    if (index.data(PaletteModel::IconNameRole).isValid())
        paintOffer(painter, row, index);
    else
        paintHeading(painter, row.rect, index);
    painter->restore();
}

void PaletteDelegate::paintHeading(QPainter* painter, const QRect& row, const QModelIndex& index) const
{
    const Colors& colors = m_theme.colors();
    const bool open = m_view.isExpanded(index);
    const QRect arrow(row.x() + 10, row.y() + (row.height() - 14) / 2, 14, 14);
    m_theme.icon(open ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right"), colors.muted)
        .paint(painter, arrow);
    painter->setFont(m_theme.font(TextRole::PanelTitle));
    painter->setPen(colors.muted);
    const QRect text(row.x() + 28, row.y(), row.width() - 28 - 40, row.height());
    painter->drawText(text, Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, text.width()));
    if (open)
        return;
    painter->setFont(m_theme.font(TextRole::Secondary));
    painter->drawText(QRect(row.right() - 48, row.y(), 38, row.height()), Qt::AlignVCenter | Qt::AlignRight,
                      index.data(PaletteModel::CountRole).toString());
}

void PaletteDelegate::paintOffer(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Colors& colors = m_theme.colors();
    const QRect row = option.rect;
    const auto family = static_cast<space::OpFamily>(index.data(PaletteModel::FamilyRole).toInt());
    const QRect bar(row.x() + 12, row.y() + (row.height() - 16) / 2, 4, 16);
    painter->fillRect(bar, colors.family(family));
    m_theme.icon(index.data(PaletteModel::IconNameRole).toString(), colors.opIcon(family))
        .paint(painter, QRect(bar.right() + 11, row.y() + (row.height() - 16) / 2, 16, 16));
    painter->setFont(m_theme.font(TextRole::Body));
    painter->setPen(colors.text);
    const bool hovered = option.state.testFlag(QStyle::State_MouseOver);
    const QRect text(row.x() + 52, row.y(), row.width() - 52 - (hovered ? 24 : 8), row.height());
    painter->drawText(text, Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, text.width()));
    if (!hovered)
        return;
    painter->setPen(Qt::NoPen); // a handle: it can be dragged
    painter->setBrush(colors.muted);
    for (int i = 0; i < 6; ++i)
        painter->drawEllipse(QPointF(row.right() - 17 + i % 2 * 4, row.center().y() - 3 + i / 2 * 4), 1, 1);
}

} // namespace cw::ui

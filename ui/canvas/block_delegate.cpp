// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/block_delegate.h"

#include <QPainter>

namespace cw::ui {

BlockDelegate::BlockDelegate(const Theme& theme, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

QSize BlockDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {200, Metrics::kListRow};
}

int BlockDelegate::paintTitle(QPainter* painter, const QRect& rect, const QString& title) const
{
    const QString shown = QFontMetrics(m_theme.font(TextRole::Body)).elidedText(title, Qt::ElideRight, rect.width());
    const QString word = m_typed.section(QLatin1Char(' '), 0, 0, QString::SectionSkipEmpty);
    const qsizetype at = word.isEmpty() ? -1 : shown.indexOf(word, 0, Qt::CaseInsensitive);
    int x = rect.x();
    const auto draw = [&](const QString& part, bool hit) {
        const QFont font = m_theme.font(hit ? TextRole::PanelTitle : TextRole::Body);
        painter->setFont(font);
        painter->setPen(hit ? m_theme.colors().accent : m_theme.colors().text);
        painter->drawText(QRect(x, rect.y(), rect.right() - x + 1, rect.height()), Qt::AlignVCenter, part);
        x += QFontMetrics(font).horizontalAdvance(part);
    };
    if (at < 0) {
        draw(shown, false);
    } else {
        draw(shown.left(at), false);
        draw(shown.mid(at, word.size()), true);
        draw(shown.mid(at + word.size()), false);
    }
    return x;
}

void BlockDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Colors& colors = m_theme.colors();
    const auto family = static_cast<space::OpFamily>(index.data(FamilyRole).toInt());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect row = option.rect.adjusted(4, 0, -4, 0);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected || option.state.testFlag(QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(selected ? colors.selected : colors.hover);
        painter->drawRoundedRect(row, Metrics::kRadius, Metrics::kRadius);
    }
    const QRect bar(row.x() + 8, row.y() + 6, 4, row.height() - 12);
    if (family == space::OpFamily::Zero || family == space::OpFamily::Identity) {
        QPen pen(colors.muted, 1);
        if (family == space::OpFamily::Identity)
            pen.setDashPattern({3, 2});
        painter->setPen(pen);
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(QRectF(bar).adjusted(0.5, 0.5, -0.5, -0.5));
    } else {
        painter->fillRect(bar, colors.family(family));
    }
    const QRect icon(row.x() + 20, row.y() + (row.height() - 16) / 2, 16, 16);
    m_theme.icon(index.data(IconNameRole).toString(), colors.opIcon(family)).paint(painter, icon);
    const QRect line(icon.right() + 11, row.y(), row.right() - icon.right() - 21, row.height());
    const int end = paintTitle(painter, line, index.data().toString());
    const QRect rest(end + 16, row.y(), line.right() - end - 16, row.height());
    if (rest.width() > 24) {
        const QFont small = m_theme.font(TextRole::Caption);
        painter->setFont(small);
        painter->setPen(colors.muted);
        painter->drawText(
            rest, Qt::AlignVCenter | Qt::AlignRight,
            QFontMetrics(small).elidedText(index.data(DetailRole).toString(), Qt::ElideRight, rest.width()));
    }
    painter->restore();
}

} // namespace cw::ui

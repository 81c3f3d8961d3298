// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/command_delegate.h"

#include <QPainter>

#include "ui/frame/command_model.h"
#include "ui/theme/theme.h"

namespace cw::ui {

CommandDelegate::CommandDelegate(const Theme& theme, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

QSize CommandDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {200, Metrics::kListRow};
}

void CommandDelegate::paintTitle(QPainter* painter, const QRect& rect, const QString& title, const QString& typed) const
{
    const QString shown = QFontMetrics(m_theme.font(TextRole::Body)).elidedText(title, Qt::ElideRight, rect.width());
    const QString word = typed.section(QLatin1Char(' '), 0, 0, QString::SectionSkipEmpty);
    const qsizetype at = word.isEmpty() ? -1 : shown.indexOf(word, 0, Qt::CaseInsensitive);
    int x = rect.x();
    const auto draw = [&](const QString& part, bool hit) {
        QFont font = m_theme.font(hit ? TextRole::PanelTitle : TextRole::Body);
        painter->setFont(font);
        painter->setPen(hit ? m_theme.colors().accent : m_theme.colors().text);
        painter->drawText(QRect(x, rect.y(), rect.right() - x + 1, rect.height()), Qt::AlignVCenter, part);
        x += QFontMetrics(font).horizontalAdvance(part);
    };
    if (at < 0) {
        draw(shown, false);
        return;
    }
    draw(shown.left(at), false);
    draw(shown.mid(at, word.size()), true);
    draw(shown.mid(at + word.size()), false);
}

void CommandDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Colors& c = m_theme.colors();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect row = option.rect.adjusted(4, 0, -4, 0);
    const bool selected = option.state & QStyle::State_Selected;
    if (selected || (option.state & QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(selected ? c.selected : c.hover);
        painter->drawRoundedRect(row, Metrics::kRadius, Metrics::kRadius);
    }
    const QRect icon(row.x() + 10, row.y() + (row.height() - 16) / 2, 16, 16);
    m_theme.icon(index.data(CommandModel::IconNameRole).toString(), selected ? c.accent : c.muted).paint(painter, icon);
    const QString detail = index.data(CommandModel::DetailRole).toString();
    const QString group = index.data(CommandModel::GroupRole).toString();
    const QString aside = detail.isEmpty() ? group : QStringLiteral("%1  ·  %2").arg(detail, group);
    const QFont small = m_theme.font(TextRole::Caption);
    const int asideWidth = qMin(QFontMetrics(small).horizontalAdvance(aside) + 4, row.width() / 2);
    painter->setFont(small);
    painter->setPen(c.muted);
    const QRect asideRect(row.right() - 10 - asideWidth, row.y(), asideWidth, row.height());
    painter->drawText(asideRect, Qt::AlignVCenter | Qt::AlignRight,
                      QFontMetrics(small).elidedText(aside, Qt::ElideRight, asideWidth));
    const QRect title(icon.right() + 10, row.y(), asideRect.x() - icon.right() - 20, row.height());
    const auto* model = qobject_cast<const CommandModel*>(index.model());
    paintTitle(painter, title, index.data().toString(), model ? model->typed() : QString());
    painter->restore();
}

} // namespace cw::ui

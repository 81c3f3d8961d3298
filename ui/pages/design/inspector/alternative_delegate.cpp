// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/inspector/alternative_delegate.h"

#include <algorithm>

#include <QLineEdit>
#include <QPainter>

#include "ui/theme/theme.h"

namespace cw::ui {

AlternativeDelegate::AlternativeDelegate(const Theme& theme, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

QSize AlternativeDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {60, Metrics::kListRow};
}

QWidget* AlternativeDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                                           const QModelIndex& index) const
{
    QWidget* editor = QStyledItemDelegate::createEditor(parent, option, index);
    if (auto* line = qobject_cast<QLineEdit*>(editor)) {
        line->setMaxLength(1000); // far above any name; what is refused is quoted
        line->setProperty("mono", true);
        line->setAccessibleName(tr("Name of the alternative"));
    }
    return editor;
}

void AlternativeDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Colors& colors = m_theme.colors();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool hovered = option.state.testFlag(QStyle::State_MouseOver);
    if (selected || hovered) {
        painter->setBrush(selected ? colors.selected : colors.hover);
        painter->setPen(option.state.testFlag(QStyle::State_HasFocus) ? QPen(colors.accent) : QPen(Qt::NoPen));
        painter->drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    }
    QRect rest = option.rect.adjusted(8, 0, -8, 0);
    const QIcon icon = index.data(Qt::DecorationRole).value<QIcon>();
    icon.paint(painter, QRect(rest.left(), rest.center().y() - 7, 16, 16));
    rest.setLeft(rest.left() + 24);
    const QString title = index.data(kTitleRole).toString();
    const QString name = index.data(Qt::DisplayRole).toString();
    const QFont body = m_theme.font(TextRole::Body);
    const QFont mono = m_theme.font(TextRole::Mono);
    const int titleWidth = std::min(QFontMetrics(body).horizontalAdvance(title) + 2, rest.width() * 2 / 3);
    painter->setFont(body);
    painter->setPen(colors.text);
    const QRect titleRect(rest.left(), rest.top(), titleWidth, rest.height());
    painter->drawText(titleRect, Qt::AlignLeft | Qt::AlignVCenter,
                      QFontMetrics(body).elidedText(title, Qt::ElideRight, titleWidth));
    const QRect nameRect = rest.adjusted(titleWidth + 8, 0, 0, 0);
    painter->setFont(mono);
    painter->setPen(colors.muted);
    painter->drawText(nameRect, Qt::AlignRight | Qt::AlignVCenter,
                      QFontMetrics(mono).elidedText(name, Qt::ElideRight, nameRect.width()));
    painter->restore();
}

} // namespace cw::ui

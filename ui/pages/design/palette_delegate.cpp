// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/palette_delegate.h"

#include <algorithm>

#include <QFontMetrics>
#include <QPainter>
#include <QScrollBar>
#include <QTextLayout>
#include <QTreeView>

#include "ui/pages/design/palette_model.h"

namespace cw::ui {
namespace {

constexpr int kTextLeft = 46;
constexpr int kTextRight = 6;
constexpr int kHeadingLeft = 28;
constexpr int kHeadingRight = 40; // the number of rows
constexpr int kHandle = 24;
constexpr int kLeastRoom = 40;

bool isOffer(const QModelIndex& index)
{
    return index.data(PaletteModel::IconNameRole).isValid();
}

/// Returns where the words end.
int paintLines(QPainter& painter, const QRect& place, const QStringList& lines)
{
    const int line = painter.fontMetrics().height();
    int end = place.left();
    int top = place.top() + (place.height() - line * static_cast<int>(lines.size())) / 2;
    for (const QString& text : lines) {
        painter.drawText(QRect(place.left(), top, place.width(), line), Qt::AlignVCenter | Qt::TextSingleLine, text);
        end = std::max(end, place.left() + painter.fontMetrics().horizontalAdvance(text));
        top += line;
    }
    return end;
}

} // namespace

PaletteDelegate::PaletteDelegate(const Theme& theme, QTreeView& view)
    : QStyledItemDelegate(&view)
    , m_theme(theme)
    , m_view(view)
{
}

QFont PaletteDelegate::fontOf(const QModelIndex& index) const
{
    return m_theme.font(isOffer(index) ? TextRole::Body : TextRole::PanelTitle);
}

QStringList PaletteDelegate::lines(const QModelIndex& index) const
{
    // As if there was a scroll bar: rows must not become higher by its coming, which their height decides.
    const int taken = isOffer(index) ? kTextLeft + kTextRight : kHeadingLeft + kHeadingRight;
    const int room = std::max(m_view.width() - m_view.verticalScrollBar()->sizeHint().width() - taken, kLeastRoom);
    const QString text = index.data().toString();
    const QFont font = fontOf(index);
    const QFontMetrics metrics(font);
    if (metrics.horizontalAdvance(text) <= room)
        return {text};
    QTextLayout layout(text, font);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    layout.beginLayout();
    QTextLine first = layout.createLine();
    first.setLineWidth(room);
    const int end = first.textLength();
    layout.endLayout();
    const QString rest = text.mid(end).trimmed();
    if (rest.isEmpty())
        return {text};
    return {text.left(end).trimmed(), metrics.elidedText(rest, Qt::ElideRight, room)};
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const
{
    const int more = static_cast<int>(lines(index).size()) - 1;
    return {100, Metrics::kListRow + more * QFontMetrics(fontOf(index)).height()};
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
    if (isOffer(index))
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
    paintLines(*painter, row.adjusted(kHeadingLeft, 0, 0, 0), lines(index));
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
    const QRect bar(row.x() + 10, row.y() + (row.height() - 16) / 2, 4, 16);
    painter->fillRect(bar, colors.family(family));
    m_theme.icon(index.data(PaletteModel::IconNameRole).toString(), colors.opIcon(family))
        .paint(painter, QRect(bar.right() + 9, row.y() + (row.height() - 16) / 2, 16, 16));
    painter->setFont(m_theme.font(TextRole::Body));
    painter->setPen(colors.text);
    const int end = paintLines(*painter, row.adjusted(kTextLeft, 0, 0, 0), lines(index));
    if (!option.state.testFlag(QStyle::State_MouseOver) || end > row.right() - kHandle)
        return;
    painter->setPen(Qt::NoPen); // a handle: it can be dragged
    painter->setBrush(colors.muted);
    for (int i = 0; i < 6; ++i)
        painter->drawEllipse(QPointF(row.right() - 17 + i % 2 * 4, row.center().y() - 3 + i / 2 * 4), 1, 1);
}

} // namespace cw::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/log_delegate.h"

#include <algorithm>

#include <QFontMetrics>
#include <QPainter>

#include "ui/frame/log_book.h"
#include "ui/plots/marks.h"

namespace cw::ui {

namespace {

constexpr int kPadding = 8;
constexpr int kMark = 16; ///< the mark of a level and the gap to its word

} // namespace

LogDelegate::LogDelegate(const Theme& theme, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

int LogDelegate::widthOf(const Theme& theme, const QString& text)
{
    return QFontMetrics(theme.font(TextRole::Secondary)).horizontalAdvance(text) + 2 * kPadding + 4;
}

int LogDelegate::levelWidth(const Theme& theme)
{
    int words = 0;
    for (const LogLevel level : {LogLevel::Note, LogLevel::Warning, LogLevel::Error})
        words = std::max(words, widthOf(theme, levelText(level)));
    return kMark + words;
}

QSize LogDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {60, Metrics::kTableRow};
}

void LogDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Colors& colors = m_theme.colors();
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    if (isSelected || option.state.testFlag(QStyle::State_MouseOver))
        painter->fillRect(option.rect, isSelected ? colors.selected : colors.hover);
    if (isSelected && index.column() == 0)
        painter->fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height())), colors.accent);
    QRect text = option.rect.adjusted(kPadding, 0, -kPadding, 0);
    if (index.column() == LogBook::Level) {
        const auto level = static_cast<LogLevel>(index.data(LogBook::LevelRole).toInt());
        const Mark mark = level == LogLevel::Error     ? Mark::Cross
                          : level == LogLevel::Warning ? Mark::Triangle
                                                       : Mark::Circle;
        const QColor color = level == LogLevel::Error     ? colors.bad
                             : level == LogLevel::Warning ? colors.warning
                                                          : colors.muted;
        paintMark(*painter, mark, QPointF(text.left() + 5, option.rect.center().y() + 0.5), 9, color);
        text.setLeft(text.left() + kMark);
    }
    const bool isMessage = index.column() == LogBook::Message;
    painter->setFont(m_theme.font(isMessage ? TextRole::Body : TextRole::Secondary));
    painter->setPen(isMessage ? colors.text : colors.muted);
    painter->drawText(text, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                      painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, text.width()));
}

} // namespace cw::ui

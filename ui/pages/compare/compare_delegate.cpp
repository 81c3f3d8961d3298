// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/compare/compare_delegate.h"

#include <QPainter>

#include "ui/pages/compare/compare_model.h"
#include "ui/plots/best_plot.h"
#include "ui/plots/marks.h"

namespace cw::ui {
namespace {

/// The style keeps 11 before a box; this puts it below the left edge of the filter, 16 from the page's.
constexpr int kBoxIndent = 5;

QStyleOptionViewItem boxOption(const QStyleOptionViewItem& option, const QModelIndex& index)
{
    QStyleOptionViewItem box = option;
    if (index.column() == CompareModel::Ticked)
        box.rect.adjust(kBoxIndent, 0, 0, 0);
    return box;
}

} // namespace

CompareDelegate::CompareDelegate(const Theme& theme, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

void CompareDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Colors& colors = m_theme.colors();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected || option.state.testFlag(QStyle::State_MouseOver))
        painter->fillRect(option.rect, selected ? colors.selected : colors.hover);
    if (index.column() == CompareModel::Ticked) {
        QStyledItemDelegate::paint(painter, boxOption(option, index), index);
        if (selected)
            painter->fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height())), colors.accent);
        return;
    }
    QRect text = option.rect.adjusted(8, 0, -8, 0);
    if (index.column() == CompareModel::Line) {
        const int group = index.data(CompareModel::GroupRole).toInt();
        if (group >= 0) {
            painter->setPen(BestPlot::groupPen(colors, group));
            painter->drawLine(QPointF(text.left(), option.rect.center().y() + 0.5),
                              QPointF(text.left() + 22, option.rect.center().y() + 0.5));
        }
        return;
    }
    if (index.column() == CompareModel::State) {
        const auto state = static_cast<RunState>(index.data(CompareModel::StateRole).toInt());
        paintMark(*painter, markOf(state), QPointF(text.left() + 5, option.rect.center().y() + 0.5), 9,
                  colors.state(state));
        text.setLeft(text.left() + 18);
    }
    const bool note = index.column() == CompareModel::Note;
    QFont font = m_theme.font(note ? TextRole::Secondary : TextRole::Body);
    if (selected && !note)
        font.setWeight(QFont::DemiBold);
    painter->setFont(font);
    painter->setPen(note ? colors.muted : colors.text);
    painter->drawText(text, index.data(Qt::TextAlignmentRole).toInt() | Qt::TextSingleLine,
                      painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, text.width()));
}

bool CompareDelegate::editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option,
                                  const QModelIndex& index)
{
    return QStyledItemDelegate::editorEvent(event, model, boxOption(option, index), index);
}

} // namespace cw::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/runs/trials_delegate.h"

#include <algorithm>

#include <QFontMetrics>
#include <QPainter>

#include "ui/canvas/op_square.h"
#include "ui/pages/runs/trials_model.h"
#include "ui/plots/marks.h"
#include "ui/plots/state_words.h"

namespace cw::ui {

namespace {

constexpr int kPadding = 8;
constexpr int kMark = 18; ///< the mark of a state and the gap to its word

} // namespace

TrialsDelegate::TrialsDelegate(const Theme& theme, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

int TrialsDelegate::widthOf(const Theme& theme, const QString& text)
{
    QFont font = theme.font(TextRole::Body);
    font.setWeight(QFont::DemiBold); // as in the selected row
    const int words = QFontMetrics(font).horizontalAdvance(text);
    return words + words / 12 + 2 * kPadding; // what is to be seen whole may be a little wider on another screen
}

QSize TrialsDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {60, Metrics::kTableRow};
}

int TrialsDelegate::stateWidth(const Theme& theme)
{
    int words = 0;
    for (int state = 0; state <= static_cast<int>(TrialState::Duplicate); ++state)
        words = std::max(words, widthOf(theme, stateText(static_cast<TrialState>(state))));
    return kMark + words;
}

void TrialsDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Colors& colors = m_theme.colors();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool hovered = option.state.testFlag(QStyle::State_MouseOver);
    if (selected || hovered)
        painter->fillRect(option.rect, selected ? colors.selected : colors.hover);
    if (selected && index.column() == 0)
        painter->fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height())), colors.accent);

    QRect text = option.rect.adjusted(kPadding, 0, -kPadding, 0);
    if (index.column() == TrialsModel::Cell) {
        constexpr int kSquare = 11;
        int x = text.left();
        for (const QVariant& code : index.data(TrialsModel::SquaresRole).toList()) {
            if (x + kSquare > text.right())
                break;
            const OpSquare square{static_cast<OpSquare::Form>(code.toInt() / 100),
                                  static_cast<space::OpFamily>(code.toInt() % 100)};
            const int top = option.rect.center().y() - kSquare / 2;
            paintSquare(*painter, QRectF(x, top, kSquare, kSquare), square, colors);
            x += 16;
        }
        return;
    }
    if (index.column() == TrialsModel::State) {
        const auto state = static_cast<TrialState>(index.data(TrialsModel::StateRole).toInt());
        paintMark(*painter, markOf(state), QPointF(text.left() + 5, option.rect.center().y() + 0.5), 9,
                  colors.state(state));
        text.setLeft(text.left() + kMark);
    }
    QFont font = m_theme.font(index.column() == TrialsModel::Change ? TextRole::Secondary : TextRole::Body);
    if (selected && index.column() != TrialsModel::Change)
        font.setWeight(QFont::DemiBold);
    painter->setFont(font);
    painter->setPen(index.column() == TrialsModel::Change ? colors.muted : colors.text);
    painter->drawText(text, static_cast<int>(index.data(Qt::TextAlignmentRole).toInt()) | Qt::TextSingleLine,
                      painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, text.width()));
}

} // namespace cw::ui

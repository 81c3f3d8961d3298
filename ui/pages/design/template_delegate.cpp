// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/template_delegate.h"

#include <QPainter>
#include <QRegularExpression>

namespace cw::ui {

namespace {

/// "Elsken, Metzen and Hutter, JMLR 2019" -> "Elsken et al., JMLR 2019" where there is no room for all.
QString fittingPaper(const QString& paper, const QFontMetrics& metrics, int width)
{
    if (metrics.horizontalAdvance(paper) <= width)
        return paper;
    static const QRegularExpression authors(QStringLiteral("^([^,]+?)(?:,| and ).*(, [^,]*\\d{4})(?:,.*)?$"));
    QString shorter = paper;
    shorter.replace(authors, QStringLiteral("\\1 et al.\\2"));
    return metrics.elidedText(shorter, Qt::ElideRight, width);
}

} // namespace

TemplateDelegate::TemplateDelegate(const Theme& theme, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

QSize TemplateDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {Metrics::kPalette - 20, Metrics::kRunRow};
}

void TemplateDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Colors& colors = m_theme.colors();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const QRect row = option.rect;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (selected || option.state.testFlag(QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(selected ? colors.selected : colors.hover);
        painter->drawRoundedRect(row.adjusted(4, 0, -4, 0), Metrics::kRadius, Metrics::kRadius);
    }
    if (selected)
        painter->fillRect(QRect(row.topLeft(), QSize(3, row.height())), colors.accent);
    const QRect words(row.left() + 16, row.top() + 5, row.width() - 28, 20);
    painter->setFont(m_theme.font(selected ? TextRole::PanelTitle : TextRole::Body));
    painter->setPen(colors.text);
    painter->drawText(words, Qt::AlignVCenter | Qt::AlignLeft,
                      painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, words.width()));
    painter->setFont(m_theme.font(TextRole::Caption));
    painter->setPen(colors.muted);
    painter->drawText(words.translated(0, 18), Qt::AlignVCenter | Qt::AlignLeft,
                      fittingPaper(index.data(PaperRole).toString(), painter->fontMetrics(), words.width()));
    painter->restore();
}

} // namespace cw::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/titled_delegate.h"

#include <QPainter>
#include <QRegularExpression>

#include "ui/widgets/row_background.h"

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

TitledDelegate::TitledDelegate(const Theme& theme, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

QSize TitledDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {Metrics::kPalette - 20, Metrics::kRunRow};
}

void TitledDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Colors& colors = m_theme.colors();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const QRect row = option.rect;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintRowBackground(*painter, colors, option);
    const QVariant given = index.data(TitleRole);
    const QVariant title = given.isValid() ? given : index.data();
    const QRect words(row.left() + 16, row.top() + 5, row.width() - 28, 20);
    painter->setFont(m_theme.font(selected ? TextRole::PanelTitle : TextRole::Body));
    painter->setPen(colors.text);
    painter->drawText(words, Qt::AlignVCenter | Qt::AlignLeft,
                      painter->fontMetrics().elidedText(title.toString(), Qt::ElideRight, words.width()));
    painter->setFont(m_theme.font(TextRole::Caption));
    painter->setPen(colors.muted);
    painter->drawText(words.translated(0, 18), Qt::AlignVCenter | Qt::AlignLeft,
                      fittingPaper(index.data(PaperRole).toString(), painter->fontMetrics(), words.width()));
    painter->restore();
}

} // namespace cw::ui

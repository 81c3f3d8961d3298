// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/runs/change_summary.h"

#include <QPainter>

#include "ui/canvas/node_painter.h"

namespace cw::ui {

ChangeSummary::ChangeSummary(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setFixedHeight(sizeHint().height());
    connect(&theme, &Theme::changed, this, [this] { update(); });
}

void ChangeSummary::setCounts(const std::optional<ChangeCounts>& counts)
{
    m_counts = counts.value_or(ChangeCounts());
    setVisible(counts.has_value());
    setAccessibleName(sentence());
    setToolTip(sentence());
    update();
}

QString ChangeSummary::sentence() const
{
    const int all = m_counts.changed + m_counts.added + m_counts.removed;
    return all == 0 ? tr("the same network") : tr("%n op(s) changed", nullptr, all);
}

void ChangeSummary::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colors& colors = m_theme.colors();
    painter.setFont(m_theme.font(TextRole::Secondary));
    const double middle = height() / 2.0;
    if (m_counts.changed + m_counts.added + m_counts.removed == 0) {
        painter.setPen(colors.muted);
        painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter, sentence());
        return;
    }
    const std::pair<Change, QString> parts[] = {{Change::Changed, tr("%1 changed").arg(m_counts.changed)},
                                                {Change::Added, tr("%1 added").arg(m_counts.added)},
                                                {Change::Removed, tr("%1 removed").arg(m_counts.removed)}};
    double x = 8;
    for (const auto& [change, words] : parts) {
        paintChangeBadge(painter, colors, QPointF(x, middle), change, 7);
        painter.setPen(colors.text);
        const QRectF text(x + 12, 0, painter.fontMetrics().horizontalAdvance(words) + 2, height());
        painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter, words);
        x = text.right() + 20;
    }
}

} // namespace cw::ui

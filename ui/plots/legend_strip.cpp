// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/legend_strip.h"

#include <QPainter>
#include <QStringList>

namespace cw::ui {

namespace {

constexpr int kGap = 16;
constexpr int kLeastGap = 8;
constexpr int kLeastIndent = 8;

} // namespace

LegendStrip::LegendStrip(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setFixedHeight(26);
    setAccessibleName(tr("Legend"));
    connect(&theme, &Theme::changed, this, [this] { update(); });
}

void LegendStrip::setEntries(std::vector<LegendEntry> entries)
{
    m_entries = std::move(entries);
    QStringList words;
    for (const LegendEntry& entry : m_entries)
        words << entry.text;
    setAccessibleDescription(words.join(QStringLiteral(", ")));
    setToolTip(words.join(QLatin1Char('\n')));
    update();
}

void LegendStrip::setIndent(int indent)
{
    m_indent = indent;
    update();
}

void LegendStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QFont font = m_theme.font(TextRole::Caption);
    const QFontMetrics metrics(font);
    painter.setFont(font);
    // What the entries lack of room they take from the gaps, then from the indent.
    int needed = 0;
    for (const LegendEntry& entry : m_entries)
        needed += (entry.mark ? 10 : 22) + 6 + metrics.horizontalAdvance(entry.text) + 2;
    const int gaps = qMax(1, static_cast<int>(m_entries.size()) - 1);
    const int gap = qBound(kLeastGap, (width() - m_indent - needed) / gaps, kGap);
    int x = qMin(m_indent, qMax(kLeastIndent, width() - needed - gap * gaps));
    const double middle = height() / 2.0 + 2;
    for (const LegendEntry& entry : m_entries) {
        const int sign = entry.mark ? 10 : 22;
        const int words = metrics.horizontalAdvance(entry.text);
        if (x + sign + 6 > width())
            break; // the tooltip names all
        if (entry.mark) {
            paintMark(painter, *entry.mark, QPointF(x + 5, middle), 8, entry.color);
        } else {
            painter.setPen(entry.pen);
            painter.drawLine(QPointF(x, middle), QPointF(x + sign, middle));
        }
        painter.setPen(m_theme.colors().text);
        const QRectF place(x + sign + 6, 4, qMin(words + 2, width() - x - sign - 6), height() - 4);
        painter.drawText(place, Qt::AlignVCenter | Qt::AlignLeft,
                         metrics.elidedText(entry.text, Qt::ElideRight, static_cast<int>(place.width())));
        x += sign + 6 + words + 2 + gap;
    }
}

} // namespace cw::ui

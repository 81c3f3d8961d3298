// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/split_bar.h"

#include <QPainter>

#include "ui/theme/theme.h"
#include "ui/widgets/format.h"

namespace cw::ui {

SplitBar::SplitBar(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void SplitBar::setParts(std::int64_t train, std::int64_t valid, std::int64_t test)
{
    m_train = train;
    m_valid = valid;
    m_test = test;
    setAccessibleDescription(
        tr("train %1, valid %2, test %3").arg(countText(train), countText(valid), countText(test)));
    update();
}

void SplitBar::paintPart(QPainter& painter, const QRectF& rect, Part part) const
{
    const Colors& c = m_theme.colors();
    painter.setPen(Qt::NoPen);
    if (part == Part::Test) {
        QPen dashed(c.muted, 1);
        dashed.setDashPattern({2, 2});
        painter.setPen(dashed);
        painter.setBrush(c.window);
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
        return;
    }
    painter.setBrush(c.group(part == Part::Train ? 0 : 5));
    painter.drawRoundedRect(rect, 2, 2);
}

int SplitBar::paintLegend(QPainter& painter, int x, int y, Part part, const QString& name, const QString& number) const
{
    paintPart(painter, QRectF(x, y + 3, 8, 8), part);
    const QFontMetrics metrics = painter.fontMetrics();
    painter.setPen(m_theme.colors().muted);
    painter.drawText(QRect(x + 14, y, 120, 15), Qt::AlignVCenter, name);
    const int after = x + 14 + metrics.horizontalAdvance(name) + 5;
    painter.setPen(m_theme.colors().text);
    painter.drawText(QRect(after, y, width() - after, 15), Qt::AlignVCenter, number);
    return after + metrics.horizontalAdvance(number) + 20;
}

void SplitBar::paintEvent(QPaintEvent*)
{
    const double all = static_cast<double>(m_train + m_valid + m_test);
    if (all <= 0)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colors& c = m_theme.colors();
    painter.setFont(m_theme.font(TextRole::Secondary));
    painter.setPen(c.muted);
    painter.drawText(QRect(0, 0, width(), 16), Qt::AlignLeft | Qt::AlignVCenter, tr("Split"));
    painter.drawText(QRect(0, 0, width(), 16), Qt::AlignRight | Qt::AlignVCenter, tr("stratified"));
    const double usable = width() - 4.0;
    const double train = usable * static_cast<double>(m_train) / all;
    const double valid = usable * static_cast<double>(m_valid) / all;
    paintPart(painter, QRectF(0, 20, train, 8), Part::Train);
    paintPart(painter, QRectF(train + 2, 20, valid, 8), Part::Valid);
    paintPart(painter, QRectF(train + valid + 4, 20, usable - train - valid, 8), Part::Test);
    painter.setFont(m_theme.font(TextRole::Caption));
    const int next = paintLegend(painter, 0, 34, Part::Train, tr("train"), countText(m_train));
    paintLegend(painter, qMax(116, next), 34, Part::Valid, tr("valid"), countText(m_valid));
    paintLegend(painter, 0, 50, Part::Test, tr("test"), tr("%1, never used in a search").arg(countText(m_test)));
}

} // namespace cw::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/sparkline.h"

#include <algorithm>
#include <cmath>

#include <QPainter>
#include <QPainterPath>

namespace cw::ui {

namespace {

constexpr int kHeight = 54, kInset = 10, kMark = 3;
constexpr std::size_t kMostMarks = 12; // more would be a chain

} // namespace

Sparkline::Sparkline(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Sparkline::setPoints(std::vector<QPointF> points)
{
    std::erase_if(points, [](const QPointF& each) { return !std::isfinite(each.x()) || !std::isfinite(each.y()); });
    m_points = std::move(points);
    update();
}

void Sparkline::setWords(const QString& value, const QString& caption)
{
    m_value = value;
    m_caption = caption;
    setAccessibleName(value + QLatin1Char(' ') + caption);
    update();
}

QSize Sparkline::sizeHint() const
{
    return {200, kHeight};
}

void Sparkline::paintEvent(QPaintEvent*)
{
    const Colors& c = m_theme.colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(c.line, 1));
    painter.setBrush(c.window);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);

    const QFont strong = m_theme.font(TextRole::PanelTitle);
    const QFont small = m_theme.font(TextRole::Caption);
    const int words =
        std::max(QFontMetrics(strong).horizontalAdvance(m_value), QFontMetrics(small).horizontalAdvance(m_caption));
    const QRect area = rect().adjusted(kInset, 6, -kInset, -6);
    painter.setPen(c.text);
    painter.setFont(strong);
    painter.drawText(area, Qt::AlignRight | Qt::AlignTop, m_value);
    painter.setPen(c.muted);
    painter.setFont(small);
    painter.drawText(area, Qt::AlignRight | Qt::AlignBottom, m_caption);

    const QRectF plot = QRectF(area).adjusted(kMark, 4 + kMark, -words - 12, -4 - kMark);
    if (m_points.empty() || plot.width() < 20)
        return;
    const auto [low, high] = std::minmax_element(m_points.begin(), m_points.end(),
                                                 [](const QPointF& a, const QPointF& b) { return a.y() < b.y(); });
    const double left = m_points.front().x();
    const double width = m_points.back().x() - left;
    const double height = high->y() - low->y();
    const double bottom = low->y();
    const auto place = [&](const QPointF& point) {
        const double x = width > 0 ? (point.x() - left) / width : 1;
        const double y = height > 0 ? (point.y() - bottom) / height : 0.5;
        return QPointF(plot.left() + x * plot.width(), plot.bottom() - y * plot.height());
    };
    QPainterPath path(place(m_points.front()));
    for (std::size_t i = 1; i < m_points.size(); ++i)
        path.lineTo(place(m_points[i]));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(c.accent, 1.5));
    painter.drawPath(path);
    if (m_points.size() == 1) { // a level to hold it against: a dot alone looks like dirt
        const QPointF only = place(m_points.front());
        painter.setPen(QPen(c.muted, 1, Qt::DashLine));
        painter.drawLine(QPointF(plot.left(), only.y()), only);
        painter.setPen(QPen(c.accent, 1.5));
    }
    painter.setBrush(c.surface);
    for (std::size_t i = m_points.size() > kMostMarks ? m_points.size() - 1 : 0; i < m_points.size(); ++i)
        painter.drawEllipse(place(m_points[i]), kMark, kMark);
}

} // namespace cw::ui

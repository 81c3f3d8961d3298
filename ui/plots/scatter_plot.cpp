// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/scatter_plot.h"

#include <algorithm>
#include <cmath>

#include "ui/plots/even_ticker.h"
#include "ui/widgets/format.h"

namespace cw::ui {

namespace {

constexpr double kReach = 10; // px within which the mouse means a point
constexpr double kMarkSize = 7;

/// With a little room at both ends; equal values get room of their own.
QCPRange rangeOf(double low, double high, bool logarithmic)
{
    if (logarithmic && low > 0)
        return {low * 0.97, high * 1.03};
    const double room = high > low ? (high - low) * 0.06 : std::max(1e-9, std::abs(high) * 0.05);
    return {low - room, high + room};
}

} // namespace

ScatterPlot::ScatterPlot(Theme& theme, const QString& name, QWidget* parent)
    : Plot(theme, name, parent)
    , m_dots(new StampGraph(canvas().xAxis, canvas().yAxis))
{
    canvas().axisRect()->setMinimumMargins(QMargins(64, 10, 20, 38));
    canvas().xAxis->ticker()->setTickCount(5);
    canvas().yAxis->ticker()->setTickCount(5);
    setLegendVisible(false);
    applyStyle();
}

void ScatterPlot::setTitles(const QString& x, const QString& y)
{
    m_x = x;
    m_y = y;
    schedule();
}

void ScatterPlot::setPoints(std::vector<ScatterPoint> points)
{
    std::erase_if(points, [](const ScatterPoint& point) { return !std::isfinite(point.x) || !std::isfinite(point.y); });
    m_points = std::move(points);
    schedule();
}

void ScatterPlot::setEmptyHint(const QString& hint)
{
    m_emptyHint = hint;
    schedule();
}

void ScatterPlot::rebuild()
{
    styleRect(canvas().axisRect());
    QColor color = colors().accent;
    color.setAlphaF(m_points.size() > 300 ? 0.5F : 0.85F);
    m_dots->setMark(Mark::Dot, kMarkSize, color);
    QVector<QCPGraphData> places;
    places.reserve(static_cast<qsizetype>(m_points.size()));
    for (const ScatterPoint& point : m_points)
        places.append(QCPGraphData(point.x, point.y));
    m_dots->data()->set(places);
    canvas().xAxis->setLabel(m_x);
    canvas().yAxis->setLabel(m_y);
    setHint(m_points.empty() ? m_emptyHint : QString());
}

void ScatterPlot::rangesToData()
{
    if (m_points.empty())
        return;
    const auto [left, right] =
        std::minmax_element(m_points.begin(), m_points.end(), [](const auto& a, const auto& b) { return a.x < b.x; });
    const auto [low, high] =
        std::minmax_element(m_points.begin(), m_points.end(), [](const auto& a, const auto& b) { return a.y < b.y; });
    canvas().xAxis->setRange(rangeOf(left->x, right->x, false));
    canvas().yAxis->setRange(rangeOf(low->y, high->y, isLogarithmic()));
}

QPointF ScatterPlot::pixelOf(const ScatterPoint& point) const
{
    auto& plot = const_cast<ScatterPlot*>(this)->canvas();
    return {plot.xAxis->coordToPixel(point.x), plot.yAxis->coordToPixel(point.y)};
}

const ScatterPoint* ScatterPlot::nearest(const QPointF& position) const
{
    const ScatterPoint* found = nullptr;
    double best = kReach;
    for (const ScatterPoint& point : m_points) {
        const QPointF away = pixelOf(point) - position;
        const double distance = std::hypot(away.x(), away.y());
        if (distance < best) {
            best = distance;
            found = &point;
        }
    }
    return found;
}

void ScatterPlot::hoverAt(const QPointF& position)
{
    if (const ScatterPoint* point = nearest(position))
        setTooltip(pixelOf(*point),
                   tr("trial %1 · %2 · %3").arg(point->trial).arg(valueText(point->x), valueText(point->y)));
    else
        hideTooltip();
}

void ScatterPlot::clickAt(const QPointF& position)
{
    if (const ScatterPoint* point = nearest(position))
        Q_EMIT trialClicked(point->trial);
}

PlotTable ScatterPlot::table() const
{
    PlotTable table{{QStringLiteral("trial"), m_x, m_y}, {}};
    for (const ScatterPoint& point : m_points)
        table.rows.append(
            {QString::number(point.trial), QString::number(point.x, 'g', 17), QString::number(point.y, 'g', 17)});
    return table;
}

} // namespace cw::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/methods/series_plot.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "ui/plots/best_plot.h"
#include "ui/plots/even_ticker.h"
#include "ui/plots/lone_points.h"
#include "ui/plots/whole_ticker.h"
#include "ui/widgets/format.h"

namespace cw::ui {

namespace {

constexpr double kReach = 14; // px within which the mouse means a line
constexpr double kMarkSize = 6;

Mark markOfSeries(std::size_t index)
{
    static constexpr std::array kMarks{Mark::Dot, Mark::Triangle, Mark::Square, Mark::Cross};
    return kMarks[index % kMarks.size()];
}

} // namespace

SeriesPlot::SeriesPlot(Theme& theme, const QString& name, const QString& emptyHint, QWidget* parent)
    : MethodPlot(theme, name, emptyHint, parent)
    , m_guide(new QCPItemStraightLine(&canvas()))
{
    m_guide->setVisible(false);
    canvas().xAxis->setTicker(QSharedPointer<QCPAxisTicker>(new WholeTicker));
    canvas().yAxis->ticker()->setTickCount(4);
    canvas().yAxis2->setTicker(QSharedPointer<QCPAxisTicker>(new EvenTicker));
    canvas().yAxis2->ticker()->setTickCount(4);
    canvas().yAxis2->grid()->setVisible(false);
    applyStyle();
}

void SeriesPlot::setData(SeriesData data)
{
    m_data = std::move(data);
    schedule();
}

bool SeriesPlot::isEmpty() const
{
    return std::none_of(m_data.series.begin(), m_data.series.end(), [](const SeriesData::Series& series) {
        return std::any_of(series.values.begin(), series.values.end(),
                           [](double value) { return std::isfinite(value); });
    });
}

void SeriesPlot::addLine(std::size_t index)
{
    const SeriesData::Series& series = m_data.series[index];
    QCPGraph* graph = canvas().addGraph(canvas().xAxis, series.onRight ? canvas().yAxis2 : canvas().yAxis);
    graph->setPen(BestPlot::groupPen(colors(), static_cast<int>(index)));
    graph->setAntialiased(false);
    graph->setLineStyle(m_data.steps ? QCPGraph::lsStepLeft : QCPGraph::lsLine);
    QVector<QCPGraphData> points;
    points.reserve(static_cast<qsizetype>(series.values.size()));
    for (std::size_t i = 0; i < series.values.size(); ++i) {
        const double value = series.values[i];
        points.append(QCPGraphData(static_cast<double>(m_data.trials[i]), std::isfinite(value) ? value : NAN));
    }
    graph->data()->set(points, true);
    dotLonePoints(*graph);
}

void SeriesPlot::addMarks(std::size_t index)
{
    const SeriesData::Series& series = m_data.series[index];
    auto* marks = new StampGraph(canvas().xAxis, series.onRight ? canvas().yAxis2 : canvas().yAxis);
    QColor color = colors().group(static_cast<int>(index));
    color.setAlphaF(m_data.trials.size() > 300 ? 0.5F : 0.85F);
    marks->setMark(markOfSeries(index), kMarkSize, color);
    QVector<QCPGraphData> points;
    for (std::size_t i = 0; i < series.values.size(); ++i) {
        if (std::isfinite(series.values[i]))
            points.append(QCPGraphData(static_cast<double>(m_data.trials[i]), series.values[i]));
    }
    marks->data()->set(points, true);
}

void SeriesPlot::draw()
{
    canvas().clearGraphs();
    std::vector<LegendEntry> entries;
    bool right = false;
    for (std::size_t i = 0; i < m_data.series.size(); ++i) {
        const SeriesData::Series& series = m_data.series[i];
        m_data.isScattered ? addMarks(i) : addLine(i);
        right = right || series.onRight;
        const QString name = series.onRight ? tr("%1 (right)").arg(series.name) : series.name;
        if (m_data.isScattered)
            entries.push_back({name, markOfSeries(i), {}, colors().group(static_cast<int>(i))});
        else
            entries.push_back({name, std::nullopt, BestPlot::groupPen(colors(), static_cast<int>(i)), {}});
    }
    if (!m_data.note.isEmpty())
        entries.push_back({m_data.note, std::nullopt, QPen(Qt::NoPen), {}});
    legend().setEntries(std::move(entries));
    canvas().yAxis2->setVisible(right);
}

void SeriesPlot::placeSelection()
{
    // Between the trials of the points are others; behind the last there is none.
    m_guide->setVisible(selectedTrial() > 0 && !m_data.trials.empty() && selectedTrial() <= m_data.trials.back());
    m_guide->setPen(guidePen());
    m_guide->point1->setCoords(static_cast<double>(selectedTrial()), 0);
    m_guide->point2->setCoords(static_cast<double>(selectedTrial()), 1);
}

QCPRange SeriesPlot::rangeOf(bool onRight, bool logarithmic) const
{
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    for (const SeriesData::Series& series : m_data.series) {
        for (const double value : series.values) {
            if (series.onRight != onRight || !std::isfinite(value) || (logarithmic && value <= 0))
                continue;
            low = std::min(low, value);
            high = std::max(high, value);
        }
    }
    if (logarithmic && low <= high)
        return {low * 0.9, high * 1.1};
    if (low > high || (m_shares && !onRight && low >= 0 && high <= 1))
        return {-0.03, 1.03};
    const double room = high > low ? (high - low) * 0.08 : std::max(1e-3, std::abs(high) * 0.05);
    return {low - room, high + room};
}

void SeriesPlot::rangesToData()
{
    canvas().yAxis->setRange(rangeOf(false, isLogarithmic()));
    canvas().yAxis2->setRange(rangeOf(true, false));
    const double last = m_data.trials.empty() ? 1 : static_cast<double>(m_data.trials.back());
    canvas().xAxis->setRange(0, std::max(last * 1.02, 10.0));
}

void SeriesPlot::hoverAt(const QPointF& position)
{
    const double trial = canvas().xAxis->pixelToCoord(position.x());
    const auto at = std::lower_bound(m_data.trials.begin(), m_data.trials.end(),
                                     static_cast<std::int64_t>(std::llround(std::clamp(trial, 0.0, 1e15))));
    hideTooltip();
    if (at == m_data.trials.end())
        return;
    const auto index = static_cast<std::size_t>(at - m_data.trials.begin());
    double nearest = kReach;
    for (const SeriesData::Series& series : m_data.series) {
        const double value = series.values[index];
        if (!std::isfinite(value))
            continue;
        const double y = (series.onRight ? canvas().yAxis2 : canvas().yAxis)->coordToPixel(value);
        if (std::abs(y - position.y()) >= nearest)
            continue;
        nearest = std::abs(y - position.y());
        setTooltip(QPointF(position.x(), y), tr("%1 · trial %2 · %3").arg(series.name).arg(*at).arg(valueText(value)));
    }
}

void SeriesPlot::clickAt(const QPointF& position)
{
    const double trial = canvas().xAxis->pixelToCoord(position.x());
    if (!m_data.trials.empty() && trial > 0)
        Q_EMIT trialClicked(std::clamp<qint64>(std::llround(std::min(trial, 1e15)), 1, m_data.trials.back()));
}

PlotTable SeriesPlot::table() const
{
    PlotTable table{{QStringLiteral("trial")}, {}};
    for (const SeriesData::Series& series : m_data.series)
        table.columns << series.name;
    for (std::size_t i = 0; i < m_data.trials.size(); ++i) {
        QStringList row{QString::number(m_data.trials[i])};
        for (const SeriesData::Series& series : m_data.series)
            row << (std::isnan(series.values[i]) ? QString() : QString::number(series.values[i], 'g', 17));
        table.rows.append(row);
    }
    return table;
}

} // namespace cw::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/curves_plot.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "ui/plots/quantile.h"
#include "ui/widgets/format.h"

namespace cw::ui {
namespace {

constexpr int kTickHeight = 32; ///< pixels that a label of the axis needs with its surroundings

/// Whole epochs only.
class EpochTicker : public QCPAxisTickerFixed {
public:
    EpochTicker()
    {
        setTickStep(1);
        setScaleStrategy(QCPAxisTickerFixed::ssMultiples);
    }
};

} // namespace

CurvesPlot::CurvesPlot(Theme& theme, QWidget* parent)
    : Plot(theme, tr("Learning curves"), parent)
{
    canvas().axisRect()->setMinimumMargins(QMargins(56, 6, 16, 18));
    canvas().xAxis->setTicker(QSharedPointer<QCPAxisTicker>(new EpochTicker));
    applyStyle();
}

void CurvesPlot::setMetric(const QString& title)
{
    m_metric = title;
    schedule();
}

void CurvesPlot::clear()
{
    m_curves.clear();
    m_selected = 0;
    showAll();
}

void CurvesPlot::addPoint(std::int64_t trial, std::int64_t step, double value, bool maximise)
{
    if (!std::isfinite(value))
        return;
    const auto [at, isNew] = m_curves.try_emplace(trial);
    Curve& curve = at->second;
    curve.points[step] = value;
    const double oriented = maximise ? value : -value;
    curve.best = isNew ? oriented : std::max(curve.best, oriented);
    schedule();
}

void CurvesPlot::setRunning(std::int64_t trial, bool running)
{
    const auto curve = m_curves.find(trial);
    if (curve == m_curves.end() || curve->second.running == running)
        return;
    curve->second.running = running;
    schedule();
}

void CurvesPlot::setSelectedTrial(std::int64_t trial)
{
    m_selected = trial;
    schedule();
}

void CurvesPlot::addLine(std::int64_t trial, const Curve& curve, Kind kind)
{
    QCPGraph* graph = canvas().addGraph();
    const bool isFaint = kind != Kind::Selected && picked().leavesOut(trial);
    const bool isStrong = kind == Kind::Top || picked().contains(trial);
    const QColor full = kind == Kind::Selected  ? colors().text
                        : kind == Kind::Running ? colors().accent
                                                : mix(colors().surface, colors().muted, isStrong ? 0.6 : 0.3);
    const QColor color = isFaint ? mix(full, colors().surface, kFaint) : full;
    graph->setPen(QPen(color, kind == Kind::Selected ? 2 : kHairline));
    QVector<QCPGraphData> points;
    for (const auto& [step, value] : curve.points)
        points.append(QCPGraphData(static_cast<double>(step), value));
    graph->data()->set(points, true);
    m_drawn.push_back(trial);
    if (kind == Kind::Other && curve.points.size() > 1)
        return;
    // The newest point carries a mark; a curve of one point would be invisible without it.
    auto* end = new StampGraph(canvas().xAxis, canvas().yAxis);
    end->setMark(kind == Kind::Selected ? Mark::Ring : Mark::Dot,
                 kind == Kind::Selected  ? 9
                 : kind == Kind::Running ? 7
                                         : 4,
                 color);
    end->data()->set({points.last()}, true);
}

void CurvesPlot::addBand()
{
    std::map<std::int64_t, std::vector<double>> columns;
    for (const auto& [trial, curve] : m_curves) {
        for (const auto& [step, value] : curve.points)
            columns[step].push_back(value);
    }
    QVector<QCPGraphData> low;
    QVector<QCPGraphData> middle;
    QVector<QCPGraphData> high;
    for (auto& [step, values] : columns) {
        std::sort(values.begin(), values.end());
        const auto key = static_cast<double>(step);
        low.append(QCPGraphData(key, quantileOfSorted(values, 0.25)));
        middle.append(QCPGraphData(key, quantileOfSorted(values, 0.5)));
        high.append(QCPGraphData(key, quantileOfSorted(values, 0.75)));
    }
    QCPGraph* lower = canvas().addGraph();
    QCPGraph* upper = canvas().addGraph();
    lower->setPen(Qt::NoPen);
    upper->setPen(Qt::NoPen);
    lower->data()->set(low, true);
    upper->data()->set(high, true);
    upper->setBrush(mix(colors().surface, colors().muted, 0.2));
    upper->setChannelFillGraph(lower);
    QCPGraph* median = canvas().addGraph();
    QPen pen(colors().muted, kHairline);
    pen.setDashPattern({4, 3});
    median->setPen(pen);
    median->data()->set(middle, true);
}

void CurvesPlot::rebuild()
{
    canvas().clearPlottables();
    m_drawn.clear();
    styleRect(canvas().axisRect());
    // Labels of a low plot would touch.
    canvas().yAxis->ticker()->setTickCount(std::clamp(canvas().height() / kTickHeight, 2, 5));
    std::vector<std::int64_t> ranked;
    std::size_t running = 0;
    for (const auto& [trial, curve] : m_curves) {
        ranked.push_back(trial);
        running += curve.running ? 1 : 0;
    }
    const std::size_t top = std::min(kTop, ranked.size());
    std::partial_sort(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(top), ranked.end(),
                      [this](std::int64_t a, std::int64_t b) { return m_curves[a].best > m_curves[b].best; });
    const std::set<std::int64_t> best(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(top));

    const bool many = m_curves.size() > kMostCurves;
    if (many)
        addBand();
    std::size_t pickedToo = 0;
    for (const auto& [trial, curve] : m_curves) {
        const bool isPicked = picked().contains(trial) && pickedToo < kMostCurves;
        if (best.contains(trial) || curve.running || trial == m_selected || (many && !isPicked))
            continue;
        pickedToo += isPicked ? 1 : 0;
        addLine(trial, curve, Kind::Other);
    }
    for (const std::int64_t trial : best)
        addLine(trial, m_curves[trial], Kind::Top);
    std::size_t runningToo = 0; // the newest: a damaged history may call any number of them running
    for (auto each = m_curves.rbegin(); each != m_curves.rend() && runningToo < kMostCurves; ++each) {
        if (!each->second.running || each->first == m_selected)
            continue;
        ++runningToo;
        addLine(each->first, each->second, Kind::Running);
    }
    const auto selected = m_curves.find(m_selected);
    if (selected != m_curves.end())
        addLine(m_selected, selected->second, Kind::Selected);

    std::vector<LegendEntry> entries;
    if (selected != m_curves.end())
        entries.push_back({tr("trial %1").arg(m_selected), std::nullopt, QPen(colors().text, 2), {}});
    if (running > 0)
        entries.push_back({tr("running %1").arg(running), Mark::Dot, {}, colors().accent});
    if (top > 0)
        entries.push_back(
            {tr("top %1").arg(top), std::nullopt, QPen(mix(colors().surface, colors().muted, 0.6), 2), {}});
    if (many)
        entries.push_back({tr("median and quartiles of %1").arg(m_curves.size()),
                           std::nullopt,
                           QPen(colors().muted, 1, Qt::DashLine),
                           {}});
    legend().setEntries(std::move(entries));
    setHint(m_curves.empty() ? tr("Learning curves appear with the first epoch of a trial.") : QString());
}

void CurvesPlot::rangesToData()
{
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    std::int64_t first = std::numeric_limits<std::int64_t>::max();
    std::int64_t last = 1;
    for (const auto& [trial, curve] : m_curves) {
        first = std::min(first, curve.points.begin()->first);
        last = std::max(last, curve.points.rbegin()->first);
        for (const auto& [step, value] : curve.points) {
            low = std::min(low, value);
            high = std::max(high, value);
        }
    }
    if (m_curves.empty())
        return;
    const double room = high > low ? (high - low) * 0.08 : std::max(1e-3, std::abs(high) * 0.05);
    canvas().yAxis->setRange(isLogarithmic() && low > 0 ? low * 0.98 : low - room, high + room);
    const auto start = static_cast<double>(first);
    const auto end = static_cast<double>(last);
    const double beside = last > first ? (end - start) * 0.04 : 0.5; // one epoch stands in the middle
    static_cast<QCPAxisTickerFixed*>(canvas().xAxis->ticker().data())
        ->setTickStep(std::max(1.0, std::round((end - start) / 8)));
    canvas().xAxis->setRange(start - beside, end + beside);
    canvas().xAxis->setLabel(tr("epoch"));
}

std::int64_t CurvesPlot::nearest(const QPointF& position, QPointF* at) const
{
    auto& plot = const_cast<CurvesPlot*>(this)->canvas();
    std::int64_t found = 0;
    double best = 12 * 12;
    for (const std::int64_t trial : m_drawn) {
        const auto curve = m_curves.find(trial);
        for (const auto& [step, value] : curve->second.points) {
            const QPointF point(plot.xAxis->coordToPixel(static_cast<double>(step)), plot.yAxis->coordToPixel(value));
            const QPointF delta = point - position;
            const double distance = QPointF::dotProduct(delta, delta);
            if (distance < best) {
                best = distance;
                found = trial;
                *at = point;
            }
        }
    }
    return found;
}

std::optional<QPointF> CurvesPlot::endPosition(std::int64_t trial) const
{
    const auto curve = m_curves.find(trial);
    if (curve == m_curves.end() || std::find(m_drawn.begin(), m_drawn.end(), trial) == m_drawn.end())
        return std::nullopt;
    auto& plot = const_cast<CurvesPlot*>(this)->canvas();
    const auto& [step, value] = *curve->second.points.rbegin();
    return QPointF(plot.xAxis->coordToPixel(static_cast<double>(step)), plot.yAxis->coordToPixel(value));
}

void CurvesPlot::hoverAt(const QPointF& position)
{
    QPointF at;
    const std::int64_t trial = nearest(position, &at);
    if (trial == 0) {
        hideTooltip();
        return;
    }
    const double value = canvas().yAxis->pixelToCoord(at.y());
    const auto step = std::llround(canvas().xAxis->pixelToCoord(at.x()));
    setTooltip(at, tr("trial %1 · epoch %2 · %3").arg(trial).arg(step).arg(valueText(value)));
}

void CurvesPlot::clickAt(const QPointF& position)
{
    QPointF at;
    if (const std::int64_t trial = nearest(position, &at); trial != 0)
        Q_EMIT trialClicked(trial);
}

PlotTable CurvesPlot::table() const
{
    PlotTable table{{QStringLiteral("trial"), QStringLiteral("step"), m_metric}, {}};
    for (const auto& [trial, curve] : m_curves) {
        for (const auto& [step, value] : curve.points)
            table.rows.append({QString::number(trial), QString::number(step), QString::number(value, 'g', 17)});
    }
    return table;
}

} // namespace cw::ui

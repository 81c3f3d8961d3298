// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/methods/front_view.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "ui/widgets/format.h"

namespace cw::ui {

namespace {

constexpr double kReach = 10; // px within which the mouse means a point

QString metricTitle(const std::string& metric)
{
    return QString::fromStdString(metric).replace(QLatin1Char('_'), QLatin1Char(' '));
}

QVector<QCPGraphData> placesOf(const std::vector<run::FrontPoint>& points)
{
    QVector<QCPGraphData> places;
    places.reserve(static_cast<qsizetype>(points.size()));
    for (const run::FrontPoint& point : points)
        places.append(QCPGraphData(point.x, point.y));
    return places;
}

QCPRange withRoom(double low, double high)
{
    const double room = high > low ? (high - low) * 0.06 : std::max(1e-3, std::abs(high) * 0.05);
    return {low - room, high + room};
}

} // namespace

FrontView::FrontView(Theme& theme, QWidget* parent)
    : MethodPlot(theme, tr("Pareto front"), tr("The front appears here with the first finished trials."), parent)
    , m_line(canvas().addGraph())
    , m_others(new StampGraph(canvas().xAxis, canvas().yAxis))
    , m_best(new StampGraph(canvas().xAxis, canvas().yAxis))
    , m_ring(new QCPItemTracer(&canvas()))
{
    m_line->setAntialiased(false);
    m_ring->setStyle(QCPItemTracer::tsCircle);
    m_ring->setSize(11);
    m_ring->setVisible(false);
    canvas().yAxis->ticker()->setTickCount(4);
    canvas().xAxis->ticker()->setTickCount(5);
    applyStyle();
}

void FrontView::setFront(run::Front front, const std::vector<estimate::Objective>& objectives)
{
    m_front = std::move(front);
    m_objectives = objectives;
    schedule();
}

void FrontView::draw()
{
    QColor faint = colors().muted;
    faint.setAlphaF(m_front.others.size() > 300 ? 0.4F : 0.7F);
    m_others->setMark(Mark::Dot, 5, faint);
    m_best->setMark(Mark::Dot, 7, colors().accent);
    m_others->data()->set(placesOf(m_front.others));
    m_best->data()->set(placesOf(m_front.front));
    // Between two of the front lies what either can do, no better: the step is at the better one's side. Of more
    // than two objectives the drawn two make no staircase.
    const bool staircase = m_objectives.size() == 2;
    m_line->setVisible(staircase);
    m_line->setPen(QPen(colors().accent, kHairline));
    m_line->setLineStyle(staircase && m_objectives[1].maximise ? QCPGraph::lsStepRight : QCPGraph::lsStepLeft);
    m_line->data()->set(staircase ? placesOf(m_front.front) : QVector<QCPGraphData>());
    if (m_objectives.size() > 1) {
        canvas().xAxis->setLabel(metricTitle(m_objectives[1].metric));
        canvas().yAxis->setLabel(metricTitle(m_objectives[0].metric));
    }
    const auto dominated = m_front.judged - static_cast<std::int64_t>(m_front.front.size());
    std::vector<LegendEntry> entries;
    entries.push_back({tr("front") + QLatin1Char(' ') + countText(static_cast<std::int64_t>(m_front.front.size())),
                       Mark::Dot,
                       {},
                       colors().accent});
    entries.push_back({tr("dominated") + QLatin1Char(' ') + countText(dominated), Mark::Dot, {}, colors().muted});
    if (m_front.endedAt > 0)
        entries.push_back({tr("up to trial %1").arg(m_front.endedAt), std::nullopt, QPen(Qt::NoPen), {}});
    legend().setEntries(std::move(entries));
}

void FrontView::placeSelection()
{
    const run::FrontPoint* found = nullptr;
    for (const auto* points : {&m_front.others, &m_front.front}) {
        for (const run::FrontPoint& point : *points)
            found = point.trial == selectedTrial() ? &point : found;
    }
    m_ring->setVisible(found != nullptr);
    m_ring->setPen(QPen(colors().text, 1.6));
    if (found != nullptr)
        m_ring->position->setCoords(found->x, found->y);
}

void FrontView::rangesToData()
{
    double left = std::numeric_limits<double>::infinity();
    double right = -left;
    double low = left;
    double high = -left;
    for (const auto* points : {&m_front.others, &m_front.front}) {
        for (const run::FrontPoint& point : *points) {
            left = std::min(left, point.x);
            right = std::max(right, point.x);
            low = std::min(low, point.y);
            high = std::max(high, point.y);
        }
    }
    if (left > right)
        return;
    canvas().xAxis->setRange(withRoom(left, right));
    canvas().yAxis->setRange(isLogarithmic() && low > 0 ? QCPRange(low * 0.97, high * 1.03) : withRoom(low, high));
}

QPointF FrontView::pixelOf(const run::FrontPoint& point) const
{
    auto& plot = const_cast<FrontView*>(this)->canvas();
    return {plot.xAxis->coordToPixel(point.x), plot.yAxis->coordToPixel(point.y)};
}

const run::FrontPoint* FrontView::nearest(const QPointF& position) const
{
    const run::FrontPoint* found = nullptr;
    double best = kReach;
    for (const auto* points : {&m_front.front, &m_front.others}) {
        for (const run::FrontPoint& point : *points) {
            const QPointF away = pixelOf(point) - position;
            const double distance = std::hypot(away.x(), away.y());
            if (distance < best) {
                best = distance;
                found = &point;
            }
        }
    }
    return found;
}

void FrontView::hoverAt(const QPointF& position)
{
    if (const run::FrontPoint* point = nearest(position))
        setTooltip(pixelOf(*point),
                   tr("trial %1 · %2 · %3").arg(point->trial).arg(valueText(point->x), valueText(point->y)));
    else
        hideTooltip();
}

void FrontView::clickAt(const QPointF& position)
{
    if (const run::FrontPoint* point = nearest(position))
        Q_EMIT trialClicked(point->trial);
}

PlotTable FrontView::table() const
{
    PlotTable table{{QStringLiteral("trial"), QStringLiteral("x"), QStringLiteral("y"), QStringLiteral("front")}, {}};
    for (std::size_t i = 0; i < std::min<std::size_t>(2, m_objectives.size()); ++i)
        table.columns[i == 0 ? 2 : 1] = QString::fromStdString(m_objectives[i].metric);
    for (const auto* points : {&m_front.front, &m_front.others}) {
        for (const run::FrontPoint& point : *points)
            table.rows.append({QString::number(point.trial), QString::number(point.x, 'g', 17),
                               QString::number(point.y, 'g', 17), QString::number(points == &m_front.front ? 1 : 0)});
    }
    return table;
}

MethodView FrontView::entry()
{
    MethodView view;
    view.id = "front";
    view.english = "Pareto front";
    view.title = [] { return tr("Pareto front"); };
    view.suits = [](const MethodSubject& subject) { return subject.objectives.size() > 1; };
    view.make = [](Theme& theme, QWidget* parent) -> MethodPlot* { return new FrontView(theme, parent); };
    view.compute = [](const MethodInput& input, const std::stop_token& stop) -> MethodShow {
        const auto front = std::make_shared<run::Front>(run::frontOf(input.trials, stop));
        return [front, objectives = input.subject.objectives](MethodPlot& plot) {
            static_cast<FrontView&>(plot).setFront(std::move(*front), objectives);
        };
    };
    return view;
}

} // namespace cw::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/methods/front_view.h"

#include <algorithm>
#include <cmath>

#include "ui/plots/robust_range.h"
#include "ui/widgets/format.h"

namespace cw::ui {

namespace {

constexpr double kReach = 10; // px within which the mouse means a point

/// Those that stand back are added to `leftOut`.
QVector<QCPGraphData> placesOf(const std::vector<run::FrontPoint>& points, const TrialSet& picked,
                               QVector<QCPGraphData>* leftOut)
{
    QVector<QCPGraphData> places;
    places.reserve(static_cast<qsizetype>(points.size()));
    for (const run::FrontPoint& point : points)
        (picked.leavesOut(point.trial) ? *leftOut : places).append(QCPGraphData(point.x, point.y));
    return places;
}

} // namespace

FrontView::FrontView(Theme& theme, QWidget* parent)
    : MethodPlot(theme, tr("Pareto front"), tr("The front appears here with the first finished trials."), parent)
    , m_line(canvas().addGraph())
    , m_faint(new StampGraph(canvas().xAxis, canvas().yAxis))
    , m_others(new StampGraph(canvas().xAxis, canvas().yAxis))
    , m_best(new StampGraph(canvas().xAxis, canvas().yAxis))
    , m_outside(canvas().xAxis, canvas().yAxis)
    , m_ring(new QCPItemTracer(&canvas()))
{
    m_line->setAntialiased(false);
    m_ring->setStyle(QCPItemTracer::tsCircle);
    m_ring->setSize(11);
    m_ring->setVisible(false);
    canvas().yAxis->ticker()->setTickCount(4);
    canvas().xAxis->ticker()->setTickCount(5);
    offerLasso();
    for (QCPAxis* axis : {canvas().xAxis, canvas().yAxis})
        connect(axis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this,
                [this] { m_outside.setVisible(followsData()); });
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
    m_faint->setMark(Mark::Dot, 5, mix(colors().muted, colors().surface, kFaint));
    QVector<QCPGraphData> leftOut;
    m_others->data()->set(placesOf(m_front.others, picked(), &leftOut));
    m_best->data()->set(placesOf(m_front.front, picked(), &leftOut));
    m_faint->data()->set(leftOut);
    // Between two of the front lies what either can do, no better: the step is at the better one's side. Of more
    // than two objectives the drawn two make no staircase.
    const bool staircase = m_objectives.size() == 2;
    m_line->setVisible(staircase);
    m_line->setPen(QPen(colors().accent, kHairline));
    m_line->setLineStyle(staircase && m_objectives[1].maximise ? QCPGraph::lsStepRight : QCPGraph::lsStepLeft);
    QVector<QCPGraphData> stairs;
    for (const run::FrontPoint& point : m_front.front)
        stairs.append(QCPGraphData(point.x, point.y));
    m_line->data()->set(staircase ? stairs : QVector<QCPGraphData>());
    if (m_objectives.size() > 1) {
        canvas().xAxis->setLabel(metricTitle(m_objectives[1].metric));
        canvas().yAxis->setLabel(metricTitle(m_objectives[0].metric));
    }
    findRanges();
    const std::int64_t outside = markOutside();
    m_outside.setVisible(followsData());
    const auto dominated = m_front.judged - static_cast<std::int64_t>(m_front.front.size());
    std::vector<LegendEntry> entries;
    entries.push_back({tr("front") + QLatin1Char(' ') + countText(static_cast<std::int64_t>(m_front.front.size())),
                       Mark::Dot,
                       {},
                       colors().accent});
    entries.push_back({tr("dominated") + QLatin1Char(' ') + countText(dominated), Mark::Dot, {}, colors().muted});
    if (outside > 0)
        entries.push_back({tr("outside %1").arg(countText(outside)), Mark::Triangle, {}, colors().muted});
    if (m_front.endedAt > 0)
        entries.push_back({tr("up to trial %1").arg(m_front.endedAt), std::nullopt, QPen(Qt::NoPen), {}});
    legend().setEntries(std::move(entries));
}

void FrontView::placeSelection()
{
    // Also one that has no dot of its own.
    const auto found =
        std::lower_bound(m_front.all.begin(), m_front.all.end(), selectedTrial(),
                         [](const run::FrontPoint& point, std::int64_t trial) { return point.trial < trial; });
    const bool isThere = found != m_front.all.end() && found->trial == selectedTrial();
    m_ring->setVisible(isThere);
    m_ring->setPen(QPen(colors().text, 1.6));
    if (isThere)
        m_ring->position->setCoords(found->x, found->y);
}

void FrontView::findRanges()
{
    std::vector<double> x;
    std::vector<double> y;
    for (const run::FrontPoint& point : m_front.all) {
        x.push_back(point.x);
        y.push_back(point.y);
    }
    const auto with = [](QCPRange range, double value) {
        range.expand(value);
        return range;
    };
    QCPRange across = robustRangeOf(std::move(x)).value_or(QCPRange(0, 1));
    QCPRange up =
        isLogarithmic() ? rangeOf(y).value_or(QCPRange(0, 1)) : robustRangeOf(std::move(y)).value_or(QCPRange(0, 1));
    for (const run::FrontPoint& point : m_front.front) {
        across = with(across, point.x);
        up = with(up, point.y);
    }
    m_across = withRoom(across);
    m_up = isLogarithmic() && up.lower > 0 ? QCPRange(up.lower * 0.97, up.upper * 1.03) : withRoom(up);
}

/// How many trials are beyond the border; of those that lie together one mark.
std::int64_t FrontView::markOutside()
{
    QVector<QPointF> places;
    for (const run::FrontPoint& point : m_front.others)
        places.append(QPointF(point.x, point.y));
    m_outside.set(places, m_across, m_up, colors().muted);
    return std::count_if(m_front.all.begin(), m_front.all.end(), [this](const run::FrontPoint& point) {
        return !m_across.contains(point.x) || !m_up.contains(point.y);
    });
}

void FrontView::rangesToData()
{
    canvas().xAxis->setRange(m_across);
    canvas().yAxis->setRange(m_up);
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

std::vector<std::int64_t> FrontView::trialsIn(const LassoArea& area) const
{
    const QRect shown = const_cast<FrontView*>(this)->canvas().axisRect()->rect();
    std::vector<std::int64_t> inside;
    for (const run::FrontPoint& point : m_front.all) { // also those that have no dot of their own
        const QPointF at = pixelOf(point);
        if (area.contains(at) && shown.contains(at.toPoint()))
            inside.push_back(point.trial);
    }
    return inside;
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

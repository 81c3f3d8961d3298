// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/methods/surrogate_view.h"

#include <algorithm>
#include <cmath>

#include "ui/plots/robust_range.h"
#include "ui/widgets/format.h"

namespace cw::ui {

namespace {

constexpr double kPointReach = 10;     // px within which the mouse means a point
constexpr std::size_t kMostBars = 200; // of deviations, the newest; more hide the dots
constexpr std::size_t kMostDots = 10'000;

} // namespace

SurrogateView::SurrogateView(Theme& theme, QWidget* parent)
    : MethodPlot(theme, tr("Predicted and measured"),
                 tr("What the model expects appears here from its first fit on, as soon as its proposals are judged."),
                 parent)
    , m_diagonal(new QCPItemStraightLine(&canvas()))
    , m_bars(new QCPCurve(canvas().xAxis, canvas().yAxis))
    , m_faint(new StampGraph(canvas().xAxis, canvas().yAxis))
    , m_dots(new StampGraph(canvas().xAxis, canvas().yAxis))
    , m_ring(new QCPItemTracer(&canvas()))
{
    m_diagonal->point1->setCoords(0, 0);
    m_diagonal->point2->setCoords(1, 1);
    m_bars->setAntialiased(false);
    m_ring->setStyle(QCPItemTracer::tsCircle);
    m_ring->setSize(11);
    m_ring->setVisible(false);
    canvas().yAxis->ticker()->setTickCount(4);
    canvas().xAxis->ticker()->setTickCount(5);
    setLogarithmicOffered(false); // the diagonal would be bent
    offerLasso();
    applyStyle();
}

void SurrogateView::setFit(run::SurrogateFit fit, const QString& metric, std::int64_t until)
{
    m_fit = std::move(fit);
    m_metric = metric;
    m_until = until;
    schedule();
}

void SurrogateView::fillDots()
{
    QVector<QCPGraphData> dots;
    QVector<QCPGraphData> leftOut;
    QVector<QCPCurveData> bars;
    // Of very many the newest: the model is what it has become.
    const std::size_t first = m_fit.points.size() - std::min(m_fit.points.size(), kMostDots);
    for (std::size_t i = first; i < m_fit.points.size(); ++i) {
        const run::SurrogateFit::Point& point = m_fit.points[i];
        const bool isFaint = picked().leavesOut(point.trial);
        (isFaint ? leftOut : dots).append(QCPGraphData(point.predicted, point.measured));
        if (isFaint || i + kMostBars < m_fit.points.size())
            continue;
        const auto order = static_cast<double>(bars.size());
        bars.append(QCPCurveData(order, point.low, point.measured));
        bars.append(QCPCurveData(order + 1, point.high, point.measured));
        bars.append(QCPCurveData(order + 2, NAN, NAN)); // not joined to the next
    }
    m_dots->data()->set(dots);
    m_faint->data()->set(leftOut);
    m_bars->data()->set(bars, true);
}

void SurrogateView::draw()
{
    QColor full = colors().accent;
    full.setAlphaF(m_fit.points.size() > 300 ? 0.5F : 0.85F);
    m_dots->setMark(Mark::Dot, 6, full);
    m_faint->setMark(Mark::Dot, 6, mix(colors().muted, colors().surface, kFaint));
    m_bars->setPen(QPen(mix(colors().accent, colors().surface, 0.6), kHairline));
    const QPen straight(colors().muted, kHairline, Qt::DashLine);
    m_diagonal->setPen(straight);
    fillDots();
    canvas().xAxis->setLabel(tr("predicted %1").arg(m_metric));
    canvas().yAxis->setLabel(tr("measured"));
    std::vector<LegendEntry> entries; // the numbers first: the plot is narrow
    if (std::isfinite(m_fit.rmse)) {
        QString text = tr("RMSE %1").arg(valueText(m_fit.rmse));
        if (std::isfinite(m_fit.spearman))
            text.prepend(tr("Spearman %1").arg(m_fit.spearman, 0, 'f', 2) + QStringLiteral(" · "));
        entries.push_back({text, Mark::Dot, {}, colors().accent});
    }
    entries.push_back({tr("as predicted"), std::nullopt, straight, {}});
    if (m_until > 0)
        entries.push_back({tr("up to trial %1").arg(m_until), std::nullopt, QPen(Qt::NoPen), {}});
    legend().setEntries(std::move(entries));
}

void SurrogateView::placeSelection()
{
    const auto found = std::find_if(m_fit.points.begin(), m_fit.points.end(),
                                    [this](const auto& point) { return point.trial == selectedTrial(); });
    m_ring->setVisible(found != m_fit.points.end());
    m_ring->setPen(QPen(colors().text, 1.6));
    if (found != m_fit.points.end())
        m_ring->position->setCoords(found->predicted, found->measured);
}

void SurrogateView::rangesToData()
{
    std::vector<double> predicted;
    std::vector<double> measured;
    for (const run::SurrogateFit::Point& point : m_fit.points) {
        predicted.push_back(point.predicted);
        measured.push_back(point.measured);
    }
    if (const auto across = rangeOf(predicted))
        canvas().xAxis->setRange(withRoom(*across));
    if (const auto up = rangeOf(measured))
        canvas().yAxis->setRange(withRoom(*up));
}

QPointF SurrogateView::pixelOf(const run::SurrogateFit::Point& point) const
{
    auto& plot = const_cast<SurrogateView*>(this)->canvas();
    return {plot.xAxis->coordToPixel(point.predicted), plot.yAxis->coordToPixel(point.measured)};
}

const run::SurrogateFit::Point* SurrogateView::nearest(const QPointF& position) const
{
    const run::SurrogateFit::Point* found = nullptr;
    double best = kPointReach;
    for (const run::SurrogateFit::Point& point : m_fit.points) {
        const QPointF away = pixelOf(point) - position;
        const double distance = std::hypot(away.x(), away.y());
        if (distance < best) {
            best = distance;
            found = &point;
        }
    }
    return found;
}

void SurrogateView::hoverAt(const QPointF& position)
{
    if (const run::SurrogateFit::Point* point = nearest(position))
        setTooltip(pixelOf(*point), tr("trial %1 · predicted %2 (%3 – %4) · measured %5")
                                        .arg(point->trial)
                                        .arg(valueText(point->predicted), valueText(point->low), valueText(point->high),
                                             valueText(point->measured)));
    else
        hideTooltip();
}

void SurrogateView::clickAt(const QPointF& position)
{
    if (const run::SurrogateFit::Point* point = nearest(position))
        Q_EMIT trialClicked(point->trial);
}

std::vector<std::int64_t> SurrogateView::trialsIn(const LassoArea& area) const
{
    const QRect shown = const_cast<SurrogateView*>(this)->canvas().axisRect()->rect();
    std::vector<std::int64_t> inside;
    for (const run::SurrogateFit::Point& point : m_fit.points) {
        const QPointF at = pixelOf(point);
        if (area.contains(at) && shown.contains(at.toPoint()))
            inside.push_back(point.trial);
    }
    return inside;
}

PlotTable SurrogateView::table() const
{
    PlotTable table{{QStringLiteral("trial"), QStringLiteral("predicted"), QStringLiteral("low"),
                     QStringLiteral("high"), QStringLiteral("measured")},
                    {}};
    const auto text = [](double value) { return QString::number(value, 'g', 17); };
    for (const run::SurrogateFit::Point& point : m_fit.points)
        table.rows.append({QString::number(point.trial), text(point.predicted), text(point.low), text(point.high),
                           text(point.measured)});
    return table;
}

MethodView SurrogateView::entry()
{
    MethodView view;
    view.id = "surrogate";
    view.english = "Predicted and measured";
    view.title = [] { return tr("Predicted and measured"); };
    view.suits = [](const MethodSubject& subject) { return subject.fitsModel; };
    view.needsLearnt = true;
    view.make = [](Theme& theme, QWidget* parent) -> MethodPlot* { return new SurrogateView(theme, parent); };
    view.compute = [](const MethodInput& input, const std::stop_token&) -> MethodShow {
        const auto fit = std::make_shared<run::SurrogateFit>(run::surrogateFitOf(input.trials, *input.learnt));
        const std::vector<estimate::Objective>& objectives = input.subject.objectives;
        const QString metric = objectives.empty() ? QString() : metricTitle(objectives.front().metric);
        const std::int64_t until =
            input.learnt->complete || input.learnt->trials.empty() ? 0 : input.learnt->trials.back();
        return [fit, metric, until](MethodPlot& plot) {
            static_cast<SurrogateView&>(plot).setFit(std::move(*fit), metric, until);
        };
    };
    return view;
}

} // namespace cw::ui

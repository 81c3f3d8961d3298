// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/fitness_plot.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include <QAction>
#include <QMenu>

#include "ui/plots/running_median.h"
#include "ui/plots/state_words.h"
#include "ui/plots/whole_ticker.h"
#include "ui/widgets/format.h"

namespace cw::ui {
namespace {

constexpr std::array kStates{TrialState::Finished, TrialState::Running, TrialState::Paused,
                             TrialState::Pruned,   TrialState::Failed,  TrialState::Stopped,
                             TrialState::Rejected, TrialState::Queued,  TrialState::Duplicate};
constexpr double kReach = 10; // px within which the mouse means a mark
constexpr std::size_t kTrendParts = 15, kLeastWindow = 5, kLargestWindow = 101; ///< of the running median
constexpr double kMost = 1e12; // seconds, hours or epochs of one trial that are believed

/// A duration axis: "0:30", "2:00".
class DurationTicker : public QCPAxisTickerTime {
public:
    DurationTicker() { setTimeFormat(QStringLiteral("%h:%m:%s")); }
};

} // namespace

FitnessPlot::FitnessPlot(Theme& theme, QWidget* parent)
    : Plot(theme, tr("Fitness"), parent)
    , m_lane(new QCPAxisRect(&canvas()))
    , m_smooth(new QAction(tr("Smooth"), this))
    , m_ring(nullptr)
{
    m_smooth->setCheckable(true);
    m_smooth->setToolTip(tr("Draws the median of the last trials, too"));
    menu()->insertAction(menu()->actions().at(2), m_smooth);
    connect(m_smooth, &QAction::toggled, this, &FitnessPlot::schedule);
    QCPAxisRect* main = canvas().axisRect();
    canvas().plotLayout()->addElement(1, 0, m_lane);
    canvas().plotLayout()->setRowSpacing(2);
    m_lane->setMinimumSize(10, 20);
    m_lane->setMaximumSize(QWIDGETSIZE_MAX, 20);
    auto* margins = new QCPMarginGroup(&canvas());
    for (QCPAxisRect* rect : {main, m_lane}) {
        rect->setMarginGroup(QCP::msLeft | QCP::msRight, margins);
        rect->setRangeDrag(Qt::Horizontal | (rect == main ? Qt::Vertical : Qt::Orientation{}));
    }
    main->setMinimumMargins(QMargins(56, 6, 16, 18));
    m_lane->setAutoMargins(QCP::msLeft | QCP::msRight);
    m_lane->setMargins(QMargins(0, 0, 0, 8));
    m_lane->setupFullAxesBox();
    for (QCPAxis* axis : m_lane->axes()) {
        axis->setTickLabels(false);
        axis->setTicks(false);
        axis->grid()->setVisible(false);
    }
    m_lane->axis(QCPAxis::atLeft)->setRange(-1, 1);
    connect(main->axis(QCPAxis::atBottom), qOverload<const QCPRange&>(&QCPAxis::rangeChanged),
            m_lane->axis(QCPAxis::atBottom), qOverload<const QCPRange&>(&QCPAxis::setRange));
    main->axis(QCPAxis::atLeft)->ticker()->setTickCount(5);
    canvas().xAxis->setTicker(QSharedPointer<QCPAxisTicker>(new WholeTicker));

    m_guide = new QCPItemStraightLine(&canvas());
    m_guide->setVisible(false);
    m_placeLine = new QCPItemStraightLine(&canvas());
    m_placeLine->setLayer(QStringLiteral("overlay")); // has a buffer of its own
    m_placeLine->setVisible(false);
    m_best = canvas().addGraph();
    m_best->setLineStyle(QCPGraph::lsStepLeft);
    m_best->setAntialiased(false);
    m_trend = canvas().addGraph();
    m_trend->setAntialiased(false);
    const auto graphIn = [](QCPAxisRect* rect) {
        return new StampGraph(rect->axis(QCPAxis::atBottom), rect->axis(QCPAxis::atLeft));
    };
    for (const TrialState state : kStates) { // below all the others
        m_layers[state].faintDots = graphIn(main);
        m_layers[state].faintLane = graphIn(m_lane);
    }
    for (const TrialState state : kStates) {
        m_layers[state].dots = graphIn(main);
        m_layers[state].lane = graphIn(m_lane);
    }
    m_ring = new QCPItemTracer(&canvas());
    m_ring->setStyle(QCPItemTracer::tsCircle);
    m_ring->setSize(11);
    m_ring->setVisible(false);
    offerLasso();
    applyStyle();
}

void FitnessPlot::setObjective(const QString& title, bool maximise)
{
    m_title = title;
    m_maximise = maximise;
    schedule();
}

void FitnessPlot::reset(std::vector<FitnessPoint> points)
{
    m_points = std::move(points);
    m_selected = 0;
    m_place = 0;
    showAll();
}

void FitnessPlot::update(const FitnessPoint& point)
{
    const auto at = std::lower_bound(m_points.begin(), m_points.end(), point.trial,
                                     [](const FitnessPoint& each, std::int64_t trial) { return each.trial < trial; });
    if (at != m_points.end() && at->trial == point.trial)
        *at = point;
    else
        m_points.insert(at, point);
    schedule();
}

void FitnessPlot::setAxis(Axis axis)
{
    if (m_axis == axis)
        return;
    m_axis = axis;
    canvas().xAxis->setTicker(axis == Axis::Time          ? QSharedPointer<QCPAxisTicker>(new DurationTicker)
                              : axis == Axis::DeviceHours ? QSharedPointer<QCPAxisTicker>(new QCPAxisTicker)
                                                          : QSharedPointer<QCPAxisTicker>(new WholeTicker));
    canvas().xAxis->setNumberFormat(QStringLiteral("gb")); // device-hours may be few
    canvas().xAxis->setNumberPrecision(4);
    sumUp();
    showAll();
}

/// In the order in which the trials ended, whoever began first.
void FitnessPlot::sumUp()
{
    m_sums.clear();
    if (m_axis != Axis::DeviceHours && m_axis != Axis::Epochs)
        return;
    std::vector<std::size_t> order(m_points.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::stable_sort(order.begin(), order.end(),
                     [this](std::size_t a, std::size_t b) { return m_points[a].seconds < m_points[b].seconds; });
    m_sums.resize(m_points.size());
    double sum = 0;
    for (const std::size_t i : order) {
        const double part = m_axis == Axis::Epochs ? m_points[i].epochs : m_points[i].deviceSeconds / 3600;
        sum += part > 0 && part < kMost ? part : 0; // what is not a number is not counted either
        m_sums[i] = sum;
    }
}

double FitnessPlot::keyOf(const FitnessPoint& point) const
{
    switch (m_axis) {
    case Axis::Trials:
        return static_cast<double>(point.trial);
    case Axis::Time:
        return point.seconds > 0 && point.seconds < kMost ? point.seconds : 0;
    case Axis::DeviceHours:
    case Axis::Epochs:
        break;
    }
    const auto index = static_cast<std::size_t>(&point - m_points.data());
    return index < m_sums.size() ? m_sums[index] : 0; // one that came since is drawn in a moment
}

std::optional<double> FitnessPlot::placeOf(std::int64_t trial) const
{
    const FitnessPoint* point = find(trial);
    return point == nullptr ? std::nullopt : std::optional(keyOf(*point));
}

const FitnessPoint* FitnessPlot::find(std::int64_t trial) const
{
    const auto at = std::lower_bound(m_points.begin(), m_points.end(), trial,
                                     [](const FitnessPoint& each, std::int64_t number) { return each.trial < number; });
    return at != m_points.end() && at->trial == trial ? &*at : nullptr;
}

void FitnessPlot::fillLayers()
{
    struct Places {
        QVector<QCPGraphData> dots, lane;
    };
    std::map<TrialState, Places> full;
    std::map<TrialState, Places> faint;
    for (auto& [state, layer] : m_layers)
        layer.count = 0;
    m_low = std::numeric_limits<double>::infinity();
    m_high = -m_low;
    m_lastKey = m_axis == Axis::DeviceHours ? 0 : 1;
    sumUp();
    for (const FitnessPoint& point : m_points) {
        const double key = keyOf(point);
        m_lastKey = std::max(m_lastKey, key);
        ++m_layers[point.state].count;
        Places& places = (picked().leavesOut(point.trial) ? faint : full)[point.state];
        if (point.value && std::isfinite(*point.value)) {
            places.dots.append(QCPGraphData(key, *point.value));
            m_low = std::min(m_low, *point.value);
            m_high = std::max(m_high, *point.value);
        } else {
            places.lane.append(QCPGraphData(key, 0));
        }
    }
    for (auto& [state, layer] : m_layers) {
        layer.dots->data()->set(full[state].dots, isByTrial());
        layer.lane->data()->set(full[state].lane, isByTrial());
        layer.faintDots->data()->set(faint[state].dots, isByTrial());
        layer.faintLane->data()->set(faint[state].lane, isByTrial());
    }
}

std::vector<const FitnessPoint*> FitnessPlot::finishedInOrder() const
{
    // What a scheduler stopped was judged after fewer epochs: it counts only while nothing has gone all the way.
    std::vector<const FitnessPoint*> order;
    std::vector<const FitnessPoint*> stopped;
    for (const FitnessPoint& point : m_points) {
        if (point.value && std::isfinite(*point.value) && isFinal(point.state))
            (point.state == TrialState::Pruned ? stopped : order).push_back(&point);
    }
    if (order.empty())
        order = std::move(stopped);
    if (!isByTrial())
        std::stable_sort(order.begin(), order.end(),
                         [](const FitnessPoint* a, const FitnessPoint* b) { return a->seconds < b->seconds; });
    return order;
}

void FitnessPlot::fillBest()
{
    const std::vector<const FitnessPoint*> order = finishedInOrder();
    QVector<QCPGraphData> line;
    for (const FitnessPoint* point : order) {
        const bool better =
            line.isEmpty() || (m_maximise ? *point->value > line.last().value : *point->value < line.last().value);
        if (better)
            line.append(QCPGraphData(keyOf(*point), *point->value));
    }
    if (!line.isEmpty())
        line.append(QCPGraphData(m_lastKey, line.last().value));
    m_best->data()->set(line, true);
}

void FitnessPlot::fillTrend()
{
    QVector<QCPGraphData> line;
    if (m_smooth->isChecked()) {
        const std::vector<const FitnessPoint*> order = finishedInOrder();
        std::vector<double> values;
        for (const FitnessPoint* point : order)
            values.push_back(*point->value);
        m_window = std::clamp(values.size() / kTrendParts, kLeastWindow, kLargestWindow);
        const std::vector<double> medians = runningMedian(values, m_window);
        for (std::size_t i = 0; i < order.size(); ++i)
            line.append(QCPGraphData(keyOf(*order[i]), medians[i]));
    }
    m_trend->data()->set(line, false);
}

void FitnessPlot::rebuild()
{
    fillLayers();
    fillBest();
    fillTrend();
    updateLegend();
    placeSelection();
    placePlace();
    const bool noEpochs =
        m_axis == Axis::Epochs && std::all_of(m_sums.begin(), m_sums.end(), [](double sum) { return sum == 0; });
    setHint(m_points.empty() ? tr("The first trials appear here as soon as they are proposed.")
            : noEpochs       ? tr("Nothing is known of epochs: no trial has a learning curve.")
                             : QString());
}

void FitnessPlot::updateLegend()
{
    std::vector<LegendEntry> entries{{tr("best so far"), std::nullopt, QPen(colors().accent, 2), {}}};
    if (m_smooth->isChecked())
        entries.push_back({tr("median of %n", nullptr, int(m_window)), std::nullopt, m_trend->pen(), {}});
    for (const TrialState state : kStates) {
        const Layer& layer = m_layers[state];
        if (layer.count == 0)
            continue;
        const QString name = stateText(state);
        entries.push_back(
            {name + QLatin1Char(' ') + QString::number(layer.count), plotMarkOf(state), {}, colors().state(state)});
    }
    legend().setEntries(std::move(entries));
    legend().setIndent(canvas().axisRect()->left() > 20 ? canvas().axisRect()->left() : 56);
}

void FitnessPlot::rangesToData()
{
    if (m_points.empty())
        return;
    if (m_low > m_high) {
        m_low = 0;
        m_high = 1;
    }
    // The worst few trials must not flatten the rest: the axis starts at their 2 % quantile.
    std::vector<double> values;
    for (const FitnessPoint& point : m_points) {
        if (point.value && std::isfinite(*point.value))
            values.push_back(*point.value);
    }
    double low = m_low;
    double high = m_high;
    if (values.size() >= 50) {
        const auto cut = static_cast<std::ptrdiff_t>(values.size() / 50);
        const auto at = m_maximise ? values.begin() + cut : values.end() - 1 - cut;
        std::nth_element(values.begin(), at, values.end());
        (m_maximise ? low : high) = *at;
    }
    const double room = high > low ? (high - low) * 0.08 : std::max(1e-3, std::abs(high) * 0.05);
    const bool positive = low > 0;
    if (isLogarithmic() && positive)
        canvas().yAxis->setRange(low * 0.98, high * 1.02);
    else
        canvas().yAxis->setRange(low - room, high + room);
    const double least = isByTrial() ? 10.0 : m_axis == Axis::DeviceHours ? 1e-9 : 1.0;
    canvas().xAxis->setRange(0, std::max(m_lastKey * 1.04, least));
}

void FitnessPlot::restyle()
{
    styleRect(canvas().axisRect());
    styleRect(m_lane);
    for (QCPAxis* axis : m_lane->axes())
        axis->setBasePen(QPen(colors().line, 1));
    QCPAxis* left = m_lane->axis(QCPAxis::atLeft);
    QSharedPointer<QCPAxisTickerText> ticker(new QCPAxisTickerText);
    ticker->addTick(0, tr("no value"));
    left->setTicker(ticker);
    left->setTicks(true);
    left->setTickLabels(true);
    m_best->setPen(QPen(colors().accent, 2));
    m_trend->setPen(QPen(colors().text, kHairline, Qt::DashLine));
    for (auto& [state, layer] : m_layers) {
        const double size = state == TrialState::Finished ? 5 : 7;
        layer.dots->setMark(plotMarkOf(state), size, colors().state(state));
        layer.lane->setMark(plotMarkOf(state), 7, colors().state(state));
        const QColor faint = mix(colors().state(state), colors().surface, kFaint);
        layer.faintDots->setMark(plotMarkOf(state), size, faint);
        layer.faintLane->setMark(plotMarkOf(state), 7, faint);
    }
    m_ring->setPen(QPen(colors().text, 1.6));
    m_ring->setBrush(Qt::NoBrush);
    QPen guide(colors().text, 1);
    guide.setDashPattern({2, 3});
    m_guide->setPen(guide);
    m_placeLine->setPen(QPen(colors().accent, 1.6));
    updateLegend();
}

void FitnessPlot::setSelectedTrial(std::int64_t trial)
{
    m_selected = trial;
    placeSelection();
    canvas().replot(QCustomPlot::rpQueuedRefresh);
}

void FitnessPlot::setPlace(std::int64_t trial)
{
    if (std::exchange(m_place, trial) == trial)
        return;
    placePlace();
    canvas().layer(QStringLiteral("overlay"))->replot();
}

void FitnessPlot::placePlace()
{
    const FitnessPoint* point = find(m_place);
    m_placeLine->setVisible(point != nullptr);
    if (point == nullptr)
        return;
    m_placeLine->point1->setCoords(keyOf(*point), 0);
    m_placeLine->point2->setCoords(keyOf(*point), 1);
}

void FitnessPlot::placeSelection()
{
    const FitnessPoint* point = find(m_selected);
    m_ring->setVisible(point != nullptr);
    m_guide->setVisible(point != nullptr);
    if (point == nullptr)
        return;
    const bool onLane = !point->value || !std::isfinite(*point->value);
    QCPAxisRect* rect = onLane ? m_lane : canvas().axisRect();
    m_ring->position->setAxisRect(rect);
    m_ring->position->setAxes(rect->axis(QCPAxis::atBottom), rect->axis(QCPAxis::atLeft));
    m_ring->setClipAxisRect(rect);
    m_ring->position->setCoords(keyOf(*point), onLane ? 0 : *point->value);
    m_guide->point1->setCoords(keyOf(*point), 0);
    m_guide->point2->setCoords(keyOf(*point), 1);
}

QPointF FitnessPlot::pixelOf(const FitnessPoint& point) const
{
    const bool onLane = !point.value || !std::isfinite(*point.value);
    const QCPAxisRect* rect = onLane ? m_lane : const_cast<FitnessPlot*>(this)->canvas().axisRect();
    return {rect->axis(QCPAxis::atBottom)->coordToPixel(keyOf(point)),
            rect->axis(QCPAxis::atLeft)->coordToPixel(onLane ? 0 : *point.value)};
}

std::optional<QPointF> FitnessPlot::markPosition(std::int64_t trial) const
{
    const FitnessPoint* point = find(trial);
    return point == nullptr ? std::nullopt : std::optional(pixelOf(*point));
}

const FitnessPoint* FitnessPlot::nearest(const QPointF& position) const
{
    const FitnessPoint* found = nullptr;
    double best = kReach * kReach;
    for (const FitnessPoint& point : m_points) {
        const QPointF delta = pixelOf(point) - position;
        const double distance = QPointF::dotProduct(delta, delta);
        if (distance < best) {
            best = distance;
            found = &point;
        }
    }
    return found;
}

QString FitnessPlot::tooltipOf(const FitnessPoint& point) const
{
    const QString state = stateText(point.state);
    return point.value ? QStringLiteral("%1 · %2").arg(point.trial).arg(valueText(point.value))
                       : QStringLiteral("%1 · %2").arg(point.trial).arg(state);
}

void FitnessPlot::hoverAt(const QPointF& position)
{
    const FitnessPoint* point = nearest(position);
    if (point == nullptr)
        hideTooltip();
    else
        setTooltip(pixelOf(*point), tooltipOf(*point));
}

void FitnessPlot::clickAt(const QPointF& position)
{
    if (const FitnessPoint* point = nearest(position))
        Q_EMIT trialClicked(point->trial);
}

std::vector<std::int64_t> FitnessPlot::trialsIn(const LassoArea& area) const
{
    const QCPAxisRect* main = const_cast<FitnessPlot*>(this)->canvas().axisRect();
    const QCPAxis* across = main->axis(QCPAxis::atBottom); // looked up once: there may be 100,000 points
    const QCPAxis* up = main->axis(QCPAxis::atLeft);
    const double lane = m_lane->axis(QCPAxis::atLeft)->coordToPixel(0);
    const QCPRange keys(across->pixelToCoord(area.bounds().left()), across->pixelToCoord(area.bounds().right()));
    std::vector<std::int64_t> inside;
    for (const FitnessPoint& point : m_points) {
        const double key = keyOf(point);
        if (!keys.contains(key) || !across->range().contains(key))
            continue;
        const bool onLane = !point.value || !std::isfinite(*point.value);
        if (!onLane && !up->range().contains(*point.value))
            continue; // out of sight
        if (area.contains({across->coordToPixel(key), onLane ? lane : up->coordToPixel(*point.value)}))
            inside.push_back(point.trial);
    }
    return inside;
}

PlotTable FitnessPlot::table() const
{
    PlotTable table{{QStringLiteral("trial"), QStringLiteral("state"), m_title, QStringLiteral("seconds"),
                     QStringLiteral("device seconds"), QStringLiteral("epochs")},
                    {}};
    for (const FitnessPoint& point : m_points) {
        const std::string_view word = toText(point.state);
        table.rows.append({QString::number(point.trial), QString::fromUtf8(word.data(), qsizetype(word.size())),
                           point.value ? QString::number(*point.value, 'g', 17) : QString(),
                           QString::number(point.seconds, 'f', 3), QString::number(point.deviceSeconds, 'f', 3),
                           QString::number(point.epochs)});
    }
    return table;
}

} // namespace cw::ui

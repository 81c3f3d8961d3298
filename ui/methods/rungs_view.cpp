// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/methods/rungs_view.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "ui/widgets/format.h"

namespace cw::ui {

namespace {

constexpr double kBeside = 0.17;       ///< of the middle of a rung, where a box stands
constexpr double kBoxWidth = 0.26;     ///< rungs are 1 apart
constexpr std::size_t kMostLabels = 9; ///< of a few words each below the axis

QString epochsText(double epochs)
{
    return QLocale().toString(epochs, 'g', 6);
}

} // namespace

RungsView::RungsView(Theme& theme, QWidget* parent)
    : MethodPlot(theme, tr("Rungs"), tr("The rungs appear here as soon as a trial goes on to more epochs."), parent)
{
    canvas().axisRect()->setMinimumMargins(QMargins(56, 6, 16, 34));
    canvas().xAxis->grid()->setVisible(false);
    canvas().yAxis->ticker()->setTickCount(4);
    setLogarithmicOffered(false); // the boxes' whiskers go through 0 there
    applyStyle();
}

void RungsView::setRungs(std::vector<run::RungCount> rungs)
{
    m_rungs = std::move(rungs);
    schedule();
}

void RungsView::addBoxes(bool wentOn)
{
    auto* boxes = new QCPStatisticalBox(canvas().xAxis, canvas().yAxis);
    const QColor color = wentOn ? colors().accent : colors().warning;
    QColor fill = color;
    fill.setAlphaF(0.25F);
    boxes->setWidth(kBoxWidth);
    boxes->setWhiskerWidth(kBoxWidth / 2);
    boxes->setPen(QPen(color, kHairline));
    boxes->setBrush(fill);
    boxes->setWhiskerPen(QPen(color, kHairline));
    boxes->setWhiskerBarPen(QPen(color, kHairline));
    boxes->setMedianPen(QPen(color, 2));
    boxes->setAntialiased(false);
    boxes->setWhiskerAntialiased(false);
    for (std::size_t i = 0; i < m_rungs.size(); ++i) {
        const run::Spread& spread = wentOn ? m_rungs[i].wentOnValues : m_rungs[i].stoppedValues;
        if (spread.count > 0)
            boxes->addData(static_cast<double>(i) + (wentOn ? kBeside : -kBeside), spread.lowest, spread.quartile1,
                           spread.median, spread.quartile3, spread.highest);
    }
}

void RungsView::draw()
{
    canvas().clearPlottables();
    addBoxes(false);
    addBoxes(true);
    QSharedPointer<QCPAxisTickerText> ticker(new QCPAxisTickerText);
    const std::size_t stride = m_rungs.size() / (kMostLabels + 1) + 1;
    for (std::size_t i = 0; i < m_rungs.size(); i += stride) {
        const run::RungCount& rung = m_rungs[i];
        const bool last = i + 1 == m_rungs.size();
        const QString counts =
            last ? countText(rung.reached) : tr("%1 → %2").arg(countText(rung.reached), countText(rung.wentOn));
        ticker->addTick(static_cast<double>(i), tr("%1 ep.").arg(epochsText(rung.epochs)) + QLatin1Char('\n') + counts);
    }
    canvas().xAxis->setTicker(ticker);
    QColor amber = colors().warning;
    legend().setEntries({{tr("stopped there, or finished"), Mark::Square, {}, amber},
                         {tr("went on"), Mark::Square, {}, colors().accent},
                         {tr("below: trials there → went on"), std::nullopt, QPen(Qt::NoPen), {}}});
}

void RungsView::rangesToData()
{
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    for (const run::RungCount& rung : m_rungs) {
        for (const run::Spread* spread : {&rung.wentOnValues, &rung.stoppedValues}) {
            if (spread->count == 0)
                continue;
            low = std::min(low, spread->lowest);
            high = std::max(high, spread->highest);
        }
    }
    canvas().xAxis->setRange(-0.6, std::max(1.0, static_cast<double>(m_rungs.size())) - 0.4);
    if (low > high)
        return;
    const double room = high > low ? (high - low) * 0.08 : std::max(1e-3, std::abs(high) * 0.05);
    canvas().yAxis->setRange(low - room, high + room);
}

void RungsView::hoverAt(const QPointF& position)
{
    const double at = std::round(canvas().xAxis->pixelToCoord(position.x()));
    if (!(at >= 0) || at >= static_cast<double>(m_rungs.size()) ||
        !canvas().axisRect()->rect().contains(position.toPoint())) {
        hideTooltip();
        return;
    }
    const run::RungCount& rung = m_rungs[static_cast<std::size_t>(at)];
    QString text = tr("%1 epochs · %2 trials, %3 went on, %4 did not, %5 failed")
                       .arg(epochsText(rung.epochs), countText(rung.reached), countText(rung.wentOn),
                            countText(rung.stopped), countText(rung.failed));
    if (rung.wentOnValues.count > 0)
        text += QLatin1Char('\n') + tr("went on: median %1").arg(valueText(rung.wentOnValues.median));
    if (rung.stoppedValues.count > 0)
        text += QLatin1Char('\n') + tr("did not: median %1").arg(valueText(rung.stoppedValues.median));
    setTooltip(position, text);
}

PlotTable RungsView::table() const
{
    PlotTable table{{"epochs", "reached", "went_on", "stopped", "failed", "group", "count", "lowest", "quartile1",
                     "median", "quartile3", "highest"},
                    {}};
    for (const run::RungCount& rung : m_rungs) {
        for (const bool wentOn : {true, false}) {
            const run::Spread& spread = wentOn ? rung.wentOnValues : rung.stoppedValues;
            QStringList row{
                QString::number(rung.epochs), QString::number(rung.reached),
                QString::number(rung.wentOn), QString::number(rung.stopped),
                QString::number(rung.failed), wentOn ? QStringLiteral("went_on") : QStringLiteral("stopped"),
                QString::number(spread.count)};
            for (const double value :
                 {spread.lowest, spread.quartile1, spread.median, spread.quartile3, spread.highest})
                row << (spread.count > 0 ? QString::number(value, 'g', 17) : QString());
            table.rows.append(row);
        }
    }
    return table;
}

MethodView RungsView::entry()
{
    MethodView view;
    view.id = "rungs";
    view.english = "Rungs";
    view.title = [] { return tr("Rungs"); };
    view.suits = [](const MethodSubject& subject) { return subject.isScheduled; };
    view.make = [](Theme& theme, QWidget* parent) -> MethodPlot* { return new RungsView(theme, parent); };
    view.compute = [](const MethodInput& input, const std::stop_token&) -> MethodShow {
        return [rungs = run::rungCountsOf(input.trials)](MethodPlot& plot) {
            static_cast<RungsView&>(plot).setRungs(rungs);
        };
    };
    return view;
}

} // namespace cw::ui

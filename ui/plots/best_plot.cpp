// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/best_plot.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "ui/plots/lone_points.h"
#include "ui/plots/quantile.h"
#include "ui/plots/whole_ticker.h"
#include "ui/widgets/format.h"

namespace cw::ui {

BestPlot::BestPlot(Theme& theme, QWidget* parent)
    : Plot(theme, tr("Best so far"), parent)
{
    canvas().axisRect()->setMinimumMargins(QMargins(64, 6, 24, 34));
    canvas().xAxis->setTicker(QSharedPointer<QCPAxisTicker>(new WholeTicker));
    canvas().xAxis->setLabel(tr("trials"));
    canvas().yAxis->ticker()->setTickCount(6);
    applyStyle();
}

QPen BestPlot::groupPen(const Colors& colors, int group)
{
    static const std::vector<QVector<qreal>> dashes{{}, {7, 3}, {2, 3}, {7, 3, 2, 3}, {12, 3}};
    QPen pen(colors.group(group), 2);
    const QVector<qreal>& dash = dashes[static_cast<std::size_t>(group) % dashes.size()];
    if (!dash.isEmpty()) {
        QVector<qreal> inPenWidths;
        for (const qreal length : dash)
            inPenWidths << length / 2;
        pen.setDashPattern(inPenWidths);
    }
    pen.setCapStyle(Qt::FlatCap);
    return pen;
}

BestPlot::Line BestPlot::summarise(const BestGroup& group)
{
    std::size_t length = 0;
    for (const std::vector<double>& run : group.runs)
        length = std::max(length, run.size());
    Line line;
    std::vector<double> values;
    for (std::size_t trial = 0; trial < length; ++trial) {
        values.clear();
        for (const std::vector<double>& run : group.runs) {
            // A run that ended earlier keeps its best.
            const double value = run.empty() ? NAN : run[std::min(trial, run.size() - 1)];
            if (std::isfinite(value))
                values.push_back(value);
        }
        std::sort(values.begin(), values.end());
        line.low.push_back(values.empty() ? NAN : quantileOfSorted(values, 0.25));
        line.middle.push_back(values.empty() ? NAN : quantileOfSorted(values, 0.5));
        line.high.push_back(values.empty() ? NAN : quantileOfSorted(values, 0.75));
    }
    return line;
}

void BestPlot::setGroups(std::vector<BestGroup> groups, const QString& metric, bool maximise)
{
    m_groups = std::move(groups);
    m_metric = metric;
    m_maximise = maximise;
    m_lines.clear();
    for (const BestGroup& group : m_groups)
        m_lines.push_back(summarise(group));
    showAll();
}

void BestPlot::addLine(int group, const Line& line)
{
    const auto pointsOf = [](const std::vector<double>& values) {
        QVector<QCPGraphData> points;
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (std::isfinite(values[i]))
                points.append(QCPGraphData(static_cast<double>(i + 1), values[i]));
        }
        return points;
    };
    if (m_groups[static_cast<std::size_t>(group)].runs.size() > 1) {
        QCPGraph* lower = canvas().addGraph();
        QCPGraph* upper = canvas().addGraph();
        for (QCPGraph* edge : {lower, upper}) {
            edge->setLineStyle(QCPGraph::lsStepLeft);
            edge->setPen(Qt::NoPen);
        }
        lower->data()->set(pointsOf(line.low), true);
        upper->data()->set(pointsOf(line.high), true);
        QColor fill = colors().group(group);
        fill.setAlphaF(0.2F);
        upper->setBrush(fill);
        upper->setChannelFillGraph(lower);
    }
    QCPGraph* median = canvas().addGraph();
    median->setLineStyle(QCPGraph::lsStepLeft);
    median->setPen(groupPen(colors(), group));
    median->setAntialiased(false);
    median->data()->set(pointsOf(line.middle), true);
    dotLonePoints(*median);
}

void BestPlot::rebuild()
{
    canvas().clearPlottables();
    styleRect(canvas().axisRect());
    std::vector<LegendEntry> entries;
    for (std::size_t i = 0; i < m_groups.size(); ++i) {
        addLine(static_cast<int>(i), m_lines[i]);
        QString text = m_groups[i].name;
        const Line& line = m_lines[i];
        if (!line.middle.empty()) { // runs may be ticked before any of their trials is read
            text += QStringLiteral("  ") + valueText(line.middle.back());
            if (m_groups[i].runs.size() > 1)
                text += QStringLiteral("  (%1 – %2)").arg(valueText(line.low.back()), valueText(line.high.back()));
        }
        entries.push_back({text, std::nullopt, groupPen(colors(), static_cast<int>(i)), {}});
    }
    legend().setEntries(std::move(entries));
    legend().setIndent(64);
    canvas().yAxis->setLabel(m_metric);
    const bool hasValue = std::any_of(m_lines.begin(), m_lines.end(), [](const Line& line) {
        return std::any_of(line.middle.begin(), line.middle.end(), [](double value) { return std::isfinite(value); });
    });
    setHint(m_groups.empty() ? tr("Tick runs in the table to lay their best-so-far curves over each other.")
            : hasValue       ? QString()
                             : tr("No trial of the ticked runs has a value yet."));
}

void BestPlot::rangesToData()
{
    std::vector<double> values;
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    std::size_t length = 1;
    for (const Line& line : m_lines) {
        length = std::max(length, line.middle.size());
        for (std::size_t i = 0; i < line.middle.size(); ++i) {
            for (const double value : {line.low[i], line.high[i]}) {
                if (!std::isfinite(value))
                    continue;
                low = std::min(low, value);
                high = std::max(high, value);
                values.push_back(value);
            }
        }
    }
    if (values.empty())
        return;
    // The first trials would flatten what matters: the axis starts at the 5 % quantile on the bad side.
    if (values.size() > 40) {
        std::sort(values.begin(), values.end());
        (m_maximise ? low : high) = quantileOfSorted(values, m_maximise ? 0.05 : 0.95);
    }
    const double room = high > low ? (high - low) * 0.08 : std::max(1e-3, std::abs(high) * 0.05);
    canvas().yAxis->setRange(isLogarithmic() && low > 0 ? low * 0.99 : low - room, high + room);
    canvas().xAxis->setRange(0, static_cast<double>(length) * 1.02);
}

void BestPlot::hoverAt(const QPointF& position)
{
    const auto trial = std::llround(canvas().xAxis->pixelToCoord(position.x()));
    QString text;
    double nearest = 14;
    QPointF anchor;
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const std::vector<double>& middle = m_lines[i].middle;
        if (trial < 1 || static_cast<std::size_t>(trial) > middle.size())
            continue;
        const double value = middle[static_cast<std::size_t>(trial - 1)];
        const double y = canvas().yAxis->coordToPixel(value);
        if (!std::isfinite(value) || std::abs(y - position.y()) >= nearest)
            continue;
        nearest = std::abs(y - position.y());
        anchor = QPointF(position.x(), y);
        text = tr("%1 · trial %2 · %3").arg(m_groups[i].name).arg(trial).arg(valueText(value));
    }
    if (text.isEmpty())
        hideTooltip();
    else
        setTooltip(anchor, text);
}

PlotTable BestPlot::table() const
{
    PlotTable table{{QStringLiteral("group"), QStringLiteral("trial"), QStringLiteral("quartile1"),
                     QStringLiteral("median"), QStringLiteral("quartile3")},
                    {}};
    for (std::size_t i = 0; i < m_groups.size(); ++i) {
        for (std::size_t k = 0; k < m_lines[i].middle.size(); ++k)
            table.rows.append({m_groups[i].name, QString::number(k + 1), QString::number(m_lines[i].low[k], 'g', 17),
                               QString::number(m_lines[i].middle[k], 'g', 17),
                               QString::number(m_lines[i].high[k], 'g', 17)});
    }
    return table;
}

} // namespace cw::ui

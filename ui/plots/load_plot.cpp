// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/load_plot.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "ui/plots/best_plot.h"
#include "ui/plots/even_ticker.h"
#include "ui/plots/lone_points.h"
#include "ui/widgets/format.h"

namespace cw::ui {

namespace {

constexpr double kGiB = 1024.0 * 1024 * 1024;
constexpr double kSilence = 15; // seconds without a sample that no line crosses

struct Line {
    double LoadSample::*field;
    double unit;
    bool onRight;
};

constexpr std::array kLines{Line{&LoadSample::programCores, 1, false},   Line{&LoadSample::machineCores, 1, false},
                            Line{&LoadSample::programBytes, kGiB, true}, Line{&LoadSample::machineBytes, kGiB, true},
                            Line{&LoadSample::gpus, 1, false},           Line{&LoadSample::gpuBytes, kGiB, true}};
constexpr std::size_t kFirstOfGpus = 4; // of kLines

} // namespace

LoadPlot::LoadPlot(Theme& theme, QWidget* parent)
    : Plot(theme, tr("Load"), parent)
{
    canvas().axisRect()->setMinimumMargins(QMargins(40, 6, 40, 18));
    QSharedPointer<QCPAxisTickerTime> ticker(new QCPAxisTickerTime);
    ticker->setTimeFormat(QStringLiteral("%m:%s")); // see rangesToData()
    ticker->setTickCount(4);
    canvas().xAxis->setTicker(ticker);
    canvas().yAxis->ticker()->setTickCount(4);
    canvas().yAxis2->setTicker(QSharedPointer<QCPAxisTicker>(new EvenTicker));
    canvas().yAxis2->ticker()->setTickCount(4);
    canvas().yAxis2->grid()->setVisible(false);
    canvas().yAxis2->setVisible(true);
    setLogarithmicOffered(false);
    applyStyle();
}

void LoadPlot::setSamples(std::vector<LoadSample> samples, double begin)
{
    m_samples = std::move(samples);
    m_begin = begin;
    schedule();
}

void LoadPlot::setEmptyHint(const QString& hint)
{
    m_emptyHint = hint;
    schedule();
}

bool LoadPlot::hasGpus() const
{
    return std::any_of(m_samples.begin(), m_samples.end(), [](const LoadSample& sample) {
        return std::isfinite(sample.gpus) || std::isfinite(sample.gpuBytes);
    });
}

void LoadPlot::rebuild()
{
    styleRect(canvas().axisRect());
    canvas().clearGraphs();
    const QString names[] = {tr("program"),    tr("machine"), tr("its memory"),
                             tr("all memory"), tr("GPUs"),    tr("GPU memory")};
    const std::size_t lines = hasGpus() ? kLines.size() : kFirstOfGpus;
    std::vector<LegendEntry> entries;
    bool isKnown = false;
    for (std::size_t i = 0; i < lines; ++i) {
        const Line& line = kLines[i];
        QCPGraph* graph = canvas().addGraph(canvas().xAxis, line.onRight ? canvas().yAxis2 : canvas().yAxis);
        const QPen pen = BestPlot::groupPen(colors(), static_cast<int>(i));
        graph->setPen(pen);
        graph->setAntialiased(false);
        QVector<QCPGraphData> points;
        for (std::size_t k = 0; k < m_samples.size(); ++k) {
            if (k > 0 && m_samples[k].time - m_samples[k - 1].time > kSilence)
                points.append(QCPGraphData(m_samples[k].time - m_begin, NAN));
            const double value = m_samples[k].*line.field / line.unit;
            points.append(QCPGraphData(m_samples[k].time - m_begin, std::isfinite(value) ? value : NAN));
            isKnown = isKnown || std::isfinite(value);
        }
        graph->data()->set(points, true);
        dotLonePoints(*graph);
        entries.push_back({names[i], std::nullopt, pen, {}});
    }
    legend().setEntries(isKnown ? std::move(entries) : std::vector<LegendEntry>());
    canvas().yAxis->setLabel(hasGpus() ? tr("cores, GPUs") : tr("cores"));
    canvas().yAxis2->setLabel(tr("GiB"));
    setHint(isKnown ? QString() : m_emptyHint);
}

void LoadPlot::rangesToData()
{
    if (m_samples.empty())
        return;
    double most[2] = {1, 1};
    for (const LoadSample& sample : m_samples) {
        for (const Line& line : kLines) {
            const double value = sample.*line.field / line.unit;
            if (std::isfinite(value))
                most[line.onRight ? 1 : 0] = std::max(most[line.onRight ? 1 : 0], value);
        }
    }
    canvas().yAxis->setRange(0, most[0] * 1.08);
    canvas().yAxis2->setRange(0, most[1] * 1.08);
    const double first = m_samples.front().time - m_begin;
    const double last = m_samples.back().time - m_begin;
    if (const auto ticker = canvas().xAxis->ticker().dynamicCast<QCPAxisTickerTime>())
        ticker->setTimeFormat(last < 3600 ? QStringLiteral("%m:%s") : QStringLiteral("%h:%m:%s"));
    canvas().xAxis->setRange(first, std::max(first + 10, last));
}

void LoadPlot::hoverAt(const QPointF& position)
{
    const double time = canvas().xAxis->pixelToCoord(position.x()) + m_begin;
    const auto at = std::lower_bound(m_samples.begin(), m_samples.end(), time,
                                     [](const LoadSample& sample, double wanted) { return sample.time < wanted; });
    if (at == m_samples.end()) {
        hideTooltip();
        return;
    }
    const auto text = [](double value, int digits) {
        return std::isfinite(value) ? QString::number(value, 'f', digits) : QStringLiteral("–");
    };
    QString shown = tr("%1 · %2 of %3 busy cores · %4 of %5 GiB in use")
                        .arg(durationText(at->time - m_begin), text(at->programCores, 1), text(at->machineCores, 1),
                             text(at->programBytes / kGiB, 2), text(at->machineBytes / kGiB, 1));
    shown +=
        hasGpus()
            ? tr(" · %1 busy GPUs · %2 GiB of GPU memory in use").arg(text(at->gpus, 2), text(at->gpuBytes / kGiB, 2))
            : tr(" · no GPU found");
    setTooltip(position, shown);
}

PlotTable LoadPlot::table() const
{
    PlotTable table{{QStringLiteral("seconds"), QStringLiteral("program cores"), QStringLiteral("machine cores"),
                     QStringLiteral("program bytes"), QStringLiteral("machine bytes"), QStringLiteral("GPUs"),
                     QStringLiteral("GPU bytes")},
                    {}};
    for (const LoadSample& sample : m_samples) {
        QStringList row{QString::number(sample.time - m_begin, 'f', 1)};
        for (const Line& line : kLines) {
            const double value = sample.*line.field;
            row << (std::isnan(value) ? QString() : QString::number(value, 'g', 10));
        }
        table.rows.append(row);
    }
    return table;
}

} // namespace cw::ui

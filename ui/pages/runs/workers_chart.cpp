// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/runs/workers_chart.h"
#include "core/base/process.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <QDateTime>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include "ui/plots/marks.h"
#include "ui/plots/state_words.h"
#include "ui/widgets/format.h"

namespace cw::ui {
namespace {

constexpr double kLeft = 64, kRight = 16, kTop = 12, kBottom = 26;
constexpr double kLiveWindow = 300; // seconds shown of a live run
constexpr double kTallest = 20;
constexpr int kMostWorkers = 1024; // as on the Search page
constexpr double kFaint = 0.25;    // opacity of bars that stand back
constexpr double kShortest = 1e-3; // seconds that the axis shows at least of an ended run

} // namespace

WorkersChart::WorkersChart(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setAccessibleName(tr("Workers over time"));
    setMinimumHeight(80);
    setMouseTracking(true);
    m_clock.setInterval(1000);
    connect(&m_clock, &QTimer::timeout, this, [this] { update(); });
    connect(&theme, &Theme::changed, this, [this] { update(); });
}

void WorkersChart::setBars(std::vector<Bar> bars, bool live)
{
    // Of a damaged history: there is no row for them, and no place on the axis.
    std::erase_if(bars, [](const Bar& bar) {
        return bar.worker < 0 || bar.worker >= kMostWorkers || !std::isfinite(bar.begin) || !std::isfinite(bar.end);
    });
    m_bars = std::move(bars);
    m_live = live;
    m_workers = 0;
    for (const Bar& bar : m_bars)
        m_workers = std::max(m_workers, bar.worker + 1);
    if (live)
        m_clock.start();
    else
        m_clock.stop();
    update();
}

void WorkersChart::setSelectedTrial(std::int64_t trial)
{
    m_selected = trial;
    update();
}

void WorkersChart::setPicked(const TrialSet& picked)
{
    m_picked = picked;
    update();
}

WorkersChart::Span WorkersChart::span() const
{
    if (m_bars.empty())
        return {};
    double first = m_bars.front().begin;
    double last = first;
    for (const Bar& bar : m_bars) {
        first = std::min(first, bar.begin);
        last = std::max(last, std::max(bar.begin, bar.end));
    }
    if (m_live) {
        last = std::max(last, wallClock());
        first = std::max(first, last - kLiveWindow);
    }
    return {first, std::max(last, first + (m_live ? 1 : kShortest))};
}

QRectF WorkersChart::rectOf(const Bar& bar, const Span& span) const
{
    const double width = this->width() - kLeft - kRight;
    const double pitch = std::min(kTallest + 6, (height() - kTop - kBottom) / std::max(1, m_workers));
    const double end = bar.end > 0 ? bar.end : span.end;
    const auto place = [&](double time) {
        return kLeft + std::clamp((time - span.begin) / (span.end - span.begin), 0.0, 1.0) * width;
    };
    if (end < span.begin)
        return {};
    const double x = place(bar.begin);
    return {x, kTop + pitch * bar.worker + 1, std::max(1.5, place(end) - x - 1), std::max(2.0, pitch - 5)};
}

QRectF WorkersChart::barRect(std::int64_t trial) const
{
    for (const Bar& bar : m_bars) {
        if (bar.trial == trial)
            return rectOf(bar, span());
    }
    return {};
}

void WorkersChart::paintBar(QPainter& painter, const Bar& bar, const QRectF& rect) const
{
    const Colors& colors = m_theme.colors();
    const QColor color = colors.state(bar.state);
    const bool selected = bar.trial == m_selected;
    if (rect.width() < 3) {
        painter.fillRect(rect, selected ? colors.text : color);
        return;
    }
    painter.setBrush(mix(colors.surface, color, bar.end > 0 ? 0.2 : 0));
    painter.setPen(QPen(selected ? colors.text : mix(colors.surface, color, bar.end > 0 ? 0.55 : 1), selected ? 2 : 1));
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    QFont font = m_theme.font(TextRole::Caption);
    if (selected)
        font.setWeight(QFont::DemiBold);
    const QString number = QString::number(bar.trial);
    const double words = QFontMetricsF(font).horizontalAdvance(number);
    if (rect.width() < words + 6 || rect.height() < 12)
        return;
    double x = rect.center().x() - words / 2;
    if (rect.width() > words + 24) { // room for the state's mark as well
        paintMark(painter, markOf(bar.state), QPointF(x - 2, rect.center().y()), 7, color);
        x += 8;
    }
    painter.setFont(font);
    painter.setPen(colors.text);
    painter.drawText(QRectF(x, rect.top(), words + 4, rect.height()), Qt::AlignVCenter | Qt::AlignLeft, number);
}

void WorkersChart::paintAxis(QPainter& painter, const Span& span) const
{
    // Look-ups in a table take milliseconds, searches days.
    static constexpr std::array kSteps{1e-3,  2e-3,  5e-3,  1e-2,   2e-2,   5e-2,   0.1,     0.2,
                                       0.5,   1.0,   2.0,   5.0,    10.0,   15.0,   30.0,    60.0,
                                       120.0, 300.0, 600.0, 1800.0, 3600.0, 7200.0, 21600.0, 86400.0};
    const Colors& colors = m_theme.colors();
    const double width = this->width() - kLeft - kRight;
    const double length = span.end - span.begin;
    const auto step = std::find_if(kSteps.begin(), kSteps.end(), [&](double s) { return length / s * 64 <= width; });
    const double every = step == kSteps.end() ? length : *step;
    const double base = height() - kBottom;
    const auto timeText = [every](double seconds) {
        return every < 1 ? tr("%1 s").arg(seconds, 0, 'f', static_cast<int>(std::ceil(-std::log10(every) - 1e-9)))
                         : durationText(seconds);
    };
    painter.setFont(m_theme.font(TextRole::Caption));
    const int marks = every > 0 ? static_cast<int>(length / every) : 0;
    for (int mark = 0; mark <= marks; ++mark) {
        const double back = mark * every;
        // A live run counts back from now, an ended one forward from its start.
        const double x = m_live ? kLeft + width - back / length * width : kLeft + back / length * width;
        painter.setPen(QPen(colors.grid, 1));
        painter.drawLine(QPointF(x, kTop - 4), QPointF(x, base));
        const QString text = back == 0 && m_live ? tr("now")
                             : m_live            ? QLatin1Char('-') + timeText(back)
                                                 : timeText(back);
        painter.setPen(colors.muted);
        const double end = std::min(x + 30, static_cast<double>(this->width()) - 2);
        painter.drawText(QRectF(end - 60, base + 4, 60, 16), Qt::AlignHCenter | Qt::AlignTop, text);
    }
}

void WorkersChart::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Colors& colors = m_theme.colors();
    painter.fillRect(rect(), colors.surface);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_bars.empty()) {
        painter.setFont(m_theme.font(TextRole::Secondary));
        painter.setPen(colors.muted);
        painter.drawText(rect().adjusted(24, 0, -24, 0), Qt::AlignCenter | Qt::TextWordWrap,
                         tr("Bars appear here when a worker takes the first trial."));
        return;
    }
    const Span shown = span();
    paintAxis(painter, shown);
    for (int worker = 0; worker < m_workers; ++worker) {
        Bar row;
        row.worker = worker;
        row.begin = shown.begin;
        row.end = shown.end;
        const QRectF place = rectOf(row, shown);
        painter.setFont(m_theme.font(TextRole::Mono));
        painter.setPen(colors.muted);
        painter.drawText(QRectF(4, place.top(), kLeft - 12, place.height()), Qt::AlignRight | Qt::AlignVCenter,
                         tr("slot %1").arg(worker));
    }
    const Bar* selected = nullptr;
    for (const Bar& bar : m_bars) {
        const QRectF rect = rectOf(bar, shown);
        if (rect.isEmpty())
            continue;
        if (bar.trial == m_selected) {
            selected = &bar;
            continue;
        }
        painter.setOpacity(m_picked.leavesOut(bar.trial) ? kFaint : 1);
        paintBar(painter, bar, rect);
    }
    painter.setOpacity(1);
    if (selected != nullptr)
        paintBar(painter, *selected, rectOf(*selected, shown));
    if (m_live) {
        painter.setPen(QPen(colors.accent, 1.4));
        painter.drawLine(QPointF(width() - kRight, kTop - 4), QPointF(width() - kRight, height() - kBottom));
    }
}

const WorkersChart::Bar* WorkersChart::barAt(const QPointF& position) const
{
    const Span shown = span();
    for (const Bar& bar : m_bars) {
        if (rectOf(bar, shown).adjusted(-1, -2, 1, 2).contains(position))
            return &bar;
    }
    return nullptr;
}

void WorkersChart::mousePressEvent(QMouseEvent* event)
{
    if (const Bar* bar = barAt(event->position()))
        Q_EMIT trialClicked(bar->trial);
}

bool WorkersChart::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const Bar* bar = barAt(help->pos());
    QToolTip::showText(help->globalPos(),
                       bar == nullptr ? QString()
                                      : tr("trial %1 · %2 · %3")
                                            .arg(bar->trial)
                                            .arg(stateText(bar->state),
                                                 durationText((bar->end > 0 ? bar->end : wallClock()) - bar->begin)),
                       this);
    return true;
}

} // namespace cw::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/status_bar.h"

#include <algorithm>

#include <QHBoxLayout>
#include <QLabel>
#include <QMouseEvent>
#include <QProgressBar>
#include <QThread>
#include <QToolButton>

#include "core/base/process.h"
#include "ui/live/history_feed.h"
#include "ui/live/run_service.h"
#include "ui/theme/theme.h"
#include "ui/widgets/format.h"
#include "ui/widgets/labels.h"

namespace cw::ui {

namespace {

bool isLive(RunState state)
{
    return state == RunState::Running || state == RunState::Paused || state == RunState::Queued;
}

int workersOf(const history::RunRow& row)
{
    const auto workers = row.info.config.find("workers");
    return workers != row.info.config.end() && workers->is_number_integer() ? workers->get<int>() : 1;
}

double secondsLeft(const history::RunRow& row)
{
    if (row.finishedTrials <= 0 || row.seconds <= 0)
        return -1;
    return row.seconds / double(row.finishedTrials) * double(row.info.budget - row.finishedTrials);
}

QFrame* makeColumnRule(QWidget* parent)
{
    auto* rule = new QFrame(parent);
    rule->setProperty("rule", QStringLiteral("column"));
    rule->setFixedHeight(16);
    return rule;
}

} // namespace

StatusBar::StatusBar(const Services& services, QWidget* parent)
    : QWidget(parent)
    , m_services(services)
    , m_deviceIcon(new QLabel(this))
    , m_devices(makeLabel({}, "statusText", this))
    , m_none(makeLabel(tr("No active run"), "secondary", this))
    , m_history(new ElidedLabel("secondary", Qt::ElideMiddle, this))
{
    setObjectName(QStringLiteral("statusBar"));
    setAttribute(Qt::WA_StyledBackground);
    setFixedHeight(Metrics::kStatusBar);
    m_history->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 1, 16, 0);
    row->setSpacing(0);
    row->addWidget(m_deviceIcon);
    row->addSpacing(6);
    row->addWidget(m_devices);
    row->addSpacing(16);
    row->addWidget(makeColumnRule(this));
    row->addSpacing(16);
    row->addWidget(m_none);
    row->addWidget(makeRunPart());
    row->addStretch(1);
    row->addWidget(m_history);
    connect(&m_services.feed, &HistoryFeed::runsChanged, this, &StatusBar::refresh);
    connect(&m_services.runs, &RunService::activeChanged, this, &StatusBar::refresh);
    connect(&m_services.runs, &RunService::launching, this, &StatusBar::refresh);
    connect(&m_services.runs, &RunService::launchFailed, this, &StatusBar::refresh);
    connect(&m_services.theme, &Theme::changed, this, &StatusBar::drawIcons);
    drawIcons();
    refresh();
}

QWidget* StatusBar::makeRunPart()
{
    m_runPart = new QWidget(this);
    m_mark = new QLabel(m_runPart);
    m_number = makeLabel({}, "strongSecondary", m_runPart);
    m_name = new ElidedLabel("statusText", Qt::ElideRight, m_runPart);
    m_strategy = new ElidedLabel("secondary", Qt::ElideRight, m_runPart);
    m_progress = new QProgressBar(m_runPart);
    m_progress->setFixedSize(120, 6);
    m_progress->setTextVisible(false);
    m_count = makeLabel({}, "statusText", m_runPart);
    m_best = makeLabel({}, "statusText", m_runPart);
    m_eta = makeLabel({}, "statusText", m_runPart);
    m_others = makeLabel({}, "secondary", m_runPart);
    m_pause = new QToolButton(m_runPart);
    m_pause->setObjectName(QStringLiteral("statusPause"));
    m_stop = new QToolButton(m_runPart);
    m_stop->setObjectName(QStringLiteral("statusStop"));
    for (QToolButton* button : {m_pause, m_stop})
        button->setProperty("kind", QStringLiteral("small"));
    m_stop->setToolTip(tr("Stop the run; it can be resumed"));
    m_stop->setAccessibleName(tr("Stop"));
    connect(m_pause, &QToolButton::clicked, this, [this] {
        if (m_state == RunState::Paused)
            m_services.runs.unpause(m_run);
        else
            m_services.runs.pause(m_run);
    });
    connect(m_stop, &QToolButton::clicked, this, [this] { m_services.runs.stop(m_run); });
    auto* row = new QHBoxLayout(m_runPart);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_mark);
    row->addWidget(m_number);
    row->addWidget(m_name);
    row->addSpacing(4);
    row->addWidget(m_strategy);
    row->addSpacing(4);
    row->addWidget(m_progress);
    row->addWidget(m_count);
    row->addSpacing(4);
    for (auto [word, value] : {std::pair{tr("best"), m_best}, std::pair{tr("ETA"), m_eta}}) {
        row->addWidget(makeLabel(word, "secondary", m_runPart));
        row->addWidget(value);
        row->addSpacing(4);
    }
    row->addWidget(m_pause);
    row->addWidget(m_stop);
    row->addWidget(m_others);
    return m_runPart;
}

void StatusBar::refresh()
{
    const double now = wallClock();
    const history::RunRow* shown = nullptr;
    const ActiveRun* own = nullptr;
    int live = 0;
    int busySlots = 0;
    for (const history::RunRow& row : *m_services.feed.runs()) {
        const ActiveRun* mine = m_services.runs.find(row.run);
        if (!mine && !(isLive(row.effectiveState(now)) && row.hasLiveOwner(now)))
            continue;
        ++live;
        const bool works = mine ? mine->state == RunState::Running
                                : row.state == RunState::Running && row.owner.host == thisProcess().host;
        if (works)
            busySlots += mine && mine->workers > 0 ? mine->workers : workersOf(row);
        // A run of this program comes first: pause and stop act on it at once.
        if (!shown || (mine && !own)) {
            shown = &row;
            own = mine;
        }
    }
    const int slotCount = std::max(QThread::idealThreadCount(), busySlots);
    m_devices->setText(busySlots > 0 ? tr("cpu  %1 of %2 slots").arg(busySlots).arg(slotCount)
                                     : tr("cpu  %n slot(s) free", nullptr, slotCount));
    if (shown)
        showRun(*shown, own, live - 1);
    else
        showNone();
    const QString file = QString::fromStdString(m_services.feed.history().filename().string());
    const auto runs = static_cast<int>(m_services.feed.runs()->size());
    m_history->setFullText(QStringLiteral("%1 · %2").arg(file, tr("%n run(s)", nullptr, runs)));
    m_history->setToolTip(QString::fromStdString(m_services.feed.history().string()));
}

void StatusBar::showRun(const history::RunRow& row, const ActiveRun* own, int others)
{
    m_run = row.run;
    m_state = own ? own->state : row.state;
    const std::int64_t done = own ? own->done : row.finishedTrials;
    const std::int64_t budget = own ? own->budget : row.info.budget;
    m_number->setText(tr("run %1").arg(row.run));
    const QString space = QString::fromStdString(row.info.spaceName);
    const QString set = shortDataSetName(row.info.dataset);
    m_name->setFullText(set.isEmpty() ? space : QStringLiteral("%1 / %2").arg(space, set));
    m_strategy->setFullText(QString::fromStdString(row.info.strategy));
    m_progress->setRange(0, 1000);
    m_progress->setValue(budget > 0 ? static_cast<int>(1000 * done / budget) : 0);
    m_count->setText(QStringLiteral("%1/%2").arg(done).arg(budget));
    m_best->setText(valueText(row.best));
    const bool waits = own && !own->hindrance.empty();
    m_eta->setToolTip(waits ? QString::fromStdString(own->hindrance) : QString());
    m_eta->setText(waits                         ? tr("waits")
                   : m_state == RunState::Paused ? tr("paused")
                                                 : durationText(own ? own->secondsLeft : secondsLeft(row)));
    m_others->setText(others > 0 ? tr("+%1 more").arg(others) : QString());
    m_pause->setToolTip(m_state == RunState::Paused ? tr("Go on") : tr("Pause after the current batch"));
    m_pause->setAccessibleName(m_state == RunState::Paused ? tr("Go on") : tr("Pause"));
    m_none->hide();
    m_runPart->show();
    drawIcons();
}

void StatusBar::showNone()
{
    m_run = 0;
    m_runPart->hide();
    m_none->setText(m_services.runs.isLaunching() ? tr("Starting …") : tr("No active run"));
    m_none->show();
}

void StatusBar::drawIcons()
{
    const Theme& theme = m_services.theme;
    const QColor muted = theme.colors().muted;
    const QSize size(16, 16);
    m_deviceIcon->setPixmap(theme.icon(QStringLiteral("device"), muted).pixmap(size, devicePixelRatioF()));
    m_mark->setPixmap(
        theme.icon(stateIconName(m_state), theme.colors().state(m_state)).pixmap(size, devicePixelRatioF()));
    const bool paused = m_state == RunState::Paused;
    m_pause->setIcon(theme.icon(paused ? QStringLiteral("play") : QStringLiteral("pause"), muted));
    m_stop->setIcon(theme.icon(QStringLiteral("stop"), muted));
}

void StatusBar::mouseReleaseEvent(QMouseEvent* event)
{
    if (m_run != 0 && m_runPart->geometry().contains(event->pos()))
        Q_EMIT runClicked(m_run);
    QWidget::mouseReleaseEvent(event);
}

} // namespace cw::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/runs/run_header.h"

#include <algorithm>

#include <QDateTime>
#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>

#include "core/base/process.h"
#include "core/estimate/fidelity.h"
#include "ui/canvas/themed_icon.h"
#include "ui/live/run_queue.h"
#include "ui/pages/runs/run_list.h"
#include "ui/plots/marks.h"
#include "ui/plots/state_words.h"
#include "ui/widgets/format.h"
#include "ui/widgets/labels.h"

namespace cw::ui {
namespace {

constexpr int kProgress = 3;

bool isLive(RunState state)
{
    return state == RunState::Running || state == RunState::Paused || state == RunState::Queued;
}

} // namespace

RunHeader::RunHeader(const Services& services, QWidget* parent)
    : QWidget(parent)
    , m_services(services)
    , m_title(makeLabel({}, "pageTitle", this))
    , m_what(new ElidedLabel("", Qt::ElideRight, this))
    , m_how(new ElidedLabel("secondary", Qt::ElideRight, this))
{
    setFixedHeight(Metrics::kPageHeader);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(36, 0, 16, kProgress);
    row->setSpacing(8);
    row->addWidget(m_title);
    row->addSpacing(8);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addStretch(1);
    words->addWidget(m_what);
    words->addWidget(m_how);
    words->addStretch(1);
    row->addLayout(words, 1);
    m_trials = makeFigure(tr("trials"));
    m_best = makeFigure(tr("best"));
    m_left = makeFigure(tr("left"));
    for (const Figure& figure : {m_trials, m_best, m_left}) {
        auto* column = new QVBoxLayout;
        column->setSpacing(0);
        column->addStretch(1);
        column->addWidget(figure.value);
        column->addWidget(figure.name);
        column->addStretch(1);
        row->addSpacing(10);
        row->addLayout(column);
    }
    row->addSpacing(12);
    m_pause = makeButton(tr("Pause"), QStringLiteral("pause"));
    m_stop = makeButton(tr("Stop"), QStringLiteral("stop"));
    m_budget = makeButton(tr("Budget"), QStringLiteral("add"));
    m_note = makeButton(tr("Note"), QStringLiteral("note"));
    for (QPushButton* button : {m_pause, m_stop, m_budget, m_note})
        row->addWidget(button);
    m_stop->setToolTip(tr("Ends after the current batch; the run can be resumed"));
    m_budget->setToolTip(tr("Change the number of trials or of workers"));
    connect(m_pause, &QPushButton::clicked, this, &RunHeader::pauseOrResume);
    connect(m_stop, &QPushButton::clicked, this, [this] { m_services.runs.stop(m_row.run); });
    connect(m_budget, &QPushButton::clicked, this, [this] { steer(SteerDialog::Field::Trials); });
    connect(m_note, &QPushButton::clicked, this, [this] { steer(SteerDialog::Field::Note); });
    connect(&services.theme, &Theme::changed, this, [this] { showButtons(); });
}

RunHeader::Figure RunHeader::makeFigure(const QString& name)
{
    Figure figure{makeLabel({}, "subject", this), makeLabel(name, "caption", this)};
    figure.value->setAlignment(Qt::AlignRight);
    figure.name->setAlignment(Qt::AlignRight);
    return figure;
}

QPushButton* RunHeader::makeButton(const QString& text, const QString& icon)
{
    auto* button = new QPushButton(text, this);
    setThemedIcon(m_services.theme, button, icon);
    return button;
}

void RunHeader::show(const history::RunRow& row, const ActiveRun* active)
{
    m_row = row;
    m_state = active != nullptr ? active->state : row.effectiveState(wallClock());
    // A window that closes may leave a run paused that nobody owns: it can be resumed, and no more.
    m_isLive = isLive(m_state) && (active != nullptr || row.hasLiveOwner(wallClock()));
    const std::int64_t done = active != nullptr ? active->done : row.finishedTrials;
    const std::int64_t budget = active != nullptr && active->budget > 0 ? active->budget : row.info.budget;
    m_title->setText(tr("Run %1").arg(row.run));
    m_what->setFullText(tr("%1 on %2").arg(QString::fromStdString(row.info.strategy), runTitle(row)));
    QStringList how{tr("seed %1").arg(row.info.seed), tr("lag %1").arg(row.info.lag)};
    const auto fidelity = row.info.config.is_object() ? row.info.config.find("fidelity") : row.info.config.end();
    if (fidelity != row.info.config.end() && !row.info.dataset.empty()) {
        if (const auto spent = estimate::fidelityFromJson(*fidelity, "fidelity"))
            how << tr("%n epoch(s) on %1 of the data", nullptr, static_cast<int>(spent->epochs))
                       .arg(percentText(spent->data));
    }
    if (row.started > 0)
        how << tr("from %1").arg(
            QLocale().toString(QDateTime::fromSecsSinceEpoch(qint64(row.started)), QStringLiteral("ddd HH:mm")));
    if (!row.info.name.empty() && row.info.experiment != 0)
        how.prepend(tr("experiment %1").arg(QString::fromStdString(row.info.name)));
    if (m_state != RunState::Running)
        how.prepend(stateText(m_state));
    if (active != nullptr && !active->hindrance.empty())
        how = {tr("waits"), QString::fromStdString(active->hindrance)};
    else if (!row.reason.empty() && m_state == RunState::Failed)
        how = {stateText(m_state), QString::fromStdString(row.reason)};
    else if (m_state == RunState::Finished && row.reason == "space exhausted")
        how.insert(1, tr("space exhausted"));
    else if (m_state == RunState::Finished && row.reason == "target reached")
        how.insert(1, tr("target reached"));
    else if (m_state == RunState::Finished && !row.reason.empty())
        how.insert(1, tr("no trial has a value"));
    m_how->setFullText(how.join(QStringLiteral(" · ")));
    m_trials.value->setText(QStringLiteral("%1 / %2").arg(countText(done), countText(budget)));
    m_best.value->setText(valueText(row.best));
    m_best.name->setText(row.bestTrial > 0 ? tr("best, trial %1").arg(row.bestTrial) : tr("best"));
    double left = active != nullptr ? active->secondsLeft : -1;
    if (active == nullptr && m_isLive && done > 0 && row.seconds > 0)
        left = row.seconds / static_cast<double>(done) * static_cast<double>(budget - done);
    const bool passes = m_isLive && m_state != RunState::Paused; // a paused run is not on its way to an end
    m_left.value->setText(durationText(passes ? left : row.seconds));
    m_left.name->setText(passes ? tr("left") : tr("taken"));
    m_note->setToolTip(row.note.empty() ? tr("Write down what this run is about") : QString::fromStdString(row.note));
    m_part = budget > 0 ? std::clamp(static_cast<double>(done) / static_cast<double>(budget), 0.0, 1.0) : 0;
    showButtons();
    update();
}

void RunHeader::showButtons()
{
    const bool resumable = m_state == RunState::Paused || m_state == RunState::Interrupted ||
                           m_state == RunState::Stopped || m_state == RunState::Failed;
    const bool waits = m_row.isWaiting();
    m_pause->setText(waits ? tr("Begin now") : resumable ? tr("Resume") : tr("Pause"));
    m_pause->setIcon(m_services.theme.icon(waits       ? QStringLiteral("play")
                                           : resumable ? QStringLiteral("resume")
                                                       : QStringLiteral("pause")));
    m_pause->setVisible(m_isLive || resumable || waits);
    m_stop->setVisible(m_isLive);
    m_budget->setVisible(m_isLive);
}

void RunHeader::pauseOrResume()
{
    if (m_row.isWaiting())
        m_services.queue.beginNow(m_row.run);
    else if (m_state == RunState::Running || m_state == RunState::Queued)
        m_services.runs.pause(m_row.run);
    else if (m_state == RunState::Paused && m_row.hasLiveOwner(wallClock()))
        m_services.runs.unpause(m_row.run);
    else
        m_services.runs.resume(m_row.run);
}

void RunHeader::steer(SteerDialog::Field first)
{
    delete m_steering; // one at a time, and never about another run than is shown
    m_steering = new SteerDialog(m_services, m_row, m_isLive, first, window());
    m_steering->show();
}

void RunHeader::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Colors& colors = m_services.theme.colors();
    painter.fillRect(rect(), colors.surface);
    const QRect bar(0, height() - kProgress, width(), kProgress);
    painter.fillRect(bar, colors.line);
    painter.fillRect(QRect(bar.topLeft(), QSize(static_cast<int>(bar.width() * m_part), kProgress)), colors.accent);
    paintMark(painter, markOf(m_state), QPointF(21, (height() - kProgress) / 2.0), 10, colors.state(m_state));
}

} // namespace cw::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/run_news.h"

#include <algorithm>
#include <utility>

#include "core/base/process.h"
#include "ui/live/guide.h"
#include "ui/live/run_queue.h"
#include "ui/live/run_service.h"
#include "ui/pages/runs/steer_dialog.h"
#include "ui/widgets/format.h"

namespace cw::ui {

namespace {

const QString kKey = QStringLiteral("log-%1");
constexpr int kAskingPause = 1'000; ///< ms between two looks at what people do to runs that live

QString subjectOf(const history::RunRow& row)
{
    const QString space = QString::fromStdString(row.info.spaceName);
    const QString data = shortDataSetName(row.info.dataset);
    return data.isEmpty() ? space : space + QStringLiteral(" / ") + data;
}

} // namespace

RunNews::RunNews(const Services& services, LogBook& log, QObject* parent)
    : QObject(parent)
    , m_services(services)
    , m_log(log)
    , m_began(wallClock())
{
    m_asking.setInterval(kAskingPause);
    connect(&m_asking, &QTimer::timeout, this, &RunNews::askForInterventions);
    const HistoryFeed& feed = services.feed;
    connect(&feed, &HistoryFeed::runsChanged, this, &RunNews::look);
    connect(&feed, &HistoryFeed::trialsReset, this, [this](const QString& key, qint64 run, const TrialList& trials) {
        if (key == kKey.arg(run))
            takeTrials(run, trials, !m_seen[run].isNew);
    });
    connect(&feed, &HistoryFeed::trialsChanged, this, [this](const QString& key, qint64 run, const TrialList& trials) {
        if (key == kKey.arg(run))
            takeTrials(run, trials, false);
    });
    connect(&feed, &HistoryFeed::interventionsRead, this, &RunNews::takeInterventions);
    connectProblems();
    if (feed.hasRead())
        look(feed.runs());
}

void RunNews::connectProblems()
{
    const auto tell = [this](LogLevel level) {
        return [this, level](const QString& problem) { m_log.add(level, problem); };
    };
    connect(&m_services.feed, &HistoryFeed::failed, this, tell(LogLevel::Error));
    connect(&m_services.feed, &HistoryFeed::recovered, this,
            [this] { m_log.add(LogLevel::Note, tr("The history can be read again.")); });
    connect(&m_services.feed, &HistoryFeed::foundNewer, this,
            [this] { m_log.add(LogLevel::Warning, tr("A newer version of Cellwright has written this history.")); });
    connect(&m_services.runs, &RunService::problem, this, tell(LogLevel::Warning));
    connect(&m_services.queue, &RunQueue::problem, this, tell(LogLevel::Warning));
    connect(&m_services.runs, &RunService::launchFailed, this, [this](const QString& problem) {
        m_log.add(LogLevel::Error, tr("The search could not be launched: %1").arg(problem));
    });
    connect(&m_services.runs, &RunService::queueFailed, this, [this](const QString& problem) {
        m_log.add(LogLevel::Error, tr("The experiment could not be queued: %1").arg(problem));
    });
    connect(&m_services.runs, &RunService::queuedRunFailed, this, [this](qint64 run, const QString& problem) {
        m_log.add(LogLevel::Error, tr("It could not begin: %1").arg(problem), run);
    });
}

void RunNews::look(const RunList& runs)
{
    const double now = wallClock();
    for (const history::RunRow& row : *runs) {
        const auto [at, isNew] = m_seen.try_emplace(row.run);
        Seen& seen = at->second;
        const RunState state = row.effectiveState(now);
        seen.lives = !history::isFinal(state) && row.hasLiveOwner(now); // what somebody left paused does not
        if (isNew) {
            seen.isNew = m_looked;
            seen.state = m_looked ? RunState::Queued : state;
        }
        compare(row, state, seen);
    }
    m_looked = true;
    if (!m_asked.empty() && !m_asking.isActive())
        m_asking.start();
}

/// Nothing else of a run changes when somebody leaves word for it.
void RunNews::askForInterventions()
{
    for (const std::int64_t run : m_asked)
        m_services.feed.requestInterventions(run);
    std::erase_if(m_asked, [this](std::int64_t run) { return !m_seen[run].lives; }); // this was the last time
    if (m_asked.empty())
        m_asking.stop();
}

void RunNews::compare(const history::RunRow& row, RunState state, Seen& seen)
{
    const RunState before = std::exchange(seen.state, state);
    if (state != before)
        tellState(row, before, state);
    // One that ended before anybody looked has its failed trials told too.
    if (seen.lives || (seen.isNew && !seen.wasFollowed && history::isFinal(state)))
        follow(row.run, seen);
    if (seen.lives)
        m_asked.insert(row.run);
}

void RunNews::tellState(const history::RunRow& row, RunState before, RunState state)
{
    const QString reason = QString::fromStdString(row.reason);
    const QString trials = countText(row.finishedTrials);
    switch (state) {
    case RunState::Running:
        if (before == RunState::Queued)
            m_log.add(LogLevel::Note,
                      tr("Started: %1, %2, up to %3 trials")
                          .arg(subjectOf(row), QString::fromStdString(row.info.strategy), countText(row.info.budget)),
                      row.run);
        else
            m_log.add(LogLevel::Note, before == RunState::Paused ? tr("Goes on.") : tr("Resumed."), row.run);
        break;
    case RunState::Paused:
        m_log.add(LogLevel::Note, tr("Paused after %1 trials.").arg(trials), row.run);
        break;
    case RunState::Finished:
        m_log.add(LogLevel::Note, tr("Finished after %1 trials, best %2.").arg(trials, valueText(row.best)), row.run);
        break;
    case RunState::Stopped:
        m_log.add(LogLevel::Note, tr("Stopped after %1 trials.").arg(trials), row.run);
        break;
    case RunState::Interrupted:
        m_log.add(LogLevel::Warning, tr("Interrupted after %1 trials: its program has ended.").arg(trials), row.run);
        break;
    case RunState::Failed:
        m_log.add(LogLevel::Error, tr("Failed after %1 trials: %2").arg(trials, reason), row.run);
        break;
    case RunState::Queued:
        m_log.add(LogLevel::Note, tr("Waits in the queue."), row.run);
        break;
    }
}

void RunNews::follow(std::int64_t run, Seen& seen)
{
    if (m_followed.contains(run))
        return;
    if (m_followed.size() >= kMostFollowed) {
        // One that has ended makes room; its last trials have been told by now.
        const auto ended = std::find_if(m_followed.begin(), m_followed.end(),
                                        [this](std::int64_t each) { return !m_seen[each].lives; });
        if (ended == m_followed.end())
            return; // the oldest are listened to
        m_services.feed.unfollow(kKey.arg(*ended));
        m_followed.erase(ended);
    }
    m_followed.insert(run);
    seen.wasFollowed = true;
    m_services.feed.follow(kKey.arg(run), run);
}

void RunNews::takeTrials(std::int64_t run, const TrialList& trials, bool wereThere)
{
    if (!trials)
        return;
    std::set<std::int64_t>& failed = m_seen[run].failed;
    for (const history::TrialRow& trial : *trials) {
        if (trial.state == TrialState::Failed && failed.insert(trial.trial).second && !wereThere)
            m_log.add(LogLevel::Warning,
                      tr("Trial %1 failed: %2").arg(trial.trial).arg(QString::fromStdString(trial.reason)), run);
    }
}

void RunNews::takeInterventions(std::int64_t run, const Interventions& rows)
{
    const auto found = m_seen.find(run);
    if (found == m_seen.end() || !rows)
        return;
    Seen& seen = found->second;
    for (const history::InterventionRow& row : *rows) {
        if (row.created < m_began)
            continue;
        const QString what = SteerDialog::sentenceOf(row);
        if (seen.interventions.insert(row.id).second)
            m_log.add(LogLevel::Note, tr("By %1: %2").arg(QString::fromStdString(row.author).simplified(), what), run);
        const std::string refusal = outcomeIn(row).refusal;
        if (!refusal.empty() && seen.refusals.insert(row.id).second)
            m_log.add(LogLevel::Warning, tr("Refused: %1: %2").arg(what, QString::fromStdString(refusal).simplified()),
                      run);
    }
}

} // namespace cw::ui

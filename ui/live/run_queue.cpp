// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/run_queue.h"

#include <algorithm>

#include <QSettings>

#include "core/base/process.h"
#include "ui/live/run_service.h"

namespace cw::ui {

namespace {

const QString kAtOnceKey = QStringLiteral("queue/atOnce");

bool isUnderWay(const history::RunRow& row, double now)
{
    return row.info.experiment != 0 && !history::isFinal(row.state) && row.hasLiveOwner(now);
}

} // namespace

std::vector<std::int64_t> waitingRuns(const std::vector<history::RunRow>& runs)
{
    std::vector<const history::RunRow*> rows;
    for (const history::RunRow& row : runs) {
        if (row.isWaiting())
            rows.push_back(&row);
    }
    std::sort(rows.begin(), rows.end(), [](const history::RunRow* a, const history::RunRow* b) {
        return a->created != b->created ? a->created < b->created : a->run < b->run;
    });
    std::vector<std::int64_t> numbers;
    numbers.reserve(rows.size());
    for (const history::RunRow* row : rows)
        numbers.push_back(row->run);
    return numbers;
}

RunQueue::RunQueue(RunService& runs, const HistoryFeed& feed, QObject* parent)
    : QObject(parent)
    , m_runs(runs)
    , m_feed(feed)
    , m_atOnce(std::clamp(QSettings().value(kAtOnceKey, 1).toInt(), 1, kMostAtOnce))
{
    connect(&feed, &HistoryFeed::runsChanged, this, &RunQueue::takeRuns);
    connect(&runs, &RunService::queued, this, [this](const std::vector<std::int64_t>& queued) {
        m_going = true;
        Q_EMIT changed();
        Q_EMIT started(queued.front());
    });
    connect(&runs, &RunService::queueFailed, this, &RunQueue::refused);
    connect(&runs, &RunService::queuedRunFailed, this, [this](qint64 run, const QString& text) {
        m_beginning.erase(run);
        m_refused.insert(run);
        Q_EMIT problem(text);
        beginDue();
    });
    connect(&runs, &RunService::queueOrdered, this, [this](bool done) {
        --m_moving;
        if (!done)
            takeRuns(m_feed.runs());
    });
    takeRuns(feed.runs());
}

void RunQueue::takeRuns(const RunList& runs)
{
    std::vector<std::int64_t> waiting = waitingRuns(*runs);
    const std::set<std::int64_t> still(waiting.begin(), waiting.end());
    std::erase_if(m_beginning, [&still](std::int64_t run) { return !still.contains(run); });
    std::erase_if(m_refused, [&still](std::int64_t run) { return !still.contains(run); });
    if (m_moving > 0) {
        const auto placeOf = [this](std::int64_t run) {
            return std::find(m_waiting.begin(), m_waiting.end(), run) - m_waiting.begin();
        };
        std::stable_sort(waiting.begin(), waiting.end(),
                         [&placeOf](std::int64_t a, std::int64_t b) { return placeOf(a) < placeOf(b); });
    }
    const bool isOther = waiting != m_waiting;
    if (waiting.empty() && isOther && m_beginning.empty())
        m_going = false; // all have had their turn; what another window queues is for that to begin
    m_waiting = std::move(waiting);
    beginDue();
    if (isOther)
        Q_EMIT changed();
}

std::size_t RunQueue::underWay() const
{
    const double now = wallClock();
    return m_beginning.size() +
           std::size_t(std::count_if(m_feed.runs()->begin(), m_feed.runs()->end(), [&](const history::RunRow& row) {
               return isUnderWay(row, now) && !m_beginning.contains(row.run);
           }));
}

void RunQueue::beginDue()
{
    if (!m_going)
        return;
    for (const std::int64_t run : m_waiting) {
        if (underWay() >= std::size_t(m_atOnce))
            return;
        if (!m_refused.contains(run))
            begin(run);
    }
}

void RunQueue::begin(std::int64_t run)
{
    if (m_beginning.insert(run).second)
        m_runs.beginQueued(run);
}

void RunQueue::setAtOnce(int runs)
{
    m_atOnce = std::clamp(runs, 1, kMostAtOnce);
    QSettings().setValue(kAtOnceKey, m_atOnce);
    beginDue();
    Q_EMIT changed();
}

void RunQueue::start(const run::Experiment& experiment)
{
    m_runs.queue(experiment);
}

void RunQueue::goOn()
{
    m_refused.clear();
    m_going = true;
    beginDue();
    Q_EMIT changed();
}

void RunQueue::hold()
{
    m_going = false;
    Q_EMIT changed();
}

void RunQueue::beginNow(std::int64_t run)
{
    m_refused.erase(run);
    begin(run);
}

void RunQueue::move(std::int64_t run, int places)
{
    const auto at = std::find(m_waiting.begin(), m_waiting.end(), run);
    if (at == m_waiting.end())
        return;
    const auto from = at - m_waiting.begin();
    const auto to = std::clamp<std::ptrdiff_t>(from - places, 0, std::ptrdiff_t(m_waiting.size()) - 1);
    if (to == from)
        return;
    m_waiting.erase(at);
    m_waiting.insert(m_waiting.begin() + to, run);
    ++m_moving;
    m_runs.orderQueue(m_waiting);
    Q_EMIT changed();
}

void RunQueue::remove(std::int64_t run)
{
    m_runs.removeQueued(run);
}

} // namespace cw::ui

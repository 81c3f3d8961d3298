// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/feed_worker.h"

#include <algorithm>
#include <exception>

#include <QThread>
#include <QTimer>

#include "core/base/assert.h"
#include "core/base/json.h"
#include "core/base/process.h"
#include "ui/live/guide.h"

namespace cw::ui {

namespace {

constexpr int kPollMilliseconds = 250;
/// Above this many changed trials one query for all points is cheaper than one for each.
constexpr std::size_t kManyTrials = 64;

} // namespace

FeedWorker::FeedWorker(std::filesystem::path history)
    : m_path(std::move(history))
{
}

FeedWorker::~FeedWorker() = default;

void FeedWorker::start()
{
    CW_ASSERT(QThread::currentThread() == thread());
    m_timer = new QTimer(this);
    m_timer->setInterval(kPollMilliseconds);
    connect(m_timer, &QTimer::timeout, this, [this] { look(false); });
    m_timer->start();
    look(true);
}

template <class Read>
void FeedWorker::guarded(Read read)
{
    QString problem;
    try {
        read();
    } catch (const std::exception& error) { // the thread's top frame
        problem = QString::fromUtf8(error.what());
        m_reader.reset();
    }
    if (problem == m_toldProblem)
        return;
    m_toldProblem = problem;
    if (problem.isEmpty())
        Q_EMIT recovered();
    else
        Q_EMIT failed(problem);
}

bool FeedWorker::open()
{
    if (m_reader)
        return true;
    std::error_code ignored;
    if (!std::filesystem::exists(m_path, ignored)) {
        if (m_hasOpened)
            throw Error(ErrorCode::NotFound, "the history was moved or deleted", m_path.string());
        return false; // a history that nobody has written to yet
    }
    try {
        m_reader = std::make_unique<history::Reader>(m_path);
    } catch (const Error& error) {
        if (error.code() == ErrorCode::NotFound)
            return false; // its writer has made the file and not yet what belongs into it
        throw;
    }
    m_dataVersion = -1;
    m_hasOpened = true;
    m_toldRuns = false;
    for (auto& [key, followed] : m_followed)
        followed = Followed{followed.run, 0, {}, false}; // it may be another file, whose revisions mean something else
    if (m_reader->isNewer() && !m_toldNewer) {
        m_toldNewer = true;
        Q_EMIT foundNewer();
    }
    return true;
}

void FeedWorker::look(bool force)
{
    CW_ASSERT(QThread::currentThread() == thread());
    guarded([&] {
        if (!open()) {
            if (!m_toldRuns)
                Q_EMIT runsRead(std::make_shared<const std::vector<history::RunRow>>());
            m_toldRuns = true;
            return;
        }
        const std::int64_t version = m_reader->dataVersion();
        if (version == m_dataVersion && !force && !someOwnerWentSilent())
            return;
        m_dataVersion = version;
        readRuns();
        for (auto& [key, followed] : m_followed) {
            if (followed.wasReset)
                readChanges(key, followed);
            else
                readAll(key, followed); // the file or the run was not there yet
        }
    });
}

bool FeedWorker::someOwnerWentSilent() const
{
    const double now = wallClock();
    return m_rows && !std::equal(m_rows->begin(), m_rows->end(), m_toldStates.begin(), m_toldStates.end(),
                                 [now](const history::RunRow& row, const auto& told) {
                                     return row.effectiveState(now) == told.second;
                                 });
}

void FeedWorker::readRuns()
{
    auto rows = std::make_shared<std::vector<history::RunRow>>(m_reader->runs());
    const double now = wallClock();
    std::vector<std::pair<std::int64_t, RunState>> states;
    states.reserve(rows->size());
    for (const history::RunRow& row : *rows)
        states.emplace_back(row.revision, row.effectiveState(now));
    if (m_toldRuns && states == m_toldStates)
        return;
    m_toldStates = std::move(states);
    m_toldRuns = true;
    m_rows = std::move(rows);
    Q_EMIT runsRead(m_rows);
}

void FeedWorker::follow(const QString& key, std::int64_t run)
{
    guarded([&] {
        Followed& followed = m_followed[key] = Followed{run, 0, {}, false};
        if (open())
            readAll(key, followed);
    });
}

void FeedWorker::unfollow(const QString& key)
{
    m_followed.erase(key);
}

void FeedWorker::readAll(const QString& key, Followed& followed)
{
    auto trials = std::make_shared<std::vector<history::TrialRow>>(m_reader->trials(followed.run));
    auto steps = std::make_shared<std::vector<history::MetricStep>>(m_reader->metricSteps(followed.run));
    for (const history::TrialRow& trial : *trials)
        followed.revision = std::max(followed.revision, trial.revision);
    for (const history::MetricStep& step : *steps)
        followed.lastSteps[{step.trial, step.metric}] = step.step;
    followed.wasReset = true;
    Q_EMIT trialsReset(key, followed.run, std::move(trials), std::move(steps));
}

void FeedWorker::readChanges(const QString& key, Followed& followed)
{
    auto changed = std::make_shared<std::vector<history::TrialRow>>(m_reader->trials(followed.run, followed.revision));
    if (changed->empty())
        return;
    auto steps = std::make_shared<std::vector<history::MetricStep>>(changedSteps(followed, *changed));
    for (const history::TrialRow& trial : *changed)
        followed.revision = std::max(followed.revision, trial.revision);
    for (const history::MetricStep& step : *steps)
        followed.lastSteps[{step.trial, step.metric}] = step.step;
    Q_EMIT trialsChanged(key, followed.run, std::move(changed), std::move(steps));
}

std::vector<history::MetricStep> FeedWorker::changedSteps(const Followed& followed,
                                                          const std::vector<history::TrialRow>& changed)
{
    std::vector<history::MetricStep> found;
    if (changed.size() > kManyTrials) {
        found = m_reader->metricSteps(followed.run);
    } else {
        for (const history::TrialRow& trial : changed) {
            auto ofTrial = m_reader->metricSteps(followed.run, trial.trial);
            found.insert(found.end(), std::make_move_iterator(ofTrial.begin()), std::make_move_iterator(ofTrial.end()));
        }
    }
    std::erase_if(found, [&followed](const history::MetricStep& step) {
        const auto last = followed.lastSteps.find({step.trial, step.metric});
        return last != followed.lastSteps.end() && step.step <= last->second;
    });
    return found;
}

void FeedWorker::readArchitecture(std::int64_t run, std::int64_t trial)
{
    QString text = QStringLiteral("null");
    guarded([&] {
        if (open())
            text = QString::fromStdString(m_reader->architectureWithOrigin(run, trial).dump());
    });
    Q_EMIT architectureRead(run, trial, text);
}

void FeedWorker::readFinalTrainings(std::int64_t run, std::int64_t trial)
{
    auto trained = std::make_shared<std::vector<history::FinalTrainingRow>>();
    guarded([&] {
        if (open())
            *trained = m_reader->finalTrainings(run, trial);
    });
    Q_EMIT finalTrainingsRead(run, trial, trained);
}

void FeedWorker::readInterventions(std::int64_t run)
{
    auto rows = std::make_shared<std::vector<history::InterventionRow>>();
    guarded([&] {
        if (!open())
            return;
        for (run::Intervention& each : run::interventionsOf(*m_reader, run))
            rows->push_back(withOutcome(std::move(each)));
    });
    Q_EMIT interventionsRead(run, rows);
}

} // namespace cw::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/writer.h"

#include <algorithm>
#include <utility>

#include "core/base/hash.h"
#include "core/history/codec.h"
#include "core/history/write_queue.h"

namespace cw::history {

// JSON becomes text and keys are checked on the thread that posts: the writer's thread has SQLite to feed, and a
// number out of range is thrown where it comes from.

class Writer::Impl {
public:
    explicit Impl(const std::filesystem::path& given)
        : path(given)
        , queue(std::make_unique<Store>(given), given)
    {
    }

    /// Waits for a write that yields a number.
    template <class Body>
    std::int64_t number(Body body)
    {
        std::int64_t result = 0;
        queue.wait({.apply = [&](Store& store) { result = body(store); }});
        return result;
    }

    const std::filesystem::path path;
    WriteQueue queue;
};

Writer::Writer(const std::filesystem::path& path)
    : m_impl(std::make_unique<Impl>(path))
{
}

Writer::~Writer() = default;

const std::filesystem::path& Writer::path() const
{
    return m_impl->path;
}

std::optional<Error> Writer::trouble() const
{
    const std::optional<Failure> why = m_impl->queue.trouble();
    return why ? std::optional<Error>(Error(why->code, why->problem, why->where)) : std::nullopt;
}

void Writer::retry()
{
    m_impl->queue.retry();
}

std::int64_t Writer::createExperiment(const std::string& name)
{
    return m_impl->number([&](Store& store) { return store.createExperiment(name, wallClock()); });
}

std::int64_t Writer::createRun(const NewRun& run)
{
    return m_impl->number([&](Store& store) { return store.createRun(run, wallClock()); });
}

std::vector<std::int64_t> Writer::queueRuns(const std::string& experiment, std::vector<NewRun> runs)
{
    constexpr double kApart = 1e-6; // s: each has a place of its own
    std::vector<std::int64_t> numbers;
    m_impl->queue.wait({.apply = [&](Store& store) {
        numbers.clear(); // a batch that fails is applied again
        const double now = wallClock();
        const std::int64_t id = store.createExperiment(experiment, now);
        for (NewRun& run : runs) {
            run.experiment = id;
            numbers.push_back(store.queueRun(run, now + kApart * static_cast<double>(numbers.size())));
        }
    }});
    return numbers;
}

void Writer::orderQueue(const std::vector<std::int64_t>& runs)
{
    m_impl->queue.wait({.apply = [&](Store& store) { store.orderQueue(runs); }});
}

void Writer::claimRun(std::int64_t run)
{
    m_impl->queue.wait({.apply = [&](Store& store) { store.claimRun(run, wallClock()); }});
}

void Writer::flush(bool full)
{
    m_impl->queue.flush(full);
}

void Writer::setArchived(std::int64_t run, bool archived)
{
    m_impl->queue.wait({.apply = [&](Store& store) { store.setArchived(run, archived); }});
}

void Writer::purgeRun(std::int64_t run)
{
    m_impl->queue.wait({.apply = [&](Store& store) { store.purgeRun(run); }});
}

void Writer::addTag(std::int64_t run, const std::string& tag)
{
    m_impl->queue.wait({.apply = [&](Store& store) { store.addTag(run, tag); }});
}

void Writer::setNote(std::int64_t run, const std::string& note)
{
    m_impl->queue.wait({.apply = [&](Store& store) { store.setNote(run, note); }});
}

std::int64_t Writer::addIntervention(std::int64_t run, InterventionKind kind, const Json& argument)
{
    return m_impl->number(
        [&](Store& store) { return store.addIntervention(run, kind, dumpJson(argument), wallClock()); });
}

void Writer::postRunState(std::int64_t run, RunState state, const std::string& reason, Committed whenCommitted)
{
    m_impl->queue.post(
        {.apply = [run, state, reason, now = wallClock()](Store& store) { store.runState(run, state, reason, now); },
         .full = isFinal(state),
         .whenCommitted = std::move(whenCommitted)});
}

void Writer::postBudget(std::int64_t run, std::int64_t evaluations)
{
    m_impl->queue.post({.apply = [run, evaluations](Store& store) { store.budget(run, evaluations); }});
}

void Writer::postNote(std::int64_t run, const std::string& note)
{
    m_impl->queue.post({.apply = [run, note](Store& store) { store.setNote(run, note); }});
}

void Writer::postHeartbeat(std::int64_t run, double secondsRunning)
{
    m_impl->queue.post({.apply = [run, secondsRunning, now = wallClock()](Store& store) {
        store.heartbeat(run, secondsRunning, now);
    }});
}

void Writer::postTrial(const TrialRow& row, const Json& architecture, Committed whenCommitted)
{
    TrialText text;
    text.key = rowKey(row.run, row.trial);
    text.decisions = dumpValues(row.values);
    text.metrics = dumpMetrics(row.metrics);
    text.fidelity = dumpJson(row.fidelity);
    if (!architecture.is_null()) {
        text.architecture = dumpJson(architecture);
        text.digest = static_cast<std::int64_t>(fnv1a64(text.architecture));
    }
    text.row = row;
    m_impl->queue.post({.apply = [text = std::move(text)](Store& store) { store.trial(text); },
                        .whenCommitted = std::move(whenCommitted)});
}

void Writer::postMetricSteps(std::int64_t run, std::vector<MetricStep> steps)
{
    if (steps.empty())
        return;
    for (const MetricStep& step : steps)
        rowKey(run, step.trial);
    const int rows = static_cast<int>(std::min<std::size_t>(steps.size(), WriteQueue::kBatchRows));
    m_impl->queue.post(
        {.apply = [run, points = std::move(steps)](Store& store) { store.metricSteps(run, points); }, .rows = rows});
}

void Writer::postAsk(std::int64_t run, const JobRow& job)
{
    rowKey(run, job.job);
    std::string result = job.result.is_null() ? std::string() : dumpJson(job.result);
    JobRow row = job;
    std::string fidelity = job.fidelity.is_null() ? std::string() : dumpJson(job.fidelity);
    row.result = nullptr;
    row.fidelity = nullptr;
    m_impl->queue.post(
        {.apply = [run, row = std::move(row), result = std::move(result),
                   fidelity = std::move(fidelity)](Store& store) { store.ask(run, row, result, fidelity); }});
}

void Writer::postResult(std::int64_t run, std::int64_t job, const Json& result, Committed whenCommitted)
{
    rowKey(run, job);
    m_impl->queue.post({.apply = [run, job, text = dumpJson(result)](Store& store) { store.result(run, job, text); },
                        .whenCommitted = std::move(whenCommitted)});
}

void Writer::postBest(std::int64_t run, double best, std::int64_t trial)
{
    m_impl->queue.post({.apply = [run, best, trial](Store& store) { store.best(run, best, trial); }});
}

void Writer::postSnapshot(std::int64_t run, const SnapshotRow& snapshot)
{
    m_impl->queue.post({.apply = [run, asked = snapshot.asked, told = snapshot.told, text = dumpJson(snapshot.state),
                                  now = wallClock()](Store& store) { store.snapshot(run, asked, told, text, now); }});
}

void Writer::postEvent(std::int64_t run, const std::string& kind, const Json& data)
{
    m_impl->queue.post({.apply = [run, kind, text = dumpJson(data), now = wallClock()](Store& store) {
        store.event(run, kind, text, now);
    }});
}

void Writer::postInterventionApplied(std::int64_t id, std::int64_t job)
{
    m_impl->queue.post({.apply = [id, job](Store& store) { store.interventionApplied(id, job); }});
}

void Writer::postIntervention(std::int64_t run, InterventionKind kind, const Json& argument, std::int64_t appliedAtJob)
{
    m_impl->queue.post({.apply = [run, kind, text = dumpJson(argument), appliedAtJob, now = wallClock()](Store& store) {
        store.interventionApplied(store.addIntervention(run, kind, text, now), appliedAtJob);
    }});
}

void Writer::postCheckpoint(std::int64_t run, std::int64_t trial, const std::string& path, std::int64_t bytes,
                            Committed whenCommitted)
{
    rowKey(run, trial);
    m_impl->queue.post({.apply = [run, trial, path, bytes,
                                  now = wallClock()](Store& store) { store.checkpoint(run, trial, path, bytes, now); },
                        .whenCommitted = std::move(whenCommitted)});
}

void Writer::postCheckpointGone(std::int64_t run, std::int64_t trial, Committed whenCommitted)
{
    rowKey(run, trial);
    m_impl->queue.post({.apply = [run, trial](Store& store) { store.checkpointGone(run, trial); },
                        .whenCommitted = std::move(whenCommitted)});
}

void Writer::postWhenCommitted(Committed whenCommitted)
{
    m_impl->queue.post({.apply = nullptr, .whenCommitted = std::move(whenCommitted)});
}

void Writer::postCalibration(const std::string& host, const std::string& device, const Json& data)
{
    m_impl->queue.post({.apply = [host, device, text = dumpJson(data), now = wallClock()](Store& store) {
        store.calibration(host, device, text, now);
    }});
}

void Writer::postFinalTraining(const FinalTrainingRow& row)
{
    rowKey(row.run, row.trial);
    m_impl->queue.post({.apply = [row, request = dumpJson(row.request), report = dumpJson(row.report)](Store& store) {
        store.finalTraining(row, request, report);
    }});
}

} // namespace cw::history

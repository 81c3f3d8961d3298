// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/recorder.h"

#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "core/base/process.h"
#include "core/space/realise.h"

namespace cw::run {

Recorder::Recorder(std::shared_ptr<history::Writer> writer, std::int64_t run, std::shared_ptr<EventGate> events,
                   std::shared_ptr<const space::SearchSpace> space, space::DecisionTree tree,
                   estimate::Objective objective, const estimate::Fidelity& full, std::shared_ptr<ForwardClock> clock)
    : m_writer(std::move(writer))
    , m_run(run)
    , m_events(std::move(events))
    , m_space(std::move(space))
    , m_tree(std::move(tree))
    , m_objective(std::move(objective))
    , m_full(full)
    , m_clock(std::move(clock))
{
}

void Recorder::describe(Entry& entry, const Ledger& ledger) const
{
    history::TrialRow& row = entry.row;
    row.run = m_run;
    row.trial = entry.job.trial;
    row.candidate = space::candidateText(*m_space, m_tree, entry.job.candidate);
    row.values = entry.job.candidate.values;
    row.parent = entry.job.parent;
    if (const space::Candidate* parent = ledger.candidate(row.parent))
        row.change = space::describeChange(m_tree, *parent, entry.job.candidate);
    row.fidelity = estimate::toJson(entry.job.fidelity);
    if (!entry.before)
        return;
    // What is known of the trial stays in sight while it goes on.
    row.hash = entry.before->facts.hash;
    row.params = entry.before->facts.params;
    row.macs = entry.before->facts.macs;
    row.metrics = entry.before->told.estimate.metrics;
    row.seconds = entry.secondsBefore;
}

void Recorder::post(Entry& entry)
{
    Event event;
    event.kind = Event::Kind::TrialChanged;
    event.run = m_run;
    event.trial = entry.row.trial;
    event.worker = entry.row.worker;
    m_writer->postTrial(entry.row, std::exchange(entry.document, nullptr),
                        [events = m_events, event] { events->send(event); });
}

void Recorder::asked(Entry& entry)
{
    post(entry);
    history::JobRow job;
    job.job = entry.job.number;
    job.trial = entry.job.trial;
    job.duplicateOf = entry.duplicateOf();
    if (!(entry.job.fidelity == m_full))
        job.fidelity = estimate::toJson(entry.job.fidelity);
    job.told = entry.told;
    m_writer->postAsk(m_run, job);
}

void Recorder::started(Entry& entry, int worker, double time, ArchitectureFacts facts, bool write)
{
    history::TrialRow& row = entry.row;
    row.state = TrialState::Running;
    row.reason.clear();
    row.worker = worker;
    row.started = time;
    row.hash = std::move(facts.hash);
    row.params = facts.params;
    row.macs = facts.macs;
    entry.document = std::move(facts.document);
    if (write)
        post(entry);
}

void Recorder::returned(Entry& entry, TrialState state)
{
    entry.row.state = state;
    entry.row.reason.clear();
    entry.row.worker = -1;
    entry.row.finished = 0;
    entry.row.seconds = entry.secondsBefore;
    entry.row.metrics = entry.before ? entry.before->told.estimate.metrics : estimate::Metrics();
    post(entry);
}

void Recorder::fill(Entry& entry, double time) const
{
    const Known& known = *entry.known;
    const estimate::Estimate& estimate = known.told.estimate;
    history::TrialRow& row = entry.row;
    row.hash = known.facts.hash;
    row.params = known.facts.params;
    row.macs = known.facts.macs;
    row.metrics = estimate.metrics;
    row.reason = estimate.reason;
    row.finished = time;
    if (row.started <= 0)
        row.started = time;
    row.state = entry.duplicate ? TrialState::Duplicate : estimate.state;
    row.seconds = entry.secondsBefore + (entry.duplicate ? 0.0 : estimate.seconds);
    if (row.state == TrialState::Finished && entry.job.fidelity.epochs < m_full.epochs) {
        // Until it goes on: then it is queued again.
        row.state = TrialState::Pruned;
        row.reason = fmt::format("stopped after {} of {} epochs", entry.job.fidelity.epochs, m_full.epochs);
    }
}

void Recorder::done(Entry& entry, double time)
{
    fill(entry, time);
    // A duplicate's result is its original's: the log only says where to look.
    const Json result = entry.duplicate ? Json{{"duplicate_of", entry.duplicateOf()}}
                                        : toJson(JobResult{entry.job.number, entry.known->told.estimate});
    m_writer->postResult(m_run, entry.job.number, result);
    if (!entry.duplicate)
        points(entry, entry.known->told.estimate.curve);
    post(entry);
}

void Recorder::repaired(Entry& entry)
{
    fill(entry, entry.row.finished > 0 ? entry.row.finished : now());
    points(entry, entry.known->told.estimate.curve);
    post(entry);
}

void Recorder::points(const Entry& entry, const std::vector<estimate::CurvePoint>& points)
{
    if (points.empty())
        return;
    std::vector<history::MetricStep> steps;
    steps.reserve(points.size());
    for (const estimate::CurvePoint& point : points)
        steps.push_back({entry.job.trial, point.metric, point.step, point.value});
    m_writer->postMetricSteps(m_run, std::move(steps));
}

void Recorder::checkpoint(const Entry& entry, const std::string& path, std::int64_t bytes)
{
    m_writer->postCheckpoint(m_run, entry.job.trial, path, bytes);
}

bool Recorder::consider(const Entry& entry)
{
    const estimate::Estimate& estimate = entry.known->told.estimate;
    const auto found = estimate.metrics.find(m_objective.metric);
    if (estimate.state != TrialState::Finished || found == estimate.metrics.end() || std::isnan(found->second))
        return false;
    const double epochs = entry.job.fidelity.epochs;
    if (m_best && epochs < m_bestEpochs)
        return false;
    if (m_best && epochs == m_bestEpochs) {
        const double mine = m_objective.oriented(found->second);
        const double best = m_objective.oriented(*m_best);
        if (mine < best || (mine == best && entry.job.trial >= m_bestTrial))
            return false;
    }
    m_best = found->second;
    m_bestEpochs = epochs;
    m_bestTrial = entry.job.trial;
    return true;
}

bool Recorder::hasReached(double target) const
{
    return m_best && m_bestEpochs >= m_full.epochs && m_objective.oriented(*m_best) >= m_objective.oriented(target);
}

void Recorder::postBest()
{
    if (m_best)
        m_writer->postBest(m_run, *m_best, m_bestTrial);
}

void Recorder::snapshot(const Ledger& ledger, const Search& search)
{
    if (ledger.asked() <= m_snapshotAsked)
        return;
    m_writer->postSnapshot(m_run, {ledger.asked(), ledger.told(), search.state()});
    m_snapshotAsked = ledger.asked();
}

void Recorder::state(RunState state, const std::string& reason)
{
    Event event;
    event.run = m_run;
    event.state = state;
    event.text = reason;
    m_writer->postRunState(m_run, state, reason, [events = m_events, event] { events->send(event); });
}

void Recorder::announce(RunState state, const std::string& reason)
{
    Event event;
    event.run = m_run;
    event.state = state;
    event.text = reason;
    m_events->send(event);
}

void Recorder::note(const std::string& kind, const std::string& text)
{
    m_writer->postEvent(m_run, kind, Json{{"text", text}});
}

void Recorder::log(const std::string& kind, const std::string& text)
{
    note(kind, text);
    Event event;
    event.kind = Event::Kind::Log;
    event.run = m_run;
    event.text = text;
    m_events->send(event);
}

} // namespace cw::run

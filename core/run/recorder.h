// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/forward_clock.h"
#include "core/estimate/objective.h"
#include "core/history/writer.h"
#include "core/run/event_gate.h"
#include "core/run/ledger.h"
#include "core/run/search.h"

namespace cw::run {

/// Writes what happens into the history, in an order that makes every beginning of it a state to resume from, and
/// announces it after its commit.
/// Thread: the coordinator (or before it starts)      Errors: throws what the writer throws
class Recorder {
public:
    Recorder(std::shared_ptr<history::Writer> writer, std::int64_t run, std::shared_ptr<EventGate> events,
             std::shared_ptr<const space::SearchSpace> space, space::DecisionTree tree, estimate::Objective objective,
             const estimate::Fidelity& full, std::shared_ptr<ForwardClock> clock);

    history::Writer& writer() { return *m_writer; }
    /// As trials have it.
    double now() { return m_clock->now(); }

    /// Fills the row of a job just asked.
    void describe(Entry& entry, const Ledger& ledger) const;
    /// The trial's row, then the ask: an ask in the log always has its trial.
    void asked(Entry& entry);
    /// `write`: false when the result is there already and the row is about to be written with it.
    void started(Entry& entry, int worker, double time, ArchitectureFacts facts, bool write);
    /// Back in the queue, or given up for now: queued, paused or stopped.
    void returned(Entry& entry, TrialState state);
    /// The result, then the row; `worker` and `time` of the job that found it.
    void done(Entry& entry, double time);
    /// Only the row: what a crash between result and row left undone.
    void repaired(Entry& entry);
    void points(const Entry& entry, const std::vector<estimate::CurvePoint>& points);
    void checkpoint(const Entry& entry, const std::string& path, std::int64_t bytes);

    /// Remembers the best by the first objective, whatever the order of results; equal: the earlier trial. A result of
    /// more epochs is better than any of fewer. True if new.
    bool consider(const Entry& entry);
    void postBest();
    bool hasBest() const { return m_best.has_value(); }
    /// A trial of the whole fidelity is at least as good as this by the first objective.
    bool hasReached(double target) const;

    /// Once per number of asks.
    void snapshot(const Ledger& ledger, const Search& search);
    void skipSnapshotsUpTo(std::int64_t asked) { m_snapshotAsked = asked; }
    void state(RunState state, const std::string& reason);
    /// Tells the listener now, without writing.
    void announce(RunState state, const std::string& reason);
    void log(const std::string& kind, const std::string& text);
    /// For the record alone: it is told in another way.
    void note(const std::string& kind, const std::string& text);

private:
    void fill(Entry& entry, double time) const;
    void post(Entry& entry);

    std::shared_ptr<history::Writer> m_writer;
    std::int64_t m_run;
    std::shared_ptr<EventGate> m_events;
    std::shared_ptr<const space::SearchSpace> m_space;
    space::DecisionTree m_tree;
    estimate::Objective m_objective;
    estimate::Fidelity m_full; ///< what a trial reaches that goes all the way
    std::shared_ptr<ForwardClock> m_clock;
    std::optional<double> m_best;
    double m_bestEpochs = 0;
    std::int64_t m_bestTrial = 0;
    std::int64_t m_snapshotAsked = 0;
};

} // namespace cw::run

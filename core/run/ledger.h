// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

#include "core/history/records.h"
#include "core/run/architect.h"
#include "core/run/job.h"
#include "core/run/told_store.h"

namespace cw::run {

/// One candidate at one fidelity, and what became of it: every trial of the same candidate shares it.
struct Known {
    estimate::ToldResult told; ///< of its first trial; the estimate is empty until `done`
    ArchitectureFacts facts;   ///< without the document
    bool done = false;
};

/// A job of the log from its ask until it has been told.
struct Entry {
    Job job;
    std::shared_ptr<Known> known;
    bool duplicate = false;              ///< answered from memory: its candidate was asked before
    std::shared_ptr<const Known> before; ///< the trial's job before this one; null: none
    double secondsBefore = 0;            ///< that the trial's earlier jobs took
    ToldStore::View seen;                ///< what the job may see
    std::int64_t told = -1;              ///< results told before it was asked; -1: as the lag says
    history::TrialRow row;               ///< as last written
    Json document;                       ///< .cwarch, until it has been written

    bool done() const { return known->done; }
    std::int64_t duplicateOf() const { return duplicate ? known->told.trial : 0; }
};

/// The log in memory, and the rule of the lag: before job j is asked, exactly the results of jobs 1 .. j-lag have been
/// told, in that order. Results that come earlier wait here.
/// Thread: the coordinator only
class Ledger {
public:
    explicit Ledger(std::int64_t lag)
        : m_lag(lag)
    {
    }

    std::int64_t asked() const { return m_asked; }
    std::int64_t told() const { return m_told; }
    std::int64_t trials() const { return static_cast<std::int64_t>(m_trials.size()); }
    std::int64_t done() const { return m_done; }             ///< jobs with a result, told or not
    std::int64_t trialsDone() const { return m_trialsDone; } ///< trials whose first job has a result
    /// How many results have been told before the next ask when nothing but the lag decides.
    std::int64_t toldByLag() const { return std::max<std::int64_t>(0, m_asked + 1 - m_lag); }

    /// The job whose result must be told before the next ask; null when none is due.
    const Entry* due() const;
    /// Every result that the next ask needs has arrived.
    bool mayAsk() const;
    /// The oldest job that is not told yet; null when all are.
    const Entry* oldest() const { return m_window.empty() ? nullptr : &m_window.front(); }
    /// The oldest job has been told: it leaves the window, its result joins what later jobs see.
    void markOldestTold();

    /// Adds the job just asked. A candidate seen before at that fidelity makes it a duplicate, done at once if that one
    /// is. A job that goes on with a trial gets the trial's candidate and parent.
    Entry& add(Job job);
    /// Gives a job its final result. Returns the jobs that are done by it, duplicates among them, in order.
    std::vector<Entry*> complete(Entry& entry, estimate::Estimate estimate, ArchitectureFacts facts);

    /// All that jobs asked from now on may see.
    ToldStore::View toldResults() const { return m_store.view(); }
    /// So many of them every job in flight may see.
    std::size_t seenByAll() const;

    /// A job that is not told yet, or null.
    Entry* find(std::int64_t job);
    std::deque<Entry>& window() { return m_window; }
    /// The candidate of a trial, or null.
    const space::Candidate* candidate(std::int64_t trial) const;

private:
    struct KnownHash {
        std::size_t operator()(const std::shared_ptr<Known>& known) const;
    };
    struct KnownEqual {
        bool operator()(const std::shared_ptr<Known>& a, const std::shared_ptr<Known>& b) const;
    };

    void count(const Entry& entry);

    std::int64_t m_lag;
    std::int64_t m_asked = 0;
    std::int64_t m_told = 0;
    std::int64_t m_done = 0;
    std::int64_t m_trialsDone = 0;
    std::deque<Entry> m_window; ///< jobs told + 1 .. asked
    struct Trial {
        std::shared_ptr<Known> known; ///< of its first job
        std::shared_ptr<Known> last;  ///< of its last job that has a result
        std::int64_t parent = 0;
        double seconds = 0; ///< that its jobs took
    };
    std::vector<Trial> m_trials; ///< by trial number - 1
    std::unordered_set<std::shared_ptr<Known>, KnownHash, KnownEqual> m_memory;
    ToldStore m_store;
};

} // namespace cw::run

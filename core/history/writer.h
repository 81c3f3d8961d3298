// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/history/records.h"

namespace cw::history {

/// The one writing connection of this program to one history, with a thread of its own. Posted writes are batched:
/// a commit every 100 ms or 1,000 rows, in the order posted; `whenCommitted` runs on the writer's thread after the
/// commit that holds the write.
/// Thread: every function may be called from any thread
/// Errors: the constructor throws as openForWriting. What was posted and cannot be written now (full disk, another
/// program's lock) is kept, in order, and tried again until it can: trouble() says why. Synchronous calls throw it.
/// What can never be written is left out, and thrown by the next call of any function. Nothing already committed is
/// lost.
class Writer {
public:
    explicit Writer(const std::filesystem::path& path);
    ~Writer(); ///< commits what is queued
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    const std::filesystem::path& path() const;
    /// Why what was posted is not on disk, until it is; nothing: all is well.
    std::optional<Error> trouble() const;
    /// Tries again now instead of within a second.
    void retry();

    // Synchronous: return after the commit.
    std::int64_t createExperiment(const std::string& name);
    /// State queued, owned by this process, heartbeat now. Returns the run's number.
    std::int64_t createRun(const NewRun& run);
    /// An experiment and its runs at once, all or none: queued, owned by nobody, to begin in this order. Returns the
    /// runs' numbers; `experiment` of the rows is set.
    std::vector<std::int64_t> queueRuns(const std::string& experiment, std::vector<NewRun> runs);
    /// These runs of the queue shall begin in this order; others keep their places. Errors: NotFound
    void orderQueue(const std::vector<std::int64_t>& runs);
    /// Takes a run over in one BEGIN IMMEDIATE. Errors: NotFound; Busy naming the live owner (host, pid)
    void claimRun(std::int64_t run);
    /// Everything posted so far is on disk when it returns; `full`: with synchronous=FULL.
    void flush(bool full = false);
    void setArchived(std::int64_t run, bool archived);
    /// Removes an archived run and all its rows.
    void purgeRun(std::int64_t run);
    void addTag(std::int64_t run, const std::string& tag);
    void setNote(std::int64_t run, const std::string& note);
    /// For a run that this process need not own. Returns its id.
    std::int64_t addIntervention(std::int64_t run, InterventionKind kind, const Json& argument);

    // Posted.
    using Committed = std::function<void()>;
    /// Also releases the owner when the state is final, and adds to `seconds`.
    void postRunState(std::int64_t run, RunState state, const std::string& reason, Committed whenCommitted = {});
    void postBudget(std::int64_t run, std::int64_t evaluations);
    void postNote(std::int64_t run, const std::string& note);
    void postHeartbeat(std::int64_t run, double secondsRunning);
    /// Inserts or replaces the trial's row, and the run's counters; `decision_value` and `architecture` rows too.
    void postTrial(const TrialRow& row, const Json& architecture, Committed whenCommitted = {});
    void postMetricSteps(std::int64_t run, std::vector<MetricStep> steps);
    void postAsk(std::int64_t run, const JobRow& job);
    void postResult(std::int64_t run, std::int64_t job, const Json& result, Committed whenCommitted = {});
    void postBest(std::int64_t run, double best, std::int64_t trial);
    void postSnapshot(std::int64_t run, const SnapshotRow& snapshot);
    void postEvent(std::int64_t run, const std::string& kind, const Json& data);
    void postInterventionApplied(std::int64_t id, std::int64_t job);
    /// What this program's own user did to the run, carried out already: for the record.
    void postIntervention(std::int64_t run, InterventionKind kind, const Json& argument, std::int64_t appliedAtJob);
    void postCheckpoint(std::int64_t run, std::int64_t trial, const std::string& path, std::int64_t bytes,
                        Committed whenCommitted = {});
    /// The row goes; `whenCommitted` is the moment to delete the file.
    void postCheckpointGone(std::int64_t run, std::int64_t trial, Committed whenCommitted = {});
    /// After the commit of everything posted so far.
    void postWhenCommitted(Committed whenCommitted);
    void postCalibration(const std::string& host, const std::string& device, const Json& data);
    /// `row.id` is left alone. The run need not be owned by this program.
    void postFinalTraining(const FinalTrainingRow& row);

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace cw::history

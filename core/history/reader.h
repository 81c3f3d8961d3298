// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/history/records.h"

namespace cw::history {

struct EventRow {
    std::int64_t id = 0;
    double time = 0;
    std::string kind;
    Json data;
};

/// A read-only connection. Sees commits of every program.
/// Thread: one thread at a time      Errors: throws Error(NotFound, Io, Format)
class Reader {
public:
    explicit Reader(const std::filesystem::path& path);
    ~Reader();
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    /// Written by a newer version: what this one does not know of is not seen.
    bool isNewer() const;

    /// Changes when another connection has committed (PRAGMA data_version). Errors: NotFound when the file is no longer
    /// at its place: what comes from now on is not seen by this connection
    std::int64_t dataVersion();

    std::vector<RunRow> runs(bool withArchived = false);
    /// Errors: NotFound naming the run
    RunRow run(std::int64_t run);
    /// Trials whose row changed after `sinceRevision` (0: all), by number, at most `limit`.
    std::vector<TrialRow> trials(std::int64_t run, std::int64_t sinceRevision = 0, std::int64_t limit = -1);
    TrialRow trial(std::int64_t run, std::int64_t trial);
    /// Learning curve points of one trial (0: of all), by (trial, metric, step).
    std::vector<MetricStep> metricSteps(std::int64_t run, std::int64_t trial = 0);
    /// The .cwarch document of a trial; null when there is none.
    Json architecture(std::int64_t run, std::int64_t trial);
    /// The same with its "origin": the run's space and the trial's candidate, by which it can be built for another task
    /// (see space::retarget()).
    Json architectureWithOrigin(std::int64_t run, std::int64_t trial);
    std::vector<JobRow> jobs(std::int64_t run);
    std::vector<CheckpointRow> checkpoints(std::int64_t run);
    /// Of a run, or of one of its trials, oldest first.
    std::vector<FinalTrainingRow> finalTrainings(std::int64_t run, std::int64_t trial = 0);
    /// What this host was measured to do with a device; null: not measured yet.
    Json calibration(const std::string& host, const std::string& device);
    std::optional<SnapshotRow> newestSnapshot(std::int64_t run);
    /// Of that run, or of all runs (0), not applied yet or all.
    std::vector<InterventionRow> interventions(std::int64_t run, bool pendingOnly);
    std::vector<EventRow> events(std::int64_t run, std::int64_t sinceId = 0);
    std::vector<std::string> tags(std::int64_t run);

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace cw::history

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/base/process.h"
#include "core/base/states.h"

namespace cw::history {

// Rows of the history as values. Times are seconds since 1970; 0 means "not yet".

/// True when the run has ended: nobody owns it any more. Stopped and failed runs may still be resumed.
constexpr bool isFinal(RunState state)
{
    return state != RunState::Queued && state != RunState::Running && state != RunState::Paused;
}

/// What is written when a run starts, and never changes afterwards.
struct NewRun {
    std::string name;
    Json config; ///< the whole .cwsearch document
    Json space;  ///< the whole .cwspace document
    std::string spaceName;
    std::string dataset;
    std::string strategy;
    std::string objective; ///< first objective as text: "max:valid_accuracy"
    std::uint64_t seed = 0;
    std::int64_t lag = 0;
    std::int64_t budget = 0; ///< evaluations
    Json versions;           ///< {"cellwright": "0.1.0", "libtorch": "1.13.1", "data": {...}, ...}
    std::string device;
    std::int64_t experiment = 0; ///< 0: none
};

struct RunRow {
    std::int64_t run = 0;
    NewRun info;
    RunState state = RunState::Queued; ///< as stored; see effectiveState
    std::string reason;
    ProcessId owner; ///< pid 0: nobody
    double heartbeat = 0;
    double created = 0; ///< when it came into the history; runs that wait begin in this order (Writer::orderQueue)
    double started = 0;
    double finished = 0;
    double seconds = 0;              ///< time spent running, over all sessions
    std::int64_t trials = 0;         ///< proposed
    std::int64_t finishedTrials = 0; ///< in a final state other than stopped
    std::optional<double> best;      ///< of the first objective, not oriented
    std::int64_t bestTrial = 0;
    std::string note;
    bool archived = false;
    std::int64_t revision = 0;

    /// Interrupted when it claims to run (or pause) but its owner is dead or silent for longer than kStaleSeconds.
    RunState effectiveState(double now) const;
    bool hasLiveOwner(double now) const;
    /// In the queue: has never begun, and nobody has taken it up yet.
    bool isWaiting() const { return state == RunState::Queued && owner.pid == 0; }
};

inline constexpr double kHeartbeatSeconds = 2.0;
inline constexpr double kStaleSeconds = 10.0;

/// One candidate inside a run.
struct TrialRow {
    std::int64_t run = 0;
    std::int64_t trial = 0; ///< number in the run, from 1
    TrialState state = TrialState::Queued;
    std::string reason;
    std::string candidate;      ///< text form, see space::candidateText
    std::vector<double> values; ///< decision values in tree order, NaN: inactive
    std::int64_t parent = 0;
    std::string change; ///< against the parent: "0-2: skip_connect -> nor_conv_3x3"
    std::string hash;   ///< architecture; empty when there is none
    std::int64_t params = 0;
    std::int64_t macs = 0;
    std::map<std::string, double> metrics; ///< objectives among them
    Json fidelity = Json::object();
    int worker = -1;
    double started = 0;
    double finished = 0;
    double seconds = 0;        ///< spent by the estimator
    std::int64_t revision = 0; ///< grows with every change anywhere in the history: readers ask for what is newer
};

/// A point of a trial's learning curve.
struct MetricStep {
    std::int64_t trial = 0;
    std::string metric;
    std::int64_t step = 0;
    double value = 0;
};

/// The log: one row per job, in the order asked. told is the position among tells, 0 while its result is not told.
struct JobRow {
    std::int64_t job = 0; ///< number in the run, from 1
    std::int64_t trial = 0;
    std::int64_t duplicateOf = 0; ///< trial that answers it from memory; 0: none
    Json result;                  ///< of JobResult::toJson in core/run; null while not finished
    bool done = false;
    Json fidelity;          ///< null: the run's whole fidelity
    std::int64_t told = -1; ///< results told before it was asked; -1: as the lag says
};

/// Weights of a trial that are kept beside the history.
struct CheckpointRow {
    std::int64_t trial = 0;
    std::string path;
    std::int64_t bytes = 0;
};

/// A full training of a trial's architecture after the search, with its test result.
struct FinalTrainingRow {
    std::int64_t id = 0;
    std::int64_t run = 0;
    std::int64_t trial = 0;
    double time = 0;     ///< when it ended
    Json request;        ///< {"dataset", "fidelity", "settings", "seed", ...}
    Json report;         ///< {"test_accuracy", "epochs", ...}
    std::string weights; ///< file, seen from the folder of the history; empty: none were kept
    std::int64_t bytes = 0;
};

struct SnapshotRow {
    std::int64_t asked = 0; ///< jobs asked when it was taken
    std::int64_t told = 0;  ///< results told when it was taken
    Json state;
};

enum class InterventionKind { Pause, Resume, Stop, Budget, Workers, Enqueue, Pin, Note };
std::string_view toText(InterventionKind kind);
std::optional<InterventionKind> interventionKindFromText(std::string_view text);

/// Something a person did to a run while it lived; the owner applies it and says at which job.
struct InterventionRow {
    std::int64_t id = 0;
    std::int64_t run = 0;
    InterventionKind kind = InterventionKind::Pause;
    Json argument;
    std::string author; ///< "host:pid"
    double created = 0;
    std::int64_t appliedAtJob = -1; ///< -1: not yet
};

} // namespace cw::history

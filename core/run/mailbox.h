// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

#include "core/estimate/estimator.h"
#include "core/history/records.h"
#include "core/run/architect.h"

namespace cw::run {

/// What a worker tells the coordinator.
struct WorkerReport {
    enum class Kind {
        Prepared, ///< the estimator is ready, or `problem` says why not
        Started,  ///< a job began; facts of its network
        Points,   ///< of its learning curve
        Waiting,  ///< the job can not go on, `problem` says why; empty: now it can
        Done,     ///< the job ended: finished, or Paused or Stopped and to be done again
        Exited,   ///< the thread ends
    };
    Kind kind = Kind::Done;
    int worker = -1;
    std::int64_t job = 0;
    double time = 0; ///< by the run's ForwardClock
    ArchitectureFacts facts;
    std::vector<estimate::CurvePoint> points;
    estimate::Estimate estimate;
    std::string checkpoint; ///< Done: path of the file that the job left, empty when none
    std::int64_t checkpointBytes = 0;
    std::string problem;
    bool deviceLost = false; ///< Waiting: what it waits for is its device; workers of others need not
};

/// What a person or another program wants of the run.
struct Command {
    enum class Kind { Pause, Unpause, Stop, Abandon, Budget, Workers, Note };
    Kind kind = Kind::Pause;
    std::int64_t evaluations = 0; ///< Budget
    std::string note = {};        ///< Note: already written, to be recorded
    int workers = 0;              ///< Workers
};

/// Everything that came in since the last look, each kind in order.
struct Mail {
    std::vector<WorkerReport> reports;
    std::vector<Command> commands;
    std::vector<history::InterventionRow> interventions;
    std::string failure;    ///< the history cannot be written or is not ours any more; empty: all is well
    bool ownerLost = false; ///< another program has taken the run over: nothing more may be written
};

/// Where the coordinator waits. Reports that only colour the picture (started, points) do not wake it: it looks at
/// them at the latest at its deadline, so that a fast search is not slowed down by them.
/// Thread: take() by the coordinator; the rest by any thread
class Mailbox {
public:
    using Clock = std::chrono::steady_clock;

    void report(WorkerReport report);
    void command(const Command& command);
    void intervene(std::vector<history::InterventionRow> rows);
    void fail(const std::string& problem, bool ownerLost = false);

    /// Everything there is; waits for something urgent until the deadline.
    Mail take(Clock::time_point deadline);

private:
    std::mutex m_mutex;
    std::condition_variable m_arrived;
    Mail m_mail;
    bool m_urgent = false;
};

} // namespace cw::run

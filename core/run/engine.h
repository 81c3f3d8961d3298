// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "core/base/states.h"
#include "core/history/writer.h"
#include "core/run/assemble.h"

namespace cw::run {

/// What a listener is told: small values. Trials are announced after their commit; Progress before.
struct Event {
    enum class Kind { RunChanged, TrialChanged, Progress, Log };
    Kind kind = Kind::RunChanged;
    std::int64_t run = 0;
    std::int64_t trial = 0;
    int worker = -1;
    double fraction = 0;                      ///< Progress: of the job
    std::vector<estimate::CurvePoint> points; ///< Progress
    RunState state = RunState::Running;       ///< RunChanged
    std::string text;                         ///< Log, or the reason of a RunChanged (Paused: what hinders it)
};
/// Called from coordinator, workers and the writer's thread; must be quick and must not call the engine.
using EventSink = std::function<void(const Event&)>;

/// Runs one search: a coordinator thread that alone calls the search, workers that estimate, and the history as a log.
///
/// Determinism: job j is issued from exactly the results of jobs 1 .. j-lag, told in that order, so the same seed and
/// lag give the same trials on any number of workers. A candidate seen before is answered from memory.
/// Crash safety: every ask and result is committed to the history; resume restores the newest snapshot and replays the
/// log, checking that replayed asks equal the stored ones.
/// While the history or a checkpoint cannot be written (full disk, another program's lock) the run waits: workers end
/// what they have, nothing new begins, hindrance() says what to do, and it goes on by itself when it can.
/// What is done to a running run by these functions is a row in the history, as what other programs ask for is.
/// Thread: every public function may be called from any thread
class Engine {
public:
    /// A new run. Errors: throws Error (history)
    static std::unique_ptr<Engine> create(std::shared_ptr<history::Writer> writer, Parts parts, EventSink sink);
    /// Takes over a run that is not finished (paused, stopped, failed, interrupted), or is but has had its budget
    /// raised (Writer::postBudget, or a pending intervention). `parts` come from its stored configuration. Goes on at
    /// start(). Errors: throws Error(NotFound), Error(Busy) naming the live owner, Error(Config) when it is finished
    /// already, Error(Internal) when the replayed asks differ from the log; the run is then as before
    static std::unique_ptr<Engine> resume(std::shared_ptr<history::Writer> writer, std::int64_t run, Parts parts,
                                          EventSink sink);
    ~Engine(); ///< stops (as abandon) and joins
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    std::int64_t run() const;
    RunState state() const;
    std::int64_t trialsDone() const;
    std::int64_t budget() const;
    int workers() const;
    /// Seconds left by the rate so far; negative while unknown.
    double secondsLeft() const;
    /// Why the run waits although nobody paused it, in one sentence; empty: it does not. Its state is Paused then.
    std::string hindrance() const;

    /// Once. Returns at once; the estimator is prepared by a worker.
    void start();
    /// Lets running batches finish, writes checkpoints, then waits; state Paused from then on.
    void pause();
    /// Goes on after pause(); a run that something hinders tries again at once.
    void unpause();
    /// Shows at once, ends after the current batch; state Stopped, resumable.
    void stop();
    /// A second stop: does not wait for workers' results; one that hangs is left behind.
    void abandon();
    void setBudget(std::int64_t evaluations);
    /// More begin at once; fewer means that so many take no further job. The lag stays, and with it the trajectory:
    /// workers beyond it stand idle.
    void setWorkers(int workers);
    /// Returns when it is written.
    void setNote(const std::string& note);
    /// Blocks until the run, once started, has ended; returns Finished, Stopped or Failed (with reason()).
    RunState wait();
    std::string reason() const;

private:
    class Impl;
    explicit Engine(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace cw::run

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "core/base/forward_clock.h"
#include "core/estimate/objective.h"
#include "core/run/architect.h"
#include "core/run/calibrations.h"
#include "core/run/event_gate.h"
#include "core/run/mailbox.h"
#include "core/run/told_store.h"

namespace cw::run {

struct WorkerSetup {
    std::int64_t run = 0;
    std::shared_ptr<estimate::Estimator> estimator;
    std::shared_ptr<const Architect> architect;
    std::vector<estimate::Objective> objectives;
    int workers = 1;
    int threads = 1;
    std::vector<std::string> devices; ///< given to the workers in turn
    std::uint64_t seed = 0;
    std::filesystem::path checkpoints; ///< folder of the weights; empty: none
    estimate::Fidelity full;           ///< of the run
    std::shared_ptr<Calibrations> calibrations;
    std::shared_ptr<ForwardClock> clock; ///< of reports
    std::size_t keep = 0;                ///< the weights of so many of the best trials are kept
};

struct Assignment {
    Job job;
    ToldStore::View seen;
};

/// The threads that estimate, one per slot. Jobs are taken by number, lowest first. The first worker prepares the
/// estimator and reports it; give() nothing before that.
/// Everything that the threads touch is shared with them, so that one that hangs can be left behind.
/// Thread: the coordinator
class WorkerPool {
public:
    WorkerPool(WorkerSetup setup, std::shared_ptr<Mailbox> mailbox, std::shared_ptr<EventGate> events);
    ~WorkerPool(); ///< as leave() without grace
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    void give(Assignment assignment);
    /// So many may take jobs from now on. Those beyond finish theirs first.
    void setWorkers(int workers);
    /// Every thread there is, whether it may take jobs or not: so many will report Exited.
    int threads() const { return static_cast<int>(m_threads.size()); }
    /// While pausing, no job is taken and running ones are asked to write their checkpoint and return.
    void setPausing(bool pausing);
    /// While holding, no job is taken; running ones go on to their end.
    void setHolding(bool holding);
    /// Jobs given and not taken yet.
    std::size_t waiting() const;
    /// Asks every worker to end after its current batch. Each reports Exited.
    void stop();
    /// Waits that long for workers to end; those that do not are left to themselves.
    void leave(std::chrono::milliseconds grace);
    /// stop(), and waits for every worker: when each job that was given has been reported, so that all of them end as
    /// soon as the machine lets them. One left behind would keep the history open.
    void join();

private:
    struct Shared;
    void addThreads(int workers);
    static void work(std::stop_token stop, const std::shared_ptr<Shared>& shared, int worker);

    std::shared_ptr<Shared> m_shared;
    std::vector<std::jthread> m_threads;
};

} // namespace cw::run

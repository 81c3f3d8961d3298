// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <functional>
#include <stop_token>
#include <string>

#include "core/run/weights.h"
#include "core/run/worker_pool.h"

namespace cw::run {

/// Runs something foreign and returns what it threw as one line, or nothing.
std::string problemOf(const std::function<void()>& work);

/// One worker's way through a job: architecture, estimate, and a result that the log can take. Whatever the estimator
/// does, there is a result.
/// Thread: its worker
class JobRunner {
public:
    JobRunner(const WorkerSetup& setup, std::string device, int worker, Mailbox& mailbox, EventGate& events);

    void run(const Assignment& assignment, const std::stop_token& stop, const std::atomic<bool>& pausing) const;

private:
    estimate::Estimate estimate(const Assignment& assignment, const ArchitectureFacts& facts,
                                const std::filesystem::path& checkpoint, const std::stop_token& stop,
                                const std::atomic<bool>& pausing) const;
    estimate::Estimate estimatedPatiently(std::int64_t job, const estimate::Context& context,
                                          const std::function<estimate::Estimate()>& work) const;
    estimate::Estimate judged(estimate::Estimate estimate, bool stopped, bool sawPausing) const;
    void storePatiently(std::int64_t job, const std::stop_token& stop, const std::function<void()>& write) const;
    BestTrials bestOf(const ToldStore::View& seen) const;

    const WorkerSetup& m_setup;
    std::string m_device;
    int m_worker;
    Mailbox& m_mailbox;
    EventGate& m_events;
};

} // namespace cw::run

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/worker_pool.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <optional>

#include "core/base/process.h"
#include "core/run/job_runner.h"

namespace cw::run {

struct WorkerPool::Shared {
    WorkerSetup setup;
    std::shared_ptr<Mailbox> mailbox;
    std::shared_ptr<EventGate> events;

    std::mutex mutex;
    /// One per worker and no more: glibc before 2.41 can lose a wake-up or hang in notify when several threads wait on
    /// the same condition variable (its bug 25847), which starved low-priority workers did bring about.
    std::deque<std::condition_variable> wake;
    std::vector<bool> idle;       ///< by worker: waits to be woken
    std::size_t allowed = 0;      ///< workers with a smaller number may take jobs
    std::condition_variable left; ///< a worker ended; the coordinator waits
    std::map<std::int64_t, Assignment> waiting;
    std::vector<bool> ended; ///< by worker
    bool stopping = false;
    bool holding = false;
    std::atomic<bool> pausing = false; ///< written under the mutex; running jobs read it without

    std::optional<Assignment> take(std::size_t worker);
    /// Under the mutex: up to `count` idle workers that may take jobs look for work again.
    void wakeIdle(std::size_t count);
    void wakeAll();
    bool allEnded() const;
};

namespace {

void prepare(const WorkerSetup& setup, Mailbox& mailbox)
{
    WorkerReport report;
    report.kind = WorkerReport::Kind::Prepared;
    report.problem = problemOf([&] { setup.estimator->prepare(); });
    mailbox.report(std::move(report));
}

} // namespace

std::optional<Assignment> WorkerPool::Shared::take(std::size_t worker)
{
    std::unique_lock lock(mutex);
    for (;;) {
        if (stopping)
            return std::nullopt;
        if (!pausing && !holding && worker < allowed && !waiting.empty())
            return std::move(waiting.extract(waiting.begin()).mapped());
        idle[worker] = true;
        wake[worker].wait(lock, [&] { return !idle[worker]; });
    }
}

void WorkerPool::Shared::wakeIdle(std::size_t count)
{
    for (std::size_t worker = 0; worker < std::min(allowed, idle.size()) && count > 0; ++worker) {
        if (!idle[worker])
            continue;
        idle[worker] = false;
        wake[worker].notify_one();
        --count;
    }
}

void WorkerPool::Shared::wakeAll()
{
    for (std::size_t worker = 0; worker < idle.size(); ++worker) {
        idle[worker] = false;
        wake[worker].notify_one();
    }
}

bool WorkerPool::Shared::allEnded() const
{
    for (const bool one : ended) {
        if (!one)
            return false;
    }
    return true;
}

WorkerPool::WorkerPool(WorkerSetup setup, std::shared_ptr<Mailbox> mailbox, std::shared_ptr<EventGate> events)
    : m_shared(std::make_shared<Shared>())
{
    const int workers = setup.workers;
    m_shared->setup = std::move(setup);
    m_shared->mailbox = std::move(mailbox);
    m_shared->events = std::move(events);
    setWorkers(workers);
}

void WorkerPool::setWorkers(int workers)
{
    addThreads(workers);
    const std::lock_guard lock(m_shared->mutex);
    m_shared->allowed = static_cast<std::size_t>(workers);
    // Also when there are fewer: one that may no longer may have been woken for a job that nobody else was woken for.
    m_shared->wakeIdle(m_shared->idle.size());
}

void WorkerPool::addThreads(int workers)
{
    {
        const std::lock_guard lock(m_shared->mutex);
        const std::size_t size = std::max(m_shared->idle.size(), static_cast<std::size_t>(workers));
        m_shared->ended.resize(size, false);
        m_shared->idle.resize(size, false);
        while (m_shared->wake.size() < size)
            m_shared->wake.emplace_back(); // those that are waited on stay where they are
    }
    for (int worker = threads(); worker < workers; ++worker)
        m_threads.emplace_back(
            [shared = m_shared, worker](std::stop_token stop) { work(std::move(stop), shared, worker); });
}

WorkerPool::~WorkerPool()
{
    stop();
    leave(std::chrono::milliseconds(0));
}

void WorkerPool::work(std::stop_token stop, const std::shared_ptr<Shared>& shared, int worker)
{
    const WorkerSetup& setup = shared->setup;
    const std::string& device = setup.devices[static_cast<std::size_t>(worker) % setup.devices.size()];
    if (device == "cpu")
        lowerThreadPriority();
    if (worker == 0)
        prepare(setup, *shared->mailbox);
    const JobRunner runner(setup, device, worker, *shared->mailbox, *shared->events);
    while (std::optional<Assignment> assignment = shared->take(static_cast<std::size_t>(worker)))
        runner.run(*assignment, stop, shared->pausing);
    {
        // First: a run that has ended by its reports joins its workers. One that is left behind instead, as a busy
        // machine let it stand here, keeps the history open until the program ends, and its log beside it.
        const std::lock_guard lock(shared->mutex);
        shared->ended[static_cast<std::size_t>(worker)] = true;
    }
    shared->left.notify_all();
    WorkerReport report;
    report.kind = WorkerReport::Kind::Exited;
    report.worker = worker;
    shared->mailbox->report(std::move(report));
}

void WorkerPool::give(Assignment assignment)
{
    const std::lock_guard lock(m_shared->mutex);
    const std::int64_t number = assignment.job.number;
    m_shared->waiting.emplace(number, std::move(assignment));
    m_shared->wakeIdle(1);
}

void WorkerPool::setPausing(bool pausing)
{
    const std::lock_guard lock(m_shared->mutex);
    m_shared->pausing = pausing;
    if (!pausing)
        m_shared->wakeIdle(m_shared->idle.size());
}

void WorkerPool::setHolding(bool holding)
{
    const std::lock_guard lock(m_shared->mutex);
    m_shared->holding = holding;
    if (!holding)
        m_shared->wakeIdle(m_shared->idle.size());
}

std::size_t WorkerPool::waiting() const
{
    const std::lock_guard lock(m_shared->mutex);
    return m_shared->waiting.size();
}

void WorkerPool::stop()
{
    {
        const std::lock_guard lock(m_shared->mutex);
        m_shared->stopping = true;
        m_shared->wakeAll();
    }
    for (std::jthread& thread : m_threads)
        thread.request_stop();
}

void WorkerPool::join()
{
    stop();
    for (std::jthread& thread : m_threads)
        thread.join();
    m_threads.clear();
}

void WorkerPool::leave(std::chrono::milliseconds grace)
{
    std::vector<bool> ended;
    {
        std::unique_lock lock(m_shared->mutex);
        m_shared->left.wait_for(lock, grace, [this] { return m_shared->allEnded(); });
        ended = m_shared->ended;
    }
    for (std::size_t i = 0; i < m_threads.size(); ++i) {
        if (ended[i])
            m_threads[i].join();
        else
            m_threads[i].detach(); // it holds everything it needs, and its reports go to a mailbox nobody empties
    }
    m_threads.clear();
}

} // namespace cw::run

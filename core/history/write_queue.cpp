// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/write_queue.h"

#include <exception>
#include <utility>

#include <fmt/format.h>

#include "core/base/assert.h"
#include "core/history/sqlite_error.h"

namespace cw::history {

namespace {

Failure failureOf(const Error& error)
{
    return {error.code(), error.problem(), error.where()};
}

} // namespace

WriteQueue::WriteQueue(std::unique_ptr<Store> store, std::filesystem::path path)
    : m_store(std::move(store))
    , m_path(std::move(path))
    , m_thread([this] { loop(); })
{
}

WriteQueue::~WriteQueue()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_work.notify_all();
    m_space.notify_all();
    m_thread.join();
}

void WriteQueue::throwLost()
{
    if (!m_lost)
        return;
    const Failure why = std::move(*m_lost);
    m_lost.reset();
    throw Error(why.code, why.problem, why.where);
}

std::optional<Failure> WriteQueue::trouble() const
{
    const std::lock_guard lock(m_mutex);
    return m_trouble;
}

void WriteQueue::retry()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stalled = false;
    }
    m_work.notify_all();
}

void WriteQueue::post(Write write)
{
    std::unique_lock lock(m_mutex);
    if (!onWriterThread()) // a callback that waited for space would wait for itself
        m_space.wait(lock, [this] { return m_rows < kMaxWaitingRows || m_stalled || m_stop; });
    if (m_queue.empty())
        m_deadline = Clock::now() + kBatchTime;
    m_rows += write.rows;
    m_queue.push_back(std::move(write));
    if (m_queue.size() == 1 || m_rows >= kBatchRows)
        m_work.notify_all();
    throwLost();
}

void WriteQueue::wait(Write write)
{
    CW_ASSERT(!onWriterThread());
    std::unique_lock lock(m_mutex);
    throwLost();
    waitFor(std::move(write), lock);
}

void WriteQueue::flush(bool full)
{
    CW_ASSERT(!onWriterThread());
    std::unique_lock lock(m_mutex);
    throwLost();
    waitFor({.apply = {}, .rows = 0, .full = full}, lock);
    throwLost(); // of a write that this flush has waited for
}

void WriteQueue::waitFor(Write write, std::unique_lock<std::mutex>& lock)
{
    Waiter waiter;
    write.waiter = &waiter;
    m_rows += write.rows;
    ++m_urgent;
    m_stalled = false; // tried now: if it fails again, this call throws
    m_queue.push_back(std::move(write));
    m_work.notify_all();
    m_finished.wait(lock, [&waiter] { return waiter.done; });
    if (waiter.failure)
        throw Error(waiter.failure->code, waiter.failure->problem, waiter.failure->where);
}

void WriteQueue::finish(Waiter& waiter, std::optional<Failure> failure)
{
    waiter.failure = std::move(failure);
    waiter.done = true;
    m_finished.notify_all();
}

void WriteQueue::loop()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        const auto mayTry = [this] { return m_stop || (!m_queue.empty() && !m_stalled); };
        if (!m_stalled)
            m_work.wait(lock, mayTry);
        else if (!m_work.wait_for(lock, kRetryTime, mayTry))
            m_stalled = false;
        if (!mayTry())
            continue;
        if (!m_stop)
            m_work.wait_until(lock, m_deadline, [this] { return m_stop || m_urgent > 0 || m_rows >= kBatchRows; });
        if (m_stop && m_queue.empty())
            return;
        std::vector<Write> batch = takeBatch();
        lock.unlock();
        const std::optional<Failure> why = commit(batch);
        if (!why)
            announce(batch);
        lock.lock();
        if (!why) {
            m_deadline = Clock::now() + kBatchTime;
            m_space.notify_all();
            continue;
        }
        stall(std::move(batch), *why);
        if (m_stop)
            return; // the last try: there is nobody left to tell
    }
}

std::vector<Write> WriteQueue::takeBatch()
{
    std::vector<Write> batch;
    for (int rows = 0; !m_queue.empty() && rows < kBatchRows; m_queue.pop_front()) {
        rows += m_queue.front().rows;
        m_rows -= m_queue.front().rows;
        m_urgent -= m_queue.front().waiter != nullptr ? 1 : 0;
        batch.push_back(std::move(m_queue.front()));
    }
    return batch;
}

std::size_t WriteQueue::apply(const std::vector<Write>& batch, Failure& why)
{
    for (std::size_t i = 0; i < batch.size(); ++i) {
        if (!batch[i].apply)
            continue;
        try {
            batch[i].apply(*m_store);
        } catch (const SQLite::Exception& failure) {
            if (!isConstraint(failure))
                throw;
            why = {ErrorCode::Internal, fmt::format("a write breaks the schema: {}", failure.what()), m_path.string()};
            return i;
        } catch (const Error& error) {
            why = failureOf(error);
            return i;
        }
    }
    return batch.size();
}

std::optional<Failure> WriteQueue::commit(std::vector<Write>& batch)
{
    bool full = false;
    for (const Write& write : batch)
        full = full || write.full;
    for (;;) {
        try {
            Failure why;
            m_store->begin(full);
            const std::size_t bad = apply(batch, why);
            if (bad == batch.size()) {
                m_store->commit();
                const std::lock_guard lock(m_mutex);
                m_trouble.reset(); // before anybody is told of the commit
                return std::nullopt;
            }
            // It may have done half of its work, so the others start over without it.
            m_store->rollback();
            dropWrite(batch, bad, why);
        } catch (const SQLite::Exception& failure) {
            const Error error = translate(failure, m_path, m_store->systemError()); // before anything else fails
            m_store->rollback();
            return failureOf(error);
        } catch (const Error& failure) {
            m_store->rollback();
            return failureOf(failure);
        } catch (const std::exception& failure) {
            m_store->rollback();
            return Failure{ErrorCode::Internal, failure.what(), m_path.string()};
        }
    }
}

void WriteQueue::dropWrite(std::vector<Write>& batch, std::size_t position, const Failure& why)
{
    const std::lock_guard lock(m_mutex);
    if (Waiter* const waiter = batch[position].waiter)
        finish(*waiter, why);
    else
        m_lost = why;
    batch.erase(batch.begin() + static_cast<std::ptrdiff_t>(position));
}

void WriteQueue::announce(const std::vector<Write>& batch)
{
    for (const Write& write : batch) {
        std::optional<Failure> failure;
        try {
            if (write.whenCommitted)
                write.whenCommitted();
        } catch (const Error& error) {
            failure = failureOf(error);
        } catch (const std::exception& error) {
            failure = Failure{ErrorCode::Internal, error.what(), m_path.string()};
        }
        if (!failure && write.waiter == nullptr)
            continue;
        const std::lock_guard lock(m_mutex);
        if (failure)
            m_lost = std::move(failure);
        if (write.waiter != nullptr)
            finish(*write.waiter, std::nullopt);
    }
}

void WriteQueue::stall(std::vector<Write> batch, const Failure& why)
{
    std::vector<Write> kept;
    for (Write& write : batch) {
        if (write.waiter != nullptr)
            finish(*write.waiter, why);
        else
            kept.push_back(std::move(write));
    }
    m_stalled = !kept.empty();
    putBack(std::move(kept));
    m_space.notify_all();
    if (!m_stalled)
        return;
    m_trouble = why;
    // Those who wait for a later batch would wait for ever behind a stalled one.
    std::erase_if(m_queue, [&](const Write& write) {
        if (write.waiter == nullptr)
            return false;
        m_rows -= write.rows;
        --m_urgent;
        finish(*write.waiter, why);
        return true;
    });
}

void WriteQueue::putBack(std::vector<Write> batch)
{
    for (auto write = batch.rbegin(); write != batch.rend(); ++write) {
        m_rows += write->rows;
        m_queue.push_front(std::move(*write));
    }
    m_deadline = Clock::now() + kBatchTime;
}

} // namespace cw::history

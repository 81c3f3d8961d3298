// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/write_queue.h"

#include <utility>

#include <fmt/format.h>

#include "core/base/assert.h"
#include "core/history/sqlite_error.h"

namespace cw::history {

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

void WriteQueue::throwPending(std::unique_lock<std::mutex>& lock)
{
    std::exception_ptr why = std::exchange(m_lost, nullptr);
    if (!why)
        why = std::exchange(m_stall, nullptr);
    if (!why)
        return;
    if (!m_stall)
        m_stalled = false; // reported: worth another try
    lock.unlock();
    m_work.notify_all();
    std::rethrow_exception(why);
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
    throwPending(lock);
    const bool wake = m_queue.size() == 1 || m_rows >= kBatchRows || m_stalled;
    m_stalled = false; // the reason has been told to somebody: worth another try
    lock.unlock();
    if (wake)
        m_work.notify_all();
}

void WriteQueue::wait(Write write)
{
    CW_ASSERT(!onWriterThread());
    std::unique_lock lock(m_mutex);
    throwPending(lock);
    waitFor(std::move(write), lock);
}

void WriteQueue::flush(bool full)
{
    CW_ASSERT(!onWriterThread());
    std::unique_lock lock(m_mutex);
    if (m_lost)
        throwPending(lock);
    m_stall = nullptr; // tried again now: if it fails again, this call throws
    waitFor({.apply = {}, .rows = 0, .full = full}, lock);
    lock.lock();
    throwPending(lock); // of a write that this flush has waited for
}

void WriteQueue::waitFor(Write write, std::unique_lock<std::mutex>& lock)
{
    write.done = std::make_shared<std::promise<void>>();
    std::future<void> done = write.done->get_future();
    m_rows += write.rows;
    ++m_urgent;
    m_stalled = false;
    m_queue.push_back(std::move(write));
    lock.unlock();
    m_work.notify_all();
    done.get();
}

void WriteQueue::loop()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_work.wait(lock, [this] { return m_stop || (!m_queue.empty() && !m_stalled); });
        if (!m_stop)
            m_work.wait_until(lock, m_deadline, [this] { return m_stop || m_urgent > 0 || m_rows >= kBatchRows; });
        if (m_stop && m_queue.empty())
            return;
        std::vector<Write> batch = takeBatch();
        lock.unlock();
        std::exception_ptr why = commit(batch);
        if (!why)
            announce(batch);
        lock.lock();
        if (!why) {
            m_deadline = Clock::now() + kBatchTime;
            m_space.notify_all();
            continue;
        }
        fail(std::move(batch), why);
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
        m_urgent -= m_queue.front().done ? 1 : 0;
        batch.push_back(std::move(m_queue.front()));
    }
    return batch;
}

std::size_t WriteQueue::apply(const std::vector<Write>& batch, std::exception_ptr& why)
{
    for (std::size_t i = 0; i < batch.size(); ++i) {
        if (!batch[i].apply)
            continue;
        try {
            batch[i].apply(*m_store);
        } catch (const SQLite::Exception& failure) {
            if (!isConstraint(failure))
                throw;
            why = std::make_exception_ptr(Error(
                ErrorCode::Internal, fmt::format("a write breaks the schema: {}", failure.what()), m_path.string()));
            return i;
        } catch (const Error&) {
            why = std::current_exception();
            return i;
        }
    }
    return batch.size();
}

std::exception_ptr WriteQueue::commit(std::vector<Write>& batch)
{
    bool full = false;
    for (const Write& write : batch)
        full = full || write.full;
    for (;;) {
        try {
            std::exception_ptr why;
            m_store->begin(full);
            const std::size_t bad = apply(batch, why);
            if (bad == batch.size()) {
                m_store->commit();
                return nullptr;
            }
            // It may have done half of its work, so the others start over without it.
            m_store->rollback();
            dropWrite(batch, bad, why);
        } catch (const SQLite::Exception& failure) {
            m_store->rollback();
            return std::make_exception_ptr(translate(failure, m_path));
        } catch (...) {
            m_store->rollback();
            return std::current_exception();
        }
    }
}

void WriteQueue::dropWrite(std::vector<Write>& batch, std::size_t position, std::exception_ptr why)
{
    if (const auto& done = batch[position].done) {
        done->set_exception(why);
    } else {
        const std::lock_guard lock(m_mutex);
        m_lost = why;
    }
    batch.erase(batch.begin() + static_cast<std::ptrdiff_t>(position));
}

void WriteQueue::announce(std::vector<Write>& batch)
{
    for (Write& write : batch) {
        try {
            if (write.whenCommitted)
                write.whenCommitted();
        } catch (...) {
            const std::lock_guard lock(m_mutex);
            m_lost = std::current_exception();
        }
        if (write.done)
            write.done->set_value();
    }
}

void WriteQueue::fail(std::vector<Write> batch, std::exception_ptr why)
{
    bool told = false;
    std::vector<Write> kept;
    for (Write& write : batch) {
        if (!write.done) {
            kept.push_back(std::move(write));
            continue;
        }
        write.done->set_exception(why);
        told = true;
    }
    m_stalled = !kept.empty();
    if (m_stalled && !told)
        m_stall = why;
    // Those who wait for a later batch would wait for ever behind a stalled one.
    std::deque<Write> later;
    for (Write& write : m_queue) {
        if (!m_stalled || !write.done) {
            later.push_back(std::move(write));
            continue;
        }
        m_rows -= write.rows;
        --m_urgent;
        write.done->set_exception(why);
        m_stall = nullptr;
    }
    m_queue = std::move(later);
    putBack(std::move(kept));
    m_space.notify_all();
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

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <filesystem>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "core/history/store.h"

namespace cw::history {

/// One write waiting for its commit. With `done` somebody waits for it: it fails alone and at once. Without, it is
/// kept until it is on disk.
struct Write {
    std::function<void(Store&)> apply; ///< null: nothing but a place in the order
    int rows = 1;
    bool full = false; ///< the commit that holds it must survive a power cut
    std::function<void()> whenCommitted = {};
    std::shared_ptr<std::promise<void>> done = {};
};

/// The writer's thread and its queue: batches of 100 ms or 1,000 rows, each one transaction, in the order added.
/// After a failed commit (full disk) the batch stays at the head of the queue, the next call throws the reason, and
/// the thread tries again. A write that can never succeed is taken out, reported the same way, and the rest goes on.
/// Thread: post(), wait() and flush() from any thread, but wait() and flush() not from a callback
class WriteQueue {
public:
    static constexpr int kBatchRows = 1'000;
    static constexpr std::chrono::milliseconds kBatchTime{100};
    /// Posting more waits until the disk has caught up, so that memory stays flat.
    static constexpr int kMaxWaitingRows = 50'000;

    WriteQueue(std::unique_ptr<Store> store, std::filesystem::path path);
    ~WriteQueue();
    WriteQueue(const WriteQueue&) = delete;
    WriteQueue& operator=(const WriteQueue&) = delete;

    /// Errors: what went wrong since the last call; this write is queued all the same
    void post(Write write);
    /// Returns after the commit. Errors: its own, or what went wrong before: then nothing is written
    void wait(Write write);
    /// Returns when everything posted so far is committed. Errors: as wait(), but a full disk that has space again is
    /// none
    void flush(bool full);

private:
    using Clock = std::chrono::steady_clock;

    void loop();
    std::vector<Write> takeBatch();
    void putBack(std::vector<Write> batch);
    /// Null when committed; else why not, the transaction being rolled back. Writes that can never succeed are removed.
    std::exception_ptr commit(std::vector<Write>& batch);
    /// The position of a write that can never succeed, and why; the size of the batch when all were applied.
    std::size_t apply(const std::vector<Write>& batch, std::exception_ptr& why);
    void dropWrite(std::vector<Write>& batch, std::size_t position, std::exception_ptr why);
    void announce(std::vector<Write>& batch);
    void fail(std::vector<Write> batch, std::exception_ptr why);
    void throwPending(std::unique_lock<std::mutex>& lock);
    void waitFor(Write write, std::unique_lock<std::mutex>& lock);
    bool onWriterThread() const { return std::this_thread::get_id() == m_thread.get_id(); }

    std::unique_ptr<Store> m_store; ///< the thread's alone
    std::filesystem::path m_path;

    std::mutex m_mutex;
    std::condition_variable m_work;
    std::condition_variable m_space;
    std::deque<Write> m_queue;
    int m_rows = 0;               ///< in the queue
    int m_urgent = 0;             ///< writes in the queue that somebody waits for
    Clock::time_point m_deadline; ///< of the oldest write in the queue
    bool m_stalled = false;       ///< the head of the queue failed; nobody has asked for another try yet
    std::exception_ptr m_stall;   ///< why, until it is reported
    std::exception_ptr m_lost;    ///< why a posted write was taken out or a callback failed, until it is reported
    bool m_stop = false;

    std::thread m_thread; ///< last: it uses all of the above
};

} // namespace cw::history

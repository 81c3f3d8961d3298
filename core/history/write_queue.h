// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "core/history/store.h"

namespace cw::history {

/// What went wrong, on its way to the thread that is told. Not an exception_ptr: several threads would share one
/// object.
struct Failure {
    ErrorCode code = ErrorCode::Internal;
    std::string problem;
    std::string where;
};

/// Somebody who waits for a write; lives in the frame of the call that waits.
struct Waiter {
    bool done = false;
    std::optional<Failure> failure;
};

/// One write waiting for its commit. With a waiter it fails alone and at once; without, it is kept until it is on disk.
struct Write {
    std::function<void(Store&)> apply; ///< null: nothing but a place in the order
    int rows = 1;
    bool full = false; ///< the commit that holds it must survive a power cut
    std::function<void()> whenCommitted = {};
    Waiter* waiter = nullptr;
};

/// The writer's thread and its queue: batches of 100 ms or 1,000 rows, each one transaction, in the order added.
/// After a failed commit (full disk, locked) the batch stays at the head of the queue and the thread tries again until
/// there is room: trouble() says why. A write that can never succeed is taken out, the next call throws the reason, and
/// the rest goes on.
/// Thread: post(), wait() and flush() from any thread, but wait() and flush() not from a callback
class WriteQueue {
public:
    static constexpr int kBatchRows = 1'000;
    static constexpr std::chrono::milliseconds kBatchTime{100};
    /// Between two tries of a batch that failed.
    static constexpr std::chrono::milliseconds kRetryTime{1'000};
    /// Posting more waits until the disk has caught up, so that memory stays flat.
    static constexpr int kMaxWaitingRows = 50'000;

    WriteQueue(std::unique_ptr<Store> store, std::filesystem::path path);
    ~WriteQueue();
    WriteQueue(const WriteQueue&) = delete;
    WriteQueue& operator=(const WriteQueue&) = delete;

    /// Errors: that of a write taken out since the last call; this write is queued all the same
    void post(Write write);
    /// Returns after the commit. Errors: its own, or that of a write taken out before: then nothing is written
    void wait(Write write);
    /// Returns when everything posted so far is committed. Errors: as wait()
    void flush(bool full);
    /// Why what was posted is not on disk; nothing: all is well.
    std::optional<Failure> trouble() const;
    /// Tries now what waits for the next try.
    void retry();

private:
    using Clock = std::chrono::steady_clock;

    void loop();
    std::vector<Write> takeBatch();
    void putBack(std::vector<Write> batch);
    /// Nothing when committed; else why not, the transaction being rolled back. Removes writes that can never succeed.
    std::optional<Failure> commit(std::vector<Write>& batch);
    /// The position of a write that can never succeed, and why; the size of the batch when all were applied.
    std::size_t apply(const std::vector<Write>& batch, Failure& why);
    void dropWrite(std::vector<Write>& batch, std::size_t position, const Failure& why);
    void announce(const std::vector<Write>& batch);
    /// With the lock held.
    void stall(std::vector<Write> batch, const Failure& why);
    void finish(Waiter& waiter, std::optional<Failure> failure);
    void throwLost();
    void waitFor(Write write, std::unique_lock<std::mutex>& lock);
    bool onWriterThread() const { return std::this_thread::get_id() == m_thread.get_id(); }

    std::unique_ptr<Store> m_store; ///< the thread's alone
    std::filesystem::path m_path;

    mutable std::mutex m_mutex;
    std::condition_variable m_work;
    std::condition_variable m_space;
    std::condition_variable m_finished;
    std::deque<Write> m_queue;
    int m_rows = 0;                   ///< in the queue
    int m_urgent = 0;                 ///< writes in the queue that somebody waits for
    Clock::time_point m_deadline;     ///< of the oldest write in the queue
    bool m_stalled = false;           ///< the head of the queue failed, and it is not time for another try yet
    std::optional<Failure> m_trouble; ///< why, until it is written
    std::optional<Failure> m_lost;    ///< why a posted write was taken out or a callback failed, until it is reported
    bool m_stop = false;

    std::thread m_thread; ///< last: it uses all of the above
};

} // namespace cw::history

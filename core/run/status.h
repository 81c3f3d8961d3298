// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>

#include "core/base/states.h"

namespace cw::run {

/// What anybody may ask about a run while it lives. A run that was asked to stop shows as stopped at once; it has ended
/// when its workers have. One that something hinders shows as paused.
/// Thread: any
class Status {
public:
    RunState state() const
    {
        const std::lock_guard lock(m_mutex);
        return m_state == RunState::Running && !m_hindrance.empty() ? RunState::Paused : m_state;
    }
    /// What keeps the run from going on, and what to do about it; empty: nothing.
    std::string hindrance() const
    {
        const std::lock_guard lock(m_mutex);
        return m_hindrance;
    }
    void setHindrance(const std::string& what)
    {
        const std::lock_guard lock(m_mutex);
        m_hindrance = what;
    }
    std::string reason() const
    {
        const std::lock_guard lock(m_mutex);
        return m_reason;
    }
    /// Running or paused; no effect on a run that was asked to stop.
    void show(RunState state)
    {
        const std::lock_guard lock(m_mutex);
        if (!m_ended && m_state != RunState::Stopped)
            m_state = state;
    }
    /// Stopped, unless it has ended already. True if this changed it.
    bool showStopped()
    {
        const std::lock_guard lock(m_mutex);
        if (m_ended || m_state == RunState::Stopped)
            return false;
        m_state = RunState::Stopped;
        return true;
    }
    void end(RunState state, const std::string& reason)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_state = state;
            m_reason = reason;
            m_hindrance.clear();
            m_ended = true;
        }
        m_changed.notify_all();
    }
    RunState waitForEnd()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_ended; });
        return m_state;
    }
    bool hasEnded() const
    {
        const std::lock_guard lock(m_mutex);
        return m_ended;
    }

    std::atomic<std::int64_t> done = 0;   ///< trials in a final state
    std::atomic<std::int64_t> budget = 0; ///< evaluations
    std::atomic<int> workers = 0;         ///< trials at once

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    RunState m_state = RunState::Queued;
    std::string m_reason;
    std::string m_hindrance;
    bool m_ended = false;
};

} // namespace cw::run

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <mutex>

namespace cw::run {

/// The run's clock, which stands still while paused, and its pace: how long until the budget is spent.
/// Thread: any
class Pacer {
public:
    using Clock = std::chrono::steady_clock;

    /// `secondsBefore`: of earlier sessions; `hours`: budget over all sessions, 0: none.
    Pacer(double secondsBefore, double hours)
        : m_secondsBefore(secondsBefore)
        , m_hours(hours)
    {
    }

    void go(Clock::time_point now = Clock::now());
    void halt(Clock::time_point now = Clock::now());
    void countDone(std::int64_t results, Clock::time_point now = Clock::now());

    /// Seconds of this session.
    double seconds(Clock::time_point now = Clock::now()) const;
    /// The budget of hours is spent.
    bool isOver(Clock::time_point now = Clock::now()) const;
    /// For `remaining` more results, by the pace of the last ones and the hours left; negative while unknown.
    double secondsLeft(std::int64_t remaining, Clock::time_point now = Clock::now()) const;

private:
    double secondsAt(Clock::time_point now) const;

    mutable std::mutex m_mutex;
    const double m_secondsBefore;
    const double m_hours;
    double m_seconds = 0; ///< up to the last halt
    bool m_going = false;
    Clock::time_point m_since;
    struct Mark {
        double seconds = 0;
        std::int64_t done = 0;
    };
    std::deque<Mark> m_marks; ///< the last ones, oldest first
    std::int64_t m_done = 0;
};

} // namespace cw::run

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <utility>

#include <QElapsedTimer>
#include <QTimer>

namespace cw::ui {

/// The most that the GUI thread may work without looking at its events; unoptimised code is some five times slower.
#ifdef NDEBUG
inline constexpr double kLongestWork = 0.05;
#else
inline constexpr double kLongestWork = 0.25;
#endif

/// The most that it may wait for something else, a lock or a file. Generous: it is wall time, and what a virtual
/// machine's host takes away counts too.
inline constexpr double kLongestBlocked = 5 * kLongestWork;

/// Ticks every millisecond and keeps the longest gap between two looks at the events, measured three ways:
/// work: processor time of this thread, which a busy machine does not lengthen;
/// blocked: wall time without that in which the kernel had this thread ready but no processor free for it. It also
/// counts waiting for locks and files, and time that a virtual machine's host takes away;
/// wall: what a user would see on this machine now, with whatever else runs on it. For the reader of the log.
class LoopProbe {
public:
    LoopProbe()
        : m_schedule(::open("/proc/thread-self/schedstat", O_RDONLY | O_CLOEXEC))
    {
        m_last = now();
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { tick(); });
        m_timer.start(1);
    }
    ~LoopProbe()
    {
        if (m_schedule >= 0)
            ::close(m_schedule);
    }
    LoopProbe(const LoopProbe&) = delete;
    LoopProbe& operator=(const LoopProbe&) = delete;

    double longestWork() const { return m_work; }       ///< seconds
    double longestBlocked() const { return m_blocked; } ///< seconds; equals the work where the kernel does not tell
    double longestWall() const { return m_wall; }       ///< seconds
    qint64 ticks() const { return m_ticks; }
    /// One line for the log.
    QByteArray summary() const
    {
        return QString::asprintf("longest gap: %.1f ms of work, %.1f ms blocked, %.1f ms on the wall; %lld ticks",
                                 m_work * 1e3, m_blocked * 1e3, m_wall * 1e3, static_cast<long long>(m_ticks))
            .toUtf8();
    }

private:
    struct Moment {
        double work = 0;
        double wall = 0;
        double queued = 0; ///< ready, without a processor
    };

    static double seconds(clockid_t clock)
    {
        timespec now{};
        clock_gettime(clock, &now);
        return double(now.tv_sec) + double(now.tv_nsec) * 1e-9;
    }
    Moment now() const
    {
        Moment moment{seconds(CLOCK_THREAD_CPUTIME_ID), seconds(CLOCK_MONOTONIC), -1};
        char text[96];
        const ssize_t length = m_schedule >= 0 ? ::pread(m_schedule, text, sizeof text - 1, 0) : 0;
        text[std::max<ssize_t>(0, length)] = 0;
        unsigned long long ran = 0;
        unsigned long long queued = 0;
        if (std::sscanf(text, "%llu %llu", &ran, &queued) == 2)
            moment.queued = double(queued) * 1e-9;
        return moment;
    }
    void tick()
    {
        const Moment then = std::exchange(m_last, now());
        const double work = m_last.work - then.work;
        const double wall = m_last.wall - then.wall;
        m_work = std::max(m_work, work);
        m_wall = std::max(m_wall, wall);
        m_blocked = std::max(m_blocked, m_last.queued >= 0 ? wall - (m_last.queued - then.queued) : work);
        ++m_ticks;
    }

    QTimer m_timer;
    int m_schedule;
    Moment m_last;
    double m_work = 0;
    double m_blocked = 0;
    double m_wall = 0;
    qint64 m_ticks = 0;
};

} // namespace cw::ui

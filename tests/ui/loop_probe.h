// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <ctime>

#include <QElapsedTimer>
#include <QTimer>

namespace cw::ui {

/// The most that the GUI thread may work without looking at its events; unoptimised code is some five times slower.
#ifdef NDEBUG
inline constexpr double kLongestWork = 0.05;
#else
inline constexpr double kLongestWork = 0.25;
#endif

/// Ticks every millisecond and keeps the longest gap: in work of this thread, which a busy machine does not lengthen,
/// and on the wall, for the reader of the log.
class LoopProbe {
public:
    LoopProbe()
    {
        m_wall.start();
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
            const double now = threadSeconds();
            m_longestWork = std::max(m_longestWork, now - m_last);
            m_last = now;
            m_longestWall = std::max(m_longestWall, m_wall.restart());
            ++m_ticks;
        });
        m_timer.start(1);
    }

    double longestWork() const { return m_longestWork; } ///< seconds
    qint64 longestWall() const { return m_longestWall; } ///< milliseconds
    qint64 ticks() const { return m_ticks; }

private:
    static double threadSeconds()
    {
        timespec now{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        return double(now.tv_sec) + double(now.tv_nsec) * 1e-9;
    }

    QTimer m_timer;
    QElapsedTimer m_wall;
    double m_last = threadSeconds();
    double m_longestWork = 0;
    qint64 m_longestWall = 0;
    qint64 m_ticks = 0;
};

} // namespace cw::ui

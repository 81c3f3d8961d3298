// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/pacer.h"

#include <algorithm>
#include <cstddef>

namespace cw::run {

namespace {

// Long enough to smooth out trials of different size, short enough to follow a machine that got slower.
constexpr std::size_t kMarks = 64;
constexpr double kSecondsPerHour = 3600;

} // namespace

double Pacer::secondsAt(Clock::time_point now) const
{
    return m_going ? m_seconds + std::chrono::duration<double>(now - m_since).count() : m_seconds;
}

void Pacer::go(Clock::time_point now)
{
    const std::lock_guard lock(m_mutex);
    if (m_going)
        return;
    m_going = true;
    m_since = now;
    if (m_marks.empty())
        m_marks.push_back({m_seconds, 0});
}

void Pacer::halt(Clock::time_point now)
{
    const std::lock_guard lock(m_mutex);
    m_seconds = secondsAt(now);
    m_going = false;
}

void Pacer::countDone(std::int64_t results, Clock::time_point now)
{
    const std::lock_guard lock(m_mutex);
    m_done += results;
    m_marks.push_back({secondsAt(now), m_done});
    if (m_marks.size() > kMarks)
        m_marks.pop_front();
}

double Pacer::seconds(Clock::time_point now) const
{
    const std::lock_guard lock(m_mutex);
    return secondsAt(now);
}

bool Pacer::isOver(Clock::time_point now) const
{
    return m_hours > 0 && m_secondsBefore + seconds(now) >= m_hours * kSecondsPerHour;
}

double Pacer::secondsLeft(std::int64_t remaining, Clock::time_point now) const
{
    const std::lock_guard lock(m_mutex);
    const double hoursLeft =
        m_hours > 0 ? std::max(0.0, m_hours * kSecondsPerHour - m_secondsBefore - secondsAt(now)) : -1.0;
    if (remaining <= 0)
        return 0;
    if (m_marks.size() < 2)
        return hoursLeft;
    const Mark& first = m_marks.front();
    const Mark& last = m_marks.back();
    const double perResult = (last.seconds - first.seconds) / static_cast<double>(last.done - first.done);
    // What passed since the last result is part of the next one.
    const double left = std::max(0.0, perResult * static_cast<double>(remaining) - (secondsAt(now) - last.seconds));
    return hoursLeft >= 0 ? std::min(left, hoursLeft) : left;
}

} // namespace cw::run

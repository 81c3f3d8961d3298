// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/forward_clock.h"

#include <algorithm>
#include <chrono>
#include <ctime>

namespace cw {

double bootClock()
{
#ifdef CLOCK_BOOTTIME
    timespec time{};
    if (::clock_gettime(CLOCK_BOOTTIME, &time) == 0)
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
#endif
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

ForwardClock::ForwardClock(double notBefore, double boot)
    : m_last(notBefore)
    , m_lastBoot(boot)
{
}

double ForwardClock::now(double wall, double boot)
{
    const std::lock_guard lock(m_mutex);
    const double passed = std::max(0.0, boot - m_lastBoot); // of another thread that asked for the time before
    m_last = std::max(wall, m_last + passed);
    m_lastBoot = std::max(boot, m_lastBoot);
    return m_last;
}

} // namespace cw

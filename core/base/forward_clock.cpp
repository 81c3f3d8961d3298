// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/forward_clock.h"

#include <algorithm>

namespace cw {

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

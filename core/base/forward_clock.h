// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mutex>

#include "core/base/process.h"

namespace cw {

/// Seconds since the machine was started, those that it slept too. Nobody can set it, unlike wallClock(): how long
/// something took is a difference of two of these.
double bootClock();

/// The wall clock for a record of what happened one after the other: set back, it goes on from where it was. So no
/// duration is negative and no axis of time runs backwards.
/// Thread: any
class ForwardClock {
public:
    /// `notBefore`: the last time that the record has, seconds since 1970.
    explicit ForwardClock(double notBefore = 0, double boot = bootClock());

    /// Seconds since 1970.
    double now(double wall = wallClock(), double boot = bootClock());

private:
    std::mutex m_mutex;
    double m_last;
    double m_lastBoot;
};

} // namespace cw

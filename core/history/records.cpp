// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/records.h"

#include <array>
#include <cmath>
#include <cstddef>

namespace cw::history {

namespace {

constexpr std::array<std::string_view, 8> kKinds{"pause",   "resume",  "stop", "budget",
                                                 "workers", "enqueue", "pin",  "note"};

} // namespace

std::string_view toText(InterventionKind kind)
{
    return kKinds[static_cast<std::size_t>(kind)];
}

std::optional<InterventionKind> interventionKindFromText(std::string_view text)
{
    for (std::size_t i = 0; i < kKinds.size(); ++i) {
        if (kKinds[i] == text)
            return static_cast<InterventionKind>(i);
    }
    return std::nullopt;
}

bool RunRow::hasLiveOwner(double now) const
{
    if (owner.pid == 0)
        return false;
    // Of another host only the heartbeat is known. On this one a busy program may be late, a dead one never lives.
    if (owner.host == thisProcess().host)
        return isAlive(owner);
    // One from the future is no sign of life: a clock was set back since.
    return std::abs(now - heartbeat) < kStaleSeconds;
}

RunState RunRow::effectiveState(double now) const
{
    const bool claims = state == RunState::Running || (owner.pid != 0 && !isFinal(state));
    return claims && !hasLiveOwner(now) ? RunState::Interrupted : state;
}

} // namespace cw::history

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/candidate.h"

namespace cw::strategy {

/// What a strategy is too that waits for the results of its proposals, or counts on them.
/// Thread: that of the strategy
class Withdrawing {
public:
    virtual ~Withdrawing() = default;
    /// What was just proposed is not tried: something else is, or nothing. No result of it will be told; its ask may be
    /// told the result of what was tried instead. It is waited for no longer; what proposes nothing twice need not
    /// propose it again.
    virtual void withdraw(const space::Candidate& proposed) = 0;
};

} // namespace cw::strategy

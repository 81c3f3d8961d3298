// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "core/run/method/trials.h"

namespace cw::run {

/// Where the values of some trials lie; quartiles between values are interpolated.
struct Spread {
    std::int64_t count = 0; ///< 0: the rest means nothing
    double lowest = 0, quartile1 = 0, median = 0, quartile3 = 0, highest = 0;

    bool operator==(const Spread&) const = default;
};

/// Of finite values, in any order.
Spread spreadOf(std::vector<double> values);

/// What became of the trials that were sent to a number of epochs.
struct RungCount {
    double epochs = 0;
    std::int64_t reached = 0; ///< sent that far or farther
    std::int64_t wentOn = 0;  ///< of these farther
    std::int64_t stopped = 0; ///< of these judged to be given up here, or at the last rung finished
    std::int64_t failed = 0;  ///< of these without a value for good
    Spread wentOnValues;      ///< of the first objective, at this rung
    Spread stoppedValues;
};

/// The rungs of a scheduler by what the trials of its run were sent to; repeated candidates count once. Fewer than two
/// rungs: nothing was scheduled yet.
std::vector<RungCount> rungCountsOf(const MethodTrials& trials);

} // namespace cw::run

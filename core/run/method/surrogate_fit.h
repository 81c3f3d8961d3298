// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "core/run/method/learnt.h"
#include "core/run/method/trials.h"

namespace cw::run {

/// How well the model of a strategy knew what it would find: of each trial what was expected when it was proposed,
/// before any result of it, and what was measured. Under a scheduler that is what the first rung measured: the model
/// is told nothing else.
struct SurrogateFit {
    struct Point {
        std::int64_t trial = 0;
        double predicted = 0;
        double low = 0; ///< one deviation below, and above
        double high = 0;
        double measured = 0;
    };

    std::vector<Point> points;                                  ///< by trial; all numbers are finite
    std::int64_t unmeasured = 0;                                ///< predicted, but failed, or still running
    double spearman = std::numeric_limits<double>::quiet_NaN(); ///< rank correlation; NaN: none can be told
    double rmse = std::numeric_limits<double>::quiet_NaN();     ///< NaN without points
};

SurrogateFit surrogateFitOf(const MethodTrials& trials, const Learnt& learnt);

} // namespace cw::run

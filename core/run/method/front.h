// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <stop_token>
#include <utility>
#include <vector>

#include "core/run/method/trials.h"

namespace cw::run {

struct FrontPoint {
    std::int64_t trial = 0;
    double x = 0; ///< second objective, as measured
    double y = 0; ///< first objective

    bool operator==(const FrontPoint&) const = default;
};

/// The trade-off that a run with several objectives has found.
struct Front {
    std::vector<FrontPoint> front;  ///< dominated by none, by all objectives; by rising x
    std::vector<FrontPoint> others; ///< of many that lie together, one
    std::vector<FrontPoint> all;    ///< every judged trial, by number
    std::int64_t judged = 0;        ///< trials with a finite value by each objective
    /// (trial, hypervolume from it on). The volume is a part of the box between the worst and the best value of each
    /// objective; the worst values are the reference, so that what only ties with them adds nothing.
    std::vector<std::pair<std::int64_t, double>> hypervolume;
    /// The front has grown beyond what can be followed: all ends at this trial. 0: it does not.
    std::int64_t endedAt = 0;
};

/// Hypervolumes of two objectives are exact, of more they are the share of 4,096 fixed points that is dominated: exact
/// ones take minutes at fronts of some hundred points.
/// Determinism: the same trials, the same numbers      Stopped early: what there is so far
Front frontOf(const MethodTrials& trials, const std::stop_token& stop);

} // namespace cw::run

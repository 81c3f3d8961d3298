// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <stop_token>
#include <vector>

#include "core/run/method/trials.h"

namespace cw::run {

/// How a population does, over the newest `window` trials up to one. NaN: not known.
struct EvolutionPoint {
    std::int64_t trial = 0;
    /// Part of the decisions in which two of them differ, on the average over all pairs: the Hamming distance. A
    /// decision that is not active has a value of its own.
    double diversity = 0;
    double age = 0; ///< trials between a child and its parent, mean
    double improved =
        0; ///< part of the children that are better than their parent by the first objective, after as many epochs
};

/// At most about `most` points, the last trial's among them. Trials without a parent are no children.
/// Cost: O(trials x decisions). Stopped early: what there is so far
std::vector<EvolutionPoint> evolutionOf(const MethodTrials& trials, std::size_t window, std::size_t most,
                                        const std::stop_token& stop);

} // namespace cw::run

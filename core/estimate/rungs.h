// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

#include "core/base/param_schema.h"
#include "core/estimate/scheduler.h"

namespace cw::estimate {

/// The rungs of successive halving: epochs R, R/eta, R/eta^2, ... down to the fewest, and the part of the trials that
/// each hands on. Where an estimator has answers at certain epochs only, a rung takes the largest of these that is not
/// above it; rungs that become one hand on what they would have together.
/// Paper: Jamieson and Talwalkar, AISTATS 2016; Li et al. (Hyperband), JMLR 2018
struct Ladder {
    std::vector<Fidelity> rungs; ///< rising; the last one is the whole fidelity
    /// How many halvings lie below a rung: levels[0] = 0; between rungs i and i + 1 one trial in
    /// eta^(levels[i + 1] - levels[i]) goes on.
    std::vector<int> levels;
    double eta = 3;

    /// One trial in so many goes on from rung i; halvings below `firstLevel` do not take place.
    double reduction(std::size_t i, int firstLevel = 0) const;
    /// Of n trials on rung i so many go on.
    std::size_t handedOn(std::size_t n, std::size_t i, int firstLevel = 0) const
    {
        return std::size_t(double(n) / reduction(i, firstLevel) + 1e-9);
    }
};

/// By the settings eta and min_epochs. Errors: throws Error(Config) when there would be one rung only
Ladder makeLadder(const SchedulerSetup& setup, const char* scheduler);

/// Where an estimator has answers at certain epochs only: there must be several, and the fidelity must not be above
/// them. Errors: throws Error(Config)
void checkKnownEpochs(const SchedulerSetup& setup, const char* scheduler);

ParamSpec etaSpec(int defaultValue, const char* source);
ParamSpec minEpochsSpec();

/// Indices of `values` (each of one trial, oriented, without NaN) from the best to the worst; equal: the earlier one.
/// Several objectives: by the front it is on, within a front by the hypervolume that it alone adds above the worst
/// values. Cost: O(n log n) for one objective, O(n^2) for several
/// Paper: Deb et al., IEEE TEC 2002 (fronts); Schmucker et al., "Multi-objective asynchronous successive halving", 2021
std::vector<std::size_t> ranking(const std::vector<std::vector<double>>& values);

/// Values that can be ranked: there are some, and all are finite.
bool isRankable(const std::vector<double>& values);

} // namespace cw::estimate

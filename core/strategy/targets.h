// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/strategy/active_set.h"

namespace cw::strategy {

/// What a model is fitted on instead of the values themselves, which have long tails: a tenth of the networks of
/// NAS-Bench-201 learn nothing, and a model that explains those has no eye for the last tenth of a percent.
enum class TargetScale {
    Ranks,  ///< normal scores of the ranks: whatever the values' distribution, theirs is normal
    Values, ///< less the median, over the spread; what is further than 3 spreads from it is moved there
    Logs,   ///< minus the logarithm of the distance to the best, standardised: for values near their optimum
};

const std::vector<std::string>& targetScaleNames();
/// Of one of the names.
TargetScale targetScaleFrom(const std::string& name);

/// One number per trial, larger is better, finite, of about mean 0 and deviation 1; all 0 where all are equal. Trials
/// that failed count as the worst one seen.
/// Paper: normal scores: Salinas, Shen and Perrone, ICML 2020 (Gaussian copula); logarithms: Hutter, Hoos
/// and Leyton-Brown, LION 2011
std::vector<double> targetsOf(const std::vector<Record>& records, TargetScale scale);

} // namespace cw::strategy

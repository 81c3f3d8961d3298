// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimate/scheduler.h"

namespace cw::estimate {

/// The median stopping rule: a trial is judged every `interval` epochs and goes on unless the best it has reached is
/// below the median of what the other trials reached by then on average.
/// Settings: interval (1 epoch), grace (no trial stops before so many epochs: 1), min_trials (nor before so many others
/// were judged at its epoch: 5).
/// Several objectives: a trial goes on when it is in the better half of its rung's ranking().
/// Differs: the others are all trials that were judged at that epoch, not only those that reached the last.
/// Cost: O(n log n) per result, n trials judged at that epoch
/// Paper: Golovin et al., "Google Vizier: A Service for Black-Box Optimization", KDD 2017, section 3.2
SchedulerEntry medianScheduler();

} // namespace cw::estimate

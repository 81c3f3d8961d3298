// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimate/scheduler.h"

namespace cw::estimate {

/// Successive halving: brackets of `trials` begin together; on every rung the best 1/eta of a bracket go on.
/// Settings: eta (3), min_epochs (1), trials (0: eta to the number of halvings, so that one reaches the last rung).
/// Differs: the next bracket fills while one waits for its last result (see Brackets).
/// Paper: Jamieson and Talwalkar, "Non-stochastic Best Arm Identification and Hyperparameter Optimization", AISTATS
/// 2016
SchedulerEntry successiveHalvingScheduler();

} // namespace cw::estimate

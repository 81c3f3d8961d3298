// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimate/scheduler.h"

namespace cw::estimate {

/// Asynchronous successive halving: a trial goes on as soon as it is among the best 1/eta of those told on its rung,
/// from the highest rung down; without such a trial a new one begins. Nobody waits for anybody.
/// Settings: eta (4 as in the paper's experiments), min_epochs (1).
/// Differs: a trial that repeats a candidate goes no further; one that is far from going on (behind the best 1/eta and
/// twice as many more) is given up, so that what it would go on from can be deleted. Several objectives are ranked as
/// ranking() says. Cost: O(log n) per call for one objective, O(n^2) after a result for several Paper: Li, Jamieson,
/// Rostamizadeh, Gonina, Ben-Tzur, Hardt, Recht and Talwalkar, "A System for Massively Parallel Hyperparameter Tuning",
/// MLSys 2020, Algorithm 2
SchedulerEntry ashaScheduler();

} // namespace cw::estimate

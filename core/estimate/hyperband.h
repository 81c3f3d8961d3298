// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimate/scheduler.h"

namespace cw::estimate {

/// Hyperband: brackets of successive halving in turn, from many trials that are halved at once to few that are trained
/// fully, because nobody knows how early a result can be trusted. With the strategy `tpe` it is BOHB.
/// Settings: eta (3 as in the paper), min_epochs (1).
/// Brackets: with s = smax .. 0, ceil((smax + 1) / (s + 1) eta^s) trials are halved from rung smax - s on.
/// Differs: every trial is judged on the lower rungs too, and the next bracket fills while one waits (see Brackets).
/// Papers: Li, Jamieson, DeSalvo, Rostamizadeh and Talwalkar, JMLR 2018, Algorithm 1; Falkner, Klein and Hutter (BOHB),
/// ICML 2018
SchedulerEntry hyperbandScheduler();

} // namespace cw::estimate

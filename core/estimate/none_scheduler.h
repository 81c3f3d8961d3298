// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimate/scheduler.h"

namespace cw::estimate {

/// Spends the run's whole fidelity on every trial.
SchedulerEntry noneScheduler();

} // namespace cw::estimate

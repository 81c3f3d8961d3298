// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimate/latency_info.h"
#include "core/estimate/none_scheduler.h"
#include "core/estimate/table_estimator.h"
#include "core/estimate/trainer.h"
#include "core/estimate/zero_cost_info.h"

namespace cw::estimate {

EstimatorRegistry builtInEstimators()
{
    return EstimatorRegistry("estimator", {tableEstimator()});
}

std::vector<EstimatorEntry> torchEstimators()
{
    return {trainEstimatorEntry(), zeroCostEntry(), latencyEntry()};
}

SchedulerRegistry builtInSchedulers()
{
    return SchedulerRegistry("scheduler", {noneScheduler()});
}

} // namespace cw::estimate

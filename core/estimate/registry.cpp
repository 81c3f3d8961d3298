// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimate/asha.h"
#include "core/estimate/curve_estimator.h"
#include "core/estimate/hyperband.h"
#include "core/estimate/latency_info.h"
#include "core/estimate/median_scheduler.h"
#include "core/estimate/multi_task.h"
#include "core/estimate/none_scheduler.h"
#include "core/estimate/successive_halving.h"
#include "core/estimate/surrogate_estimator.h"
#include "core/estimate/table_estimator.h"
#include "core/estimate/trainer.h"
#include "core/estimate/zero_cost_info.h"

namespace cw::estimate {

EstimatorRegistry builtInEstimators()
{
    return EstimatorRegistry("estimator",
                             {tableEstimator(), curveEstimator(), surrogateEstimator(), multiTaskEstimator()});
}

std::vector<EstimatorEntry> torchEstimators()
{
    return {trainEstimatorEntry(), inheritEstimatorEntry(), zeroCostEntry(), latencyEntry()};
}

SchedulerRegistry builtInSchedulers()
{
    return SchedulerRegistry("scheduler", {noneScheduler(), successiveHalvingScheduler(), ashaScheduler(),
                                           hyperbandScheduler(), medianScheduler()});
}

} // namespace cw::estimate

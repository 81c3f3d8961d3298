// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimate/curve_estimator.h"
#include "core/estimate/none_scheduler.h"
#include "core/estimate/surrogate_estimator.h"
#include "core/estimate/table_estimator.h"
#include "core/estimate/trainer.h"

namespace cw::estimate {

EstimatorRegistry builtInEstimators()
{
    return EstimatorRegistry("estimator", {tableEstimator(), curveEstimator(), surrogateEstimator()});
}

std::vector<EstimatorEntry> torchEstimators()
{
    return {trainEstimatorEntry()};
}

SchedulerRegistry builtInSchedulers()
{
    return SchedulerRegistry("scheduler", {noneScheduler()});
}

} // namespace cw::estimate

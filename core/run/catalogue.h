// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <utility>

#include "core/estimate/estimator.h"
#include "core/estimate/scheduler.h"
#include "core/estimate/trainer.h"
#include "core/space/shape.h"
#include "core/strategy/strategy.h"

namespace cw::run {

/// What a run depends on of its data set.
struct DataFacts {
    space::Task task;         ///< input shape and classes
    std::int64_t samples = 0; ///< of the training part

    Json toJson() const { return {{"task", task.toJson()}, {"samples", samples}}; }
};

/// The task alone, or why there are no facts.
inline Result<space::Task> taskOf(Result<DataFacts> facts)
{
    return facts ? Result<space::Task>(std::move(facts->task)) : facts.error();
}

/// Everything a run can be made of. The app fills it: the only place that knows concrete types.
/// Thread: const after construction, but for `torch`, which loads once and is safe from any thread
struct Catalogue {
    strategy::StrategyRegistry strategies;
    estimate::EstimatorRegistry estimators; ///< with those of torch as entries that load the library when made
    estimate::SchedulerRegistry schedulers;
    /// Of a data set (id or path), without its samples. Errors: NotFound, Format
    std::function<Result<DataFacts>(const std::string& dataset)> data;
    /// Loads the torch library at the first call. Errors: throws Error(Io) naming the file
    std::function<const estimate::TorchLibrary&()> torch;
    /// Version of LibTorch if the library is loaded, else empty; never loads it. May be null.
    std::function<std::string()> torchVersion;

    /// As data(), the task alone.
    Result<space::Task> task(const std::string& dataset) const { return taskOf(data(dataset)); }
};

} // namespace cw::run

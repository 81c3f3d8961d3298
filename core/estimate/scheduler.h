// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/base/registry.h"
#include "core/estimate/estimator.h"

namespace cw::estimate {

/// Decides which trials go on to a higher fidelity or stop. `none` spends the run's fidelity on every trial.
class Scheduler {
public:
    virtual ~Scheduler() = default;
    /// Fidelity of a new trial's first job.
    virtual Fidelity first(const Fidelity& full) const = 0;
};

struct SchedulerEntry : EntryInfo {
    std::unique_ptr<Scheduler> (*make)(const Settings& settings) = nullptr;
};

using SchedulerRegistry = Registry<SchedulerEntry>;
SchedulerRegistry builtInSchedulers();

} // namespace cw::estimate

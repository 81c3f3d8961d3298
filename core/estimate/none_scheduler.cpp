// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimate/none_scheduler.h"

namespace cw::estimate {

namespace {

class NoneScheduler final : public Scheduler {
public:
    Fidelity first(const Fidelity& full) const override { return full; }
};

} // namespace

SchedulerEntry noneScheduler()
{
    SchedulerEntry entry;
    entry.id = "none";
    entry.title = "None";
    entry.summary = "Every trial gets the whole fidelity of the run.";
    entry.make = [](const Settings&) -> std::unique_ptr<Scheduler> { return std::make_unique<NoneScheduler>(); };
    return entry;
}

} // namespace cw::estimate

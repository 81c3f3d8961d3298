// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimate/none_scheduler.h"

namespace cw::estimate {

namespace {

class NoneScheduler final : public Scheduler {
public:
    using Scheduler::Scheduler;
    void begin(std::int64_t) override {}
    void tell(const RungResult&) override {}
    std::optional<Promotion> next(bool) override { return std::nullopt; }
    Json state() const override { return nullptr; }
    void restore(const Json&) override {}
};

} // namespace

SchedulerEntry noneScheduler()
{
    SchedulerEntry entry;
    entry.id = "none";
    entry.title = "None";
    entry.summary = "Every trial gets the whole fidelity of the run.";
    entry.plain = true;
    entry.make = [](const SchedulerSetup& setup) -> std::unique_ptr<Scheduler> {
        return std::make_unique<NoneScheduler>(std::vector<Fidelity>{setup.full});
    };
    return entry;
}

} // namespace cw::estimate

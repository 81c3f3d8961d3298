// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include "core/estimate/objective.h"
#include "core/estimate/scheduler.h"
#include "core/run/search.h"
#include "core/strategy/strategy.h"

namespace cw::run {

/// A strategy with a scheduler as a search: one job per trial, numbered alike; metrics become values of which larger is
/// better, in the order of the objectives.
class AskTell final : public Search {
public:
    AskTell(std::unique_ptr<strategy::Strategy> strategy, std::unique_ptr<estimate::Scheduler> scheduler,
            std::vector<estimate::Objective> objectives, const estimate::Fidelity& full);

    std::optional<Job> next() override;
    void tell(const Job& job, const JobResult& result) override;
    Json state() const override;
    void restore(const Json& state) override;

private:
    std::unique_ptr<strategy::Strategy> m_strategy;
    std::unique_ptr<estimate::Scheduler> m_scheduler;
    std::vector<estimate::Objective> m_objectives;
    estimate::Fidelity m_full;
    std::int64_t m_asked = 0;
};

} // namespace cw::run

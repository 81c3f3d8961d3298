// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include "core/estimate/objective.h"
#include "core/estimate/scheduler.h"
#include "core/run/beginning.h"
#include "core/run/search.h"
#include "core/strategy/strategy.h"

namespace cw::run {

/// A strategy with a scheduler as a search: one job per trial, numbered alike; metrics become values of which larger is
/// better, in the order of the objectives. What was enqueued is proposed first, without asking the strategy, which is
/// told its results all the same; trials known from elsewhere are told before everything.
class AskTell final : public Search {
public:
    AskTell(std::unique_ptr<strategy::Strategy> strategy, std::unique_ptr<estimate::Scheduler> scheduler,
            std::vector<estimate::Objective> objectives, const estimate::Fidelity& full,
            const Beginning& beginning = {});

    std::optional<Job> next() override;
    void tell(const Job& job, const JobResult& result) override;
    Json state() const override;
    void restore(const Json& state) override;

private:
    std::int64_t enqueued() const { return static_cast<std::int64_t>(m_enqueued.size()); }

    std::unique_ptr<strategy::Strategy> m_strategy;
    std::unique_ptr<estimate::Scheduler> m_scheduler;
    std::vector<estimate::Objective> m_objectives;
    estimate::Fidelity m_full;
    std::vector<space::Candidate> m_enqueued;
    std::int64_t m_asked = 0;
};

} // namespace cw::run

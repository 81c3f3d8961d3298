// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "core/estimate/objective.h"
#include "core/estimate/scheduler.h"
#include "core/run/beginning.h"
#include "core/run/guidance.h"
#include "core/run/search.h"
#include "core/run/steerable.h"
#include "core/strategy/acquirer.h"
#include "core/strategy/forecaster.h"
#include "core/strategy/strategy.h"

namespace cw::run {

/// A strategy with a scheduler as a search: the strategy proposes trials, each judged on the scheduler's first rung,
/// and the scheduler sends some of them on. Metrics become values of which larger is better, in the order of the
/// objectives. What was enqueued is proposed first, without asking the strategy, which is told its results all the
/// same; trials known from elsewhere are told before everything. A proposal that a pin is against is changed to one
/// that it is not against, and the strategy told the result of that one as its own. A strategy that learns from rungs
/// is told every result, the others the first one of each trial: results of one rung can be compared.
class AskTell final : public Search, public Steerable {
public:
    AskTell(std::unique_ptr<strategy::Strategy> strategy, std::unique_ptr<estimate::Scheduler> scheduler,
            std::vector<estimate::Objective> objectives, const Beginning& beginning = {},
            std::optional<Guidance> guidance = {});

    std::optional<Job> next(bool mayPropose) override;
    bool isExhausted() const override { return m_exhausted && waiting() == 0; }
    bool mayGoOn() const override { return m_scheduler->lastRung() > 0; }
    std::vector<std::int64_t> takeRetired() override { return m_scheduler->takeRetired(); }
    void tell(const Job& job, const JobResult& result) override;
    Result<Done> steer(history::InterventionKind kind, const Json& argument) override;
    std::int64_t steered() const override { return m_guidance ? m_guidance->applied() : 0; }
    std::int64_t waiting() const override;
    strategy::Insight insight() const override { return m_strategy->insight(); }
    /// What the strategy expected of the trial of the job that next() gave last; nullopt: nothing, or it was not the
    /// one that proposed it.
    std::optional<strategy::Forecast> forecast(const Job& newest) const;
    /// What the strategy maximised to find that trial; nullopt also where a pin has changed what it found.
    std::optional<strategy::Acquisition> acquisition(const Job& newest) const;
    Json state() const override;
    void restore(const Json& state) override;

private:
    std::optional<Job> propose();
    std::optional<strategy::Proposal> ask(std::int64_t trial);
    bool isForeign(std::int64_t trial) const;
    /// Its trial is the newest, and the strategy has proposed it.
    bool isProposedLast(const Job& job) const;
    Job goingOn(const estimate::Promotion& promotion);
    std::int64_t enqueued() const { return static_cast<std::int64_t>(m_enqueued.size()); }

    std::unique_ptr<strategy::Strategy> m_strategy;
    std::unique_ptr<estimate::Scheduler> m_scheduler;
    std::vector<estimate::Objective> m_objectives;
    std::vector<space::Candidate> m_enqueued; ///< from the beginning: the first trials
    std::optional<Guidance> m_guidance;       ///< none: nothing may be done to it
    std::vector<std::int64_t> m_handMade;     ///< trials that were enqueued later, rising
    std::int64_t m_asked = 0;                 ///< jobs
    std::int64_t m_trials = 0;                ///< begun
    std::int64_t m_told = 0;                  ///< results
    bool m_isAsProposed = false; ///< the newest trial is what the strategy proposed last; nothing follows from it
    bool m_exhausted = false;    ///< the strategy has nothing left; found out again after a restore
};

} // namespace cw::run

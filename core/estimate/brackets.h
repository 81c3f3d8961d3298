// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <vector>

#include "core/estimate/rungs.h"
#include "core/estimate/scheduler.h"

namespace cw::estimate {

/// A group of trials that is halved together.
struct BracketPlan {
    std::int64_t trials = 0;
    int firstLevel = 0; ///< of the ladder: below it nobody is left behind
};

/// Synchronous successive halving in brackets: trials fill one bracket after the other, the plans in turn. When all
/// trials of a bracket are told on a rung, the best of them go on; meanwhile the next bracket fills, so that no worker
/// waits. At the end of a run a bracket that is not full is halved as it is.
/// A trial that failed, was refused or repeats another one counts as told and goes no further.
/// Every trial is judged on every rung that it passes, though its bracket halves only from `firstLevel` on: it goes
/// on from its checkpoint, so that costs a validation, and the results of one rung stay comparable.
class Brackets final : public Scheduler {
public:
    Brackets(Ladder ladder, std::vector<BracketPlan> plans, std::size_t objectives);

    void begin(std::int64_t trial) override;
    void tell(const RungResult& result) override;
    std::optional<Promotion> next(bool closing) override;
    std::vector<std::int64_t> takeRetired() override;
    Json state() const override;
    void restore(const Json& state) override;

private:
    struct Bracket {
        std::size_t plan = 0;
        std::int64_t size = 0; ///< trials begun
        bool full = false;     ///< no more begin
        int rung = 0;          ///< that its trials are on
        std::size_t out = 0;   ///< sent to the rung and not told
        std::vector<RungResult> told;
    };

    void settle(std::int64_t number, Bracket& bracket);
    std::vector<std::size_t> goingOn(const Bracket& bracket) const;

    Ladder m_ladder;
    std::vector<BracketPlan> m_plans;
    std::size_t m_objectives;
    std::int64_t m_opened = 0;                        ///< brackets ever
    std::map<std::int64_t, Bracket> m_brackets;       ///< those that are not done, by number
    std::map<std::int64_t, std::int64_t> m_bracketOf; ///< trial -> bracket
    std::deque<Promotion> m_ready;
    std::vector<std::int64_t> m_retired;
};

} // namespace cw::estimate

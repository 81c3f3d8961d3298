// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimate/successive_halving.h"

#include <cmath>

#include "core/estimate/brackets.h"

namespace cw::estimate {

namespace {

constexpr const char* kSuccessiveHalvingId = "successive-halving";

std::unique_ptr<Scheduler> makeHalving(const SchedulerSetup& setup)
{
    const Ladder ladder = makeLadder(setup, kSuccessiveHalvingId);
    std::int64_t trials = setup.settings.integer("trials");
    if (trials == 0)
        trials = std::int64_t(std::llround(std::pow(ladder.eta, ladder.levels.back())));
    return std::make_unique<Brackets>(ladder, std::vector<BracketPlan>{{.trials = trials, .firstLevel = 0}},
                                      setup.objectives);
}

} // namespace

SchedulerEntry successiveHalvingScheduler()
{
    SchedulerEntry entry;
    entry.id = kSuccessiveHalvingId;
    entry.title = "Successive halving";
    entry.summary = "Trials begin in groups; on every rung the best part of a group goes on.";
    entry.paper = "Jamieson and Talwalkar, AISTATS 2016";
    entry.schema = {etaSpec(3, "3: Li et al., JMLR 2018"),
                    minEpochsSpec(),
                    {.name = "trials",
                     .type = ParamType::Int,
                     .defaultValue = 0,
                     .title = "Trials in a group",
                     .help = "So many trials are halved together; 0: as many as leave one on the last rung.",
                     .unit = "trials",
                     .min = 0,
                     .max = 1e6}};
    entry.make = makeHalving;
    return entry;
}

} // namespace cw::estimate

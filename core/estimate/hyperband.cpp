// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimate/hyperband.h"

#include <cmath>

#include "core/estimate/brackets.h"

namespace cw::estimate {

namespace {

constexpr const char* kHyperbandId = "hyperband";

std::unique_ptr<Scheduler> makeHyperband(const SchedulerSetup& setup)
{
    const Ladder ladder = makeLadder(setup, kHyperbandId);
    const int most = ladder.levels.back();
    std::vector<BracketPlan> plans;
    for (int s = most; s >= 0; --s) {
        const double trials = std::ceil(double(most + 1) / double(s + 1) * std::pow(ladder.eta, s) - 1e-9);
        plans.push_back({std::int64_t(trials), most - s});
    }
    return std::make_unique<Brackets>(ladder, std::move(plans), setup.objectives);
}

} // namespace

SchedulerEntry hyperbandScheduler()
{
    SchedulerEntry entry;
    entry.id = kHyperbandId;
    entry.title = "Hyperband";
    entry.summary = "Groups from many trials halved early to few trained fully, in turn; with tpe it is BOHB.";
    entry.paper = "Li et al., JMLR 2018; Falkner et al., ICML 2018";
    entry.schema = {etaSpec(3, "3: Li et al."), minEpochsSpec()};
    entry.make = makeHyperband;
    return entry;
}

} // namespace cw::estimate

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strategy/fitness.h"

#include <algorithm>
#include <cmath>

namespace cw::strategy {

bool isScored(const Observation& observation, std::size_t objectives)
{
    const bool failed = observation.state == TrialState::Failed || observation.state == TrialState::Rejected;
    if (failed || !observation.feasible || observation.values.size() < objectives)
        return false;
    return std::none_of(observation.values.begin(), observation.values.begin() + std::ptrdiff_t(objectives),
                        [](double value) { return std::isnan(value); });
}

double fitnessOf(const Observation& observation)
{
    return isScored(observation) ? observation.values.front() : kWorst;
}

std::vector<double> scoresOf(const Observation& observation, std::size_t objectives)
{
    if (!isScored(observation, objectives))
        return {};
    return {observation.values.begin(), observation.values.begin() + std::ptrdiff_t(objectives)};
}

bool isOfSpace(const Observation& observation, const space::CandidateSet& candidates)
{
    return observation.candidate.values.size() == candidates.tree().size() &&
           candidates.contains(observation.candidate);
}

} // namespace cw::strategy

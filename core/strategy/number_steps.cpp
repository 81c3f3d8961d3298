// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strategy/number_steps.h"

#include <cmath>

#include "core/space/domain_draw.h"

namespace cw::strategy {

namespace {

constexpr double kStepDeviation = 0.1; ///< of the range
constexpr std::uint64_t kManyValues = 64;

bool isWide(const space::Domain& domain)
{
    if (domain.kind == space::DomainKind::Integer)
        return domain.count() > kManyValues;
    return (domain.kind == space::DomainKind::Real || domain.kind == space::DomainKind::LogReal) &&
           space::isMovable(domain);
}

/// The value `share` of the range away; outside the domain where there is none.
double stepped(const space::Domain& domain, double value, double share)
{
    if (domain.kind == space::DomainKind::LogReal)
        return value * std::exp(share * (std::log(domain.high) - std::log(domain.low)));
    const double step = share * (domain.high - domain.low);
    if (domain.kind == space::DomainKind::Real)
        return value + step + 0.0;
    return value + domain.step * std::round(step / domain.step) + 0.0;
}

void settle(const space::DecisionTree& tree, space::Candidate& candidate, std::size_t from, Rng& rng)
{
    for (std::size_t i = from; i < tree.size(); ++i) {
        const space::Decision& decision = tree.decisions[i];
        if (!space::isConditionMet(decision.condition, candidate))
            candidate.values[i] = space::kInactive;
        else if (!candidate.isActive(i))
            candidate.values[i] = space::drawValue(decision.domain, rng);
    }
}

} // namespace

void addNumberSteps(const space::CandidateSet& candidates, const space::Candidate& centre, Rng& rng,
                    std::vector<space::Candidate>& neighbours)
{
    const space::DecisionTree& tree = candidates.tree();
    for (std::size_t i = 0; i < tree.size(); ++i) {
        const space::Domain& domain = tree.decisions[i].domain;
        if (!centre.isActive(i) || !isWide(domain))
            continue;
        for (const double sign : {1.0, -1.0}) {
            const double value = stepped(domain, centre.values[i], sign * kStepDeviation * std::abs(rng.normal()));
            if (value == centre.values[i] || !domain.contains(value))
                continue;
            space::Candidate moved = centre;
            moved.values[i] = value;
            settle(tree, moved, i + 1, rng);
            if (candidates.contains(moved))
                neighbours.push_back(std::move(moved));
        }
    }
}

} // namespace cw::strategy

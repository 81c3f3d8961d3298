// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/variation/near_move.h"

#include <algorithm>
#include <cmath>

#include "core/space/domain_draw.h"

namespace cw::space {

namespace {

constexpr int kMostTries = 200;
constexpr double kDeviation = 0.1; ///< of a domain's range

Move moveOf(const Domain& domain)
{
    switch (domain.kind) {
    case DomainKind::Categorical:
        return Move::Change;
    case DomainKind::Subset:
        return Move::Rewire;
    case DomainKind::Integer:
        return Move::Step;
    case DomainKind::Real:
    case DomainKind::LogReal:
        break;
    }
    return Move::Perturb;
}

double perturbed(const Domain& domain, double value, Rng& rng)
{
    if (domain.kind == DomainKind::Real)
        return std::clamp(value + rng.normal() * kDeviation * (domain.high - domain.low), domain.low, domain.high) +
               0.0;
    const double range = std::log(domain.high) - std::log(domain.low);
    return std::clamp(value * std::exp(rng.normal() * kDeviation * range), domain.low, domain.high);
}

/// The value itself where the step would leave the domain.
double movedValue(const Domain& domain, double value, Rng& rng)
{
    switch (moveOf(domain)) {
    case Move::Change:
        return drawOther(domain, value, rng);
    case Move::Rewire: {
        const std::vector<double> near = nearbyValues(domain, value);
        return near.empty() ? value : near[rng.below(near.size())];
    }
    case Move::Step: {
        const double next = value + (rng.chance(0.5) ? domain.step : -domain.step) + 0.0;
        return domain.contains(next) ? next : value;
    }
    case Move::Perturb:
        break;
    }
    return perturbed(domain, value, rng);
}

void settle(const DecisionTree& tree, Candidate& candidate, std::size_t after, Rng& rng)
{
    for (std::size_t i = after + 1; i < tree.size(); ++i) {
        const Decision& decision = tree.decisions[i];
        if (!isConditionMet(decision.condition, candidate))
            candidate.values[i] = kInactive;
        else if (!candidate.isActive(i))
            candidate.values[i] = drawValue(decision.domain, rng);
    }
}

} // namespace

std::optional<Candidate> nearMove(const CandidateSet& set, const Candidate& candidate, Move move, Rng& rng)
{
    const DecisionTree& tree = set.tree();
    std::vector<std::size_t> movable;
    for (std::size_t i = 0; i < tree.size(); ++i) {
        const Domain& domain = tree.decisions[i].domain;
        if (candidate.isActive(i) && isMovable(domain) && moveOf(domain) == move)
            movable.push_back(i);
    }
    for (int tries = 0; tries < kMostTries && !movable.empty(); ++tries) {
        const std::size_t at = movable[rng.below(movable.size())];
        Candidate moved = candidate;
        moved.values[at] = movedValue(tree.decisions[at].domain, candidate.values[at], rng);
        if (moved.values[at] == candidate.values[at])
            continue;
        settle(tree, moved, at, rng);
        if (set.contains(moved))
            return moved;
    }
    return {};
}

} // namespace cw::space

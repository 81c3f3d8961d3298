// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strategy/breeder.h"

#include <string_view>

#include "core/space/variation/change.h"

namespace cw::strategy {

namespace {

std::string_view blockOf(const space::Decision& decision)
{
    const std::string_view where = decision.where;
    return where.substr(0, where.find('/'));
}

} // namespace

Breeder::Breeder(std::shared_ptr<const space::CandidateSet> candidates, double crossover, double mutation)
    : m_candidates(std::move(candidates))
    , m_crossover(crossover)
    , m_mutation(mutation)
{
    const auto& decisions = m_candidates->tree().decisions;
    for (const space::Decision& decision : decisions)
        m_hasBlocks = m_hasBlocks || blockOf(decision) != blockOf(decisions.front());
}

space::Candidate Breeder::child(const space::Candidate& first, const space::Candidate& second, Rng& rng) const
{
    space::Candidate child = first;
    if (rng.chance(m_crossover)) {
        const bool whole = m_hasBlocks && rng.chance(0.5);
        child = space::crossover(*m_candidates, first, second, rng,
                                 whole ? space::CrossoverUnit::SubGraph : space::CrossoverUnit::Decision);
    }
    while (rng.chance(m_mutation))
        child = changed(child, rng);
    // Nothing is learnt from a parent again.
    return child == first || child == second ? changed(child, rng) : child;
}

space::Candidate Breeder::changed(const space::Candidate& candidate, Rng& rng) const
{
    space::Candidate changed = space::vary(*m_candidates, candidate, rng);
    // A table with few rows has none one decision away where it counts: the nearest rows then.
    return changed == candidate ? m_candidates->mutate(candidate, rng) : changed;
}

} // namespace cw::strategy

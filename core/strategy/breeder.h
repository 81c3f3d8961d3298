// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/base/rng.h"
#include "core/space/candidate_set.h"
#include "core/space/variation/crossover.h"

namespace cw::strategy {

/// Makes children that know the structure of the space: crossover takes single decisions or, in a space with several
/// blocks, every other time whole blocks from one parent; a change adds or removes a layer, rewires an input, exchanges
/// an op or perturbs a number (space::vary).
class Breeder {
public:
    /// crossover: share of children with two parents; mutation: chance of each further change, so that 0.5 makes one
    /// on average, as the usual rate of 1 / (number of decisions) does.
    Breeder(std::shared_ptr<const space::CandidateSet> candidates, double crossover, double mutation);

    space::Candidate child(const space::Candidate& first, const space::Candidate& second, Rng& rng) const;
    /// One change; the candidate itself when the space allows no other.
    space::Candidate changed(const space::Candidate& candidate, Rng& rng) const;

private:
    std::shared_ptr<const space::CandidateSet> m_candidates;
    double m_crossover;
    double m_mutation;
    bool m_hasBlocks = false;
};

} // namespace cw::strategy

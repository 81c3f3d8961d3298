// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/rng.h"
#include "core/space/candidate_set.h"

namespace cw::space {

enum class CrossoverUnit {
    Decision, ///< every decision chooses its parent
    SubGraph, ///< all decisions of a block of the macro graph, of an untied copy or of a cell come from one parent
};

/// A child of two candidates of `set`: every active value is that of the parent it falls to, of the other parent where
/// the decision is not active in the first, and drawn anew where it is active in neither. Uniform crossover; what a
/// condition turns off is left out. `first` where chance finds no child that the set allows.
/// Determinism: only by the Rng passed in      Thread: any
/// Paper: Syswerda, Uniform Crossover in Genetic Algorithms, ICGA 1989
Candidate crossover(const CandidateSet& set, const Candidate& first, const Candidate& second, Rng& rng,
                    CrossoverUnit unit = CrossoverUnit::Decision);

} // namespace cw::space

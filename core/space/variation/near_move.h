// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/base/rng.h"
#include "core/space/candidate_set.h"

namespace cw::space {

/// What is done to one decision.
enum class Move {
    Change,  ///< another alternative: of a choice, of an optional block, of a block that takes one input
    Rewire,  ///< one source more, less, or exchanged, of a block that takes several inputs
    Step,    ///< a whole number up or down by its step: a copy of a repeat more or less
    Perturb, ///< a normal step of a tenth of the range of a real number, of its logarithm's where that is searched
};

/// `candidate`, a member of `set`, after that move of one active decision. What stays active keeps its value; what
/// becomes active, such as the decisions of an added copy, is drawn. Nothing where the set allows no such move, or
/// chance finds none.
/// Determinism: only by the Rng passed in      Thread: any
std::optional<Candidate> nearMove(const CandidateSet& set, const Candidate& candidate, Move move, Rng& rng);

} // namespace cw::space

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/base/rng.h"
#include "core/space/candidate_set.h"

namespace cw::space {

// Moves that know what a decision stands for in the drawing. CandidateSet::mutate() takes all decisions alike, as the
// papers on tables do; these are for spaces with layers, wires and numbers.
// Papers: Real et al. 2019 (change an op, rewire an input); Elsken et al. 2019, section 3.2, and Suganuma et al. 2017
// (add and remove layers); Jaderberg et al. 2017 (perturb a number)

enum class ChangeKind {
    Op,       ///< another alternative of a choice
    Input,    ///< one input of a block exchanged, taken more or left
    Merge,    ///< sum or concat
    AddCopy,  ///< a repeat has one copy more: like the one before it where copies are independent
    DropCopy, ///< one copy of a repeat left out, those after it move up
    Toggle,   ///< an optional block there or not
    Number,   ///< a number perturbed: normal, with a tenth of its range as deviation, of its logarithm for log
    Option    ///< another value of a parameter that is no number, or of a decision without a block
};
std::string_view toText(ChangeKind kind);

/// Which changes a candidate admits, leaving constraints aside; in the order above.
std::vector<ChangeKind> changesOf(const DecisionTree& tree, const Candidate& candidate);

/// The candidate with one change of that kind at a place drawn uniformly. What becomes active is drawn anew, but for a
/// copy's decisions. nullopt: there is no such place, or the set refused what was tried.
/// Determinism: by the Rng
std::optional<Candidate> change(const CandidateSet& set, const Candidate& candidate, ChangeKind kind, Rng& rng);

/// A change of a kind drawn uniformly from those it admits; the candidate itself when the set refuses all.
Candidate vary(const CandidateSet& set, const Candidate& candidate, Rng& rng);

} // namespace cw::space

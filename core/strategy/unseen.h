// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/base/rng.h"
#include "core/space/candidate_set.h"
#include "core/strategy/seen_set.h"

namespace cw::strategy {

/// For strategies that refuse repeats and whose model has nothing new to propose: a candidate that is not in `seen`. A
/// random change of `near` if one is found (null: none tried), else any of the space; where few are left, the first of
/// them in order. A repeat if the space is not countable or has more than a million candidates, almost all of them
/// seen. nullopt: every candidate has been seen, the space is exhausted.
std::optional<space::Candidate> unseenCandidate(const space::CandidateSet& candidates, const SeenSet& seen,
                                                const space::Candidate* near, Rng& rng);

} // namespace cw::strategy

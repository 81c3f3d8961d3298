// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/base/rng.h"
#include "core/space/candidate_set.h"

namespace cw::strategy {

/// Appends what CandidateSet::neighbours() leaves out or moves by one step only: for every active continuous decision,
/// and every whole number with more than 64 values, one candidate above and one below that `candidates` allows, a
/// normal step with a tenth of the range as deviation (of its logarithm for log-real). What a condition turns on is
/// drawn.
void addNumberSteps(const space::CandidateSet& candidates, const space::Candidate& centre, Rng& rng,
                    std::vector<space::Candidate>& neighbours);

} // namespace cw::strategy

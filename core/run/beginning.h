// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/history/reader.h"
#include "core/run/run_config.h"
#include "core/space/candidate_set.h"
#include "core/space/search_space.h"

namespace cw::run {

/// What a search knows and has to try before its strategy proposes anything.
struct Beginning {
    std::vector<space::Candidate> enqueued;        ///< the first trials, in this order
    std::vector<KnownTrial> known;                 ///< told first; see RunConfig::known
    std::vector<space::Candidate> knownCandidates; ///< of each known trial
};

/// Reads and checks RunConfig::enqueue and RunConfig::known against the space.
/// Errors: Config naming the place ("enqueue 3") and what is wrong with it
Result<Beginning> beginningOf(const RunConfig& config, const space::SearchSpace& space, const space::DecisionTree& tree,
                              const space::CandidateSet& candidates);

/// The trials of an earlier run that a search with these objectives can start from: those with a value for each, each
/// candidate once, with the weights that are still there. Their decisions must be those of `tree`: same names, values
/// and conditions. Errors: NotFound (no such run), Config (another space, no trial with a value), Format
Result<std::vector<KnownTrial>> knownTrialsOf(history::Reader& reader, std::int64_t run,
                                              const space::DecisionTree& tree,
                                              const std::vector<estimate::Objective>& objectives);

} // namespace cw::run

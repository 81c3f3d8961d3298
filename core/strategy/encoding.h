// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/json.h"
#include "core/base/rng.h"
#include "core/space/candidate.h"
#include "core/space/candidate_set.h"

namespace cw::strategy {

/// What strategies share in writing and reading their state. Numbers keep every bit, NaN and infinities included.
/// Errors: readers throw Error(Format) that names the key
Json candidateToState(const space::Candidate& candidate);
/// Refuses what `allowed` does not hold: a state of another space.
space::Candidate candidateFromState(const Json& state, const space::CandidateSet& allowed);

/// The member `key` of a state object.
const Json& stateMember(const Json& state, const char* key);
std::int64_t stateInteger(const Json& state, const char* key, std::int64_t least);
/// Checks that `state` was written by that strategy.
void checkStateOf(const Json& state, std::string_view strategy);

} // namespace cw::strategy

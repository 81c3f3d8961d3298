// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/history/reader.h"

namespace cw::run {

// Arguments of interventions, written by other programs, and what came of those for the search itself.

/// Bytes; a candidate of the largest spaces is a tenth of it.
inline constexpr std::size_t kMaxCandidateText = std::size_t{256} * 1024;

/// A number of evaluations, bare or as {"evaluations": n}; 0 when it is neither.
std::int64_t evaluationsOf(const Json& argument);
/// A number of workers, bare or as {"workers": n}; 0 when it is neither.
int workersOf(const Json& argument);
/// A text, bare or as {"note": text}; empty when it is neither.
std::string noteOf(const Json& argument);

/// Of Enqueue: {"candidate": text}. Errors: Config
Json enqueueArgument(const std::string& candidate);
Result<std::string> candidateOf(const Json& argument);

/// Of Pin: {"decision": name, "value": text}; the value null sets the decision free again.
struct PinRequest {
    std::string decision;
    std::optional<std::string> value;
};
Json pinArgument(const PinRequest& request);
/// Errors: Config
Result<PinRequest> pinOf(const Json& argument);

/// Enqueue and Pin: for the search itself, and refused or a step of its log.
bool isOfSearch(history::InterventionKind kind);

/// What came of an intervention for the search: an event of the run, written before it counts as applied.
struct Outcome {
    std::int64_t step = 0; ///< its number among those that were carried out, from 1; 0: it was not (yet)
    std::string refusal;   ///< the reason
};
inline constexpr const char* kOutcomeEvent = "outcome";
Json carriedOut(std::int64_t intervention, std::int64_t step);
Json refused(std::int64_t intervention, const std::string& reason);
/// A reason to be shown: of a text that is as long as anybody likes the beginning.
std::string shortened(const std::string& text);

struct Intervention {
    history::InterventionRow row;
    Outcome outcome;
};
/// All that was done to a run, oldest first. Errors: throws what the reader throws
std::vector<Intervention> interventionsOf(history::Reader& reader, std::int64_t run);
/// Those that were carried out on the search, in that order.
std::vector<Intervention> stepsOf(history::Reader& reader, std::int64_t run);
/// The decisions that are pinned now, and to what: by the steps in their order.
std::map<std::string, std::string> pinsOf(const std::vector<Intervention>& all);

} // namespace cw::run

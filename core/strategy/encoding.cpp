// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strategy/encoding.h"

#include <fmt/format.h>

namespace cw::strategy {

namespace {

constexpr const char* kWhere = "strategy state";

} // namespace

Json candidateToState(const space::Candidate& candidate)
{
    Json values = Json::array();
    for (const double value : candidate.values)
        values.push_back(encodeNumber(value));
    return values;
}

space::Candidate candidateFromState(const Json& state, const space::CandidateSet& allowed)
{
    space::Candidate candidate;
    if (!state.is_array())
        throw Error(ErrorCode::Format, fmt::format("expected a list of values, found {}", state.type_name()), kWhere);
    for (const Json& value : state)
        candidate.values.push_back(std::isnan(decodeNumber(value, kWhere).value()) ? space::kInactive
                                                                                   : *decodeNumber(value, kWhere));
    if (candidate.values.size() != allowed.tree().size() || !allowed.contains(candidate))
        throw Error(ErrorCode::Format, fmt::format("expected a candidate of this space, found {}", state.dump()),
                    kWhere);
    return candidate;
}

const Json& stateMember(const Json& state, const char* key)
{
    const auto found = state.find(key);
    if (found == state.end())
        throw Error(ErrorCode::Format, fmt::format("expected a key '{}', found none", key), kWhere);
    return *found;
}

std::int64_t stateInteger(const Json& state, const char* key, std::int64_t least)
{
    const Json& value = stateMember(state, key);
    if (!value.is_number_integer() || value.get<std::int64_t>() < least)
        throw Error(ErrorCode::Format, fmt::format("'{}': expected a whole number from {}", key, least), kWhere);
    return value.get<std::int64_t>();
}

void checkStateOf(const Json& state, std::string_view strategy)
{
    if (!state.is_object())
        throw Error(ErrorCode::Format, fmt::format("expected an object, found {}", state.type_name()), kWhere);
    const Json& found = stateMember(state, "strategy");
    if (found != strategy)
        throw Error(ErrorCode::Format, fmt::format("expected a state of '{}', found one of {}", strategy, found.dump()),
                    kWhere);
}

} // namespace cw::strategy

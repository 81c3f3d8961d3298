// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimate/scheduler_state.h"

#include <cmath>

#include <fmt/format.h>

#include "core/base/error.h"

namespace cw::estimate {

namespace {

constexpr const char* kWhere = "scheduler state";

} // namespace

const Json& memberOf(const Json& state, const char* key)
{
    if (!state.is_object() || !state.contains(key))
        throw Error(ErrorCode::Format, fmt::format("expected a member '{}'", key), kWhere);
    return state.at(key);
}

std::int64_t wholeOf(const Json& state, const char* key, std::int64_t least, std::int64_t most)
{
    const Json& value = memberOf(state, key);
    if (!value.is_number_integer() || value < least || value > most)
        throw Error(
            ErrorCode::Format,
            fmt::format("'{}': expected a whole number from {} to {}, found {}", key, least, most, value.dump()),
            kWhere);
    return value.get<std::int64_t>();
}

Json valuesToState(const std::vector<double>& values)
{
    Json list = Json::array();
    for (const double value : values)
        list.push_back(encodeNumber(value));
    return list;
}

std::vector<double> valuesFromState(const Json& state, const char* key, std::size_t size)
{
    const Json& list = memberOf(state, key);
    if (!list.is_array() || (!list.empty() && list.size() != size))
        throw Error(ErrorCode::Format, fmt::format("'{}': expected {} numbers or none", key, size), kWhere);
    std::vector<double> values;
    for (const Json& item : list) {
        const double value = decodeNumber(item, kWhere).value();
        if (!std::isfinite(value))
            throw Error(ErrorCode::Format, fmt::format("'{}': expected finite numbers", key), kWhere);
        values.push_back(value);
    }
    return values;
}

} // namespace cw::estimate

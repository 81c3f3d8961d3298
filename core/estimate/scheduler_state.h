// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/json.h"

namespace cw::estimate {

/// What schedulers share in writing and reading their state. Errors: readers throw Error(Format) that names the key

/// The member `key` of an object.
const Json& memberOf(const Json& state, const char* key);
/// A whole number in [least, most].
std::int64_t wholeOf(const Json& state, const char* key, std::int64_t least, std::int64_t most);
Json valuesToState(const std::vector<double>& values);
/// `size` finite numbers, or none.
std::vector<double> valuesFromState(const Json& state, const char* key, std::size_t size);

} // namespace cw::estimate

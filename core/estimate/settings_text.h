// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/base/result.h"

namespace cw::estimate {

/// "a, b,c" -> a, b, c; without blanks around them, empty ones left out.
std::vector<std::string> namesFromText(std::string_view text);

/// Settings of an estimator inside a setting of another: "name=value;name=value" -> an object, in which true, false and
/// numbers are what they look like and everything else is text. Errors: Config naming `where`
Result<Json> settingsFromText(std::string_view text, const std::string& where);

} // namespace cw::estimate

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "core/base/result.h"

namespace cw {

/// Keys are sorted (std::map inside), so files written from it have stable diffs.
using Json = nlohmann::json;

/// Limits for everything that comes from outside. Copying 100,000-deep JSON overflows the stack, so depth is
/// checked while parsing, before any value exists.
inline constexpr int kMaxJsonDepth = 64;
inline constexpr std::uintmax_t kMaxJsonBytes = 64u << 20;

/// Errors: Format, with line, column and what was expected; `where` names the source in the message.
Result<Json> parseJson(std::string_view text, const std::string& where);
/// Errors: NotFound, Io, Format (too large, not JSON, too deep)
Result<Json> readJsonFile(const std::filesystem::path& path);
/// Indented by two, sorted keys, a final newline; written to a temporary file beside it, then renamed.
/// Errors: throws Error(Io); the old file is then untouched.
void writeJsonFile(const std::filesystem::path& path, const Json& value);

/// NaN and the infinities become the strings "nan", "inf", "-inf": nlohmann-json would write null.
Json encodeNumber(double value);
/// The inverse. Errors: Format
Result<double> decodeNumber(const Json& value, const std::string& where);

/// Checks `"format"` and `"version"` of a document. Errors: Format (wrong or missing format, version above `newest`)
Result<int> checkFormat(const Json& document, std::string_view format, int newest, const std::string& where);

} // namespace cw

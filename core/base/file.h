// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace cw {

/// The whole file as text. Errors: NotFound, Io, Format (larger than `maxBytes`)
Result<std::string> readTextFile(const std::filesystem::path& path, std::uintmax_t maxBytes);

/// The whole content of a plain or gzip file (told apart by its first two bytes).
/// Errors: NotFound, Io, Format (damaged or truncated gzip, more than `maxBytes` unpacked)
Result<std::vector<std::uint8_t>> readMaybeGzip(const std::filesystem::path& path, std::uintmax_t maxBytes);

/// Writes to a temporary file in the same folder, flushes it to disk and renames it over `path`.
/// Errors: throws Error(Io) naming the path; the old file is then untouched.
void writeFileAtomically(const std::filesystem::path& path, std::string_view content);

} // namespace cw

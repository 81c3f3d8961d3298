// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "core/base/result.h"

namespace cw::data {

/// What the first bytes of an IDX file say: unsigned bytes in `dims`, the last one fastest.
struct IdxHeader {
    std::vector<std::int64_t> dims;

    std::int64_t elements() const;
    /// Bytes before the first element.
    std::int64_t size() const { return 4 + 4 * static_cast<std::int64_t>(dims.size()); }
};

struct IdxFile {
    IdxHeader header;
    std::vector<std::uint8_t> values;
};

/// The most that one file may hold: a header is believed only up to here, before anything is allocated.
inline constexpr std::int64_t kMaxIdxBytes = std::int64_t{4} << 30;

/// Reads the header of a plain or gzip file of unsigned bytes with `minDims` to `maxDims` dimensions.
/// Errors: NotFound, Io; Format naming file, offset, expected and found
Result<IdxHeader> readIdxHeader(const std::filesystem::path& path, int minDims, int maxDims);
/// Reads all of it: exactly as many bytes as the header says. Errors: as above
Result<IdxFile> readIdx(const std::filesystem::path& path, int minDims, int maxDims);

} // namespace cw::data

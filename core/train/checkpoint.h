// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

#include "core/base/json.h"
#include "core/base/result.h"

namespace cw::train {

/// A paused training: facts as JSON, weights as raw 4-byte floats (so that it continues bit for bit).
/// File: "cwckpt01", the length of the JSON as 8 bytes little-endian, the JSON, the floats of each array in turn.
struct Checkpoint {
    Json facts = Json::object(); ///< owned by the session; "sizes" is added by the writer
    std::vector<std::vector<float>> arrays;
};

/// Written beside, flushed and renamed. Errors: throws Error(Io)
void writeCheckpoint(const std::filesystem::path& path, const Checkpoint& checkpoint);
/// Errors: NotFound, Io, Format naming the file, expected and found
Result<Checkpoint> readCheckpoint(const std::filesystem::path& path);

} // namespace cw::train

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

namespace cw::estimate {

// A job leaves its weights in one file, Context::checkpoint, and beside it, under longer names, what else it goes on
// from. All of an empty path are empty.

/// Of the training `number` (from 1) of one candidate: ".2", ".3", ... behind the name, the first has the name itself.
std::filesystem::path checkpointOfRepeat(const std::filesystem::path& checkpoint, std::int64_t number);
/// On the data set `number` (from 1): ".set2", ".set3", ..., likewise.
std::filesystem::path checkpointOfSet(const std::filesystem::path& checkpoint, std::int64_t number);
/// What was seen of the learning curve.
std::filesystem::path curveBeside(const std::filesystem::path& checkpoint);

/// The checkpoint and what lies beside it, as far as it is there.
std::vector<std::filesystem::path> filesOfCheckpoint(const std::filesystem::path& checkpoint);
/// Deletes all of those; what cannot be deleted stays.
void removeCheckpoint(const std::filesystem::path& checkpoint);

} // namespace cw::estimate

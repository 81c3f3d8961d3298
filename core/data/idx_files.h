// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace cw::data {

struct IdxPart {
    std::filesystem::path images;
    std::filesystem::path labels;
};

/// The files of one data set: <prefix>train-images*, <prefix>train-labels*, <prefix>t10k- or test-images*, -labels*.
struct IdxFiles {
    IdxPart train;
    std::optional<IdxPart> test;
};

/// Whether it is the name of an image file.
bool isIdxImages(const std::string& fileName);
/// Prefixes, without the mark at their end, of the data sets with a training part; only "" where there is that one.
std::vector<std::string> idxSetsIn(const std::vector<std::string>& names);
/// Errors: NotFound naming the label file that is missing
Result<IdxFiles> idxFilesOfSet(const std::filesystem::path& folder, const std::string& set);
/// The data set that an image file belongs to; the file alone when it has no training part beside it.
Result<IdxFiles> idxFilesOfFile(const std::filesystem::path& file);

} // namespace cw::data

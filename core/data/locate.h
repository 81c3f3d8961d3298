// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>

#include "core/data/reader.h"

namespace cw::data {

/// A data set that was found, and who reads it.
struct Located {
    std::string id; ///< what finds it again
    std::string title;
    std::filesystem::path location; ///< for people: its file, folder, or folder and prefix
    Place place;
    const ReaderEntry* reader = nullptr; ///< in the registry that was given
};

/// By id or path, see describeDataSet(). Looks at names only.
Result<Located> locate(const ReaderRegistry& readers, const std::string& idOrPath);
/// Every data set in the folders where they are looked for: the environment's CELLWRIGHT_DATASETS (colons between),
/// the user's, the system's; the first of an id counts. A set is known by its folder's name, or where the folder holds
/// several by its own.
std::map<std::string, Located> locateKnown(const ReaderRegistry& readers);

} // namespace cw::data

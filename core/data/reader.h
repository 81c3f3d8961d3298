// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/registry.h"
#include "core/data/dataset.h"

namespace cw::data {

/// Where one data set lies.
struct Place {
    std::filesystem::path path;       ///< a file, or a folder
    std::string set;                  ///< which of the folder's data sets, as setsIn() names it; "": the folder is one
    std::string option;               ///< what followed the path after a colon; empty: nothing
    std::vector<std::string> classes; ///< their names where they are known, else empty
};

/// One kind of data set on disk: a file of its own and one line in registry.cpp.
struct ReaderEntry : EntryInfo {
    /// Of the kinds found in one folder those with the lowest rank count: a README beside images is no text to learn.
    int rank = 0;
    std::string option; ///< what may follow a path after a colon ("COLUMN"); empty: nothing
    /// Whether a file of that name is of this kind, when it is named directly. Looks at names only, also of neighbours.
    bool (*takesFile)(const std::filesystem::path& file) = nullptr;
    /// The data sets of this kind in a folder with files of these names.
    std::vector<std::string> (*setsIn)(const std::filesystem::path& folder,
                                       const std::vector<std::string>& names) = nullptr;
    Result<DataSetInfo> (*describe)(const Place& place) = nullptr;
    Result<DataSet> (*load)(const Place& place) = nullptr;
};

using ReaderRegistry = Registry<ReaderEntry>;
ReaderRegistry builtInReaders();

/// A data set with a well-known name.
struct WellKnown {
    std::string id;
    std::string title;
    std::string package; ///< Debian package that holds it; empty when there is none
    std::vector<std::string> classes;
};
const std::vector<WellKnown>& wellKnownDataSets();

/// Names in a folder without hidden ones, sorted; empty when it cannot be read.
std::vector<std::string> namesIn(const std::filesystem::path& folder);
/// "train.CSV.gz" -> ".csv": the extension in lower case, without a packed file's .gz.
std::string extensionOf(const std::string& fileName);
/// "cifar10-16px-" -> "cifar10-16px": what stands before "train" or "test" in a name, without the marks between.
std::string withoutMarks(std::string stem);

/// The most that the values of one part may take in memory, in bytes.
inline constexpr std::int64_t kMaxPartBytes = std::int64_t{4} << 30;

} // namespace cw::data

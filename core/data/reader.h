// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "core/base/registry.h"
#include "core/data/dataset.h"

namespace cw::data {

/// One kind of data set on disk: a file of its own and one line in registry.cpp.
struct ReaderEntry : EntryInfo {
    /// Looks at names only: whether `path` (a file or a folder) is of this kind.
    bool (*recognises)(const std::filesystem::path& path) = nullptr;
    /// Headers only. `names`: the class names when they are known, else empty.
    Result<DataSetInfo> (*describe)(const std::filesystem::path& path, const std::vector<std::string>& names) = nullptr;
    Result<DataSet> (*load)(const std::filesystem::path& path, const std::vector<std::string>& names) = nullptr;
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

} // namespace cw::data

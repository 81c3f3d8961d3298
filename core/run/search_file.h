// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "core/run/experiment.h"

namespace cw::run {

/// What a .cwsearch file holds: one run, or an experiment.
/// File: that of a RunConfig, for an experiment with the key "experiment": {"strategies" [each an id, or {"id",
/// "settings"}], "seeds" [1, 2, 3] (or "1-3"), "at_once"}. The strategy of the search itself has the settings that
/// stand there, the others without settings have their defaults. The experiment has the file's name.
struct SearchFile {
    RunConfig search;
    std::optional<Experiment> experiment; ///< its `search` is the one above
};

/// Errors: as runConfigFromJson() and checkExperiment(), naming the key
Result<SearchFile> searchFileFromJson(const Json& json, const std::string& where);
/// Paths of the search are taken from the file's folder. Errors: also NotFound, Io
Result<SearchFile> readSearchFile(const std::filesystem::path& path);
/// The document of a file that holds the experiment.
Json toJson(const Experiment& experiment);

} // namespace cw::run

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/base/registry.h"

namespace cw::cli {

/// What `--set` can reach.
struct SettingTarget {
    std::string prefix; ///< "strategy"
    const EntryInfo* entry = nullptr;
    Json* into = nullptr;
};

/// Applies each "key=value" or "prefix.key=value"; a bare key means the first target. Values are typed by the schema.
/// Errors: throws Error(Usage, Config) naming what was expected
void applySettings(const std::vector<std::string>& given, const std::vector<SettingTarget>& targets);

/// The path seen from everywhere, when `text` names something that is there or has a slash; ids stay as they are.
std::string absoluteIfPath(const std::string& text);

} // namespace cw::cli

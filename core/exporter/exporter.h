// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/base/registry.h"
#include "core/space/architecture.h"

namespace cw::exporter {

/// Turns an architecture into a file's content. Errors: throws Error(Config) when the format cannot hold it
struct ExporterEntry : EntryInfo {
    std::string suffix; ///< ".dot"
    std::string (*write)(const space::Architecture& architecture) = nullptr;
};

using ExporterRegistry = Registry<ExporterEntry>;
ExporterRegistry builtInExporters();

} // namespace cw::exporter

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exporter/exporter.h"

namespace cw::exporter {

/// The project's own file: ops alone; shapes and costs follow from them when it is read.
ExporterEntry cwarchExporter();
/// Source for Graphviz: one box per op with its name, label, parameters and shape.
ExporterEntry dotExporter();

} // namespace cw::exporter

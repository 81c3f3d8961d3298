// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exporter/formats.h"

namespace cw::exporter {

namespace {

std::string writeCwarch(const space::Architecture& architecture)
{
    return space::toJson(architecture).dump(2) + "\n";
}

} // namespace

ExporterEntry cwarchExporter()
{
    ExporterEntry entry;
    entry.id = "cwarch";
    entry.title = "Cellwright architecture";
    entry.summary = "The architecture as this program reads it again.";
    entry.suffix = ".cwarch";
    entry.write = writeCwarch;
    return entry;
}

} // namespace cw::exporter

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exporter/formats.h"

namespace cw::exporter {

ExporterRegistry builtInExporters()
{
    return ExporterRegistry("export format", {
                                                 cwarchExporter(),
                                                 dotExporter(),
                                             });
}

} // namespace cw::exporter

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/base/result.h"
#include "core/run/experiment.h"

namespace cw::ui {

/// The `cellwright-cli search` that starts the same run, quoted for a shell. What no option carries (an inline space,
/// the trials of earlier runs) is in the file that holds the search; without one a comment in front says what is left
/// out. Errors: Config when the space is inline and no file holds the search
Result<QString> commandLine(const run::RunConfig& config, const QString& searchFile);
/// The same for an experiment: its file where one holds it, else options.
Result<QString> commandLine(const run::Experiment& experiment, const QString& experimentFile);

} // namespace cw::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "app/cli/session.h"
#include "core/run/run_config.h"

namespace cw::cli {

/// The finished trials of earlier runs, each number maybe one of several with commas between, become a part of the
/// configuration. Says on stderr how many there are. Errors: throws Error (no such run, another space, no value)
void warmStart(Session& session, const std::vector<std::string>& runs, run::RunConfig& config);

} // namespace cw::cli

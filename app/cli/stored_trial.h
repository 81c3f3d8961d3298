// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

#include "core/base/json.h"
#include "core/history/records.h"

namespace cw::cli {

class Session;

/// A trial that the user named, with its network.
struct StoredTrial {
    history::RunRow run;
    std::int64_t trial = 0;
    Json architecture; ///< a .cwarch document with its origin
};

/// The trial "RUN:TRIAL", or the best one of "RUN". Errors: throws Error(Usage, NotFound)
StoredTrial storedTrial(const Session& session, const std::string& text);

} // namespace cw::cli

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/records.h"
#include "core/run/assemble.h"

namespace cw::run {

/// What the history keeps of a run that is made of these parts.
history::NewRun newRunOf(const Parts& parts);

} // namespace cw::run

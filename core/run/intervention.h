// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

#include "core/base/json.h"

namespace cw::run {

// Arguments of interventions, written by other programs.

/// A number of evaluations, bare or as {"evaluations": n}; 0 when it is neither.
std::int64_t evaluationsOf(const Json& argument);
/// A number of workers, bare or as {"workers": n}; 0 when it is neither.
int workersOf(const Json& argument);
/// A text, bare or as {"note": text}; empty when it is neither.
std::string noteOf(const Json& argument);

} // namespace cw::run

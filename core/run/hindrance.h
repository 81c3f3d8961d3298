// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/base/error.h"

namespace cw::run {

/// Whether waiting may help against what kept something from being written: not where the history is damaged or a bug
/// was met.
bool mayPass(ErrorCode code);

/// What is wrong with which file or device, how much is free there, and what to do, in one sentence.
std::string adviceOn(const Error& error);

} // namespace cw::run

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/error.h"

namespace cw::run {

/// Whether waiting may help against what kept something from being written: not where the history is damaged or a bug
/// was met.
bool mayPass(ErrorCode code);

/// What is wrong with which file, how much is free there, and what to do, in one sentence.
std::string adviceOn(const Error& error);

/// What a library said when a device had gone: unplugged, reset, taken by another program or its driver ended. That is
/// no fault of the candidate. Nothing for everything else, also for too little memory and for errors of a kernel.
/// Source: the texts of cudaGetErrorString and hipGetErrorString, and of LibTorch's own checks.
std::optional<std::string> lostDevice(std::string_view problem);

} // namespace cw::run

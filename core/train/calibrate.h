// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/estimate/preflight.h"

namespace cw::train {

/// Measures how fast small networks of one kind of layer train on that device: about a second.
/// Errors: throws Error(Config) for an unknown device      Thread: calls at::set_num_threads for the calling thread
/// Determinism: none, it measures
estimate::Calibration calibrate(const std::string& device, int threads, const std::string& precision);

} // namespace cw::train

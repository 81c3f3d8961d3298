// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace cw::train {

/// The part of the step's learning rate that is left after `progress`, in [0, 1), of all steps.
/// `schedule`: cosine, linear or constant
double rateFactor(const std::string& schedule, double progress);

} // namespace cw::train

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace cw::train {

/// Why a training is given up, from the mean training losses of all its epochs so far, or empty. Guessing costs
/// ln(classes); a network is lost when an epoch costs a thousand times that, or three in a row four times.
/// Determinism: by the losses alone and not by the epochs still to come, so that a training that goes on from an
/// earlier one is given up exactly where one begun anew is
std::string divergence(const std::vector<double>& losses, std::int64_t classes);

} // namespace cw::train

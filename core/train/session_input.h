// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/session.h"

namespace cw::train {

/// Whether network, data set and settings belong together.
/// Errors: throws Error(Config), naming what the network takes and what the data set has
void checkInput(const SessionRequest& request);

/// The training samples of the fidelity. Errors: throws Error(Data) when there are fewer than classes
std::vector<std::uint32_t> trainingSamples(const SessionRequest& request);

} // namespace cw::train

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimate/estimator.h"

namespace cw::estimate {

/// The estimator `latency`, without its factory, which is in core/train.
EstimatorEntry latencyEntry();

} // namespace cw::estimate

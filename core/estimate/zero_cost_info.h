// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimate/estimator.h"

namespace cw::estimate {

/// The estimator `zero-cost`, without its factory, which is in core/train.
EstimatorEntry zeroCostEntry();

} // namespace cw::estimate

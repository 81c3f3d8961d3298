// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimate/estimator.h"

namespace cw::estimate {

/// Answers from a published benchmark instead of training: every metric of the row; `x@12` is also the point of x's
/// learning curve at step 12. On a rung of 12 epochs, below the run's whole fidelity, x is the table's x@12; otherwise
/// x is what was measured in the end, whatever the fidelity. The file is read when it is made. Errors: throws Error (no
/// file, not a table, decisions that differ from the space's); a candidate without a row is Rejected
EstimatorEntry tableEstimator();

} // namespace cw::estimate

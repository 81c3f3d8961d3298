// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimate/estimator.h"

namespace cw::estimate {

/// Answers from a published benchmark instead of training: every metric of the row; `x@12` is also the point of x's
/// learning curve at step 12. A fidelity of 12
/// epochs, where the table has an x@12, gives that as x; any other is answered with what was measured in the end. The
/// file is read when it is made.
/// Errors: throws Error (no file, not a table, decisions that differ from the space's); a candidate without a row is
/// Rejected
EstimatorEntry tableEstimator();

} // namespace cw::estimate

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimate/estimator.h"

namespace cw::estimate {

/// Lets another estimator train and ends the training when its learning curve says that it will not become the best
/// (curve_watch.h). Such a trial is Pruned; its first objective is the predicted final value, which is what strategies
/// learn from: a value measured after a few epochs would not compare with finished ones. Further metrics of it:
/// predicted_final, predicted_sd, chance_of_best and epochs_done. A finished trial is as the other estimator left it.
/// An estimator that gives its curve only at the end (a table) is treated as if it had been stopped, and the time it
/// would have taken is cut in proportion.
/// Errors: Config for an estimator without a curve, or a first objective known without training; a trial whose curve
/// lacks the first objective fails
/// Determinism: as the other estimator; what is stopped follows from what was told
/// Paper: Domhan, Springenberg and Hutter, IJCAI 2015
EstimatorEntry curveEstimator();

} // namespace cw::estimate

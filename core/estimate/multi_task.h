// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/estimate/estimator.h"

namespace cw::estimate {

/// Trains every candidate on several data sets, each with its own input and classes, by the estimator `train`.
/// Metrics of one set are named METRIC:SET, each may be an objective; with combine=mean their means have the plain
/// names, and the curve is of means; with combine=each the curves are named as the metrics. params and macs are means.
/// Errors: the first set that fails or is rejected decides the trial, its name stands in the reason
/// Determinism: as `train`; each set has a checkpoint of its own, the later ones with ".set2", ".set3" ... behind it
EstimatorEntry multiTaskEstimator();

/// The data sets of a list separated by commas, without spaces around them.
/// Errors: Config: fewer than 2 or more than 8, an empty name, one given twice
Result<std::vector<std::string>> dataSetsFromText(const std::string& text, const std::string& where);

} // namespace cw::estimate

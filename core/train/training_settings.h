// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/base/param_schema.h"

namespace cw::train {

/// The settings of the estimator `train` with those of a space's Training block in their place. A block that chooses an
/// optimiser other than sgd but no learning rate gets 0.001, which suits those as 0.1 suits sgd.
/// `training`: an object of setting names and values; null or empty: nothing changes.
/// Errors: throws Error(Config) for an unknown name, a value outside its domain, or a setting that decides how
/// candidates are judged (valid_part, valid_min): they would be compared by different measures
Settings withTraining(const Settings& settings, const Json& training);

/// The part of the step's learning rate that is left after `progress`, in [0, 1), of all steps.
/// `schedule`: cosine, linear or constant
double rateFactor(const std::string& schedule, double progress);

} // namespace cw::train

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "core/space/candidate.h"
#include "core/strategy/active_set.h"

namespace cw::strategy {

/// What a model expects of a candidate, in units of the first value that is told: larger is better.
struct Forecast {
    double mean = 0;
    double low = 0;  ///< one deviation worse
    double high = 0; ///< one deviation better
};

/// A strategy whose model predicts the first objective, so that people can compare what it expected with what came.
class Forecaster {
public:
    virtual ~Forecaster() = default;
    /// By the model as it was at the last ask, if nothing has been told since; nullopt: there was none yet. Changes
    /// nothing, and is never called by a run that lives.
    virtual std::optional<Forecast> forecast(const space::Candidate& candidate) const = 0;
};

/// Models are fitted on targets that rise with the scores of `records` (targets.h): back from there to scores, along
/// straight lines between known ones. Beyond the best and the worst known there is nothing to go by but these.
/// nullopt: no record has a finite score.
std::optional<Forecast> forecastFrom(double mean, double deviation, const std::vector<Record>& records,
                                     const std::vector<double>& targets);

} // namespace cw::strategy

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/base/result.h"

namespace cw::estimate {

/// Metric names are used with or without "m:"; stored without.
using Metrics = std::map<std::string, double>;

struct Objective {
    std::string metric = "valid_accuracy";
    bool maximise = true;

    /// Larger is better afterwards.
    double oriented(double value) const { return maximise ? value : -value; }
    bool operator==(const Objective&) const = default;
};

/// "max:valid_accuracy", "min:params"; without a prefix: maximise. A metric with a colon (valid_accuracy:mnist) needs
/// the prefix. Errors: Usage
Result<Objective> objectiveFromText(std::string_view text, const std::string& where);
std::string toText(const Objective& objective);

/// The oriented values; NaN where a metric is missing.
std::vector<double> orientedValues(const std::vector<Objective>& objectives, const Metrics& metrics);

} // namespace cw::estimate

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimate/objective.h"

#include <limits>

#include <fmt/format.h>

namespace cw::estimate {

Result<Objective> objectiveFromText(std::string_view text, const std::string& where)
{
    const std::string_view given = text;
    Objective objective;
    const bool directed = text.starts_with("max:") || text.starts_with("min:");
    if (text.starts_with("max:")) {
        text.remove_prefix(4);
    } else if (text.starts_with("min:")) {
        objective.maximise = false;
        text.remove_prefix(4);
    }
    if (text.starts_with("m:"))
        text.remove_prefix(2);
    // A metric of one data set has a colon (valid_accuracy:mnist). Without a direction before it, it would not be told
    // from a direction that was misspelt.
    const auto colon = text.find(':');
    const std::string_view name = text.substr(0, colon);
    const bool bad = colon != std::string_view::npos && (!directed || name == "max" || name == "min");
    if (name.empty() || text.ends_with(':') || bad)
        return Error(ErrorCode::Usage, fmt::format("expected max:METRIC, min:METRIC or METRIC, found '{}'", given),
                     where);
    objective.metric = text;
    return objective;
}

std::string toText(const Objective& objective)
{
    return (objective.maximise ? "max:" : "min:") + objective.metric;
}

std::vector<double> orientedValues(const std::vector<Objective>& objectives, const Metrics& metrics)
{
    std::vector<double> values;
    values.reserve(objectives.size());
    for (const Objective& objective : objectives) {
        const auto found = metrics.find(objective.metric);
        values.push_back(found == metrics.end() ? std::numeric_limits<double>::quiet_NaN()
                                                : objective.oriented(found->second));
    }
    return values;
}

} // namespace cw::estimate

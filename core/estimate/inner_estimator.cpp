// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimate/inner_estimator.h"

#include <fmt/format.h>

namespace cw::estimate {

namespace {

Json valueOf(const std::string& text)
{
    const Json value = Json::parse(text, nullptr, false);
    return value.is_number() || value.is_boolean() ? value : Json(text);
}

} // namespace

Result<Json> innerSettings(const std::string& text, const std::string& where)
{
    if (const auto first = text.find_first_not_of(" \t\n"); first == std::string::npos)
        return Json::object();
    else if (text[first] == '{')
        return parseJson(text, where);
    Json settings = Json::object();
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(';', at), text.size());
        const std::string part = text.substr(at, end - at);
        const std::size_t equals = part.find('=');
        if (equals == std::string::npos || equals == 0)
            return Error(ErrorCode::Config, fmt::format("expected name=value;name=value, found '{}'", part), where);
        settings[part.substr(0, equals)] = valueOf(part.substr(equals + 1));
        at = end + 1;
    }
    return settings;
}

std::unique_ptr<Estimator> makeInner(const EstimatorSetup& setup, const std::string& outer, const std::string& id,
                                     const std::string& settings)
{
    const std::string where = fmt::format("estimator '{}'", outer);
    if (id == outer)
        throw Error(ErrorCode::Config, fmt::format("expected another estimator to work on, found '{}' itself", id),
                    where);
    if (!setup.other)
        throw Error(ErrorCode::Config, fmt::format("estimator '{}' is made in a run only", id), where);
    return setup.other(id, innerSettings(settings, where).value(), setup);
}

bool innerImprovesWithEpochs(const std::string& id, const std::string& settings)
{
    for (const auto& entries : {builtInEstimators().entries(), torchEstimators()}) {
        for (const EstimatorEntry& entry : entries) {
            if (entry.id != id)
                continue;
            const auto given = innerSettings(settings, id);
            const auto resolved = given ? entry.schema.resolve(*given, id) : given.error();
            return resolved ? entry.improvesWithEpochs(*resolved) : entry.hasFidelities;
        }
    }
    return !id.empty();
}

std::vector<std::string> innerMetrics(const std::string& outer, const std::string& id, const std::string& settings,
                                      const space::Task& task)
{
    if (id == outer)
        return {};
    for (const auto& entries : {builtInEstimators().entries(), torchEstimators()}) {
        for (const EstimatorEntry& entry : entries) {
            if (entry.id != id || !entry.metrics)
                continue;
            const auto given = innerSettings(settings, id);
            const auto resolved = given ? entry.schema.resolve(*given, id) : given.error();
            return resolved ? entry.metrics(*resolved, task) : std::vector<std::string>();
        }
    }
    return {};
}

} // namespace cw::estimate

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/job.h"

#include <fmt/format.h>

namespace cw::run {

namespace {

Error wrong(const std::string& what, const std::string& where)
{
    return Error(ErrorCode::Format, what, where);
}

Result<Done> readMetrics(const Json& json, estimate::Metrics& metrics, const std::string& where)
{
    if (!json.is_object())
        return wrong("expected metrics to be an object", where);
    for (const auto& [name, value] : json.items()) {
        auto number = decodeNumber(value, fmt::format("{}: {}", where, name));
        if (!number)
            return number.error();
        metrics.emplace(name, *number);
    }
    return Done{};
}

Result<Done> readCurve(const Json& json, std::vector<estimate::CurvePoint>& curve, const std::string& where)
{
    if (!json.is_array())
        return wrong("expected curve to be a list", where);
    for (const Json& point : json) {
        if (!point.is_array() || point.size() != 3 || !point[0].is_string() || !point[1].is_number_integer())
            return wrong("expected a curve point to be [metric, step, value]", where);
        auto value = decodeNumber(point[2], where);
        if (!value)
            return value.error();
        curve.push_back({point[0].get<std::string>(), point[1].get<std::int64_t>(), *value});
    }
    return Done{};
}

} // namespace

Json toJson(const JobResult& result)
{
    const estimate::Estimate& estimate = result.estimate;
    Json metrics = Json::object();
    for (const auto& [name, value] : estimate.metrics)
        metrics[name] = encodeNumber(value);
    Json json{{"job", result.job},
              {"state", cw::toText(estimate.state)},
              {"metrics", std::move(metrics)},
              {"seconds", encodeNumber(estimate.seconds)}};
    if (!estimate.reason.empty())
        json["reason"] = estimate.reason;
    if (!estimate.curve.empty()) {
        Json curve = Json::array();
        for (const estimate::CurvePoint& point : estimate.curve)
            curve.push_back(Json::array({point.metric, point.step, encodeNumber(point.value)}));
        json["curve"] = std::move(curve);
    }
    return json;
}

Result<JobResult> jobResultFromJson(const Json& json, const std::string& where)
{
    if (!json.is_object())
        return wrong(fmt::format("expected a job's result, found {}", json.type_name()), where);
    const Json job = json.value("job", Json());
    const Json state = json.value("state", Json());
    if (!job.is_number_integer() || job < 1)
        return wrong("expected \"job\" to be a whole number from 1", where);
    const auto known = state.is_string() ? trialStateFromText(state.get<std::string>()) : std::nullopt;
    if (!known)
        return wrong("expected \"state\" to be the state of a trial", where);
    JobResult result;
    result.job = job.get<std::int64_t>();
    result.estimate.state = *known;
    if (const auto reason = json.find("reason"); reason != json.end()) {
        if (!reason->is_string())
            return wrong("expected \"reason\" to be text", where);
        result.estimate.reason = reason->get<std::string>();
    }
    auto seconds = decodeNumber(json.value("seconds", Json(0.0)), where + ": seconds");
    if (!seconds)
        return seconds.error();
    result.estimate.seconds = *seconds;
    if (auto read = readMetrics(json.value("metrics", Json::object()), result.estimate.metrics, where); !read)
        return read.error();
    if (auto read = readCurve(json.value("curve", Json::array()), result.estimate.curve, where); !read)
        return read.error();
    return result;
}

} // namespace cw::run

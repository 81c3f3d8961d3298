// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include <fmt/format.h>

#include "core/estimate/preflight.h"

namespace cw::estimate {

namespace {

Error bad(const std::string& what, const std::string& where)
{
    return {ErrorCode::Format, "calibration: " + what, where};
}

Result<double> positive(const Json& json, const std::string& name, const std::string& where)
{
    const bool fits = json.is_number() && std::isfinite(json.get<double>()) && json.get<double>() > 0;
    if (!fits)
        return bad(fmt::format("expected a number above 0 for '{}', found {}", name, json.dump()), where);
    return json.get<double>();
}

Json speedToJson(const Calibration::Speed& speed, WorkKind kind)
{
    Json json{{"seconds_per_call", speed.secondsPerCall}};
    if (!hasRates(kind)) {
        json["seconds_per_number"] = speed.secondsPerNumber;
        return json;
    }
    json["rates"] = Json::array();
    for (const Calibration::Rate& rate : speed.rates)
        json["rates"].push_back({rate.macsPerNumber, rate.macsPerSecond});
    return json;
}

Result<std::vector<Calibration::Rate>> ratesFrom(const Json& json, const std::string& kind, const std::string& where)
{
    if (!json.is_array() || json.empty())
        return bad(fmt::format("expected a list 'rates' of [MACs per number, MACs per second] for '{}'", kind), where);
    std::vector<Calibration::Rate> rates;
    for (const Json& item : json) {
        if (!item.is_array() || item.size() != 2)
            return bad("expected [MACs per number, MACs per second], found " + item.dump(), where);
        const auto size = positive(item[0], "rates", where);
        const auto speed = positive(item[1], "rates", where);
        if (!size || !speed)
            return (size ? speed : size).error();
        if (!rates.empty() && *size <= rates.back().macsPerNumber)
            return bad(
                fmt::format("expected rising MACs per number, found {} after {}", *size, rates.back().macsPerNumber),
                where);
        rates.push_back({*size, *speed});
    }
    return rates;
}

Result<Calibration::Speed> speedFrom(const Json& json, WorkKind kind, const std::string& where)
{
    if (!json.is_object())
        return bad(fmt::format("expected an object for '{}', found {}", nameOf(kind), json.type_name()), where);
    Calibration::Speed speed;
    const auto call = positive(json.value("seconds_per_call", Json()), "seconds_per_call", where);
    if (!call)
        return call.error();
    speed.secondsPerCall = *call;
    if (!hasRates(kind)) {
        const auto number = positive(json.value("seconds_per_number", Json()), "seconds_per_number", where);
        if (!number)
            return number.error();
        speed.secondsPerNumber = *number;
        return speed;
    }
    auto rates = ratesFrom(json.value("rates", Json()), nameOf(kind), where);
    if (!rates)
        return rates.error();
    speed.rates = std::move(*rates);
    return speed;
}

} // namespace

Json toJson(const Calibration& calibration)
{
    Json speeds = Json::object();
    for (std::size_t kind = 0; kind < kWorkKinds; ++kind)
        speeds[nameOf(WorkKind(kind))] = speedToJson(calibration.speeds[kind], WorkKind(kind));
    return {{"device", calibration.device},
            {"threads", calibration.threads},
            {"precision", calibration.precision},
            {"seconds_per_parameter", calibration.secondsPerParameter},
            {"speeds", std::move(speeds)}};
}

Result<Calibration> calibrationFromJson(const Json& json, const std::string& where)
{
    if (!json.is_object())
        return bad(fmt::format("expected an object, found {}", json.type_name()), where);
    Calibration calibration;
    if (!json.value("device", Json()).is_string() || !json.value("precision", Json()).is_string() ||
        !json.value("threads", Json()).is_number_integer())
        return bad("expected a text 'device', a text 'precision' and a whole number 'threads'", where);
    calibration.device = json["device"];
    calibration.precision = json["precision"];
    calibration.threads = json["threads"];
    const auto parameter = positive(json.value("seconds_per_parameter", Json()), "seconds_per_parameter", where);
    if (!parameter)
        return parameter.error();
    calibration.secondsPerParameter = *parameter;
    const Json speeds = json.value("speeds", Json());
    if (!speeds.is_object())
        return bad(fmt::format("expected an object 'speeds', found {}", speeds.type_name()), where);
    for (std::size_t kind = 0; kind < kWorkKinds; ++kind) {
        auto speed = speedFrom(speeds.value(nameOf(WorkKind(kind)), Json()), WorkKind(kind), where);
        if (!speed)
            return speed.error();
        calibration.speeds[kind] = std::move(*speed);
    }
    return calibration;
}

} // namespace cw::estimate

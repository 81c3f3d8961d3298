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

} // namespace

Json toJson(const Calibration& calibration)
{
    Json rates = Json::array();
    for (const Calibration::Rate& rate : calibration.rates)
        rates.push_back({rate.macsPerNumber, rate.macsPerSecond});
    return {{"device", calibration.device},
            {"threads", calibration.threads},
            {"precision", calibration.precision},
            {"seconds_per_call", calibration.secondsPerCall},
            {"seconds_per_number", calibration.secondsPerNumber},
            {"seconds_per_parameter", calibration.secondsPerParameter},
            {"rates", std::move(rates)}};
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
    const std::pair<const char*, double*> numbers[] = {{"seconds_per_call", &calibration.secondsPerCall},
                                                       {"seconds_per_number", &calibration.secondsPerNumber},
                                                       {"seconds_per_parameter", &calibration.secondsPerParameter}};
    for (const auto& [name, target] : numbers) {
        const auto number = positive(json.value(name, Json()), name, where);
        if (!number)
            return number.error();
        *target = *number;
    }
    const Json rates = json.value("rates", Json());
    if (!rates.is_array() || rates.empty())
        return bad("expected a list 'rates' of [MACs per number, MACs per second]", where);
    for (const Json& item : rates) {
        if (!item.is_array() || item.size() != 2)
            return bad("expected [MACs per number, MACs per second], found " + item.dump(), where);
        const auto size = positive(item[0], "rates", where);
        const auto speed = positive(item[1], "rates", where);
        if (!size || !speed)
            return (size ? speed : size).error();
        if (!calibration.rates.empty() && *size <= calibration.rates.back().macsPerNumber)
            return bad(fmt::format("expected rising MACs per number, found {} after {}", *size,
                                   calibration.rates.back().macsPerNumber),
                       where);
        calibration.rates.push_back({*size, *speed});
    }
    return calibration;
}

} // namespace cw::estimate

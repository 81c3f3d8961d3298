// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/codec.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace cw::history {

namespace {

constexpr std::int64_t kMaxRun = (std::int64_t{1} << 31) - 1;
constexpr std::int64_t kMaxNumber = (std::int64_t{1} << 32) - 1;

bool allFinite(const Json& value)
{
    if (value.is_number_float())
        return std::isfinite(value.get<double>());
    return !value.is_structured() || std::all_of(value.begin(), value.end(), allFinite);
}

void encodeAll(Json& value)
{
    if (value.is_number_float()) {
        value = encodeNumber(value.get<double>());
    } else if (value.is_structured()) {
        for (Json& item : value)
            encodeAll(item);
    }
}

std::string dumpPlain(const Json& value)
{
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// The shortest text that reads back as the same double.
void appendNumber(std::string& text, double value)
{
    if (!std::isfinite(value)) {
        text += std::isnan(value) ? "\"nan\"" : value > 0 ? "\"inf\"" : "\"-inf\"";
        return;
    }
    if (value == 0 && std::signbit(value)) { // "-0" is a whole number in JSON, and those have no sign of zero
        text += "-0.0";
        return;
    }
    std::array<char, 32> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    text.append(digits.data(), end);
}

/// One item of the array. Errors: Format
double readNumber(std::string_view item, const std::string& where)
{
    if (item == "\"nan\"")
        return std::numeric_limits<double>::quiet_NaN();
    if (item == "\"inf\"" || item == "\"-inf\"")
        return item[1] == '-' ? -std::numeric_limits<double>::infinity() : std::numeric_limits<double>::infinity();
    double value = 0;
    const auto [end, failure] = std::from_chars(item.data(), item.data() + item.size(), value);
    if (failure != std::errc() || end != item.data() + item.size())
        throw Error(ErrorCode::Format, fmt::format("expected a number, found '{}'", item.substr(0, 40)), where);
    return value;
}

} // namespace

std::int64_t rowKey(std::int64_t run, std::int64_t number)
{
    if (run < 1 || run > kMaxRun)
        throw Error(ErrorCode::Data, fmt::format("run {} is not a number from 1 to {}", run, kMaxRun));
    if (number < 0 || number > kMaxNumber)
        throw Error(ErrorCode::Data, fmt::format("number {} in run {} is not from 0 to {}", number, run, kMaxNumber));
    return (run << 32) + number;
}

std::string dumpJson(const Json& value)
{
    if (allFinite(value))
        return dumpPlain(value);
    Json copy = value;
    encodeAll(copy);
    return dumpPlain(copy);
}

Json loadJson(std::string_view text, const std::string& where)
{
    return parseJson(text, where).value();
}

std::string dumpValues(const std::vector<double>& values)
{
    std::string text = "[";
    for (const double value : values) {
        if (text.size() > 1)
            text += ',';
        appendNumber(text, value);
    }
    return text + ']';
}

std::vector<double> loadValues(std::string_view text, const std::string& where)
{
    if (text.size() < 2 || text.front() != '[' || text.back() != ']')
        throw Error(ErrorCode::Format, fmt::format("expected an array, found '{}'", text.substr(0, 40)), where);
    std::string_view rest = text.substr(1, text.size() - 2);
    std::vector<double> values;
    while (!rest.empty()) {
        const std::size_t comma = rest.find(',');
        values.push_back(readNumber(rest.substr(0, comma), where));
        rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
    }
    return values;
}

std::string dumpMetrics(const std::map<std::string, double>& metrics)
{
    std::string text = "{";
    for (const auto& [name, value] : metrics) {
        if (text.size() > 1)
            text += ',';
        text += dumpPlain(name);
        text += ':';
        appendNumber(text, value);
    }
    return text + '}';
}

std::map<std::string, double> loadMetrics(std::string_view text, const std::string& where)
{
    const Json json = loadJson(text, where);
    if (!json.is_object())
        throw Error(ErrorCode::Format, fmt::format("expected an object, found {}", json.type_name()), where);
    std::map<std::string, double> metrics;
    for (const auto& [name, value] : json.items())
        metrics.emplace(name, decodeNumber(value, fmt::format("{} {}", where, name)).value());
    return metrics;
}

} // namespace cw::history

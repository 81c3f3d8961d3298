// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimate/fidelity.h"

#include <array>
#include <charconv>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "core/base/param_schema.h"

namespace cw::estimate {

namespace {

/// One part of a fidelity: its name, its range and the field behind it, so that text and JSON share one check.
struct Part {
    const char* name;
    double low;
    bool lowIncluded;
    double high;
    bool whole;
    double (*get)(const Fidelity&);
    void (*set)(Fidelity&, double);
};

constexpr std::array<Part, 5> kParts{{
    {"epochs", 1, true, 1e6, true, [](const Fidelity& f) { return f.epochs; },
     [](Fidelity& f, double v) { f.epochs = v; }},
    {"data", 0, false, 1, false, [](const Fidelity& f) { return f.data; }, [](Fidelity& f, double v) { f.data = v; }},
    {"resolution", 0, true, 65536, true, [](const Fidelity& f) { return double(f.resolution); },
     [](Fidelity& f, double v) { f.resolution = int(v); }},
    {"width", 0, false, 8, false, [](const Fidelity& f) { return f.width; },
     [](Fidelity& f, double v) { f.width = v; }},
    {"cells", 0, true, 10000, true, [](const Fidelity& f) { return double(f.cells); },
     [](Fidelity& f, double v) { f.cells = int(v); }},
}};

const Part* findPart(std::string_view name)
{
    for (const Part& part : kParts) {
        if (name == part.name)
            return &part;
    }
    return nullptr;
}

std::string knownParts()
{
    std::vector<std::string> names;
    names.reserve(std::size(kParts));
    for (const Part& part : kParts)
        names.emplace_back(part.name);
    return joinNames(names);
}

bool isLegal(const Part& part, double value)
{
    return std::isfinite(value) && (part.lowIncluded ? value >= part.low : value > part.low) && value <= part.high &&
           (!part.whole || value == std::floor(value));
}

Error badValue(ErrorCode code, const Part& part, std::string_view found, const std::string& where)
{
    const char* kind = part.whole ? "a whole number" : "a number";
    const std::string range = part.lowIncluded ? fmt::format("from {} to {}", part.low, part.high)
                                               : fmt::format("above {} and up to {}", part.low, part.high);
    return Error(code, fmt::format("fidelity '{}': expected {} {}, found {}", part.name, kind, range, found), where);
}

/// "0.05", "1": the shortest text that reads back as the same number.
std::string numberText(double value)
{
    return fmt::format("{}", value);
}

Result<Done> readPart(Fidelity& fidelity, std::set<std::string_view>& seen, std::string_view text,
                      const std::string& where)
{
    const auto equals = text.find('=');
    if (equals == std::string_view::npos)
        return Error(ErrorCode::Usage, fmt::format("fidelity: expected name=value, found '{}'", text), where);
    const std::string_view name = text.substr(0, equals);
    const std::string_view number = text.substr(equals + 1);
    const Part* part = findPart(name);
    if (part == nullptr)
        return Error(ErrorCode::Usage, fmt::format("unknown fidelity '{}', expected one of {}", name, knownParts()),
                     where);
    if (!seen.insert(name).second)
        return Error(ErrorCode::Usage, fmt::format("fidelity '{}' is given twice", name), where);
    double value = 0;
    const auto [end, failure] = std::from_chars(number.data(), number.data() + number.size(), value);
    if (failure != std::errc() || end != number.data() + number.size() || !isLegal(*part, value))
        return badValue(ErrorCode::Usage, *part, fmt::format("'{}'", number), where);
    part->set(fidelity, value);
    return Done{};
}

} // namespace

Result<Fidelity> fidelityFromText(std::string_view text, const std::string& where)
{
    Fidelity fidelity;
    std::set<std::string_view> seen;
    while (!text.empty()) {
        const auto comma = text.find(',');
        const std::string_view part = text.substr(0, comma);
        if (const auto read = readPart(fidelity, seen, part, where); !read)
            return read.error();
        if (comma == std::string_view::npos)
            break;
        text.remove_prefix(comma + 1);
        if (text.empty())
            return Error(ErrorCode::Usage, "fidelity: expected name=value after the last comma", where);
    }
    return fidelity;
}

Result<Done> checkFidelity(const Fidelity& fidelity, const std::string& where)
{
    for (const Part& part : kParts) {
        if (const double value = part.get(fidelity); !isLegal(part, value))
            return badValue(ErrorCode::Config, part, numberText(value), where);
    }
    return Done{};
}

std::string toText(const Fidelity& fidelity)
{
    const Fidelity normal;
    std::string text;
    for (const Part& part : kParts) {
        const double value = part.get(fidelity);
        if (value == part.get(normal))
            continue;
        text += fmt::format("{}{}={}", text.empty() ? "" : ",", part.name, numberText(value));
    }
    return text;
}

Json toJson(const Fidelity& fidelity)
{
    Json json = Json::object();
    for (const Part& part : kParts) {
        const double value = part.get(fidelity);
        // Whole parts as whole numbers, so that a file says "epochs": 3 and not 3.0.
        if (part.whole)
            json[part.name] = std::int64_t(value);
        else
            json[part.name] = value;
    }
    return json;
}

Result<Fidelity> fidelityFromJson(const Json& json, const std::string& where)
{
    if (!json.is_object())
        return Error(ErrorCode::Config, fmt::format("fidelity: expected an object, found {}", json.type_name()), where);
    Fidelity fidelity;
    for (const auto& [name, value] : json.items()) {
        const Part* part = findPart(name);
        if (part == nullptr)
            return Error(ErrorCode::Config,
                         fmt::format("unknown fidelity '{}', expected one of {}", name, knownParts()), where);
        if (!value.is_number() || !isLegal(*part, value.get<double>()))
            return badValue(ErrorCode::Config, *part, value.dump(-1, ' ', false, Json::error_handler_t::replace),
                            where);
        part->set(fidelity, value.get<double>());
    }
    return fidelity;
}

} // namespace cw::estimate

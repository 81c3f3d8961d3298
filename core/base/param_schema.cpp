// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/param_schema.h"

#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace cw {

namespace {

const char* typeName(ParamType type)
{
    switch (type) {
    case ParamType::Bool:
        return "bool";
    case ParamType::Int:
        return "int";
    case ParamType::Real:
        return "real";
    case ParamType::Choice:
        return "choice";
    case ParamType::Text:
        return "text";
    }
    return "?";
}

std::string rangeText(const ParamSpec& spec)
{
    const bool whole = spec.type == ParamType::Int;
    const char* kind = whole ? "a whole number" : "a number";
    if (std::isinf(spec.min) && std::isinf(spec.max))
        return kind;
    if (std::isinf(spec.max))
        return fmt::format("{} from {}", kind, spec.min);
    if (std::isinf(spec.min))
        return fmt::format("{} up to {}", kind, spec.max);
    return fmt::format("{} from {} to {}", kind, spec.min, spec.max);
}

std::string expectedText(const ParamSpec& spec)
{
    switch (spec.type) {
    case ParamType::Bool:
        return "true or false";
    case ParamType::Int:
    case ParamType::Real:
        return rangeText(spec);
    case ParamType::Choice:
        return "one of " + joinNames(spec.choices);
    case ParamType::Text:
        return "text";
    }
    return {};
}

bool contains(const std::vector<std::string>& names, const std::string& name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool isLegal(const ParamSpec& spec, const Json& value)
{
    switch (spec.type) {
    case ParamType::Bool:
        return value.is_boolean();
    case ParamType::Int:
        return value.is_number_integer() && value.get<double>() >= spec.min && value.get<double>() <= spec.max;
    case ParamType::Real:
        return value.is_number() && std::isfinite(value.get<double>()) && value.get<double>() >= spec.min &&
               value.get<double>() <= spec.max;
    case ParamType::Choice:
        return value.is_string() && contains(spec.choices, value.get_ref<const std::string&>());
    case ParamType::Text:
        return value.is_string();
    }
    return false;
}

Json readText(const ParamSpec& spec, std::string_view text)
{
    const char* end = text.data() + text.size();
    switch (spec.type) {
    case ParamType::Bool:
        if (text == "true" || text == "yes" || text == "1")
            return true;
        if (text == "false" || text == "no" || text == "0")
            return false;
        break;
    case ParamType::Int: {
        std::int64_t value = 0;
        if (const auto r = std::from_chars(text.data(), end, value); r.ec == std::errc() && r.ptr == end)
            return value;
        break;
    }
    case ParamType::Real: {
        double value = 0;
        if (const auto r = std::from_chars(text.data(), end, value); r.ec == std::errc() && r.ptr == end)
            return value;
        break;
    }
    case ParamType::Choice:
    case ParamType::Text:
        return std::string(text);
    }
    return nullptr;
}

} // namespace

std::string joinNames(const std::vector<std::string>& names)
{
    return fmt::format("{}", fmt::join(names, ", "));
}

const Json& Settings::at(std::string_view name) const
{
    const auto found = m_values.find(name);
    CW_ASSERT(found != m_values.end());
    return *found;
}

bool Settings::flag(std::string_view name) const
{
    return at(name).get<bool>();
}
std::int64_t Settings::integer(std::string_view name) const
{
    return at(name).get<std::int64_t>();
}
double Settings::real(std::string_view name) const
{
    return at(name).get<double>();
}
const std::string& Settings::text(std::string_view name) const
{
    return at(name).get_ref<const std::string&>();
}

const ParamSpec* ParamSchema::find(std::string_view name) const
{
    for (const ParamSpec& spec : m_specs) {
        if (spec.name == name)
            return &spec;
    }
    return nullptr;
}

Result<Settings> ParamSchema::resolve(const Json& given, const std::string& where) const
{
    Json values = Json::object();
    for (const ParamSpec& spec : m_specs)
        values[spec.name] = spec.defaultValue;
    if (given.is_null())
        return Settings(std::move(values));
    if (!given.is_object())
        return Error(ErrorCode::Config, fmt::format("expected an object of settings, found {}", given.type_name()),
                     where);
    for (const auto& [name, value] : given.items()) {
        const ParamSpec* spec = find(name);
        if (spec == nullptr) {
            std::vector<std::string> known;
            for (const ParamSpec& s : m_specs)
                known.push_back(s.name);
            return Error(ErrorCode::Config,
                         known.empty()
                             ? fmt::format("unknown setting '{}' (it has none)", name)
                             : fmt::format("unknown setting '{}', expected one of {}", name, joinNames(known)),
                         where);
        }
        if (!isLegal(*spec, value)) {
            return Error(ErrorCode::Config,
                         fmt::format("setting '{}': expected {}, found {}", name, expectedText(*spec),
                                     value.dump(-1, ' ', false, Json::error_handler_t::replace)),
                         where);
        }
        values[name] = value;
    }
    return Settings(std::move(values));
}

Result<Json> ParamSchema::parse(std::string_view name, std::string_view text, const std::string& where) const
{
    const ParamSpec* spec = find(name);
    if (spec == nullptr) {
        // resolve() has the message for unknown names; the value does not matter to it.
        return Error(ErrorCode::Usage, resolve(Json{{std::string(name), nullptr}}, where).error().problem(), where);
    }
    Json value = readText(*spec, text);
    if (!isLegal(*spec, value)) {
        return Error(ErrorCode::Usage,
                     fmt::format("setting '{}': expected {}, found '{}'", name, expectedText(*spec), text), where);
    }
    return value;
}

Json ParamSchema::toJson() const
{
    Json list = Json::array();
    for (const ParamSpec& spec : m_specs) {
        Json entry{{"name", spec.name}, {"type", typeName(spec.type)}, {"default", spec.defaultValue}};
        if (!spec.help.empty())
            entry["help"] = spec.help;
        if (!spec.unit.empty())
            entry["unit"] = spec.unit;
        if (std::isfinite(spec.min))
            entry["min"] = spec.min;
        if (std::isfinite(spec.max))
            entry["max"] = spec.max;
        if (!spec.choices.empty())
            entry["choices"] = spec.choices;
        list.push_back(std::move(entry));
    }
    return list;
}

} // namespace cw

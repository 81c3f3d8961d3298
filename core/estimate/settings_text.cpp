// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimate/settings_text.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

#include <fmt/format.h>

namespace cw::estimate {

namespace {

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view kBlank = " \t\n\r";
    const auto first = text.find_first_not_of(kBlank);
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

/// The parts between separators, without blanks around them; empty ones left out.
std::vector<std::string_view> partsOf(std::string_view text, char separator)
{
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        const std::string_view part = text.substr(0, text.find(separator));
        text.remove_prefix(std::min(text.size(), part.size() + 1));
        if (const std::string_view bare = trimmed(part); !bare.empty())
            parts.push_back(bare);
    }
    return parts;
}

template <class Number>
bool read(std::string_view text, Number& number)
{
    const char* end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, number);
    return result.ec == std::errc() && result.ptr == end;
}

Json valueOf(std::string_view text)
{
    std::int64_t whole = 0;
    double real = 0;
    if (text == "true" || text == "false")
        return text == "true";
    if (read(text, whole))
        return whole;
    if (read(text, real))
        return real;
    return std::string(text);
}

} // namespace

std::vector<std::string> namesFromText(std::string_view text)
{
    std::vector<std::string> names;
    for (const std::string_view part : partsOf(text, ','))
        names.emplace_back(part);
    return names;
}

Result<Json> settingsFromText(std::string_view text, const std::string& where)
{
    Json settings = Json::object();
    for (const std::string_view part : partsOf(text, ';')) {
        const auto equals = part.find('=');
        const std::string name(trimmed(part.substr(0, equals)));
        if (equals == std::string_view::npos || name.empty())
            return Error(ErrorCode::Config, fmt::format("expected name=value;name=value, found '{}'", part), where);
        if (settings.contains(name))
            return Error(ErrorCode::Config, fmt::format("expected every setting once, found '{}' twice", name), where);
        settings[name] = valueOf(trimmed(part.substr(equals + 1)));
    }
    return settings;
}

} // namespace cw::estimate

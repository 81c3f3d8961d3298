// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/chosen_strategies.h"

#include <sstream>

#include <fmt/format.h>

namespace cw::cli {

namespace {

std::vector<std::string> parts(const std::string& list)
{
    std::vector<std::string> found;
    std::istringstream stream(list);
    for (std::string part; std::getline(stream, part, ',');)
        found.push_back(part);
    return found;
}

std::pair<std::string, std::string> keyAndValue(const std::string& text, const char* where)
{
    const auto equals = text.find('=');
    if (equals == std::string::npos || equals == 0)
        throw Error(ErrorCode::Usage, fmt::format("expected key=value, found '{}'", text), where);
    return {text.substr(0, equals), text.substr(equals + 1)};
}

void set(ChosenStrategy& chosen, const std::string& key, const std::string& value, const char* option)
{
    const std::string where = fmt::format("{}: strategy '{}'", option, chosen.entry->id);
    chosen.settings[key] = chosen.entry->schema.parse(key, value, where).value();
}

void addOne(std::vector<ChosenStrategy>& chosen, const std::string& text, const strategy::StrategyRegistry& strategies)
{
    const auto colon = text.find(':');
    ChosenStrategy one{.entry = strategies.get(text.substr(0, colon)).value()};
    if (colon != std::string::npos) {
        for (const std::string& setting : parts(text.substr(colon + 1))) {
            const auto [key, value] = keyAndValue(setting, "--strategy");
            set(one, key, value, "--strategy");
        }
    }
    chosen.push_back(std::move(one));
}

void applySetting(std::vector<ChosenStrategy>& chosen, const std::string& text)
{
    auto [key, value] = keyAndValue(text, "--set");
    std::string only;
    if (const auto dot = key.find('.'); dot != std::string::npos) {
        only = key.substr(0, dot);
        key.erase(0, dot + 1);
    }
    const bool forAll = only.empty() || only == "strategy";
    bool isUsed = false;
    for (ChosenStrategy& one : chosen) {
        // With one strategy its own list of settings is the better answer to a slip.
        const bool isMeant =
            forAll ? chosen.size() == 1 || one.entry->schema.find(key) != nullptr : one.entry->id == only;
        if (isMeant)
            set(one, key, value, "--set");
        isUsed = isUsed || isMeant;
    }
    if (isUsed)
        return;
    std::vector<std::string> ids;
    ids.reserve(chosen.size());
    for (const ChosenStrategy& one : chosen)
        ids.push_back(one.entry->id);
    throw Error(ErrorCode::Usage,
                forAll ? fmt::format("expected a setting of {}, found '{}'", joinNames(ids), key)
                       : fmt::format("expected one of {} before the dot, found '{}'", joinNames(ids), only),
                "--set");
}

} // namespace

std::string ChosenStrategy::settingsText() const
{
    std::string text;
    for (const auto& [key, value] : settings.items())
        text += fmt::format("{}{}={}", text.empty() ? "" : " ", key,
                            value.is_string() ? value.get<std::string>() : value.dump());
    return text;
}

std::string ChosenStrategy::label() const
{
    return settings.empty() ? entry->id : fmt::format("{} {}", entry->id, settingsText());
}

std::vector<ChosenStrategy> chooseStrategies(const std::vector<std::string>& given,
                                             const strategy::StrategyRegistry& strategies)
{
    std::vector<ChosenStrategy> chosen;
    for (const std::string& text : given) {
        if (text.find(':') != std::string::npos) {
            addOne(chosen, text, strategies);
            continue;
        }
        for (const std::string& id : parts(text))
            addOne(chosen, id, strategies);
    }
    if (chosen.empty())
        throw Error(ErrorCode::Usage, "expected --strategy ID, found none");
    return chosen;
}

void applyStrategySettings(std::vector<ChosenStrategy>& chosen, const std::vector<std::string>& settings)
{
    for (const std::string& setting : settings)
        applySetting(chosen, setting);
}

} // namespace cw::cli

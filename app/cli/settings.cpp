// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/settings.h"

#include <algorithm>
#include <filesystem>

namespace cw::cli {

namespace fs = std::filesystem;

namespace {

/// A setting that holds a path; a run must find the file again from any folder.
constexpr std::string_view kFileSetting = "file";

void applyOne(const std::string& given, const std::vector<SettingTarget>& targets)
{
    const auto equals = given.find('=');
    if (equals == std::string::npos || equals == 0)
        throw Error(ErrorCode::Usage, fmt::format("expected key=value, found '{}'", given), "--set");
    std::string key = given.substr(0, equals);
    const SettingTarget* target = &targets.front();
    if (const auto dot = key.find('.'); dot != std::string::npos) {
        const std::string prefix = key.substr(0, dot);
        const auto found =
            std::find_if(targets.begin(), targets.end(), [&](const SettingTarget& t) { return t.prefix == prefix; });
        if (found == targets.end()) {
            std::vector<std::string> known;
            known.reserve(targets.size());
            for (const SettingTarget& t : targets)
                known.push_back(t.prefix + ".");
            throw Error(ErrorCode::Usage, fmt::format("'{}': expected one of {} before the dot", key, joinNames(known)),
                        "--set");
        }
        target = &*found;
        key.erase(0, dot + 1);
    }
    const std::string where = fmt::format("--set: {} '{}'", target->prefix, target->entry->id);
    Json value = target->entry->schema.parse(key, given.substr(equals + 1), where).value();
    if (key == kFileSetting && value.is_string())
        value = absoluteIfPath(value.get<std::string>());
    (*target->into)[key] = std::move(value);
}

} // namespace

void applySettings(const std::vector<std::string>& given, const std::vector<SettingTarget>& targets)
{
    for (const std::string& one : given)
        applyOne(one, targets);
}

std::string absoluteIfPath(const std::string& text)
{
    std::error_code failure;
    if (text.empty() || (text.find('/') == std::string::npos && !fs::exists(text, failure)))
        return text;
    const fs::path path = fs::absolute(text, failure);
    return failure ? text : path.lexically_normal().string();
}

} // namespace cw::cli

// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <fmt/format.h>

#include "core/base/param_schema.h"
#include "core/base/process.h"
#include "core/space/search_space.h"

namespace cw::space {

namespace fs = std::filesystem;

namespace {

constexpr const char* kSuffix = ".cwspace";

fs::path templateDirectory()
{
    return resourceDirectory() / "templates";
}

bool isTemplateId(const std::string& text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

std::vector<std::string> templateIds()
{
    std::vector<std::string> ids;
    std::error_code failure;
    for (const auto& entry : fs::directory_iterator(templateDirectory(), failure)) {
        if (entry.path().extension() == kSuffix)
            ids.push_back(entry.path().stem().string());
    }
    std::sort(ids.begin(), ids.end());
    return ids;
}

} // namespace

Result<SearchSpace> openSpace(const std::string& templateOrPath, Issue* issue)
{
    std::error_code failure;
    if (isTemplateId(templateOrPath)) {
        const fs::path path = templateDirectory() / (templateOrPath + kSuffix);
        if (fs::exists(path, failure))
            return readSpace(path, issue);
    }
    if (fs::exists(templateOrPath, failure))
        return readSpace(templateOrPath, issue);
    const Error missing(ErrorCode::NotFound,
                        fmt::format("no such file, and not one of the templates {}", joinNames(templateIds())),
                        "space '" + templateOrPath + "'");
    if (issue != nullptr)
        *issue = {{}, missing.problem(), "check the name", missing.where()};
    return missing;
}

std::vector<TemplateInfo> templates()
{
    std::vector<TemplateInfo> result;
    for (const std::string& id : templateIds()) {
        // A template that somebody damaged is not offered; opening it by name says what is wrong with it.
        if (const auto space = readSpace(templateDirectory() / (id + kSuffix)))
            result.push_back({id, space->title, space->paper});
    }
    return result;
}

} // namespace cw::space

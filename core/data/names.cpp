// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/data/reader.h"

namespace cw::data {

namespace fs = std::filesystem;

std::vector<std::string> namesIn(const fs::path& folder)
{
    std::vector<std::string> names;
    std::error_code failure;
    for (fs::directory_iterator it(folder, failure), end; !failure && it != end; it.increment(failure)) {
        std::string name = it->path().filename().string();
        if (!name.starts_with('.'))
            names.push_back(std::move(name));
    }
    std::sort(names.begin(), names.end());
    return names;
}

std::string extensionOf(const std::string& fileName)
{
    fs::path path(fileName);
    const auto lower = [](std::string text) {
        for (char& c : text)
            c = c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
        return text;
    };
    if (lower(path.extension().string()) == ".gz")
        path = path.stem();
    return lower(path.extension().string());
}

std::string withoutMarks(std::string stem)
{
    while (!stem.empty() && (stem.back() == '-' || stem.back() == '_' || stem.back() == '.'))
        stem.pop_back();
    return stem;
}

} // namespace cw::data

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimate/checkpoint_files.h"

#include <fmt/format.h>

namespace cw::estimate {

namespace fs = std::filesystem;

namespace {

fs::path withEnding(fs::path file, const std::string& ending)
{
    if (!file.empty())
        file += ending;
    return file;
}

bool isThere(const fs::path& file)
{
    std::error_code none;
    return !file.empty() && fs::exists(file, none);
}

/// Every training writes its first checkpoint before the next one begins, so the first number without a file ends them.
bool addRepeats(const fs::path& checkpoint, std::vector<fs::path>& files)
{
    const std::size_t before = files.size();
    if (isThere(checkpoint))
        files.push_back(checkpoint);
    for (std::int64_t number = 2; isThere(checkpointOfRepeat(checkpoint, number)); ++number)
        files.push_back(checkpointOfRepeat(checkpoint, number));
    return files.size() > before;
}

} // namespace

fs::path checkpointOfRepeat(const fs::path& checkpoint, std::int64_t number)
{
    return number > 1 ? withEnding(checkpoint, fmt::format(".{}", number)) : checkpoint;
}

fs::path checkpointOfSet(const fs::path& checkpoint, std::int64_t number)
{
    return number > 1 ? withEnding(checkpoint, fmt::format(".set{}", number)) : checkpoint;
}

fs::path curveBeside(const fs::path& checkpoint)
{
    return withEnding(checkpoint, ".curve");
}

std::vector<fs::path> filesOfCheckpoint(const fs::path& checkpoint)
{
    std::vector<fs::path> files;
    addRepeats(checkpoint, files);
    for (std::int64_t number = 2; addRepeats(checkpointOfSet(checkpoint, number), files);)
        ++number;
    if (isThere(curveBeside(checkpoint)))
        files.push_back(curveBeside(checkpoint));
    return files;
}

void removeCheckpoint(const fs::path& checkpoint)
{
    std::error_code stays;
    for (const fs::path& file : filesOfCheckpoint(checkpoint))
        fs::remove(file, stays);
}

} // namespace cw::estimate

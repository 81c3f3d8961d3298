// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/idx_files.h"

#include <map>

#include <fmt/format.h>

#include "core/data/reader.h"

namespace cw::data {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kImages = "images";
constexpr std::string_view kTrain = "train-";

/// "cifar-train-images-idx3-ubyte.gz" -> "cifar-train-"; nothing when it is not the name of an image file.
std::optional<std::string> stemOf(const std::string& fileName)
{
    const auto at = fileName.rfind(kImages);
    if (at == std::string::npos ||
        (at > 0 && fileName[at - 1] != '-' && fileName[at - 1] != '.' && fileName[at - 1] != '_'))
        return std::nullopt;
    const std::string rest = fileName.substr(at + kImages.size());
    if (!rest.empty() && rest.find("idx") == std::string::npos && rest != ".gz" && rest != "-ubyte" &&
        rest != "-ubyte.gz")
        return std::nullopt;
    return fileName.substr(0, at);
}

Result<IdxPart> part(const fs::path& folder, const std::vector<std::string>& names, const std::string& images,
                     const std::string& stem)
{
    for (const std::string& name : names) {
        if (name.starts_with(stem + "labels"))
            return IdxPart{folder / images, folder / name};
    }
    return Error(ErrorCode::NotFound,
                 fmt::format("expected a label file {}labels* beside {}, found none", stem, images), folder.string());
}

/// Stem of every image file -> its name. A plain file comes before a packed one of the same stem.
std::map<std::string, std::string> imageFiles(const std::vector<std::string>& names)
{
    std::map<std::string, std::string> found;
    for (const std::string& name : names) {
        if (const auto stem = stemOf(name))
            found.emplace(*stem, name);
    }
    return found;
}

std::vector<std::string> prefixesIn(const std::map<std::string, std::string>& images)
{
    std::vector<std::string> prefixes;
    for (const auto& [stem, name] : images) {
        if (stem.ends_with(kTrain))
            prefixes.push_back(stem.substr(0, stem.size() - kTrain.size()));
    }
    return prefixes;
}

Result<IdxFiles> filesOfPrefix(const fs::path& folder, const std::vector<std::string>& names,
                               const std::map<std::string, std::string>& images, const std::string& prefix)
{
    const std::string stem = prefix + std::string(kTrain);
    const auto train = part(folder, names, images.at(stem), stem);
    if (!train)
        return train.error();
    IdxFiles files{*train, std::nullopt};
    for (const char* word : {"t10k-", "test-"}) {
        const auto found = images.find(prefix + word);
        if (found == images.end())
            continue;
        const auto test = part(folder, names, found->second, found->first);
        if (!test)
            return test.error();
        files.test = *test;
        break;
    }
    return files;
}

} // namespace

bool isIdxImages(const std::string& fileName)
{
    return stemOf(fileName).has_value();
}

std::vector<std::string> idxSetsIn(const std::vector<std::string>& names)
{
    std::vector<std::string> sets;
    for (const std::string& prefix : prefixesIn(imageFiles(names))) {
        if (prefix.empty())
            return {""};
        sets.push_back(withoutMarks(prefix));
    }
    return sets;
}

Result<IdxFiles> idxFilesOfSet(const fs::path& folder, const std::string& set)
{
    const auto names = namesIn(folder);
    const auto images = imageFiles(names);
    for (const std::string& prefix : prefixesIn(images)) {
        if (withoutMarks(prefix) == set)
            return filesOfPrefix(folder, names, images, prefix);
    }
    return Error(ErrorCode::NotFound, "expected IDX files train-images* and train-labels*, found none",
                 (folder / set).string());
}

Result<IdxFiles> idxFilesOfFile(const fs::path& file)
{
    const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
    const std::string name = file.filename().string();
    const auto stem = stemOf(name);
    if (!stem)
        return Error(ErrorCode::Format, "expected an image file named *images*, with *labels* beside it",
                     file.string());
    const auto names = namesIn(folder);
    auto images = imageFiles(names);
    images[*stem] = name; // the file that was named, should there be both a plain and a packed one
    for (const std::string word : {"train-", "t10k-", "test-"}) {
        if (!stem->ends_with(word))
            continue;
        const std::string prefix = stem->substr(0, stem->size() - word.size());
        if (images.contains(prefix + std::string(kTrain)))
            return filesOfPrefix(folder, names, images, prefix);
    }
    const auto alone = part(folder, names, name, *stem);
    if (!alone)
        return alone.error();
    return IdxFiles{*alone, std::nullopt};
}

} // namespace cw::data

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/image_folder.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include <fmt/format.h>

#include "core/data/hold_out.h"
#include "core/data/image_file.h"

namespace cw::data {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMaxFiles = 4'000'000;
constexpr std::size_t kMaxFolders = 10'000;

struct Files {
    std::vector<fs::path> paths;
    std::vector<std::int64_t> labels;
};

/// What the folder holds, with every header read.
struct Folder {
    std::vector<std::string> classes;
    Files train;
    Files test;
    ImageSize size;
    int channels = 1;
};

bool isFolder(const fs::path& path)
{
    std::error_code failure;
    return fs::is_directory(path, failure);
}

bool holdsImage(const fs::path& folder)
{
    const std::vector<std::string> names = namesIn(folder);
    return std::any_of(names.begin(), names.end(), isImageName);
}

/// Names of the folders with images in them.
std::vector<std::string> classFolders(const fs::path& root)
{
    std::vector<std::string> classes;
    for (const std::string& name : namesIn(root)) {
        if (isFolder(root / name) && holdsImage(root / name))
            classes.push_back(name);
    }
    return classes;
}

bool hasClassFolder(const fs::path& root, const std::vector<std::string>& names)
{
    return std::any_of(names.begin(), names.end(),
                       [&](const std::string& name) { return isFolder(root / name) && holdsImage(root / name); });
}

bool hasTrainFolder(const fs::path& root)
{
    const fs::path train = root / "train";
    return isFolder(train) && hasClassFolder(train, namesIn(train));
}

Result<Files> filesOf(const fs::path& root, const std::vector<std::string>& classes)
{
    Files files;
    for (std::size_t i = 0; i < classes.size(); ++i) {
        for (const std::string& name : namesIn(root / classes[i])) {
            if (!isImageName(name))
                continue;
            if (files.paths.size() == kMaxFiles)
                return Error(ErrorCode::Format, fmt::format("expected at most {} images, found more", kMaxFiles),
                             root.string());
            files.paths.push_back(root / classes[i] / name);
            files.labels.push_back(std::int64_t(i));
        }
    }
    return files;
}

Files selected(const Files& files, const std::vector<std::uint32_t>& indices)
{
    Files result;
    for (const std::uint32_t i : indices) {
        result.paths.push_back(files.paths[i]);
        result.labels.push_back(files.labels[i]);
    }
    return result;
}

Result<Done> findTest(const fs::path& root, Folder& folder)
{
    if (!hasTrainFolder(root) || !isFolder(root / "test")) {
        const HoldOut parts = holdOutTest(folder.train.labels, folder.classes.size());
        folder.test = selected(folder.train, parts.test);
        folder.train = selected(folder.train, parts.train);
        return Done{};
    }
    for (const std::string& name : classFolders(root / "test")) {
        if (!std::binary_search(folder.classes.begin(), folder.classes.end(), name))
            return Error(ErrorCode::Format, "expected a class that train/ has too, found one of its own",
                         (root / "test" / name).string());
    }
    auto test = filesOf(root / "test", folder.classes);
    if (!test)
        return test.error();
    folder.test = *std::move(test);
    return Done{};
}

/// The size of all, from the headers of the training part; those of the test part are only checked.
Result<Done> readHeaders(Folder& folder)
{
    std::map<ImageSize, std::size_t> sizes;
    for (const fs::path& path : folder.train.paths) {
        const auto header = readImageHeader(path);
        if (!header)
            return header.error();
        ++sizes[header->size];
        if (header->colour)
            folder.channels = 3;
    }
    for (const fs::path& path : folder.test.paths) {
        if (const auto header = readImageHeader(path); !header)
            return header.error();
    }
    const auto most = std::max_element(sizes.begin(), sizes.end(), [](const auto& a, const auto& b) {
        const auto area = [](const ImageSize& size) { return size.height * size.width; };
        return a.second != b.second ? a.second < b.second : area(a.first) < area(b.first);
    });
    folder.size = most->first;
    const std::int64_t longer = std::max(folder.size.height, folder.size.width);
    if (longer > kLongestSide) {
        const auto scaled = [&](std::int64_t side) {
            return std::max<std::int64_t>(1, std::llround(double(side * kLongestSide) / double(longer)));
        };
        folder.size = {scaled(folder.size.height), scaled(folder.size.width)};
    }
    return Done{};
}

Result<Folder> open(const Place& place)
{
    const fs::path root = hasTrainFolder(place.path) ? place.path / "train" : place.path;
    Folder folder{.classes = classFolders(root)};
    if (folder.classes.size() < 2 || folder.classes.size() > kMaxFolders)
        return Error(ErrorCode::Format,
                     fmt::format("expected folders of images for 2 to {} classes, found {}", kMaxFolders,
                                 folder.classes.size() == 1 ? fmt::format("only '{}'", folder.classes.front())
                                                            : std::to_string(folder.classes.size())),
                     root.string());
    auto train = filesOf(root, folder.classes);
    if (!train)
        return train.error();
    folder.train = *std::move(train);
    if (const auto test = findTest(place.path, folder); !test)
        return test.error();
    if (const auto read = readHeaders(folder); !read)
        return read.error();
    return folder;
}

Result<Split> loadFiles(Files files, const Folder& folder, const fs::path& root)
{
    const auto bytes = std::size_t(folder.size.height * folder.size.width * folder.channels);
    if (files.paths.size() > std::size_t(kMaxPartBytes) / bytes)
        return Error(ErrorCode::Format,
                     fmt::format("expected at most {} bytes of pixels, found {} images of {} x {} x {}", kMaxPartBytes,
                                 files.paths.size(), folder.channels, folder.size.height, folder.size.width),
                     root.string());
    std::vector<std::uint8_t> values;
    values.reserve(files.paths.size() * bytes);
    for (const fs::path& path : files.paths) {
        const auto image = readImage(path, folder.channels);
        if (!image)
            return image.error();
        const std::vector<std::uint8_t> planes = resampledPlanes(*image, folder.size);
        values.insert(values.end(), planes.begin(), planes.end());
    }
    return Split{.values = std::move(values), .labels = std::move(files.labels)};
}

std::vector<std::int64_t> shapeOf(const Folder& folder)
{
    return {folder.channels, folder.size.height, folder.size.width};
}

Result<DataSetInfo> describeFolder(const Place& place)
{
    auto folder = open(place);
    if (!folder)
        return folder.error();
    return DataSetInfo{.kind = DataKind::Images,
                       .shape = shapeOf(*folder),
                       .classes = std::move(folder->classes),
                       .trainSize = std::int64_t(folder->train.paths.size()),
                       .testSize = std::int64_t(folder->test.paths.size())};
}

Result<DataSet> loadFolder(const Place& place)
{
    const auto folder = open(place);
    if (!folder)
        return folder.error();
    auto train = loadFiles(folder->train, *folder, place.path);
    if (!train)
        return train.error();
    auto test = loadFiles(folder->test, *folder, place.path);
    if (!test)
        return test.error();
    return DataSet{.kind = DataKind::Images,
                   .shape = shapeOf(*folder),
                   .classes = folder->classes,
                   .train = *std::move(train),
                   .test = *std::move(test)};
}

std::vector<std::string> setsOfFolder(const fs::path& folder, const std::vector<std::string>& names)
{
    if (hasTrainFolder(folder) || hasClassFolder(folder, names))
        return {""};
    return {};
}

} // namespace

ReaderEntry imageFolderReader()
{
    ReaderEntry entry;
    entry.id = "image-folder";
    entry.title = "Folder of images";
    entry.summary = "One folder of PNG and JPEG files per class, or train/ and test/ with such folders.";
    entry.rank = 1;
    entry.takesFile = [](const fs::path&) { return false; };
    entry.setsIn = setsOfFolder;
    entry.describe = describeFolder;
    entry.load = loadFolder;
    return entry;
}

} // namespace cw::data

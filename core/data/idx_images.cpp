// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/idx_images.h"

#include <algorithm>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "core/data/idx.h"

namespace cw::data {

namespace fs = std::filesystem;

namespace {

struct PartFiles {
    fs::path images;
    fs::path labels;
};

/// The files of one data set.
struct Files {
    PartFiles train;
    std::optional<PartFiles> test;
};

constexpr std::string_view kImages = "images";
constexpr std::int64_t kMaxSampleBytes = 1 << 24;

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

std::vector<std::string> fileNames(const fs::path& folder)
{
    std::vector<std::string> names;
    std::error_code failure;
    for (fs::directory_iterator it(folder, failure), end; !failure && it != end; it.increment(failure))
        names.push_back(it->path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

Result<PartFiles> part(const fs::path& folder, const std::vector<std::string>& names, const std::string& images,
                       const std::string& stem)
{
    for (const std::string& name : names) {
        if (name.starts_with(stem + "labels"))
            return PartFiles{folder / images, folder / name};
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

Result<Files> filesOfPrefix(const fs::path& folder, const std::vector<std::string>& names,
                            const std::map<std::string, std::string>& images, const std::string& prefix)
{
    const auto train = part(folder, names, images.at(prefix + "train-"), prefix + "train-");
    if (!train)
        return train.error();
    Files files{*train, std::nullopt};
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

Result<Files> filesOfFolder(const fs::path& folder)
{
    const auto names = fileNames(folder);
    const auto images = imageFiles(names);
    std::vector<std::string> prefixes;
    for (const auto& [stem, name] : images) {
        if (stem.ends_with("train-"))
            prefixes.push_back(stem.substr(0, stem.size() - 6));
    }
    if (prefixes.empty())
        return Error(ErrorCode::NotFound, "expected IDX files train-images* and train-labels*, found none",
                     folder.string());
    if (prefixes.size() > 1 && !prefixes.front().empty())
        return Error(ErrorCode::Format,
                     fmt::format("expected one data set, found several ({}); name the image file of one instead",
                                 joinNames(prefixes)),
                     folder.string());
    return filesOfPrefix(folder, names, images, prefixes.front());
}

Result<Files> filesOf(const fs::path& path)
{
    std::error_code failure;
    if (fs::is_directory(path, failure))
        return filesOfFolder(path);
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    const std::string name = path.filename().string();
    const auto stem = stemOf(name);
    if (!stem)
        return Error(ErrorCode::Format, "expected an image file named *images*, with *labels* beside it",
                     path.string());
    const auto names = fileNames(folder);
    auto images = imageFiles(names);
    images[*stem] = name; // the file that was named, should there be both a plain and a packed one
    for (const std::string word : {"train-", "t10k-", "test-"}) {
        if (!stem->ends_with(word))
            continue;
        const std::string prefix = stem->substr(0, stem->size() - word.size());
        if (images.contains(prefix + "train-"))
            return filesOfPrefix(folder, names, images, prefix);
    }
    const auto alone = part(folder, names, name, *stem);
    if (!alone)
        return alone.error();
    return Files{*alone, std::nullopt};
}

Result<std::vector<std::int64_t>> sampleShape(const fs::path& path, const IdxHeader& header)
{
    const auto& d = header.dims;
    std::vector<std::int64_t> shape =
        d.size() == 3 ? std::vector<std::int64_t>{1, d[1], d[2]} : std::vector<std::int64_t>{d[1], d[2], d[3]};
    const std::int64_t bytes = header.elements() / d[0];
    if (bytes > kMaxSampleBytes)
        return Error(ErrorCode::Format,
                     fmt::format("offset 8: expected at most {} bytes per image, found {}", kMaxSampleBytes,
                                 fmt::join(shape, " x ")),
                     path.string());
    return shape;
}

Result<Done> checkCounts(const PartFiles& files, std::int64_t images, std::int64_t labels)
{
    if (images == labels)
        return Done{};
    return Error(ErrorCode::Format,
                 fmt::format("offset 4: expected {} labels, as many as there are images in {}, found {}", images,
                             files.images.filename().string(), labels),
                 files.labels.string());
}

/// Labels of a part; `classes` 0: not known yet.
Result<std::vector<std::int64_t>> readLabels(const fs::path& path, std::size_t classes)
{
    const auto file = readIdx(path, 1, 1);
    if (!file)
        return file.error();
    std::vector<std::int64_t> labels(file->values.begin(), file->values.end());
    for (std::size_t i = 0; classes > 0 && i < labels.size(); ++i) {
        if (labels[i] >= static_cast<std::int64_t>(classes))
            return Error(ErrorCode::Format,
                         fmt::format("offset {}: expected a label from 0 to {}, found {}",
                                     static_cast<std::size_t>(file->header.size()) + i, classes - 1, labels[i]),
                         path.string());
    }
    return labels;
}

Result<std::vector<std::string>> classNames(const fs::path& path, const std::vector<std::int64_t>& labels)
{
    const std::int64_t largest = *std::max_element(labels.begin(), labels.end());
    if (largest < 1)
        return Error(ErrorCode::Format, "expected labels of at least 2 classes, found only 0", path.string());
    std::vector<std::string> names;
    for (std::int64_t i = 0; i <= largest; ++i)
        names.push_back(std::to_string(i));
    return names;
}

struct PartHeader {
    std::vector<std::int64_t> shape;
    std::int64_t size = 0;
};

Result<PartHeader> describePart(const PartFiles& files)
{
    const auto images = readIdxHeader(files.images, 3, 4);
    if (!images)
        return images.error();
    const auto labels = readIdxHeader(files.labels, 1, 1);
    if (!labels)
        return labels.error();
    if (const auto same = checkCounts(files, images->dims[0], labels->dims[0]); !same)
        return same.error();
    const auto shape = sampleShape(files.images, *images);
    if (!shape)
        return shape.error();
    return PartHeader{*shape, images->dims[0]};
}

Result<Done> checkSameShape(const Files& files, const std::vector<std::int64_t>& train,
                            const std::vector<std::int64_t>& test)
{
    if (train == test)
        return Done{};
    return Error(ErrorCode::Format,
                 fmt::format("offset 8: expected images of {}, as in {}, found {}", fmt::join(train, " x "),
                             files.train.images.filename().string(), fmt::join(test, " x ")),
                 files.test->images.string());
}

Result<DataSetInfo> describeFiles(const Files& files, const std::vector<std::string>& names)
{
    const auto train = describePart(files.train);
    if (!train)
        return train.error();
    DataSetInfo info{.kind = "images", .shape = train->shape, .classes = names, .trainSize = train->size};
    if (files.test) {
        const auto test = describePart(*files.test);
        if (!test)
            return test.error();
        if (const auto same = checkSameShape(files, train->shape, test->shape); !same)
            return same.error();
        info.testSize = test->size;
    }
    if (!names.empty())
        return info;
    // Only the labels tell how many classes there are: one byte per image.
    const auto labels = readLabels(files.train.labels, 0);
    if (!labels)
        return labels.error();
    auto counted = classNames(files.train.labels, *labels);
    if (!counted)
        return counted.error();
    info.classes = *std::move(counted);
    return info;
}

Result<Split> loadPart(const PartFiles& files, std::size_t classes)
{
    auto labels = readLabels(files.labels, classes);
    if (!labels)
        return labels.error();
    auto images = readIdx(files.images, 3, 4);
    if (!images)
        return images.error();
    if (const auto same = checkCounts(files, images->header.dims[0], static_cast<std::int64_t>(labels->size())); !same)
        return same.error();
    return Split{std::move(images->values), *std::move(labels)};
}

Result<DataSetInfo> describe(const fs::path& path, const std::vector<std::string>& names)
{
    const auto files = filesOf(path);
    if (!files)
        return files.error();
    return describeFiles(*files, names);
}

Result<DataSet> load(const fs::path& path, const std::vector<std::string>& names)
{
    const auto files = filesOf(path);
    if (!files)
        return files.error();
    auto info = describeFiles(*files, names);
    if (!info)
        return info.error();
    DataSet data{.kind = info->kind, .shape = info->shape, .classes = info->classes};
    auto train = loadPart(files->train, data.classes.size());
    if (!train)
        return train.error();
    data.train = *std::move(train);
    if (files->test) {
        auto test = loadPart(*files->test, data.classes.size());
        if (!test)
            return test.error();
        data.test = *std::move(test);
    }
    return data;
}

bool recognises(const fs::path& path)
{
    std::error_code failure;
    if (!fs::is_directory(path, failure))
        return stemOf(path.filename().string()).has_value();
    const auto images = imageFiles(fileNames(path));
    return std::any_of(images.begin(), images.end(), [](const auto& file) { return file.first.ends_with("train-"); });
}

} // namespace

ReaderEntry idxImagesReader()
{
    ReaderEntry entry;
    entry.id = "idx-images";
    entry.title = "IDX images";
    entry.summary = "Images and labels in IDX files, as MNIST has them, plain or gz.";
    entry.recognises = recognises;
    entry.describe = describe;
    entry.load = load;
    return entry;
}

} // namespace cw::data

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/idx_images.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/data/idx.h"
#include "core/data/idx_files.h"

namespace cw::data {

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kMaxSampleBytes = 1 << 24;

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

Result<Done> checkCounts(const IdxPart& files, std::int64_t images, std::int64_t labels)
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

Result<PartHeader> describePart(const IdxPart& files)
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

Result<Done> checkSameShape(const IdxFiles& files, const std::vector<std::int64_t>& train,
                            const std::vector<std::int64_t>& test)
{
    if (train == test)
        return Done{};
    return Error(ErrorCode::Format,
                 fmt::format("offset 8: expected images of {}, as in {}, found {}", fmt::join(train, " x "),
                             files.train.images.filename().string(), fmt::join(test, " x ")),
                 files.test->images.string());
}

Result<DataSetInfo> describeFiles(const IdxFiles& files, const std::vector<std::string>& names)
{
    const auto train = describePart(files.train);
    if (!train)
        return train.error();
    DataSetInfo info{.kind = DataKind::Images, .shape = train->shape, .classes = names, .trainSize = train->size};
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

Result<Split> loadPart(const IdxPart& files, std::size_t classes)
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

Result<IdxFiles> filesOf(const Place& place)
{
    std::error_code failure;
    return fs::is_directory(place.path, failure) ? idxFilesOfSet(place.path, place.set) : idxFilesOfFile(place.path);
}

Result<DataSetInfo> describeIdx(const Place& place)
{
    const auto files = filesOf(place);
    if (!files)
        return files.error();
    return describeFiles(*files, place.classes);
}

Result<DataSet> loadIdx(const Place& place)
{
    const auto files = filesOf(place);
    if (!files)
        return files.error();
    auto info = describeFiles(*files, place.classes);
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

bool takesIdxFile(const fs::path& file)
{
    return isIdxImages(file.filename().string());
}

std::vector<std::string> setsOfIdx(const fs::path&, const std::vector<std::string>& names)
{
    return idxSetsIn(names);
}

} // namespace

ReaderEntry idxImagesReader()
{
    ReaderEntry entry;
    entry.id = "idx-images";
    entry.title = "IDX images";
    entry.summary = "Images and labels in IDX files, as MNIST has them, plain or gz.";
    entry.takesFile = takesIdxFile;
    entry.setsIn = setsOfIdx;
    entry.describe = describeIdx;
    entry.load = loadIdx;
    return entry;
}

} // namespace cw::data

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/cifar_binary.h"

#include <algorithm>
#include <array>
#include <sstream>

#include <fmt/format.h>

#include "core/base/file.h"
#include "core/data/byte_source.h"

namespace cw::data {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kPixels = std::size_t{3} * 32 * 32;
constexpr std::size_t kRecord = 1 + kPixels;
constexpr std::size_t kClasses = 10;
const std::array<const char*, kClasses> kNames{"airplane", "automobile", "bird",  "cat",  "deer",
                                               "dog",      "frog",       "horse", "ship", "truck"};
constexpr std::string_view kBatch = "data_batch_";

struct Files {
    std::vector<fs::path> train;
    std::vector<fs::path> test;
    fs::path names; ///< batches.meta.txt; empty: none
};

bool isBinary(const std::string& name)
{
    return extensionOf(name) == ".bin";
}

/// "cifar10-32px-train.bin.gz" -> "cifar10-32px" when `word` is "train"; nothing when the word is not in it.
std::optional<std::string> setOf(const std::string& name, std::string_view word)
{
    const auto at = name.rfind(word);
    if (!isBinary(name) || at == std::string::npos)
        return std::nullopt;
    return withoutMarks(name.substr(0, at));
}

bool isBatch(const std::string& name)
{
    return isBinary(name) && name.starts_with(kBatch);
}

std::vector<std::string> setsOfCifar(const fs::path&, const std::vector<std::string>& names)
{
    std::vector<std::string> sets;
    if (std::any_of(names.begin(), names.end(), isBatch))
        sets.emplace_back();
    for (const std::string& name : names) {
        const auto set = setOf(name, "train");
        if (set && std::find(sets.begin(), sets.end(), *set) == sets.end())
            sets.push_back(*set);
    }
    return sets;
}

/// Plain before packed: of data_batch_1.bin and data_batch_1.bin.gz only the first is read.
void addOnce(std::vector<fs::path>& files, const fs::path& folder, const std::string& name)
{
    if (!name.ends_with(".gz") || files.empty() || files.back() != folder / name.substr(0, name.size() - 3))
        files.push_back(folder / name);
}

Files filesOfSet(const fs::path& folder, const std::string& set)
{
    const std::vector<std::string> names = namesIn(folder);
    Files files;
    const bool batches = set.empty() && std::any_of(names.begin(), names.end(), isBatch);
    for (const std::string& name : names) {
        if (batches ? isBatch(name) : setOf(name, "train") == set)
            addOnce(files.train, folder, name);
        else if (batches ? isBinary(name) && name.starts_with("test_batch") : setOf(name, "test") == set)
            addOnce(files.test, folder, name);
        else if (batches && name == "batches.meta.txt")
            files.names = folder / name;
    }
    return files;
}

Files filesOf(const Place& place)
{
    std::error_code failure;
    if (fs::is_directory(place.path, failure))
        return filesOfSet(place.path, place.set);
    const std::string name = place.path.filename().string();
    auto set = setOf(name, "train");
    if (!set)
        set = setOf(name, "test");
    if (set && !isBatch(name) && !name.starts_with("test_batch")) {
        Files files = filesOfSet(place.path.parent_path(), *set);
        if (!files.train.empty())
            return files;
    }
    return {.train = {place.path}};
}

Error partialRecord(const ByteSource& source, std::size_t left)
{
    return source.damaged(source.offset() - std::int64_t(left), fmt::format("a record of {} bytes", kRecord),
                          fmt::format("{} bytes before the end of the file", left));
}

/// Reads record by record. Memory grows with what has been read: packed data may claim anything.
Result<Done> readFile(const fs::path& path, Split& part)
{
    auto source = ByteSource::open(path);
    if (!source)
        return source.error();
    auto& values = std::get<std::vector<std::uint8_t>>(part.values);
    std::array<std::uint8_t, kRecord> record{};
    for (;;) {
        const auto got = source->read(record.data(), kRecord);
        if (!got)
            return got.error();
        if (*got == 0 && source->offset() > 0)
            return Done{};
        if (*got < kRecord)
            return partialRecord(*source, *got);
        if (record[0] >= kClasses)
            return source->damaged(source->offset() - std::int64_t(kRecord),
                                   fmt::format("a label from 0 to {}", kClasses - 1), std::to_string(record[0]));
        if (std::int64_t(values.size() + kPixels) > kMaxPartBytes)
            return source->damaged(source->offset(), fmt::format("at most {} bytes of images", kMaxPartBytes), "more");
        part.labels.push_back(record[0]);
        values.insert(values.end(), record.begin() + 1, record.end());
    }
}

/// Images in a file. A plain one tells by its size.
Result<std::int64_t> countFile(const fs::path& path)
{
    auto source = ByteSource::open(path);
    if (!source)
        return source.error();
    std::int64_t bytes = source->mostBytes();
    if (source->isGzip()) {
        std::vector<std::uint8_t> buffer(1 << 20);
        for (std::size_t got = buffer.size(); got == buffer.size();) {
            const auto read = source->read(buffer.data(), buffer.size());
            if (!read)
                return read.error();
            got = *read;
            if (source->offset() > kMaxPartBytes)
                return source->damaged(source->offset(), fmt::format("at most {} bytes", kMaxPartBytes), "more");
        }
        bytes = source->offset();
    }
    const std::int64_t left = bytes % std::int64_t(kRecord);
    if (bytes == 0 || left != 0)
        return source->damaged(bytes - left, fmt::format("a record of {} bytes", kRecord),
                               fmt::format("{} bytes before the end of the file", left));
    return bytes / std::int64_t(kRecord);
}

Result<std::int64_t> count(const std::vector<fs::path>& files)
{
    std::int64_t images = 0;
    for (const fs::path& path : files) {
        const auto more = countFile(path);
        if (!more)
            return more.error();
        images += *more;
    }
    return images;
}

Result<std::vector<std::string>> classNames(const Files& files, const std::vector<std::string>& given)
{
    if (given.size() == kClasses)
        return given;
    if (files.names.empty())
        return std::vector<std::string>(kNames.begin(), kNames.end());
    const auto text = readTextFile(files.names, 1 << 16);
    if (!text)
        return text.error();
    std::vector<std::string> names;
    std::istringstream lines(*text);
    for (std::string line; std::getline(lines, line);) {
        while (!line.empty() && (line.back() == '\r' || line.back() == ' '))
            line.pop_back();
        if (!line.empty())
            names.push_back(line);
    }
    if (names.size() != kClasses)
        return Error(ErrorCode::Format, fmt::format("expected {} class names, found {}", kClasses, names.size()),
                     files.names.string());
    return names;
}

Result<DataSetInfo> describeCifar(const Place& place)
{
    const Files files = filesOf(place);
    auto names = classNames(files, place.classes);
    if (!names)
        return names.error();
    const auto train = count(files.train);
    if (!train)
        return train.error();
    const auto test = count(files.test);
    if (!test)
        return test.error();
    return DataSetInfo{.kind = DataKind::Images,
                       .shape = {3, 32, 32},
                       .classes = *std::move(names),
                       .trainSize = *train,
                       .testSize = *test};
}

Result<DataSet> loadCifar(const Place& place)
{
    const Files files = filesOf(place);
    auto names = classNames(files, place.classes);
    if (!names)
        return names.error();
    DataSet data{.kind = DataKind::Images, .shape = {3, 32, 32}, .classes = *std::move(names)};
    for (const fs::path& path : files.train) {
        if (const auto read = readFile(path, data.train); !read)
            return read.error();
    }
    for (const fs::path& path : files.test) {
        if (const auto read = readFile(path, data.test); !read)
            return read.error();
    }
    return data;
}

bool takesCifarFile(const fs::path& file)
{
    return isBinary(file.filename().string());
}

} // namespace

ReaderEntry cifarBinaryReader()
{
    ReaderEntry entry;
    entry.id = "cifar-binary";
    entry.title = "CIFAR-10 binary";
    entry.summary = "Records of a label and 32 x 32 colours in .bin files, as CIFAR-10 has them, plain or gz.";
    entry.takesFile = takesCifarFile;
    entry.setsIn = setsOfCifar;
    entry.describe = describeCifar;
    entry.load = loadCifar;
    return entry;
}

} // namespace cw::data

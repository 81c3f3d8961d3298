// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/text_file.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <span>

#include <fmt/format.h>

#include "core/base/file.h"
#include "core/data/utf8.h"

namespace cw::data {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMaxTextBytes = std::size_t{256} << 20;
constexpr std::size_t kMaxVocabulary = 65536;
constexpr std::int64_t kMaxWindow = 65536;
constexpr std::size_t kFewestWindows = 4;

Result<std::int64_t> windowOf(const Place& place)
{
    if (place.option.empty())
        return kTextWindow;
    std::int64_t window = 0;
    const char* end = place.option.data() + place.option.size();
    const auto [stop, failure] = std::from_chars(place.option.data(), end, window);
    if (failure != std::errc() || stop != end || window < 1 || window > kMaxWindow)
        return Error(
            ErrorCode::Config,
            fmt::format("expected a window of 1 to {} tokens after the path, found ':{}'", kMaxWindow, place.option),
            place.path.string());
    return window;
}

Result<std::vector<char32_t>> charactersOf(const fs::path& path)
{
    const auto bytes = readMaybeGzip(path, kMaxTextBytes);
    if (!bytes)
        return bytes.error();
    std::vector<char32_t> text;
    text.reserve(bytes->size());
    if (const auto problem = decodeUtf8(*bytes, text))
        return Error(ErrorCode::Format,
                     fmt::format("offset {}: expected text in UTF-8, found {}", problem->offset, problem->found),
                     path.string());
    return text;
}

/// Distinct characters by code point.
std::vector<char32_t> vocabularyOf(std::span<const char32_t> text)
{
    std::vector<bool> seen(0x110000, false);
    for (const char32_t c : text)
        seen[c] = true;
    std::vector<char32_t> vocabulary;
    for (char32_t c = 0; c < seen.size(); ++c) {
        if (seen[c])
            vocabulary.push_back(c);
    }
    return vocabulary;
}

std::string nameOf(char32_t c)
{
    switch (c) {
    case U'\n':
        return "\\n";
    case U'\t':
        return "\\t";
    case U'\r':
        return "\\r";
    case U' ':
        return "space";
    default:
        break;
    }
    const bool invisible = c < 0x20 || (c >= 0x7F && c <= 0xA0) || (c >= 0x2000 && c <= 0x200F) || c == 0xAD;
    return invisible ? fmt::format("U+{:04X}", std::uint32_t(c)) : encodeUtf8(c);
}

/// Whole windows, and the one token more that is the last target.
Split windowsOf(std::span<const char32_t> text, const std::vector<char32_t>& vocabulary, std::int64_t window)
{
    Split split;
    split.windows = text.empty() ? 0 : (text.size() - 1) / std::size_t(window);
    std::vector<std::int32_t> tokens;
    if (split.windows > 0) {
        const std::size_t count = split.windows * std::size_t(window) + 1;
        tokens.reserve(count);
        for (const char32_t c : text.first(count)) {
            const auto place = std::lower_bound(vocabulary.begin(), vocabulary.end(), c);
            const bool known = place != vocabulary.end() && *place == c;
            tokens.push_back(known ? std::int32_t(place - vocabulary.begin()) + 1 : 0);
        }
    }
    split.values = std::move(tokens);
    return split;
}

Result<DataSet> loadText(const Place& place)
{
    const fs::path path = place.set.empty() ? place.path : place.path / place.set;
    const auto window = windowOf(place);
    if (!window)
        return window.error();
    const auto characters = charactersOf(path);
    if (!characters)
        return characters.error();
    const std::span<const char32_t> text(*characters);
    const auto testCount = std::size_t(std::llround(kTextTestPart * double(text.size())));
    const auto before = text.first(text.size() - testCount);
    const std::vector<char32_t> vocabulary = vocabularyOf(before);
    DataSet data{.kind = DataKind::Text, .shape = {*window}, .classes = {kUnknownToken}};
    if (vocabulary.size() >= kMaxVocabulary)
        return Error(
            ErrorCode::Format,
            fmt::format("expected fewer than {} different characters, found {}", kMaxVocabulary, vocabulary.size()),
            path.string());
    for (const char32_t c : vocabulary)
        data.classes.push_back(nameOf(c));
    data.train = windowsOf(before, vocabulary, *window);
    data.test = windowsOf(text.last(testCount), vocabulary, *window);
    if (data.train.windows < kFewestWindows)
        return Error(ErrorCode::Format,
                     fmt::format("expected text for {} windows of {} characters beside the test part, found {} "
                                 "characters in all",
                                 kFewestWindows, *window, text.size()),
                     path.string());
    return data;
}

Result<DataSetInfo> describeText(const Place& place)
{
    auto data = loadText(place);
    if (!data)
        return data.error();
    return DataSetInfo{.kind = data->kind,
                       .shape = std::move(data->shape),
                       .classes = std::move(data->classes),
                       .trainSize = std::int64_t(data->train.size()),
                       .testSize = std::int64_t(data->test.size())};
}

bool isText(const std::string& name)
{
    return extensionOf(name) == ".txt" || extensionOf(name) == ".text";
}

/// A file that is named may have any usual extension of text, none, or what only looks like one ("GPL-2.1").
bool takesTextFile(const fs::path& file)
{
    const std::string extension = extensionOf(file.filename().string());
    const bool number = extension.size() > 1 && std::all_of(extension.begin() + 1, extension.end(),
                                                            [](char c) { return c >= '0' && c <= '9'; });
    return extension.empty() || number || isText(file.filename().string()) || extension == ".md" ||
           extension == ".rst" || extension == ".tex";
}

std::vector<std::string> setsOfText(const fs::path&, const std::vector<std::string>& names)
{
    std::vector<std::string> sets;
    std::copy_if(names.begin(), names.end(), std::back_inserter(sets), isText);
    return sets;
}

} // namespace

ReaderEntry textFileReader()
{
    ReaderEntry entry;
    entry.id = "text";
    entry.title = "Text";
    entry.summary = "UTF-8 text for language models, character by character; plain or gz.";
    entry.rank = 3;
    entry.option = "WINDOW";
    entry.takesFile = takesTextFile;
    entry.setsIn = setsOfText;
    entry.describe = describeText;
    entry.load = loadText;
    return entry;
}

} // namespace cw::data

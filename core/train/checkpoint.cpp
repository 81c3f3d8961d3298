// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/checkpoint.h"

#include <cstring>
#include <string>

#include <fmt/format.h>

#include "core/base/file.h"

namespace cw::train {

namespace {

constexpr std::string_view kMagic = "cwckpt01";
constexpr std::size_t kHeader = kMagic.size() + sizeof(std::uint64_t);
constexpr std::uintmax_t kMaxBytes = std::uintmax_t(16) << 30;

Error damaged(const std::filesystem::path& path, const std::string& why)
{
    return {ErrorCode::Format, "damaged checkpoint: " + why, path.string()};
}

} // namespace

void writeCheckpoint(const std::filesystem::path& path, const Checkpoint& checkpoint)
{
    Json facts = checkpoint.facts;
    facts["sizes"] = Json::array();
    for (const std::vector<float>& array : checkpoint.arrays)
        facts["sizes"].push_back(array.size());
    const std::string text = facts.dump();
    const std::uint64_t length = text.size();
    std::string content(kMagic);
    content.append(reinterpret_cast<const char*>(&length), sizeof length);
    content += text;
    for (const std::vector<float>& array : checkpoint.arrays)
        content.append(reinterpret_cast<const char*>(array.data()), array.size() * sizeof(float));
    writeFileAtomically(path, content);
}

Result<Checkpoint> readCheckpoint(const std::filesystem::path& path)
{
    const Result<std::string> content = readTextFile(path, kMaxBytes);
    if (!content)
        return content.error();
    if (content->size() < kHeader || content->compare(0, kMagic.size(), kMagic) != 0)
        return damaged(path, fmt::format("expected it to start with '{}'", kMagic));
    std::uint64_t length = 0;
    std::memcpy(&length, content->data() + kMagic.size(), sizeof length);
    if (length > content->size() - kHeader)
        return damaged(path, fmt::format("its facts need {} bytes, the file has {}", length, content->size()));
    const Result<Json> facts = parseJson(std::string_view(*content).substr(kHeader, length), path.string());
    if (!facts)
        return facts.error();
    const auto sizes = facts->find("sizes");
    if (sizes == facts->end() || !sizes->is_array())
        return damaged(path, "no list 'sizes'");
    Checkpoint checkpoint{*facts, {}};
    std::size_t at = kHeader + length;
    for (const Json& size : *sizes) {
        const std::size_t left = (content->size() - at) / sizeof(float);
        if (!size.is_number_unsigned() || size.get<std::uint64_t>() > left)
            return damaged(path, fmt::format("an array of {} numbers where {} are left", size.dump(), left));
        std::vector<float> array(size.get<std::size_t>());
        if (!array.empty())
            std::memcpy(array.data(), content->data() + at, array.size() * sizeof(float));
        at += array.size() * sizeof(float);
        checkpoint.arrays.push_back(std::move(array));
    }
    if (at != content->size())
        return damaged(path, fmt::format("{} bytes after its end", content->size() - at));
    return checkpoint;
}

} // namespace cw::train

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/idx.h"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "core/data/byte_source.h"

namespace cw::data {

namespace {

std::string endOfFile(const ByteSource& source)
{
    return fmt::format("the end of the file at {}", source.offset());
}

std::string typeText(unsigned char type)
{
    switch (type) {
    case 0x08:
        return "unsigned bytes (08)";
    case 0x09:
        return "signed bytes (09)";
    case 0x0B:
        return "16-bit integers (0b)";
    case 0x0C:
        return "32-bit integers (0c)";
    case 0x0D:
        return "32-bit floats (0d)";
    case 0x0E:
        return "64-bit floats (0e)";
    default:
        return fmt::format("type {:02x}", type);
    }
}

Result<std::int64_t> readDimension(ByteSource& source, std::size_t number)
{
    const std::int64_t at = source.offset();
    unsigned char b[4] = {};
    const auto got = source.read(b, sizeof b);
    if (!got)
        return got.error();
    if (*got < sizeof b)
        return source.damaged(at, fmt::format("size {} of the header (4 bytes)", number + 1), endOfFile(source));
    const std::int64_t size = std::int64_t{b[0]} << 24 | std::int64_t{b[1]} << 16 | std::int64_t{b[2]} << 8 | b[3];
    if (size == 0)
        return source.damaged(at, fmt::format("size {} to be at least 1", number + 1), "0");
    return size;
}

Result<IdxHeader> readHeader(ByteSource& source, int minDims, int maxDims)
{
    unsigned char magic[4] = {};
    const auto got = source.read(magic, sizeof magic);
    if (!got)
        return got.error();
    if (*got < sizeof magic)
        return source.damaged(0, "an IDX header (4 bytes)", endOfFile(source));
    if (magic[0] != 0 || magic[1] != 0) {
        const char* expected = source.isGzip() ? "the IDX magic number 00 00 08 in the gzip data"
                                               : "the IDX magic number 00 00 08 or gzip data (1f 8b)";
        return source.damaged(0, expected,
                              fmt::format("{:02x} {:02x} {:02x} {:02x}", magic[0], magic[1], magic[2], magic[3]));
    }
    if (magic[2] != 0x08)
        return source.damaged(2, typeText(0x08), typeText(magic[2]));
    if (magic[3] < minDims || magic[3] > maxDims) {
        const std::string expected = minDims == maxDims
                                         ? fmt::format("{} dimension{}", minDims, minDims == 1 ? "" : "s")
                                         : fmt::format("{} or {} dimensions", minDims, maxDims);
        return source.damaged(3, expected, std::to_string(magic[3]));
    }
    IdxHeader header;
    std::int64_t elements = 1;
    for (std::size_t i = 0; i < magic[3]; ++i) {
        const std::int64_t at = source.offset();
        const auto size = readDimension(source, i);
        if (!size)
            return size.error();
        header.dims.push_back(*size);
        if (*size > kMaxIdxBytes / elements) {
            return source.damaged(at, fmt::format("at most {} bytes in all", kMaxIdxBytes),
                                  fmt::format("sizes {}", fmt::join(header.dims, " x ")));
        }
        elements *= *size;
    }
    if (header.size() + elements > source.mostBytes())
        return source.damaged(4, fmt::format("sizes that fit into the file (at most {} bytes)", source.mostBytes()),
                              fmt::format("{} = {} bytes", fmt::join(header.dims, " x "), elements));
    return header;
}

} // namespace

std::int64_t IdxHeader::elements() const
{
    std::int64_t product = 1;
    for (const std::int64_t size : dims)
        product *= size;
    return product;
}

Result<IdxHeader> readIdxHeader(const std::filesystem::path& path, int minDims, int maxDims)
{
    auto source = ByteSource::open(path);
    if (!source)
        return source.error();
    return readHeader(*source, minDims, maxDims);
}

Result<IdxFile> readIdx(const std::filesystem::path& path, int minDims, int maxDims)
{
    auto source = ByteSource::open(path);
    if (!source)
        return source.error();
    auto header = readHeader(*source, minDims, maxDims);
    if (!header)
        return header.error();
    IdxFile file{*header, {}};
    // Packed data may claim much more than there is: memory grows with what has been read.
    constexpr std::size_t kChunk = 64u << 20;
    const auto wanted = static_cast<std::size_t>(header->elements());
    while (file.values.size() < wanted) {
        const std::size_t used = file.values.size();
        const std::size_t count = std::min(kChunk, wanted - used);
        file.values.resize(used + count);
        const auto got = source->read(file.values.data() + used, count);
        if (!got)
            return got.error();
        if (*got < count)
            return source->damaged(
                source->offset(),
                fmt::format("{} bytes in all, as the header says", header->size() + header->elements()),
                endOfFile(*source));
    }
    char more = 0;
    const auto rest = source->read(&more, 1);
    if (!rest)
        return rest.error();
    if (*rest != 0)
        return source->damaged(source->offset() - 1, "the end of the file, as the header says", "more bytes");
    return file;
}

} // namespace cw::data

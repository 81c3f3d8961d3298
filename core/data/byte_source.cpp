// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/byte_source.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>
#include <utility>

#include <sys/stat.h>

#include <fmt/format.h>
#include <zlib.h>

namespace cw::data {

namespace fs = std::filesystem;

struct ByteSource::Handle {
    explicit Handle(gzFile opened)
        : file(opened)
    {
    }
    ~Handle() { gzclose(file); }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;

    gzFile file;
};

ByteSource::ByteSource(fs::path path)
    : m_path(std::move(path))
{
}
ByteSource::~ByteSource() = default;
ByteSource::ByteSource(ByteSource&&) noexcept = default;

Result<ByteSource> ByteSource::open(const fs::path& path)
{
    const auto failed = [&path](int reason) {
        return Error(reason == ENOENT ? ErrorCode::NotFound : ErrorCode::Io,
                     fmt::format("cannot open: {}", std::strerror(reason)), path.string());
    };
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0)
        return failed(errno);
    // Opening a pipe or a device that somebody passed would block or never end.
    if (!S_ISREG(info.st_mode))
        return Error(ErrorCode::Io,
                     S_ISDIR(info.st_mode) ? "expected a file, found a folder" : "expected a regular file",
                     path.string());
    errno = 0;
    const gzFile file = gzopen(path.c_str(), "rb");
    if (file == nullptr)
        return failed(errno != 0 ? errno : ENOMEM);
    ByteSource source(path);
    source.m_handle = std::make_unique<Handle>(file);
    source.m_fileSize = info.st_size;
    gzbuffer(file, 256 * 1024);
    return source;
}

Result<std::size_t> ByteSource::read(void* into, std::size_t count)
{
    auto* bytes = static_cast<unsigned char*>(into);
    std::size_t done = 0;
    while (done < count) {
        const auto chunk = static_cast<unsigned>(std::min<std::size_t>(count - done, 1u << 30));
        const int got = gzread(m_handle->file, bytes + done, chunk);
        if (got > 0)
            done += static_cast<std::size_t>(got);
        if (got < static_cast<int>(chunk))
            break;
    }
    m_offset += static_cast<std::int64_t>(done);
    int code = Z_OK;
    const char* message = gzerror(m_handle->file, &code);
    if (code == Z_OK || code == Z_STREAM_END)
        return done;
    if (code == Z_ERRNO)
        return Error(ErrorCode::Io, fmt::format("cannot read at offset {}: {}", m_offset, std::strerror(errno)),
                     m_path.string());
    // zlib begins its message with the name of the file, which the error names already.
    std::string text = message;
    if (text.starts_with(m_path.string() + ": "))
        text.erase(0, m_path.string().size() + 2);
    return damaged(m_offset, "gzip data to go on", text.empty() ? "the end of the file" : text);
}

bool ByteSource::isGzip() const
{
    return gzdirect(m_handle->file) == 0;
}

std::int64_t ByteSource::mostBytes() const
{
    constexpr std::int64_t kBestRatio = 1032; // of deflate
    if (!isGzip())
        return m_fileSize;
    return m_fileSize > std::numeric_limits<std::int64_t>::max() / kBestRatio ? std::numeric_limits<std::int64_t>::max()
                                                                              : m_fileSize * kBestRatio;
}

Error ByteSource::damaged(std::int64_t offset, const std::string& expected, const std::string& found) const
{
    return Error(ErrorCode::Format, fmt::format("offset {}: expected {}, found {}", offset, expected, found),
                 m_path.string());
}

} // namespace cw::data

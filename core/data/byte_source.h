// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "core/base/result.h"

namespace cw::data {

/// The bytes of a plain or gzip file in order, told apart by its first two bytes. Knows its place for messages.
class ByteSource {
public:
    /// Errors: NotFound, Io (a folder, a pipe, permissions)
    static Result<ByteSource> open(const std::filesystem::path& path);
    ~ByteSource();
    ByteSource(ByteSource&&) noexcept;
    ByteSource& operator=(ByteSource&&) = delete;

    /// Up to `count` bytes; fewer only at the end of the file. Errors: Io; Format when the gzip data is damaged
    Result<std::size_t> read(void* into, std::size_t count);
    /// Unpacked bytes read so far.
    std::int64_t offset() const { return m_offset; }
    bool isGzip() const;
    /// No more unpacked bytes than this can be in the file: its size, times the best ratio of deflate when packed.
    std::int64_t mostBytes() const;
    const std::filesystem::path& path() const { return m_path; }

    /// "FILE: offset 4: expected ..., found ...", an Error(Format).
    Error damaged(std::int64_t offset, const std::string& expected, const std::string& found) const;

private:
    explicit ByteSource(std::filesystem::path path);

    struct Handle;
    std::filesystem::path m_path;
    std::unique_ptr<Handle> m_handle;
    std::int64_t m_offset = 0;
    std::int64_t m_fileSize = 0;
};

} // namespace cw::data

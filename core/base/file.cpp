// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"

#include <cerrno>
#include <cstring>
#include <memory>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>
#include <zlib.h>

namespace cw {

namespace fs = std::filesystem;

namespace {

class FileDescriptor {
public:
    explicit FileDescriptor(int value)
        : m_value(value)
    {
    }
    ~FileDescriptor() { close(); }
    FileDescriptor(const FileDescriptor&) = delete;
    FileDescriptor& operator=(const FileDescriptor&) = delete;

    int get() const { return m_value; }
    bool close()
    {
        const int value = std::exchange(m_value, -1);
        return value < 0 || ::close(value) == 0;
    }

private:
    int m_value;
};

Error openError(const fs::path& path, int reason)
{
    const auto code = reason == ENOENT ? ErrorCode::NotFound : ErrorCode::Io;
    return Error(code, fmt::format("cannot open: {}", std::strerror(reason)), path.string());
}

Error tooLarge(const fs::path& path, std::uintmax_t maxBytes)
{
    return Error(ErrorCode::Format, fmt::format("larger than the limit of {} bytes", maxBytes), path.string());
}

/// Only regular files: opening a FIFO or a device that somebody passed would block or never end.
Result<Done> checkRegular(const fs::path& path)
{
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0)
        return openError(path, errno);
    if (S_ISDIR(info.st_mode))
        return Error(ErrorCode::Format, "expected a file, found a folder", path.string());
    if (!S_ISREG(info.st_mode))
        return Error(ErrorCode::Format, "expected a regular file", path.string());
    return Done{};
}

struct GzipCloser {
    void operator()(gzFile file) const { gzclose(file); }
};

} // namespace

Result<std::vector<std::uint8_t>> readMaybeGzip(const fs::path& path, std::uintmax_t maxBytes)
{
    if (const auto regular = checkRegular(path); !regular)
        return regular.error();
    errno = 0;
    const std::unique_ptr<gzFile_s, GzipCloser> file(gzopen(path.c_str(), "rb"));
    if (!file)
        return openError(path, errno != 0 ? errno : ENOMEM);
    gzbuffer(file.get(), 256 * 1024);
    std::vector<std::uint8_t> content;
    constexpr std::size_t kChunk = 1 << 20;
    for (;;) {
        const std::size_t used = content.size();
        content.resize(used + kChunk);
        const int got = gzread(file.get(), content.data() + used, kChunk);
        content.resize(used + static_cast<std::size_t>(got > 0 ? got : 0));
        if (content.size() > maxBytes)
            return tooLarge(path, maxBytes);
        if (got <= 0)
            break;
    }
    int code = Z_OK;
    const char* message = gzerror(file.get(), &code);
    if (code != Z_OK && code != Z_STREAM_END) {
        return Error(code == Z_ERRNO ? ErrorCode::Io : ErrorCode::Format,
                     fmt::format("damaged or truncated gzip data after {} bytes ({})", content.size(), message),
                     path.string());
    }
    return content;
}

Result<std::string> readTextFile(const fs::path& path, std::uintmax_t maxBytes)
{
    if (const auto regular = checkRegular(path); !regular)
        return regular.error();
    const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0)
        return openError(path, errno);
    std::string text;
    char buffer[64 * 1024];
    for (;;) {
        const ssize_t got = ::read(file.get(), buffer, sizeof buffer);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return Error(ErrorCode::Io, fmt::format("cannot read: {}", std::strerror(errno)), path.string());
        if (got == 0)
            return text;
        text.append(buffer, static_cast<std::size_t>(got));
        if (text.size() > maxBytes)
            return tooLarge(path, maxBytes);
    }
}

void writeFileAtomically(const fs::path& path, std::string_view content)
{
    std::string temporary = path.string() + ".XXXXXX";
    FileDescriptor file(::mkstemp(temporary.data()));
    const auto fail = [&](int reason) {
        if (file.get() >= 0)
            ::unlink(temporary.c_str());
        return Error(ErrorCode::Io, fmt::format("cannot write: {}", std::strerror(reason)), path.string());
    };
    if (file.get() < 0)
        throw fail(errno);
    for (std::size_t done = 0; done < content.size();) {
        const ssize_t wrote = ::write(file.get(), content.data() + done, content.size() - done);
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote < 0)
            throw fail(errno);
        done += static_cast<std::size_t>(wrote);
    }
    // mkstemp makes files that only the owner may read; a document should follow the user's umask like any other.
    const mode_t mask = ::umask(0);
    ::umask(mask);
    ::fchmod(file.get(), 0666 & ~mask);
    if (::fsync(file.get()) != 0)
        throw fail(errno);
    if (!file.close())
        throw fail(errno);
    if (::rename(temporary.c_str(), path.c_str()) != 0) {
        const int reason = errno;
        ::unlink(temporary.c_str());
        throw fail(reason);
    }
}

} // namespace cw

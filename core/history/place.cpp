// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/place.h"

#include <cerrno>
#include <cstring>
#include <string>

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/error.h"
#include "core/history/database.h"

// Looks at files by their names and at descriptors that SQLite has, and opens none: see database.cpp.

namespace cw::history {

namespace fs = std::filesystem;

bool hasMoved(SQLite::Database& database)
{
    int moved = 0;
    const int answer = sqlite3_file_control(database.getHandle(), "main", SQLITE_FCNTL_HAS_MOVED, &moved);
    return answer == SQLITE_OK && moved != 0;
}

FileIdentity::FileIdentity(const fs::path& path)
{
    struct stat found {};
    if (::stat(path.c_str(), &found) != 0)
        return;
    m_device = found.st_dev;
    m_number = found.st_ino;
}

bool FileIdentity::isDeleted() const
{
    std::error_code none;
    for (const fs::directory_entry& descriptor : fs::directory_iterator("/proc/self/fd", none)) {
        struct stat found {};
        if (::stat(descriptor.path().c_str(), &found) == 0 && found.st_dev == m_device && found.st_ino == m_number)
            return found.st_nlink == 0;
    }
    return false;
}

void writeAnew(std::unique_ptr<SQLite::Database>& database, const fs::path& path)
{
    std::error_code ignored;
    fs::create_directories(path.parent_path(), ignored);
    const fs::path copy = fmt::format("{}.restored{}", path.string(), ::getpid());
    fs::remove(copy, ignored);
    {
        SQLite::Statement write(*database, "VACUUM INTO ?");
        write.bind(1, copy.string());
        try {
            write.exec();
        } catch (...) {
            fs::remove(copy, ignored);
            throw;
        }
    }
    // The log of the file that is gone must not be taken for that of the new one. This connection has it open still.
    if (!fs::exists(path, ignored)) {
        for (const char* part : {"-wal", "-shm"})
            fs::remove(path.string() + part, ignored);
    }
    // Unlike a renaming, this never replaces what somebody else has put there meanwhile.
    const int failed = ::link(copy.c_str(), path.c_str()) == 0 ? 0 : errno;
    fs::remove(copy, ignored);
    if (failed != 0)
        throw Error(ErrorCode::Io,
                    fmt::format("the history was deleted and cannot be written anew: {}", std::strerror(failed)),
                    path.string());
    database = openForWriting(path);
}

} // namespace cw::history

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/database.h"

#include <chrono>
#include <string>
#include <thread>

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include "core/base/process.h"
#include "core/history/schema.h"
#include "core/history/sqlite_error.h"

// The file is never opened here but through SQLite: closing any other descriptor of it would drop the POSIX locks that
// this process holds on it.

namespace cw::history {

namespace fs = std::filesystem;

namespace {

/// Files up to this size are checked as a whole when they are opened for writing (about 0.1 s); in larger ones damage
/// is reported when it is met.
constexpr std::uintmax_t kCheckedBytes = 32u << 20;

enum class Found { Nothing, Empty, History };

fs::path absolutePath(const fs::path& path)
{
    if (path.empty())
        throw Error(ErrorCode::Usage, "the path of the history is empty, expected a file name");
    return fs::absolute(path); // also keeps "file:..." and ":memory:" from meaning something special to SQLite
}

/// What the file system says. Errors: Format (a folder, a device)
Found look(const fs::path& path)
{
    std::error_code failure;
    const fs::file_status status = fs::status(path, failure);
    if (status.type() == fs::file_type::not_found)
        return Found::Nothing;
    if (failure)
        throw Error(ErrorCode::Io, fmt::format("cannot open the history: {}", failure.message()), path.string());
    if (fs::is_directory(status))
        throw Error(ErrorCode::Format, "is a folder, expected a history file", path.string());
    if (!fs::is_regular_file(status))
        throw Error(ErrorCode::Format, "is not a regular file, expected a history file", path.string());
    return fs::file_size(path, failure) == 0 ? Found::Empty : Found::History;
}

/// First line of SQLite's own check; empty when all is well.
std::string damage(SQLite::Database& database)
{
    SQLite::Statement check(database, "PRAGMA quick_check(1)");
    if (!check.executeStep())
        return {};
    const std::string line = check.getColumn(0).getString();
    return line == "ok" ? std::string() : line;
}

/// True when it holds nothing yet. Errors: Format (another application's file)
bool isNew(SQLite::Database& database, const fs::path& path)
{
    // One view for the three answers: another program may be making the file at this moment.
    const SQLite::Transaction view(database, SQLite::TransactionBehavior::DEFERRED);
    const int application = database.execAndGet("PRAGMA application_id").getInt();
    if (application == kApplicationId)
        return false;
    const int objects = database.execAndGet("SELECT count(*) FROM sqlite_master").getInt();
    if (application == 0 && objects == 0 && schemaVersion(database) == 0)
        return true;
    throw Error(ErrorCode::Format,
                fmt::format("an SQLite file of another application (application_id {:#x}, expected {:#x})",
                            static_cast<unsigned>(application), static_cast<unsigned>(kApplicationId)),
                path.string());
}

void createParent(const fs::path& path)
{
    std::error_code failure;
    fs::create_directories(path.parent_path(), failure);
    if (failure)
        throw Error(ErrorCode::Io, fmt::format("cannot create the folder: {}", failure.message()),
                    path.parent_path().string());
}

/// Asked first: without its log in the same folder SQLite cannot even read the file.
void requireWritableFolder(const fs::path& path)
{
    if (::access(path.parent_path().c_str(), W_OK) != 0)
        throw Error(ErrorCode::ReadOnly, "the history cannot be written: its folder is read-only", path.string());
}

/// SQLite opens a file that cannot be written silently for reading.
void requireWritableFile(SQLite::Database& database, const fs::path& path)
{
    if (sqlite3_db_readonly(database.getHandle(), "main") == 1)
        throw Error(ErrorCode::ReadOnly, "the history cannot be written: the file is read-only", path.string());
}

void requireKnownSchema(SQLite::Database& database, const fs::path& path)
{
    const int found = schemaVersion(database);
    if (found > kSchemaVersion)
        throw Error(ErrorCode::ReadOnly,
                    fmt::format("schema {} is newer than this program's {}: opened read-only, a newer Cellwright is "
                                "needed to write it",
                                found, kSchemaVersion),
                    path.string());
}

/// A URI for SQLite: every byte that could mean something in one is escaped.
std::string immutableUri(const fs::path& path)
{
    std::string uri = "file:";
    for (const char c : path.string()) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' ||
                           c == '-' || c == '_' || c == '.';
        uri += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return uri + "?immutable=1";
}

bool hasPendingLog(const fs::path& path)
{
    std::error_code failure;
    const auto bytes = fs::file_size(path.string() + "-wal", failure);
    return !failure && bytes > 0;
}

/// Two programs that make the same file both hold a read lock here and want the write lock. SQLite then refuses one of
/// them at once instead of calling its busy handler, so the waiting is done here.
void useWriteAheadLog(SQLite::Database& database)
{
    constexpr std::chrono::milliseconds kPause{2};
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(kBusyTimeoutMs);
    for (;;) {
        const int answer = database.tryExec("PRAGMA journal_mode = WAL");
        if (answer == SQLITE_OK)
            return;
        if ((answer & 0xff) != SQLITE_BUSY || std::chrono::steady_clock::now() >= end)
            throw SQLite::Exception(database.getHandle(), answer);
        std::this_thread::sleep_for(kPause);
    }
}

void requireReadableHistory(SQLite::Database& database, const fs::path& path)
{
    if (isNew(database, path))
        throw Error(ErrorCode::NotFound, "the history is empty: nothing has been written to it yet", path.string());
    const int found = schemaVersion(database);
    if (found < kSchemaVersion)
        throw Error(ErrorCode::Format,
                    fmt::format("schema {} is older than this program's {}: it is brought forward when it is opened "
                                "for writing",
                                found, kSchemaVersion),
                    path.string());
}

} // namespace

std::unique_ptr<SQLite::Database> openImmutable(const fs::path& given)
{
    const fs::path path = absolutePath(given);
    if (hasPendingLog(path))
        throw Error(ErrorCode::Io,
                    fmt::format("its last changes lie in {}, which needs a writable folder: copy both files to one",
                                path.filename().string() + "-wal"),
                    path.string());
    return translated(path, [&] {
        auto database =
            std::make_unique<SQLite::Database>(immutableUri(path), SQLite::OPEN_READONLY | SQLite::OPEN_URI, 0);
        requireReadableHistory(*database, path);
        return database;
    });
}

std::unique_ptr<SQLite::Database> openForWriting(const fs::path& given)
{
    const fs::path path = absolutePath(given);
    const Found found = look(path);
    if (found == Found::Nothing)
        createParent(path);
    requireWritableFolder(path);
    return translated(path, [&] {
        auto database = std::make_unique<SQLite::Database>(
            path.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | SQLite::OPEN_NOMUTEX, kBusyTimeoutMs);
        if (found == Found::History) {
            isNew(*database, path);
            requireKnownSchema(*database, path);
        }
        requireWritableFile(*database, path);
        std::error_code failure;
        if (found == Found::History && fs::file_size(path, failure) <= kCheckedBytes) {
            if (const std::string line = damage(*database); !line.empty())
                throw Error(ErrorCode::Format, fmt::format("the history is damaged: {}", line), path.string());
        }
        useWriteAheadLog(*database);
        database->exec("PRAGMA synchronous = NORMAL");
        database->exec("PRAGMA journal_size_limit = 67108864");
        database->exec("PRAGMA cache_size = -16000");
        bringForward(*database, path, migrations());
        requireKnownSchema(*database, path); // another program may have brought it forward in between
        database->exec("PRAGMA foreign_keys = ON");
        return database;
    });
}

std::unique_ptr<SQLite::Database> openForReading(const fs::path& given)
{
    const fs::path path = absolutePath(given);
    switch (look(path)) {
    case Found::Nothing:
        throw Error(ErrorCode::NotFound, "there is no such history", path.string());
    case Found::Empty:
        throw Error(ErrorCode::NotFound, "the history is empty: nothing has been written to it yet", path.string());
    case Found::History:
        break;
    }
    const bool folderWritable = ::access(path.parent_path().c_str(), W_OK) == 0;
    if (!folderWritable && !hasPendingLog(path))
        return openImmutable(path); // a write-ahead log cannot be made there, and nobody else writes
    return translated(path, [&] {
        auto database = std::make_unique<SQLite::Database>(path.string(), SQLite::OPEN_READONLY | SQLite::OPEN_NOMUTEX,
                                                           kBusyTimeoutMs);
        database->exec("PRAGMA cache_size = -16000");
        requireReadableHistory(*database, path);
        return database;
    });
}

fs::path defaultHistoryPath()
{
    return userDataDirectory() / "history.sqlite";
}

} // namespace cw::history

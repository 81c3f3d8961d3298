// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>

#include "core/base/result.h"

namespace SQLite {
class Database;
}

namespace cw::history {

inline constexpr int kSchemaVersion = 2;
inline constexpr int kApplicationId = 0x43574831; // "CWH1"

/// Opens a history for writing, makes it if there is none, migrates an older one after a backup copy.
/// Errors: Io (folder, permissions, full disk), Format (not SQLite, not a history, damaged: says what integrity check
/// found), ReadOnly (newer schema, read-only file), naming the path. Nothing is overwritten.
std::unique_ptr<SQLite::Database> openForWriting(const std::filesystem::path& path);

/// Opens read-only; `immutable=1` where the folder cannot be written. A newer schema is opened all the same.
/// Errors: NotFound (also: empty, nothing written yet), Io, Format
std::unique_ptr<SQLite::Database> openForReading(const std::filesystem::path& path);

/// With `immutable=1`: no locks, no log, so only for a file that nobody can write.
/// Errors: Io (changes wait in a write-ahead log), Format
std::unique_ptr<SQLite::Database> openImmutable(const std::filesystem::path& path);

/// $XDG_DATA_HOME/cellwright/history.sqlite
std::filesystem::path defaultHistoryPath();

} // namespace cw::history

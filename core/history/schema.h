// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include <SQLiteCpp/Database.h>

namespace cw::history {

/// One step forward of the schema: runs inside the transaction that also sets `user_version`.
struct Migration {
    int version = 0; ///< of the file after this step; steps are numbered 1, 2, 3, ...
    std::string sql; ///< any number of statements
};

/// Every step there ever was, oldest first: a new file runs them all, an older one those that it lacks.
/// A released step is never edited; a change of the schema is a new step and a higher kSchemaVersion.
const std::vector<Migration>& migrations();

/// Where the copy of a file of schema `version` goes before it is changed: "<path>.v<version>.bak", with a number
/// when that name is taken, so that no copy is ever overwritten.
std::filesystem::path backupPath(const std::filesystem::path& path, int version);

/// Brings the file to the last of `steps` in one transaction; an existing older file is copied to backupPath() first.
/// Safe against other programs that do the same at the same time.
/// Errors: throws Error(Io) when the copy cannot be written (the file is then unchanged), SQLite::Exception
void bringForward(SQLite::Database& database, const std::filesystem::path& path, std::span<const Migration> steps);

/// `PRAGMA user_version`.
int schemaVersion(SQLite::Database& database);

} // namespace cw::history

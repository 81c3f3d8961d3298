// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

namespace SQLite {
class Database;
}

namespace cw::history {

/// True when the open file is no longer where it was opened: moved, deleted, or another is there. SQLite would go on
/// with it in silence, and what is written would be lost with the program.
bool hasMoved(SQLite::Database& database);

/// Which file a history is, to find out what became of it.
class FileIdentity {
public:
    FileIdentity() = default;
    /// Of the file at that path now.
    explicit FileIdentity(const std::filesystem::path& path);

    /// True when it has no name any more: what this program has open is all that there is of it.
    bool isDeleted() const;

private:
    std::uint64_t m_device = 0;
    std::uint64_t m_number = 0;
};

/// Writes all that a deleted history held to its path, closes it and opens the new file.
/// Errors: SQLite::Exception; Error(Io) when another file is at the path; `database` is then as before
void writeAnew(std::unique_ptr<SQLite::Database>& database, const std::filesystem::path& path);

} // namespace cw::history

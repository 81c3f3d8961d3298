// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/sqlite_error.h"

#include <cerrno>
#include <cstring>

#include <fmt/format.h>
#include <sqlite3.h>

namespace cw::history {

namespace {

constexpr const char* kFull = "cannot write the history: the disk is full";

} // namespace

bool isConstraint(const SQLite::Exception& failure)
{
    return (failure.getErrorCode() & 0xff) == SQLITE_CONSTRAINT;
}

Error translate(const SQLite::Exception& failure, const std::filesystem::path& path, int systemError)
{
    const std::string where = path.string();
    const char* const text = failure.what();
    switch (failure.getErrorCode() & 0xff) {
    case SQLITE_NOTADB:
        return {ErrorCode::Format, "not an SQLite file, expected a Cellwright history", where};
    case SQLITE_CORRUPT:
        return {ErrorCode::Format, fmt::format("the history is damaged: {}", text), where};
    case SQLITE_FULL:
        return {ErrorCode::Io, kFull, where};
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return {ErrorCode::ReadOnly, fmt::format("the history cannot be written: {}", text), where};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {ErrorCode::Busy,
                fmt::format("another program has held the history locked for {} s", kBusyTimeoutMs / 1000), where};
    case SQLITE_CANTOPEN:
        return {ErrorCode::Io, fmt::format("cannot open the history: {}", text), where};
    case SQLITE_IOERR:
        if (systemError == EDQUOT)
            return {ErrorCode::Io, "cannot write the history: the disk quota is used up", where};
        if (systemError == ENOSPC)
            return {ErrorCode::Io, kFull, where};
        return {ErrorCode::Io,
                fmt::format("cannot read or write the history: {}{}", text,
                            systemError == 0 ? std::string() : fmt::format(" ({})", std::strerror(systemError))),
                where};
    default:
        return {ErrorCode::Internal, fmt::format("SQLite: {}", text), where};
    }
}

} // namespace cw::history

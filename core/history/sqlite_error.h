// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include <SQLiteCpp/Exception.h>

#include "core/base/error.h"

namespace cw::history {

inline constexpr int kBusyTimeoutMs = 10'000;

/// What SQLite answered, as one clear sentence that names the file. `systemError`: the errno behind it, which tells a
/// used-up quota from a broken disk; 0: not known.
Error translate(const SQLite::Exception& failure, const std::filesystem::path& path, int systemError = 0);

/// True for a write that can never succeed (a constraint): repeating it is pointless, unlike a full disk.
bool isConstraint(const SQLite::Exception& failure);

/// Calls `body` and turns SQLite::Exception into Error.
template <class Body>
auto translated(const std::filesystem::path& path, Body&& body)
{
    try {
        return body();
    } catch (const SQLite::Exception& failure) {
        throw translate(failure, path);
    }
}

} // namespace cw::history

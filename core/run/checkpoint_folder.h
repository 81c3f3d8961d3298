// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>

#include <fmt/format.h>

#include "core/base/error.h"

namespace cw::run {

/// As create_directories(), but where another run of the same history ends meanwhile and takes away a folder that is
/// still empty, it is made again.
inline std::error_code makeFolders(const std::filesystem::path& folder)
{
    constexpr int most = 1000; // times that somebody comes between
    std::error_code failure;
    for (int tries = 0; tries < most; ++tries) {
        std::filesystem::create_directories(folder, failure);
        if (std::error_code unseen; std::filesystem::is_directory(folder, unseen))
            return {};
        // The last two: a folder was there when it was to be made, and gone when it was looked at.
        if (failure && failure != std::errc::no_such_file_or_directory && failure != std::errc::file_exists &&
            failure != std::errc::not_a_directory)
            return failure;
    }
    if (!failure)
        failure = std::make_error_code(std::errc::no_such_file_or_directory);
    return failure;
}

/// Where a run's jobs leave their checkpoints, beside the history; gone again at the end if they left none.
class CheckpointFolder {
public:
    CheckpointFolder(const std::filesystem::path& history, std::int64_t run)
        : m_all(history.string() + ".checkpoints")
        , m_own(m_all / fmt::format("run{}", run))
    {
    }
    ~CheckpointFolder()
    {
        std::error_code notEmpty;
        std::filesystem::remove(m_own, notEmpty);
        std::filesystem::remove(m_all, notEmpty);
    }
    CheckpointFolder(const CheckpointFolder&) = delete;
    CheckpointFolder& operator=(const CheckpointFolder&) = delete;

    const std::filesystem::path& path() const { return m_own; }
    /// Errors: throws Error(Io)
    void create() const
    {
        if (const std::error_code failure = makeFolders(m_own))
            throw Error(ErrorCode::Io, fmt::format("cannot make the folder of checkpoints: {}", failure.message()),
                        m_own.string());
    }

private:
    std::filesystem::path m_all;
    std::filesystem::path m_own;
};

} // namespace cw::run

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/hindrance.h"

#include <filesystem>

#include <fmt/format.h>

namespace cw::run {

bool mayPass(ErrorCode code)
{
    return code == ErrorCode::Io || code == ErrorCode::Busy || code == ErrorCode::ReadOnly ||
           code == ErrorCode::NotFound;
}

std::string adviceOn(const Error& error)
{
    if (error.code() == ErrorCode::Device)
        return fmt::format("device {} does not answer ({}): the run goes on when it does; if it stays so, stop the run "
                           "and resume it in a program started anew",
                           error.where(), error.problem());
    if (error.code() == ErrorCode::Busy)
        return fmt::format("{}: the run goes on when that program lets go", error.what());
    if (error.code() == ErrorCode::NotFound)
        return fmt::format("{}: the run goes on when it is there", error.what());
    std::error_code unknown;
    const auto space = std::filesystem::space(std::filesystem::absolute(error.where()).parent_path(), unknown);
    const std::string room =
        unknown ? std::string() : fmt::format(" ({:.1f} MB are free)", static_cast<double>(space.available) / 1e6);
    return fmt::format("{}{}: the run goes on when it can be written", error.what(), room);
}

} // namespace cw::run

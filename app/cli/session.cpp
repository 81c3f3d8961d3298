// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/session.h"

#include <cstdio>

#include <fmt/format.h>

#include "app/compose/catalogue.h"
#include "core/history/database.h"

namespace cw::cli {

namespace fs = std::filesystem;

int exitCodeOf(const Error& error)
{
    switch (error.code()) {
    case ErrorCode::Usage:
    case ErrorCode::Config:
    case ErrorCode::NotFound:
    case ErrorCode::Format:
    case ErrorCode::Data:
        return kUsage;
    case ErrorCode::Cancelled:
        return kStopped;
    case ErrorCode::Io:
    case ErrorCode::Device:
    case ErrorCode::Busy:
    case ErrorCode::ReadOnly:
    case ErrorCode::Internal:
        break;
    }
    return kFailed;
}

const run::Catalogue& Session::catalogue()
{
    if (!m_catalogue)
        m_catalogue = app::makeCatalogue();
    return *m_catalogue;
}

fs::path Session::historyPath() const
{
    return globals.history.empty() ? history::defaultHistoryPath() : fs::path(globals.history);
}

fs::path Session::historyPathForWriting() const
{
    fs::path path = historyPath();
    if (!globals.history.empty())
        return path;
    std::error_code failure;
    fs::create_directories(path.parent_path(), failure);
    if (failure)
        throw Error(ErrorCode::Io, fmt::format("cannot make the folder: {}", failure.message()),
                    path.parent_path().string());
    return path;
}

void Session::sayIfNewer(const history::Reader& reader) const
{
    if (reader.isNewer() && !globals.quiet)
        fmt::print(stderr,
                   "{}: written by a newer version of Cellwright, shown as far as version " CELLWRIGHT_VERSION
                   " knows it\n",
                   historyPath().string());
}

void Session::printJson(const Json& document) const
{
    fmt::print("{}\n", document.dump(2, ' ', false, Json::error_handler_t::replace));
}

} // namespace cw::cli

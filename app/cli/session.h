// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>

#include "app/cli/arguments.h"
#include "core/base/json.h"
#include "core/history/reader.h"
#include "core/run/catalogue.h"

namespace cw::cli {

// What the program ends with.
inline constexpr int kDone = 0;
inline constexpr int kFailed = 1;
inline constexpr int kUsage = 2;
inline constexpr int kStopped = 3;

int exitCodeOf(const Error& error);

/// What a sub-command works with.
class Session {
public:
    Globals globals;

    /// Made at first need: `--help` needs none of it.
    const run::Catalogue& catalogue();

    /// The file given by --history, or the default one.
    std::filesystem::path historyPath() const;
    /// The same, with the folder of the default one made.
    std::filesystem::path historyPathForWriting() const;

    /// One line on stderr when a newer version has written what is going to be shown.
    void sayIfNewer(const history::Reader& reader) const;

    /// The one JSON document of --json.
    void printJson(const Json& document) const;

private:
    std::shared_ptr<const run::Catalogue> m_catalogue;
};

} // namespace cw::cli

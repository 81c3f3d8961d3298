// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/stored_trial.h"

#include <fmt/format.h>

#include "app/cli/session.h"
#include "core/base/error.h"
#include "core/history/reader.h"

namespace cw::cli {

StoredTrial storedTrial(const Session& session, const std::string& text)
{
    const auto colon = text.find(':');
    const std::int64_t run = parseWhole(text.substr(0, colon), "RUN[:TRIAL]", 1);
    history::Reader reader(session.historyPath());
    session.sayIfNewer(reader);
    StoredTrial stored{.run = reader.run(run)};
    stored.trial = stored.run.bestTrial;
    if (colon != std::string::npos)
        stored.trial = reader.trial(run, parseWhole(text.substr(colon + 1), "RUN[:TRIAL]", 1)).trial;
    else if (stored.trial == 0)
        throw Error(ErrorCode::NotFound, "it has no best trial yet, expected RUN:TRIAL", fmt::format("run {}", run));
    stored.architecture = reader.architectureWithOrigin(run, stored.trial);
    if (stored.architecture.is_null())
        throw Error(ErrorCode::NotFound, "the history holds no architecture of it",
                    fmt::format("run {}, trial {}", run, stored.trial));
    return stored;
}

} // namespace cw::cli

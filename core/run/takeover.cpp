// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/takeover.h"

#include <cmath>

#include <fmt/format.h>

#include "core/base/process.h"
#include "core/run/intervention.h"

namespace cw::run {

Found findRun(history::Reader& reader, std::int64_t run)
{
    Found found{.row = reader.run(run), .pending = reader.interventions(run, true)};
    found.budget = found.row.info.budget;
    for (const history::InterventionRow& row : found.pending) {
        if (const std::int64_t evaluations = evaluationsOf(row.argument);
            row.kind == history::InterventionKind::Budget && evaluations > 0)
            found.budget = evaluations;
    }
    for (const history::InterventionRow& row : reader.interventions(run, false)) {
        if (const int workers = workersOf(row.argument); row.kind == history::InterventionKind::Workers && workers > 0)
            found.workers = workers;
    }
    return found;
}

void checkNotOurs(const Found& found, const std::string& where)
{
    const history::RunRow& row = found.row;
    // The writer lets this program claim its own runs; only the heartbeat says that an engine of it has this one.
    if (!history::isFinal(row.state) && row.owner == thisProcess() &&
        std::abs(wallClock() - row.heartbeat) < history::kStaleSeconds)
        throw Error(ErrorCode::Busy, fmt::format("run {} is running in this program already", row.run), where);
}

void checkUnfinished(const Found& found, const std::string& where)
{
    const history::RunRow& row = found.row;
    if (row.state == RunState::Finished && found.budget <= row.trials)
        throw Error(
            ErrorCode::Config,
            fmt::format("run {} is finished, expected a budget above its {} evaluations to go on", row.run, row.trials),
            where);
}

void settlePending(history::Writer& writer, const Found& found)
{
    if (found.budget != found.row.info.budget)
        writer.postBudget(found.row.run, found.budget);
    for (const history::InterventionRow& row : found.pending) {
        if (isOfSearch(row.kind))
            continue;
        if (row.kind == history::InterventionKind::Note)
            writer.setNote(row.run, noteOf(row.argument));
        writer.postInterventionApplied(row.id, found.row.trials);
    }
    writer.flush();
}

} // namespace cw::run

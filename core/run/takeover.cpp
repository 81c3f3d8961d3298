// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/takeover.h"

#include <cmath>

#include <fmt/format.h>

#include "core/base/process.h"
#include "core/run/intervention.h"
#include "core/space/shape.h"

namespace cw::run {

namespace {

/// "200 samples of vector [64] in 10 classes"
std::string describedData(const Json& data)
{
    const Json samples = data.is_object() ? data.value("samples", Json()) : Json();
    const auto task =
        space::Task::fromJson(data.is_object() ? data.value("task", Json::object()) : Json::object(), "data");
    if (!samples.is_number_integer() || !task)
        return "unknown data";
    return fmt::format("{} samples of {} in {} classes", samples.get<std::int64_t>(), task->input.describe(),
                       task->classes);
}

} // namespace

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

void checkSameData(const Found& found, const Json& versions)
{
    const auto dataOf = [](const Json& of) { return of.is_object() ? of.value("data", Json()) : Json(); };
    const Json before = dataOf(found.row.info.versions);
    const Json now = dataOf(versions);
    if (before.is_null() || before == now) // runs of earlier versions do not say
        return;
    throw Error(ErrorCode::Data,
                fmt::format("run {} began with {}, found {}: bring those data back, or start a new run", found.row.run,
                            describedData(before), describedData(now)),
                found.row.info.dataset);
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

void leavePaused(history::Writer& writer, std::int64_t run)
{
    writer.postRunState(run, RunState::Paused, {});
    writer.flush();
}

} // namespace cw::run

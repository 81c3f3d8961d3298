// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include "app/cli/commands.h"
#include "app/cli/live_experiment.h"
#include "app/cli/live_run.h"
#include "core/history/reader.h"
#include "core/run/assemble.h"

namespace cw::cli {

namespace {

history::RunRow storedRun(const Session& session, std::int64_t run)
{
    history::Reader reader(session.historyPath());
    return reader.run(run);
}

MakeEngine prepareResume(Session& session, const history::RunRow& row)
{
    const std::string where = fmt::format("run {}", row.run);
    const run::RunConfig config = run::runConfigFromJson(row.info.config, where).value();
    checkDevices(session, config.devices, where);
    auto parts = std::make_shared<run::Parts>(run::assemble(config, session.catalogue()).value());
    return [parts, run = row.run](std::shared_ptr<history::Writer> writer, run::EventSink sink) {
        return run::Engine::resume(std::move(writer), run, std::move(*parts), std::move(sink));
    };
}

/// Leaves a row that the program which runs the search finds within a quarter of a second.
int intervene(Session& session, const history::RunRow& row, history::InterventionKind kind)
{
    history::Writer writer(session.historyPathForWriting());
    const std::int64_t id = writer.addIntervention(row.run, kind, Json::object());
    const std::string_view word = history::toText(kind);
    if (session.globals.json)
        session.printJson({{"run", row.run}, {"intervention", id}, {"kind", word}});
    else
        fmt::print("run {}: asked {} (process {}) to {}\n", row.run, row.owner.host, row.owner.pid, word);
    return kDone;
}

/// Whether the last that was asked of the run is to pause: it does so when its batches have ended.
bool isAskedToPause(const Session& session, std::int64_t run)
{
    history::Reader reader(session.historyPath());
    bool asked = false;
    for (const history::InterventionRow& row : reader.interventions(run, false)) {
        if (row.kind == history::InterventionKind::Pause || row.kind == history::InterventionKind::Resume)
            asked = row.kind == history::InterventionKind::Pause;
    }
    return asked;
}

int resume(Session& session, std::int64_t run)
{
    const history::RunRow row = storedRun(session, run);
    // A run that another program holds paused, or is about to pause, goes on there.
    if (row.hasLiveOwner(wallClock()) && (row.state == RunState::Paused || isAskedToPause(session, run)))
        return intervene(session, row, history::InterventionKind::Resume);
    if (row.state == RunState::Finished)
        throw Error(ErrorCode::Config, "it is finished, expected a run that was paused, stopped or interrupted",
                    fmt::format("run {}", run));
    return runLive(session, [&] { return prepareResume(session, row); });
}

/// `stop` and `pause`: for a run that some program runs now.
int ask(Session& session, std::int64_t run, history::InterventionKind kind)
{
    const history::RunRow row = storedRun(session, run);
    const RunState state = row.effectiveState(wallClock());
    const bool reachable =
        row.hasLiveOwner(wallClock()) && (state == RunState::Running || state == RunState::Queued ||
                                          (state == RunState::Paused && kind == history::InterventionKind::Stop));
    if (!reachable)
        throw Error(ErrorCode::Config, fmt::format("expected a run that is running, found it {}", toText(state)),
                    fmt::format("run {}", run));
    return intervene(session, row, kind);
}

void defineForRun(Arguments& arguments, const std::string& help, const std::function<int(std::int64_t)>& act)
{
    const auto run = std::make_shared<std::int64_t>(0);
    arguments.requiredRun("RUN", *run, help);
    arguments.action([run, act] { return act(*run); });
}

} // namespace

void defineResume(Arguments& arguments, Session& session)
{
    struct Given {
        std::int64_t run = 0;
        bool experiment = false;
        std::optional<std::int64_t> atOnce;
    };
    const auto given = std::make_shared<Given>();
    arguments.requiredRun("RUN", given->run, "Number of the run");
    arguments.flag("--experiment", given->experiment, "All runs of its experiment that have not finished");
    arguments.whole("--at-once", given->atOnce, 1, "With --experiment: so many runs at once [1]", run::kMaxRunsAtOnce);
    arguments.action([given, &session] {
        if (given->experiment)
            return resumeExperiment(session, given->run, static_cast<int>(given->atOnce.value_or(1)));
        if (given->atOnce)
            throw Error(ErrorCode::Usage, "expected --experiment with it", "--at-once");
        return resume(session, given->run);
    });
}

void defineStop(Arguments& arguments, Session& session)
{
    defineForRun(arguments, "Number of the run",
                 [&session](std::int64_t run) { return ask(session, run, history::InterventionKind::Stop); });
}

void definePause(Arguments& arguments, Session& session)
{
    defineForRun(arguments, "Number of the run",
                 [&session](std::int64_t run) { return ask(session, run, history::InterventionKind::Pause); });
}

} // namespace cw::cli

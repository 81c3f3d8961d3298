// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <chrono>
#include <thread>

#include <fmt/format.h>

#include "app/cli/commands.h"
#include "core/history/writer.h"
#include "core/run/intervention.h"
#include "core/run/run_config.h"

namespace cw::cli {

namespace {

using namespace std::chrono_literals;

// The owner looks every quarter of a second, and between two asks of its strategy.
constexpr auto kLookInterval = 50ms;
constexpr auto kPatience = 30s;

struct Wishes {
    std::vector<std::string> unpins;
    std::vector<std::string> pins;
    std::vector<std::string> candidates;
    std::optional<std::int64_t> evaluations;
    std::optional<std::int64_t> workers;
};

struct Wish {
    history::InterventionKind kind;
    Json argument;
    std::string text; ///< "pin depth=3"
    std::int64_t id = 0;
    run::Intervention answer = {}; ///< as it was left by the owner; appliedAtJob -1: not yet
};

run::PinRequest pinFrom(const std::string& text)
{
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0)
        throw Error(ErrorCode::Usage, fmt::format("expected DECISION=VALUE, found '{}'", text), "--pin");
    return {text.substr(0, equals), text.substr(equals + 1)};
}

/// What is wrong whatever the run is said at once, and leaves nothing behind. The budget comes first and candidates
/// last, as each may need what comes before.
std::vector<Wish> listOf(const Wishes& wishes)
{
    using history::InterventionKind;
    std::vector<Wish> list;
    if (wishes.evaluations)
        list.push_back({InterventionKind::Budget,
                        {{"evaluations", *wishes.evaluations}},
                        fmt::format("evaluations {}", *wishes.evaluations)});
    if (wishes.workers)
        list.push_back(
            {InterventionKind::Workers, {{"workers", *wishes.workers}}, fmt::format("workers {}", *wishes.workers)});
    for (const std::string& decision : wishes.unpins)
        list.push_back({InterventionKind::Pin, run::pinArgument({decision, std::nullopt}), "unpin " + decision});
    for (const std::string& pin : wishes.pins)
        list.push_back({InterventionKind::Pin, run::pinArgument(pinFrom(pin)), "pin " + pin});
    for (const std::string& candidate : wishes.candidates) {
        const Json argument = run::enqueueArgument(candidate);
        if (const auto text = run::candidateOf(argument); !text)
            throw Error(ErrorCode::Usage, text.error().problem(), "--enqueue");
        list.push_back({InterventionKind::Enqueue, argument, "enqueue " + candidate});
    }
    if (list.empty())
        throw Error(ErrorCode::Usage, "expected --enqueue, --pin, --unpin, --evaluations or --workers, found none",
                    "steer");
    return list;
}

/// Until every wish has its answer, the owner is gone, or it takes too long.
void awaitAnswers(const std::filesystem::path& history, std::int64_t run, std::vector<Wish>& wishes)
{
    history::Reader reader(history);
    const auto end = std::chrono::steady_clock::now() + kPatience;
    for (;;) {
        const bool isOwned = reader.run(run).hasLiveOwner(wallClock()); // asked before: it may answer and end
        const auto all = run::interventionsOf(reader, run);
        bool complete = true;
        for (Wish& wish : wishes) {
            const auto found =
                std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.row.id == wish.id; });
            if (found != all.end())
                wish.answer = *found;
            complete = complete && wish.answer.row.appliedAtJob >= 0;
        }
        if (complete || !isOwned || std::chrono::steady_clock::now() >= end)
            return;
        std::this_thread::sleep_for(kLookInterval); // for another program there is nothing to wait on
    }
}

Json toJson(const Wish& wish)
{
    const history::InterventionRow& row = wish.answer.row;
    Json json{{"intervention", wish.id}, {"kind", history::toText(wish.kind)}, {"argument", wish.argument}};
    json["applied_at_job"] = row.appliedAtJob >= 0 ? Json(row.appliedAtJob) : Json();
    if (!wish.answer.outcome.refusal.empty())
        json["refused"] = wish.answer.outcome.refusal;
    return json;
}

int steer(Session& session, std::int64_t run, const Wishes& wishes)
{
    std::vector<Wish> list = listOf(wishes);
    const std::filesystem::path path = session.historyPath();
    const history::RunRow row = history::Reader(path).run(run);
    if (!row.hasLiveOwner(wallClock()) || history::isFinal(row.state))
        throw Error(ErrorCode::Config,
                    fmt::format("expected a run that is running or paused, found it {}",
                                toText(row.effectiveState(wallClock()))),
                    fmt::format("run {}", run));
    {
        history::Writer writer(session.historyPathForWriting());
        for (Wish& wish : list)
            wish.id = writer.addIntervention(run, wish.kind, wish.argument);
    }
    awaitAnswers(path, run, list);
    Json answers = Json::array();
    std::string problem;
    for (const Wish& wish : list) {
        const std::string& refusal = wish.answer.outcome.refusal;
        const std::string text = run::shortened(wish.text);
        answers.push_back(toJson(wish));
        if (problem.empty() && !refusal.empty())
            problem = fmt::format("'{}' was refused: {}", text, refusal);
        if (session.globals.json || !refusal.empty())
            continue;
        if (wish.answer.row.appliedAtJob >= 0)
            fmt::print("run {}: {} (after job {})\n", run, text, wish.answer.row.appliedAtJob);
        else
            fmt::print("run {}: {} (left for its owner, which has not answered yet)\n", run, text);
    }
    if (session.globals.json)
        session.printJson({{"run", run}, {"interventions", answers}});
    if (!problem.empty())
        throw Error(ErrorCode::Config, problem, fmt::format("run {}", run));
    return kDone;
}

} // namespace

void defineSteer(Arguments& arguments, Session& session)
{
    struct Given {
        std::int64_t run = 0;
        Wishes wishes;
    };
    const auto given = std::make_shared<Given>();
    arguments.requiredRun("RUN", given->run, "Number of a run that runs or is paused, in this program or another");
    arguments.texts("--enqueue", given->wishes.candidates, "TEXT",
                    "A candidate to try next, as in 'space sample'; one of the run's evaluations");
    arguments.texts("--pin", given->wishes.pins, "DECISION=VALUE",
                    "Every later proposal in which the decision is active has this value");
    arguments.texts("--unpin", given->wishes.unpins, "DECISION", "Leaves a pinned decision to the strategy again");
    arguments.whole("--evaluations", given->wishes.evaluations, 1, "The budget from now on", run::kMaxEvaluations);
    arguments.whole("--workers", given->wishes.workers, 1, "Trials at once from now on", run::kMaxWorkers);
    arguments.action([given, &session] { return steer(session, given->run, given->wishes); });
}

} // namespace cw::cli

// SPDX-License-Identifier: GPL-3.0-or-later
#include <sstream>

#include <fmt/format.h>

#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/settings.h"
#include "core/run/tabular.h"
#include "core/space/realise.h"

namespace cw::cli {

namespace {

struct TabularOptions {
    std::string table, strategy, report, cost, at;
    std::optional<std::string> space;
    std::vector<std::string> settings, objectives;
    std::optional<std::int64_t> evaluations, repeats, lag;
    std::optional<std::uint64_t> seed;
    std::optional<double> hours;
};

std::vector<std::int64_t> checkpointsOf(const std::string& list)
{
    std::vector<std::int64_t> numbers;
    std::istringstream parts(list);
    for (std::string part; std::getline(parts, part, ',');) {
        const std::int64_t number = parseWhole(part, "--at", 1);
        if (!numbers.empty() && number <= numbers.back())
            throw Error(ErrorCode::Usage,
                        fmt::format("expected ascending numbers, found {} after {}", number, numbers.back()), "--at");
        numbers.push_back(number);
    }
    return numbers;
}

run::TabularRequest requestOf(const TabularOptions& options, const run::Catalogue& catalogue)
{
    run::TabularRequest request;
    request.strategy = options.strategy;
    const auto* strategy = catalogue.strategies.get(options.strategy).value();
    applySettings(options.settings, {{"strategy", strategy, &request.settings}});
    for (const std::string& text : options.objectives)
        request.objectives.push_back(estimate::objectiveFromText(text, "--objective").value());
    if (request.objectives.empty())
        request.objectives.emplace_back();
    request.checkpoints = checkpointsOf(options.at);
    request.report = options.report;
    request.cost = options.cost;
    request.hours = options.hours.value_or(0);
    // Checkpoints alone say how far to go.
    const std::int64_t last = request.checkpoints.empty() ? request.evaluations : request.checkpoints.back();
    request.evaluations = options.evaluations.value_or(last);
    request.repeats = options.repeats.value_or(request.repeats);
    request.seed = options.seed.value_or(request.seed);
    request.lag = options.lag.value_or(request.lag);
    request.table = estimate::Table::load(options.table).value();
    if (options.space) {
        const space::SearchSpace space = space::openSpace(*options.space).value();
        request.candidates = space::candidatesOf(space, {}).value();
    }
    return request;
}

Json toJson(const run::TabularRequest& request, const run::TabularReport& report)
{
    Json checkpoints = Json::array();
    for (const run::TabularCheckpoint& point : report.checkpoints) {
        checkpoints.push_back({{"evaluations", point.evaluations},
                               {"mean", encodeNumber(point.mean)},
                               {"sd", encodeNumber(point.sd)},
                               {"best_mean", encodeNumber(point.bestMean)}});
    }
    return {{"strategy", request.strategy},
            {"seed", request.seed},
            {"repeats", request.repeats},
            {"checkpoints", std::move(checkpoints)},
            {"evaluations_mean", encodeNumber(report.evaluationsMean)},
            {"cpu_seconds", report.cpuSeconds}};
}

int tabular(Session& session, const TabularOptions& options)
{
    const run::TabularRequest request = requestOf(options, session.catalogue());
    const run::TabularReport report = run::runTabular(request, session.catalogue().strategies).value();
    if (session.globals.json) {
        session.printJson(toJson(request, report));
        return kDone;
    }
    const std::string objective = request.objectives.front().metric;
    const std::string metric = request.report.empty() ? objective : request.report;
    std::vector<std::vector<std::string>> table{{"evaluations", "mean", "sd", "best " + objective}};
    for (const run::TabularCheckpoint& point : report.checkpoints)
        table.push_back({std::to_string(point.evaluations), fmt::format("{:.4f}", point.mean),
                         fmt::format("{:.4f}", point.sd), fmt::format("{:.4f}", point.bestMean)});
    fmt::print("{}, {} repeats, {} of the best by {}; {:.2f} s of CPU time\n{}", request.strategy, request.repeats,
               metric, estimate::toText(request.objectives.front()), report.cpuSeconds,
               columns(table, {true, true, true, true}));
    return kDone;
}

} // namespace

void defineTabular(Arguments& arguments, Session& session)
{
    const auto options = std::make_shared<TabularOptions>();
    arguments.requiredText("TABLE", options->table, "Benchmark table, .csv or .csv.gz");
    arguments.text("--space", options->space, "FILE|TEMPLATE",
                   "Search this space instead of the table's own decisions");
    arguments.text("--strategy", options->strategy, "ID", "Strategy");
    arguments.texts("--set", options->settings, "KEY=VALUE", "Setting of the strategy");
    arguments.whole("--evaluations", options->evaluations, 1, "Evaluations of each repeat");
    arguments.whole("--repeats", options->repeats, 1, "Repeats, each with a seed of its own");
    arguments.seed("--seed", options->seed, "Seed of everything random");
    arguments.texts("--objective", options->objectives, "max:METRIC", "What to maximise (max:) or minimise (min:)");
    arguments.text("--report", options->report, "METRIC", "Metric to report of the best by the first objective");
    arguments.text("--at", options->at, "LIST", "Evaluations at which to report, as in 50,100,300");
    arguments.text("--cost", options->cost, "METRIC", "Metric with the seconds that an evaluation costs");
    arguments.real("--hours", options->hours, 0, "Budget of each repeat in hours of that cost; 0: none");
    arguments.whole("--lag", options->lag, 1, "A proposal does without that many results, less one");
    arguments.action([options, &session] {
        if (options->strategy.empty())
            throw Error(ErrorCode::Usage, "expected --strategy ID, found none", "tabular");
        return tabular(session, *options);
    });
}

} // namespace cw::cli

// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <sstream>

#include <fmt/format.h>

#include "app/cli/commands.h"
#include "app/cli/tabular_report.h"
#include "core/base/file.h"
#include "core/estimate/table_view.h"
#include "core/space/realise.h"

namespace cw::cli {

namespace {

/// Evaluations that hours may pay for: ten times the table, of a small one more.
constexpr std::int64_t kTimesTheTable = 10;
constexpr std::int64_t kFewestForHours = 10'000;

struct TabularOptions {
    std::string table, report, cost, at;
    std::optional<std::string> space, csv;
    std::vector<std::string> strategies, settings, objectives, constraints;
    std::optional<std::int64_t> evaluations, repeats, lag, jobs;
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

/// As `search` does: a benchmark table is a space too.
space::SearchSpace openSpaceOrTable(const std::string& name)
{
    if (name.ends_with(".csv") || name.ends_with(".csv.gz"))
        return estimate::Table::load(name).value()->asSpace();
    return space::openSpace(name).value();
}

/// The candidates of the space that have a row; null for those of the table alone.
std::shared_ptr<const space::CandidateSet> candidatesOf(const TabularOptions& options,
                                                        const std::shared_ptr<const estimate::Table>& table)
{
    if (!options.space && options.constraints.empty())
        return nullptr;
    const space::SearchSpace space = options.space ? openSpaceOrTable(*options.space) : table->asSpace();
    auto allowed = space::candidatesOf(space, {}, options.constraints).value();
    const auto view = estimate::TableView::match(table, allowed->tree()).value();
    const auto known = view.restriction();
    if (!known)
        return allowed;
    return std::make_shared<const space::TreeCandidates>(
        allowed->tree(), [known, allowed](const space::Candidate& candidate) {
            return known->contains(candidate) && allowed->contains(candidate);
        });
}

/// Those of a repeat where nobody says how many: checkpoints alone say how far to go, and so do hours, but for
/// evaluations that cost nothing.
std::int64_t evaluationsOf(const run::TabularRequest& request)
{
    if (!request.checkpoints.empty())
        return request.checkpoints.back();
    if (request.hours > 0)
        return std::max(kFewestForHours, kTimesTheTable * std::int64_t(request.table->rows()));
    return request.evaluations;
}

/// All that the strategies have in common.
run::TabularRequest requestOf(const TabularOptions& options)
{
    run::TabularRequest request;
    for (const std::string& text : options.objectives)
        request.objectives.push_back(estimate::objectiveFromText(text, "--objective").value());
    if (request.objectives.empty())
        request.objectives.emplace_back();
    request.checkpoints = checkpointsOf(options.at);
    request.report = options.report;
    request.cost = options.cost;
    request.hours = options.hours.value_or(0);
    request.repeats = options.repeats.value_or(request.repeats);
    request.seed = options.seed.value_or(request.seed);
    request.lag = options.lag.value_or(request.lag);
    request.jobs = options.jobs.value_or(request.jobs);
    request.table = estimate::Table::load(options.table).value();
    request.evaluations = options.evaluations.value_or(evaluationsOf(request));
    request.candidates = candidatesOf(options, request.table);
    return request;
}

int tabular(Session& session, const TabularOptions& options)
{
    const auto& strategies = session.catalogue().strategies;
    std::vector<ChosenStrategy> chosen = chooseStrategies(options.strategies, strategies);
    applyStrategySettings(chosen, options.settings);
    const run::TabularRequest common = requestOf(options);
    std::vector<run::TabularRequest> requests(chosen.size(), common);
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        requests[i].strategy = chosen[i].entry->id;
        requests[i].settings = chosen[i].settings;
    }
    auto reports = run::runTabular(requests, strategies).value();
    std::vector<TabularResult> results;
    for (std::size_t i = 0; i < chosen.size(); ++i)
        results.push_back({chosen[i], std::move(requests[i]), std::move(reports[i])});
    if (options.csv)
        writeFileAtomically(*options.csv, tabularCsv(results));
    if (session.globals.json)
        session.printJson(tabularJson(results));
    else
        fmt::print("{}", tabularText(results));
    const std::string problem = whyNothing(results);
    if (!problem.empty()) {
        fmt::print(stderr, "cellwright-cli: tabular: {}\n", problem);
        return kFailed;
    }
    if (!session.globals.quiet) {
        for (const std::string& note : tabularNotes(results))
            fmt::print(stderr, "{}\n", note);
    }
    return kDone;
}

} // namespace

void defineTabular(Arguments& arguments, Session& session)
{
    const auto options = std::make_shared<TabularOptions>();
    arguments.requiredText("TABLE", options->table, "Benchmark table, .csv or .csv.gz");
    arguments.text("--space", options->space, "FILE|TEMPLATE",
                   "Search this space, or that of another table, instead of the table's own decisions");
    arguments.texts("--strategy", options->strategies, "ID[:KEY=VALUE,...]",
                    "Strategy, with settings of its own; several, also as ID,ID,..., are compared");
    arguments.texts("--set", options->settings, "KEY=VALUE",
                    "Setting of every strategy that has it; of one as ID.KEY=VALUE");
    arguments.texts("--constraint", options->constraints, "EXPR",
                    "As in 'params <= 5e5', of a space; of the table alone only its decisions");
    arguments.whole(
        "--evaluations", options->evaluations, 1,
        "Evaluations of each repeat; with --hours alone up to ten times the rows of the table, 10000 at least");
    arguments.whole("--repeats", options->repeats, 1, "Repeats, each with a seed of its own");
    arguments.whole("--jobs", options->jobs, 1,
                    "Threads that share the repeats of all strategies; the numbers do not depend on it", 1024);
    arguments.text("--csv", options->csv, "FILE", "Write a line for every strategy, repeat and checkpoint");
    arguments.seed("--seed", options->seed, "Seed of everything random");
    arguments.texts("--objective", options->objectives, "max:METRIC",
                    "What to maximise (max:) or minimise (min:); several: the hypervolume is reported too");
    arguments.text("--report", options->report, "METRIC", "Metric to report of the best by the first objective");
    arguments.text("--at", options->at, "LIST", "Evaluations at which to report, as in 50,100,300");
    arguments.text("--cost", options->cost, "METRIC", "Metric with the seconds that an evaluation costs");
    arguments.real("--hours", options->hours, 0, "Budget of each repeat in hours of that cost; 0: none");
    arguments.whole("--lag", options->lag, 1, "A proposal does without that many results, less one");
    arguments.action([options, &session] { return tabular(session, *options); });
}

} // namespace cw::cli

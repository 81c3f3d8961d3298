// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <iterator>
#include <limits>
#include <sstream>

#include <fmt/format.h>

#include "app/cli/chosen_strategies.h"
#include "app/cli/commands.h"
#include "app/cli/live_experiment.h"
#include "app/cli/live_run.h"
#include "app/cli/settings.h"
#include "app/cli/warm_start.h"
#include "core/base/file.h"
#include "core/base/process.h"
#include "core/estimate/table_view.h"
#include "core/run/assemble.h"
#include "core/run/search_file.h"
#include "core/space/realise.h"

namespace cw::cli {

namespace {

struct SearchOptions {
    std::optional<std::string> file, space, dataset, estimator, scheduler, fidelity, seeds, name;
    std::vector<std::string> strategies, settings, objectives, constraints, devices, enqueue;
    std::vector<std::string> warmStart; ///< run numbers, each maybe several with commas between
    std::optional<std::int64_t> evaluations, workers, lag, threads, keep, atOnce;
    std::optional<double> hours;
    std::optional<double> target;
    std::optional<std::uint64_t> seed;
};

std::filesystem::path quickExample()
{
    return resourceDirectory() / "examples/quick.cwsearch";
}

/// Another estimator (strategy, scheduler) than that of the file starts from its own defaults.
void replacePart(const std::optional<std::string>& given, std::string& id, Json& settings)
{
    if (!given || *given == id)
        return;
    id = *given;
    settings = Json::object();
}

/// The benchmark table of an estimator that has one, else null.
std::shared_ptr<const estimate::Table> tableOf(const run::RunConfig& config)
{
    const auto file = config.estimatorSettings.find("file");
    if (file == config.estimatorSettings.end() || !file->is_string() || file->get<std::string>().empty())
        return nullptr;
    return estimate::Table::load(file->get<std::string>()).value();
}

/// The space that nobody named: that of the example where the estimator's table fits it, else the table alone.
void chooseSpace(run::RunConfig& config, const std::shared_ptr<const estimate::Table>& table)
{
    if (!table || !config.space.is_string())
        return;
    const auto space = space::openSpace(config.space.get<std::string>()).value();
    if (!estimate::TableView::match(table, space::compile(space).tree))
        config.space = "";
}

void applyNumbers(const SearchOptions& options, run::RunConfig& config)
{
    config.evaluations = options.evaluations.value_or(config.evaluations);
    config.workers = static_cast<int>(options.workers.value_or(config.workers));
    config.lag = options.lag.value_or(config.lag);
    config.keep = options.keep.value_or(config.keep);
    config.threads = static_cast<int>(options.threads.value_or(config.threads));
    config.hours = options.hours.value_or(config.hours);
    if (options.target)
        config.target = options.target;
    config.seed = options.seed.value_or(config.seed);
}

bool isOfEstimatorOrScheduler(const std::string& setting)
{
    return setting.starts_with("estimator.") || setting.starts_with("scheduler.");
}

void applyParts(const SearchOptions& options, run::RunConfig& config, const run::Catalogue& catalogue)
{
    replacePart(options.estimator, config.estimator, config.estimatorSettings);
    replacePart(options.scheduler, config.scheduler, config.schedulerSettings);
    const auto* estimator = catalogue.estimators.get(config.estimator).value();
    const auto* scheduler = catalogue.schedulers.get(config.scheduler).value();
    std::vector<std::string> settings;
    std::copy_if(options.settings.begin(), options.settings.end(), std::back_inserter(settings),
                 isOfEstimatorOrScheduler);
    applySettings(settings, {{"estimator", estimator, &config.estimatorSettings},
                             {"scheduler", scheduler, &config.schedulerSettings}});
    if (options.dataset)
        config.dataset = absoluteIfPath(*options.dataset);
    else if (options.estimator && !estimator->needsDataset)
        config.dataset.clear(); // that of the example belongs to its estimator
}

void checkPrefix(const std::string& setting, const std::vector<ChosenStrategy>& chosen)
{
    const std::string key = setting.substr(0, setting.find('='));
    const auto dot = key.find('.');
    std::vector<std::string> known{"strategy", "estimator", "scheduler"};
    for (const ChosenStrategy& one : chosen)
        known.push_back(one.entry->id);
    if (dot == std::string::npos || std::find(known.begin(), known.end(), key.substr(0, dot)) != known.end())
        return;
    for (std::string& prefix : known)
        prefix += '.';
    throw Error(ErrorCode::Usage, fmt::format("'{}': expected one of {} before the dot", key, joinNames(known)),
                "--set");
}

/// Several strategies, several seeds, or a file that says so.
bool isExperiment(const SearchOptions& options, const run::SearchFile& file)
{
    const bool several = options.strategies.size() > 1 ||
                         (options.strategies.size() == 1 && options.strategies[0].find(':') == std::string::npos &&
                          options.strategies[0].find(',') != std::string::npos);
    return file.experiment || several || options.seeds || options.atOnce;
}

/// Those of --strategy, else those of the file, with what --set says of them.
std::vector<ChosenStrategy> strategiesOf(const SearchOptions& options, const run::SearchFile& file,
                                         const run::Catalogue& catalogue)
{
    const run::Experiment known = file.experiment.value_or(run::Experiment{.search = file.search});
    std::vector<ChosenStrategy> chosen;
    if (!options.strategies.empty())
        chosen = chooseStrategies(options.strategies, catalogue.strategies);
    for (const std::string& id : options.strategies.empty() ? known.strategies : std::vector<std::string>{})
        chosen.push_back({.entry = catalogue.strategies.get(id).value()});
    if (chosen.empty())
        chosen.push_back({.entry = catalogue.strategies.get(file.search.strategy).value()});
    // Those that are compared are alike: the example's settings are for its own small search.
    const bool ofExample = !options.file && !options.strategies.empty() && isExperiment(options, file);
    for (ChosenStrategy& one : chosen) { // one that the file does not have starts from its defaults
        Json settings = ofExample ? Json::object() : run::settingsOf(known, one.entry->id);
        settings.update(one.settings);
        one.settings = std::move(settings);
    }
    std::vector<std::string> settings;
    for (const std::string& setting : options.settings) {
        if (isOfEstimatorOrScheduler(setting))
            continue;
        checkPrefix(setting, chosen);
        settings.push_back(setting);
    }
    applyStrategySettings(chosen, settings);
    return chosen;
}

/// One candidate a line; empty lines and what follows a # are left out. Not a file: the text is the candidate itself.
std::vector<std::string> candidatesFrom(const std::string& given)
{
    std::error_code failure;
    if (!std::filesystem::is_regular_file(given, failure))
        return {given};
    std::vector<std::string> candidates;
    std::istringstream lines(readTextFile(given, kMaxJsonBytes).value());
    for (std::string line; std::getline(lines, line);) {
        line.erase(std::min(line.find('#'), line.size()));
        const auto first = line.find_first_not_of(" \t\r");
        if (first != std::string::npos)
            candidates.push_back(line.substr(first, line.find_last_not_of(" \t\r") - first + 1));
    }
    if (candidates.empty())
        throw Error(ErrorCode::Config, "expected a candidate in each line, found none", given);
    return candidates;
}

void applyRest(const SearchOptions& options, run::RunConfig& config)
{
    if (options.name)
        config.name = *options.name;
    if (options.fidelity)
        config.fidelity = estimate::fidelityFromText(*options.fidelity, "--fidelity").value();
    if (!options.objectives.empty()) {
        config.objectives.clear();
        for (const std::string& text : options.objectives)
            config.objectives.push_back(estimate::objectiveFromText(text, "--objective").value());
    }
    if (!options.constraints.empty())
        config.constraints = options.constraints;
    if (!options.devices.empty())
        config.devices = options.devices;
    for (const std::string& given : options.enqueue) {
        const std::vector<std::string> candidates = candidatesFrom(given);
        config.enqueue.insert(config.enqueue.end(), candidates.begin(), candidates.end());
    }
}

/// What is searched, and the strategies that are to do it.
struct Asked {
    run::RunConfig search;
    std::vector<ChosenStrategy> strategies;
};

Asked askedOf(const SearchOptions& options, run::SearchFile file, Session& session)
{
    const run::Catalogue& catalogue = session.catalogue();
    std::vector<ChosenStrategy> strategies = strategiesOf(options, file, catalogue);
    run::RunConfig& config = file.search;
    if (!options.file)
        config.name.clear(); // what is started is not the example
    // The example's network is reduced for training; another estimator judges the network as drawn.
    if (!options.file && options.estimator && *options.estimator != config.estimator)
        config.fidelity = {};
    applyNumbers(options, config);
    applyParts(options, config, catalogue);
    if (options.space)
        config.space = absoluteIfPath(*options.space);
    else if (!options.file)
        chooseSpace(config, tableOf(config));
    applyRest(options, config);
    run::checkRunConfig(config, "search").value();
    checkDevices(session, config.devices, "--device");
    warmStart(session, options.warmStart, config);
    return {std::move(config), std::move(strategies)};
}

MakeEngine prepareNew(Session& session, const SearchOptions& options, const run::SearchFile& file)
{
    Asked asked = askedOf(options, file, session);
    asked.search.strategy = asked.strategies.front().entry->id;
    asked.search.strategySettings = asked.strategies.front().settings;
    auto parts = std::make_shared<run::Parts>(run::assemble(asked.search, session.catalogue()).value());
    return [parts](std::shared_ptr<history::Writer> writer, run::EventSink sink) {
        return run::Engine::create(std::move(writer), std::move(*parts), std::move(sink));
    };
}

std::string nameOf(const SearchOptions& options, const run::RunConfig& search)
{
    if (!search.name.empty())
        return search.name;
    if (options.file)
        return std::filesystem::path(*options.file).stem().string();
    return search.space.is_string() ? std::filesystem::path(search.space.get<std::string>()).stem().string()
                                    : "experiment";
}

run::Experiment prepareExperiment(Session& session, const SearchOptions& options, const run::SearchFile& file)
{
    if (file.experiment && options.seed)
        throw Error(ErrorCode::Usage, "expected --seeds with an experiment, found --seed", "search");
    Asked asked = askedOf(options, file, session);
    run::Experiment experiment = file.experiment.value_or(run::Experiment{});
    experiment.name = nameOf(options, asked.search);
    experiment.search = std::move(asked.search);
    experiment.strategies.clear();
    experiment.settings.clear();
    for (const ChosenStrategy& one : asked.strategies) {
        experiment.strategies.push_back(one.entry->id);
        experiment.settings[one.entry->id] = one.settings;
    }
    if (options.seeds)
        experiment.seeds = run::seedsFromText(*options.seeds, run::kMaxExperimentRuns).value();
    if (experiment.seeds.empty())
        experiment.seeds = {experiment.search.seed};
    experiment.atOnce = static_cast<int>(options.atOnce.value_or(experiment.atOnce));
    run::checkExperiment(experiment, "search").value();
    return experiment;
}

int search(Session& session, const SearchOptions& options)
{
    const std::filesystem::path path = options.file ? std::filesystem::path(*options.file) : quickExample();
    const run::SearchFile file = run::readSearchFile(path).value();
    if (isExperiment(options, file))
        return runExperiment(session, [&] { return prepareExperiment(session, options, file); });
    return runLive(session, [&] { return prepareNew(session, options, file); });
}

} // namespace

void defineSearch(Arguments& arguments, Session& session)
{
    const auto options = std::make_shared<SearchOptions>();
    const run::RunConfig quick = run::readSearchFile(quickExample()).value_or(run::SearchFile{}).search;
    const auto with = [](const char* help, const auto& value) { return fmt::format("{} [{}]", help, value); };
    arguments.text("file", options->file, "FILE.cwsearch",
                   "Search or experiment; without one the quick example gives the defaults, which stand in []");
    arguments.text("--space", options->space, "FILE|TEMPLATE",
                   with("Search space: a .cwspace file, a template or a benchmark table",
                        quick.space.is_string() ? quick.space.get<std::string>() : std::string()));
    arguments.text("--dataset", options->dataset, "ID|PATH", with("Data set", quick.dataset));
    arguments.texts("--strategy", options->strategies, "ID,ID|ID:KEY=VALUE,...",
                    with("Strategy; several make an experiment", quick.strategy));
    arguments.text("--estimator", options->estimator, "ID", with("Estimator", quick.estimator));
    arguments.text("--scheduler", options->scheduler, "ID", with("Scheduler", quick.scheduler));
    arguments.texts("--set", options->settings, "KEY=VALUE",
                    "Setting of the strategies that have it, of one as ID.KEY=VALUE, or of another part as "
                    "estimator.KEY=VALUE or scheduler.KEY=VALUE");
    arguments.text("--fidelity", options->fidelity, "LIST",
                   with("As in epochs=1,data=0.05,resolution=28,width=0.5,cells=1", estimate::toText(quick.fidelity)));
    arguments.texts("--objective", options->objectives, "max:METRIC",
                    with("What to maximise (max:) or minimise (min:)", estimate::toText(quick.objectives.front())));
    arguments.texts("--constraint", options->constraints, "EXPR", "As in 'params <= 5e5'");
    arguments.whole("--evaluations", options->evaluations, 1, with("Trials to propose", quick.evaluations));
    arguments.real("--hours", options->hours, 0, with("Time limit; 0: none", quick.hours));
    arguments.real("--target", options->target, -std::numeric_limits<double>::infinity(),
                   "Value of the first objective that ends the search, once a trial of the whole fidelity has it");
    arguments.whole("--workers", options->workers, 1, with("Trials that run at once", quick.workers), 1024);
    arguments.whole("--keep", options->keep, 0, with("The weights of so many of the best trials are kept", quick.keep),
                    10000);
    arguments.whole("--lag", options->lag, 0,
                    with("Results that a proposal does without; 0: twice the workers", quick.lag), 100000);
    arguments.whole("--threads", options->threads, 1, with("Threads of one trial", quick.threads), 1024);
    arguments.texts("--device", options->devices, "cpu|cuda:N", with("Device", joinNames(quick.devices)));
    arguments.seed("--seed", options->seed, with("Seed of everything random", quick.seed));
    arguments.text("--seeds", options->seeds, "1-5", "Experiment: a run of each strategy with each of these seeds");
    arguments.whole("--at-once", options->atOnce, 1, "Experiment: so many runs at once [1]", run::kMaxRunsAtOnce);
    arguments.text("--name", options->name, "TEXT", "Name of the run, or of the experiment and its runs");
    arguments.texts("--enqueue", options->enqueue, "FILE|CANDIDATE",
                    "Candidates to try first: one, or a file with one a line");
    arguments.texts("--warm-start", options->warmStart, "RUN",
                    "Tell the strategy the finished trials of earlier runs on the same space; several as in 3,5");
    arguments.action([options, &session] { return search(session, *options); });
}

} // namespace cw::cli

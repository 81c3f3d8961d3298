// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <sstream>

#include <fmt/format.h>

#include "app/cli/commands.h"
#include "app/cli/live_run.h"
#include "app/cli/settings.h"
#include "app/cli/warm_start.h"
#include "core/base/file.h"
#include "core/base/process.h"
#include "core/estimate/table_view.h"
#include "core/run/assemble.h"
#include "core/space/realise.h"

namespace cw::cli {

namespace {

struct SearchOptions {
    std::optional<std::string> file, space, dataset, strategy, estimator, scheduler, fidelity;
    std::vector<std::string> settings, objectives, constraints, devices, enqueue;
    std::vector<std::string> warmStart; ///< run numbers, each maybe several with commas between
    std::optional<std::int64_t> evaluations, workers, lag, threads, keep;
    std::optional<double> hours;
    std::optional<std::uint64_t> seed;
};

std::filesystem::path quickExample()
{
    return resourceDirectory() / "examples/quick.cwsearch";
}

/// Another strategy (estimator, scheduler) than that of the file starts from its own defaults.
void replacePart(const std::optional<std::string>& given, std::string& id, Json& settings)
{
    if (!given || *given == id)
        return;
    id = *given;
    settings = Json::object();
}

/// A search file names its table from its own folder, like its space and its data set.
void fileFromFolder(run::RunConfig& config, const std::filesystem::path& folder)
{
    const auto found = config.estimatorSettings.find("file");
    if (found == config.estimatorSettings.end() || !found->is_string() || found->get<std::string>().empty())
        return;
    std::error_code failure;
    *found = std::filesystem::absolute(folder / found->get<std::string>(), failure).lexically_normal().string();
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
    config.seed = options.seed.value_or(config.seed);
}

void applyParts(const SearchOptions& options, run::RunConfig& config, const run::Catalogue& catalogue)
{
    replacePart(options.strategy, config.strategy, config.strategySettings);
    replacePart(options.estimator, config.estimator, config.estimatorSettings);
    replacePart(options.scheduler, config.scheduler, config.schedulerSettings);
    const auto* strategy = catalogue.strategies.get(config.strategy).value();
    const auto* estimator = catalogue.estimators.get(config.estimator).value();
    const auto* scheduler = catalogue.schedulers.get(config.scheduler).value();
    applySettings(options.settings, {{"strategy", strategy, &config.strategySettings},
                                     {"estimator", estimator, &config.estimatorSettings},
                                     {"scheduler", scheduler, &config.schedulerSettings}});
    if (options.dataset)
        config.dataset = absoluteIfPath(*options.dataset);
    else if (options.estimator && !estimator->needsDataset)
        config.dataset.clear(); // that of the example belongs to its estimator
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

run::RunConfig configOf(const SearchOptions& options, const run::Catalogue& catalogue)
{
    const std::filesystem::path file = options.file ? std::filesystem::path(*options.file) : quickExample();
    run::RunConfig config = run::readRunConfig(file).value();
    fileFromFolder(config, file.parent_path());
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
    return config;
}

MakeEngine prepareNew(Session& session, const SearchOptions& options)
{
    const run::Catalogue& catalogue = session.catalogue();
    run::RunConfig config = configOf(options, catalogue);
    run::checkRunConfig(config, "search").value();
    checkDevices(session, config.devices, "--device");
    warmStart(session, options.warmStart, config);
    auto parts = std::make_shared<run::Parts>(run::assemble(config, catalogue).value());
    return [parts](std::shared_ptr<history::Writer> writer, run::EventSink sink) {
        return run::Engine::create(std::move(writer), std::move(*parts), std::move(sink));
    };
}

} // namespace

void defineSearch(Arguments& arguments, Session& session)
{
    const auto options = std::make_shared<SearchOptions>();
    const run::RunConfig quick = run::readRunConfig(quickExample()).value_or(run::RunConfig());
    const auto with = [](const char* help, const auto& value) { return fmt::format("{} [{}]", help, value); };
    arguments.text("file", options->file, "FILE.cwsearch",
                   "Search file; without one the quick example gives the defaults, which stand in []");
    arguments.text("--space", options->space, "FILE|TEMPLATE",
                   with("Search space: a .cwspace file, a template or a benchmark table",
                        quick.space.is_string() ? quick.space.get<std::string>() : std::string()));
    arguments.text("--dataset", options->dataset, "ID|PATH", with("Data set", quick.dataset));
    arguments.text("--strategy", options->strategy, "ID", with("Strategy", quick.strategy));
    arguments.text("--estimator", options->estimator, "ID", with("Estimator", quick.estimator));
    arguments.text("--scheduler", options->scheduler, "ID", with("Scheduler", quick.scheduler));
    arguments.texts("--set", options->settings, "KEY=VALUE",
                    "Setting of the strategy, or of another part as estimator.KEY=VALUE or scheduler.KEY=VALUE");
    arguments.text("--fidelity", options->fidelity, "LIST",
                   with("As in epochs=1,data=0.05,resolution=28,width=0.5,cells=1", estimate::toText(quick.fidelity)));
    arguments.texts("--objective", options->objectives, "max:METRIC",
                    with("What to maximise (max:) or minimise (min:)", estimate::toText(quick.objectives.front())));
    arguments.texts("--constraint", options->constraints, "EXPR", "As in 'params <= 5e5'");
    arguments.whole("--evaluations", options->evaluations, 1, with("Trials to propose", quick.evaluations));
    arguments.real("--hours", options->hours, 0, with("Time limit; 0: none", quick.hours));
    arguments.whole("--workers", options->workers, 1, with("Trials that run at once", quick.workers), 1024);
    arguments.whole("--keep", options->keep, 0, with("The weights of so many of the best trials are kept", quick.keep),
                    10000);
    arguments.whole("--lag", options->lag, 0,
                    with("Results that a proposal does without; 0: twice the workers", quick.lag), 100000);
    arguments.whole("--threads", options->threads, 1, with("Threads of one trial", quick.threads), 1024);
    arguments.texts("--device", options->devices, "cpu|cuda:N", with("Device", joinNames(quick.devices)));
    arguments.seed("--seed", options->seed, with("Seed of everything random", quick.seed));
    arguments.texts("--enqueue", options->enqueue, "FILE|CANDIDATE",
                    "Candidates to try first: one, or a file with one a line");
    arguments.texts("--warm-start", options->warmStart, "RUN",
                    "Tell the strategy the finished trials of earlier runs on the same space; several as in 3,5");
    arguments.action([options, &session] { return runLive(session, [&] { return prepareNew(session, *options); }); });
}

} // namespace cw::cli

// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include <fmt/format.h>

#include "app/cli/commands.h"
#include "app/cli/live_run.h"
#include "app/cli/output.h"
#include "app/cli/records_json.h"
#include "app/cli/result_table.h"
#include "app/cli/settings.h"
#include "app/cli/signals.h"
#include "app/cli/stored_trial.h"
#include "core/data/dataset.h"
#include "core/run/final_training.h"
#include "core/run/run_config.h"
#include "core/space/genotype.h"
#include "core/space/realise.h"
#include "core/space/retarget.h"

namespace cw::cli {

namespace {

struct TrainOptions {
    std::string trial, arch, space, candidate, genotype, dataset, fidelity;
    std::string device = "cpu";
    std::vector<std::string> settings;
    std::optional<std::int64_t> batchSize, threads, maxSteps;
    std::optional<std::uint64_t> seed;
    bool test = false;
};

constexpr double kFinalEpochs = 10; ///< of a stored trial, where none are given; as in the window

space::Task taskOf(Session& session, const TrainOptions& options, int resolution)
{
    if (options.dataset.empty())
        throw Error(ErrorCode::Usage, "expected --dataset ID|PATH, found none", "train");
    space::Task task = session.catalogue().task(options.dataset).value();
    if (resolution > 0) {
        if (task.input.kind != space::ShapeKind::Image)
            throw Error(ErrorCode::Config,
                        fmt::format("the fidelity 'resolution' needs images, found {}", task.input.describe()),
                        options.dataset);
        task.input = space::Shape::image(task.input.channels(), resolution, resolution);
    }
    if (options.test && data::describeDataSet(options.dataset).value().testSize == 0)
        throw Error(ErrorCode::Config, "expected a data set with a test part, found none", "--test");
    return task;
}

/// Whether a list such as "epochs=1,width=0.5" has that key: a width of 1 may be asked for, not only be the default.
bool gives(const std::string& fidelity, const std::string& key)
{
    return ("," + fidelity).find("," + key + "=") != std::string::npos;
}

/// The candidate that a genotype is; if it is none, the network on the skeleton of the space.
space::Architecture genotypeOn(const space::SearchSpace& space, const space::DecisionTree& tree,
                               const std::string& file, const space::RealiseOptions& realise)
{
    const space::Genotype genotype = space::readGenotype(file).value();
    const auto candidate = space::genotypeCandidate(genotype, tree);
    if (candidate)
        return space::realiseOrError(space, tree, *candidate, realise).value();
    const auto built = space::withGenotype(space, genotype);
    if (!built)
        throw Error(candidate.error().code(), candidate.error().problem(), candidate.error().where());
    return space::realiseOrError(*built, space::compileOrError(*built).value(), {}, realise).value();
}

/// The network on the task, at the size that the fidelity asks for; as it was found when it asks for none.
space::Architecture fittedTo(const space::Task& task, const TrainOptions& options, const estimate::Fidelity& fidelity,
                             const Json& document, const std::string& where)
{
    space::Architecture architecture = space::architectureFromJson(document, where).value();
    space::Target target{.task = task};
    if (gives(options.fidelity, "width"))
        target.width = fidelity.width;
    if (gives(options.fidelity, "cells"))
        target.cells = fidelity.cells;
    if (architecture.task == task && !target.width && !target.cells)
        return architecture;
    return space::retarget(architecture, target, where).value();
}

space::Architecture architectureOf(const TrainOptions& options, const space::Task& task,
                                   const estimate::Fidelity& fidelity, const std::optional<StoredTrial>& stored)
{
    const auto given = int(stored.has_value()) + int(!options.arch.empty()) + int(!options.space.empty());
    if (given != 1)
        throw Error(
            ErrorCode::Usage,
            fmt::format("expected one of RUN[:TRIAL], --arch and --space, found {}", given == 0 ? "none" : "more"),
            "train");
    if (options.space.empty() && (!options.candidate.empty() || !options.genotype.empty()))
        throw Error(ErrorCode::Usage,
                    fmt::format("expected --space with --{}, found {}",
                                options.candidate.empty() ? "genotype" : "candidate",
                                stored ? "RUN[:TRIAL]" : "--arch"),
                    "train");
    if (stored)
        return fittedTo(task, options, fidelity, stored->architecture, "run " + options.trial);
    if (!options.arch.empty())
        return fittedTo(task, options, fidelity, readJsonFile(options.arch).value(), options.arch);
    const space::SearchSpace space = space::openSpace(options.space).value();
    const space::DecisionTree tree = space::compileOrError(space).value();
    const space::RealiseOptions realise{.task = task, .width = fidelity.width, .cells = fidelity.cells};
    if (!options.genotype.empty() && !options.candidate.empty())
        throw Error(ErrorCode::Usage, "expected one of --candidate and --genotype, found both", "train");
    if (!options.genotype.empty())
        return genotypeOn(space, tree, options.genotype, realise);
    if (options.candidate.empty() && tree.size() > 0)
        throw Error(ErrorCode::Usage, "expected --candidate TEXT with --space, found none", "train");
    const space::Candidate candidate = space::parseCandidate(space, tree, options.candidate).value();
    return space::realiseOrError(space, tree, candidate, realise).value();
}

/// Settings: those of the estimator (as the run of a stored trial had them), those that were found with the network,
/// and above all what is given here.
Settings settingsOf(const TrainOptions& options, const Json& training, const std::optional<StoredTrial>& stored)
{
    const EntryInfo info = estimate::trainEstimatorInfo();
    Json given = Json::object();
    applySettings(options.settings, {{"estimator", &info, &given}});
    if (options.batchSize)
        given["batch"] = info.schema.parse("batch", std::to_string(*options.batchSize), "--batch-size").value();
    Json found = Json::object();
    if (stored) {
        const auto config = run::runConfigFromJson(stored->run.info.config, fmt::format("run {}", stored->run.run));
        if (config && config->estimator == info.id)
            found = config->estimatorSettings;
    }
    Json settings = estimate::withTraining(info.schema.resolve(found, "train").value(), training).json();
    settings.update(given);
    return info.schema.resolve(settings, "train").value();
}

estimate::TrainRequest requestOf(Session& session, const TrainOptions& options,
                                 const std::optional<StoredTrial>& stored)
{
    estimate::TrainRequest request;
    request.fidelity = options.fidelity.empty() ? estimate::Fidelity{}
                                                : estimate::fidelityFromText(options.fidelity, "--fidelity").value();
    if (stored && !gives(options.fidelity, "epochs"))
        request.fidelity.epochs = kFinalEpochs;
    request.dataset = options.dataset;
    request.architecture =
        architectureOf(options, taskOf(session, options, request.fidelity.resolution), request.fidelity, stored);
    request.settings = settingsOf(options, request.architecture.training, stored);
    request.threads = static_cast<int>(options.threads.value_or(1));
    request.device = options.device;
    request.maxSteps = options.maxSteps.value_or(0);
    request.test = options.test;
    request.seed = options.seed.value_or(1);
    return request;
}

void print(const estimate::TrainReport& report)
{
    fmt::print("{} parameters, {} MACs, {:.0f} samples/s\n", grouped(report.parameters), grouped(report.macs),
               report.imagesPerSecond);
    const bool text = !report.epochs.empty() && report.epochs.front().validPerplexity.has_value();
    std::vector<std::vector<std::string>> table{{"epoch", "train loss", "valid accuracy"}};
    if (text)
        table.front().emplace_back("valid perplexity");
    for (std::size_t i = 0; i < report.epochs.size(); ++i) {
        const estimate::EpochReport& epoch = report.epochs[i];
        table.push_back({std::to_string(i + 1), shortNumber(epoch.trainLoss),
                         std::isnan(epoch.validAccuracy) ? "-" : shortNumber(epoch.validAccuracy)});
        if (epoch.validPerplexity)
            table.back().push_back(std::isnan(*epoch.validPerplexity) ? "-" : shortNumber(*epoch.validPerplexity));
    }
    fmt::print("{}", columns(table, {true, true, true, true}));
    if (report.testAccuracy)
        fmt::print("test accuracy {}\n", shortNumber(*report.testAccuracy));
    if (report.testPerplexity)
        fmt::print("test perplexity {}\n", shortNumber(*report.testPerplexity));
}

void printProgress(const estimate::Progress& progress)
{
    for (const estimate::CurvePoint& point : progress.points)
        fmt::print(stderr, "epoch {} of {}: {} {:.4g}\n", point.step, progress.steps, point.metric, point.value);
}

int train(Session& session, const TrainOptions& given)
{
    std::stop_source stop;
    const SignalWatcher signals([&stop](int count) {
        if (count > 1)
            std::_Exit(kStopped); // nothing of it is kept anyway
        stop.request_stop();
    });
    TrainOptions options = given;
    std::optional<StoredTrial> stored;
    if (!options.trial.empty()) {
        stored = storedTrial(session, options.trial);
        if (options.dataset.empty())
            options.dataset = stored->run.info.dataset;
        if (!options.dataset.empty() && data::describeDataSet(options.dataset).value().testSize > 0)
            options.test = true;
    }
    const estimate::TrainRequest request = requestOf(session, options, stored);
    checkDevices(session, {options.device}, "--device");
    std::function<void(const estimate::Progress&)> progress;
    if (!session.globals.quiet)
        progress = printProgress;
    estimate::Trainer& trainer = *session.catalogue().torch().trainer;
    if (!stored) {
        const estimate::TrainReport report = trainer.train(request, stop.get_token(), progress);
        if (session.globals.json)
            session.printJson(toJson(report));
        else
            print(report);
        return kDone;
    }
    const estimate::TrainReport report = run::trainFinal(
        trainer, {session.historyPath(), stored->run.run, stored->trial, request}, stop.get_token(), progress);
    const history::FinalTrainingRow row =
        history::Reader(session.historyPath()).finalTrainings(stored->run.run, stored->trial).back();
    if (session.globals.json) {
        Json json = toJson(report);
        json.update({{"run", stored->run.run}, {"trial", stored->trial}});
        json["weights"] = finalTrainingJson(row, session.historyPath())["weights"];
        session.printJson(json);
    } else {
        print(report);
        fmt::print("{}\n", finalTrainingLine(row, session.historyPath()));
    }
    return kDone;
}

} // namespace

void defineTrain(Arguments& arguments, Session& session)
{
    const auto options = std::make_shared<TrainOptions>();
    arguments.text("RUN[:TRIAL]", options->trial, "",
                   "A trial of the history (its best one): trained as its run trained, tested, and kept there");
    arguments.text("--arch", options->arch, "FILE",
                   "Architecture, a .cwarch file; built anew for the input and classes of another data set");
    arguments.text("--space", options->space, "FILE|TEMPLATE", "Search space to take a candidate of");
    arguments.text("--candidate", options->candidate, "TEXT",
                   "decision=value;... or the published form of the template");
    arguments.text("--genotype", options->genotype, "FILE[:NAME]",
                   "A DARTS-style genotype for --space darts-cnn, nasnet or darts-rnn");
    arguments.text("--dataset", options->dataset, "ID|PATH", "Data set");
    arguments.text("--fidelity", options->fidelity, "LIST", "As in epochs=1,data=0.05,width=0.5,cells=1");
    arguments.whole("--batch-size", options->batchSize, 1, "Images per step", 65536);
    arguments.whole("--threads", options->threads, 1, "Threads", 1024);
    arguments.whole("--max-steps", options->maxSteps, 1, "End after that many steps");
    arguments.texts("--set", options->settings, "KEY=VALUE", "Setting of the estimator 'train'");
    arguments.text("--device", options->device, "cpu|cuda:N", "Device");
    arguments.seed("--seed", options->seed, "Seed of everything random");
    arguments.flag("--test", options->test, "Measure the test part once, at the end");
    arguments.action([options, &session] { return train(session, *options); });
}

} // namespace cw::cli

// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include <fmt/format.h>

#include "app/cli/commands.h"
#include "app/cli/live_run.h"
#include "app/cli/output.h"
#include "app/cli/settings.h"
#include "app/cli/signals.h"
#include "core/data/dataset.h"
#include "core/space/genotype.h"
#include "core/space/realise.h"
#include "core/space/retarget.h"

namespace cw::cli {

namespace {

struct TrainOptions {
    std::string arch, space, candidate, genotype, dataset, fidelity;
    std::string device = "cpu";
    std::vector<std::string> settings;
    std::optional<std::int64_t> batchSize, threads, maxSteps;
    std::optional<std::uint64_t> seed;
    bool test = false;
};

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

space::Architecture architectureOf(const TrainOptions& options, const space::Task& task,
                                   const estimate::Fidelity& fidelity)
{
    if (options.arch.empty() == options.space.empty())
        throw Error(ErrorCode::Usage,
                    fmt::format("expected one of --arch and --space, found {}", options.arch.empty() ? "none" : "both"),
                    "train");
    if (options.arch.empty()) {
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
    if (!options.candidate.empty() || !options.genotype.empty())
        throw Error(ErrorCode::Usage,
                    fmt::format("expected --space with --{}, found --arch",
                                options.candidate.empty() ? "genotype" : "candidate"),
                    "train");
    space::Architecture architecture =
        space::architectureFromJson(readJsonFile(options.arch).value(), options.arch).value();
    space::Target target{.task = task};
    if (gives(options.fidelity, "width"))
        target.width = fidelity.width;
    if (gives(options.fidelity, "cells"))
        target.cells = fidelity.cells;
    if (architecture.task == task && !target.width && !target.cells)
        return architecture;
    return space::retarget(architecture, target, options.arch).value();
}

/// Settings: those of the estimator, those that were found with the network, and above all what is given here.
Settings settingsOf(const TrainOptions& options, const Json& training)
{
    const EntryInfo info = estimate::trainEstimatorInfo();
    Json given = Json::object();
    applySettings(options.settings, {{"estimator", &info, &given}});
    if (options.batchSize)
        given["batch"] = info.schema.parse("batch", std::to_string(*options.batchSize), "--batch-size").value();
    Json settings = estimate::withTraining(info.schema.resolve({}, "train").value(), training).json();
    settings.update(given);
    return info.schema.resolve(settings, "train").value();
}

estimate::TrainRequest requestOf(Session& session, const TrainOptions& options)
{
    estimate::TrainRequest request;
    request.dataset = options.dataset;
    request.fidelity = options.fidelity.empty() ? estimate::Fidelity{}
                                                : estimate::fidelityFromText(options.fidelity, "--fidelity").value();
    request.architecture =
        architectureOf(options, taskOf(session, options, request.fidelity.resolution), request.fidelity);
    request.settings = settingsOf(options, request.architecture.training);
    request.threads = static_cast<int>(options.threads.value_or(1));
    request.device = options.device;
    request.maxSteps = options.maxSteps.value_or(0);
    request.test = options.test;
    request.seed = options.seed.value_or(1);
    return request;
}

Json toJson(const estimate::TrainReport& report)
{
    Json epochs = Json::array();
    for (const estimate::EpochReport& epoch : report.epochs) {
        epochs.push_back({{"train_loss", encodeNumber(epoch.trainLoss)},
                          {"valid_accuracy", encodeNumber(epoch.validAccuracy)},
                          {"valid_loss", encodeNumber(epoch.validLoss)}});
        if (epoch.validPerplexity)
            epochs.back()["valid_perplexity"] = encodeNumber(*epoch.validPerplexity);
    }
    Json json{{"parameters", report.parameters},
              {"macs", report.macs},
              {"images_per_second", encodeNumber(report.imagesPerSecond)},
              {"epochs", std::move(epochs)}};
    if (report.testAccuracy)
        json["test_accuracy"] = encodeNumber(*report.testAccuracy);
    if (report.testPerplexity)
        json["test_perplexity"] = encodeNumber(*report.testPerplexity);
    return json;
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

int train(Session& session, const TrainOptions& options)
{
    std::stop_source stop;
    const SignalWatcher signals([&stop](int count) {
        if (count > 1)
            std::_Exit(kStopped); // nothing of it is kept anyway
        stop.request_stop();
    });
    const estimate::TrainRequest request = requestOf(session, options);
    checkDevices(session, {options.device}, "--device");
    std::function<void(const estimate::Progress&)> progress;
    if (!session.globals.quiet)
        progress = printProgress;
    const estimate::TrainReport report =
        session.catalogue().torch().trainer->train(request, stop.get_token(), progress);
    if (session.globals.json)
        session.printJson(toJson(report));
    else
        print(report);
    return kDone;
}

} // namespace

void defineTrain(Arguments& arguments, Session& session)
{
    const auto options = std::make_shared<TrainOptions>();
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

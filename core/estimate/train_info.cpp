// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include "core/estimate/trainer.h"
#include "core/space/block_schema.h"

namespace cw::estimate {

namespace {

constexpr const char* kWhere = "the space's training block";
constexpr double kAdaptiveRate = 0.001;

/// Settings that decide how candidates are judged.
std::vector<ParamSpec> judging()
{
    return {
        {.name = "valid_part",
         .type = ParamType::Real,
         .defaultValue = 0.2,
         .title = "Validation part",
         .help = "Part of the training split held out to judge candidates.",
         .min = 0.001,
         .max = 0.9},
        {.name = "valid_min",
         .type = ParamType::Int,
         .defaultValue = 1000,
         .title = "Fewest validation samples",
         .help =
             "The validation samples are cut by the fidelity `data` as the training samples are, but not below this "
             "number (or all there are): else judging would cost more than a short training.",
         .unit = "samples",
         .min = 1,
         .max = 1e9},
        {.name = "norm_batches",
         .type = ParamType::Int,
         .defaultValue = 8,
         .title = "Norms measured anew",
         .help = "Before a network is judged, the mean and deviation of its batch norms are measured anew over so many "
                 "training batches. Running averages, which 0 keeps, lag behind weights that still change fast: the "
                 "accuracy then jumps from epoch to epoch, and short trainings rank candidates badly.",
         .unit = "batches",
         .min = 0,
         .max = 10000},
    };
}

/// Settings that decide how, and whether, a candidate is computed.
std::vector<ParamSpec> computing()
{
    return {
        {.name = "repeats",
         .type = ParamType::Int,
         .defaultValue = 1,
         .title = "Trainings per candidate",
         .help =
             "Trains every candidate so often, from other initial weights and in another order, and takes the mean; "
             "valid_accuracy_sd says how far the trainings lie apart.",
         .min = 1,
         .max = 16},
        {.name = "precision",
         .type = ParamType::Choice,
         .defaultValue = "float32",
         .title = "Precision",
         .help = "What convolutions and linear layers multiply in; bfloat16 pays on GPUs and on CPUs with instructions "
                 "for it. Never chosen by itself: a choice by the clock would not be the same when a run is resumed.",
         .choices = {"float32", "bfloat16"}},
        {.name = "max_params",
         .type = ParamType::Int,
         .defaultValue = 0,
         .title = "Most parameters",
         .help = "Candidates with more are rejected before they are trained; 0 for no limit.",
         .min = 0,
         .max = 1e15},
        {.name = "max_memory",
         .type = ParamType::Real,
         .defaultValue = 0.0,
         .title = "Most memory",
         .help =
             "Candidates whose training needs more are rejected; 0 for what is free when the training begins, which "
             "depends on the machine.",
         .unit = "MB",
         .min = 0,
         .max = 1e12},
        {.name = "max_seconds",
         .type = ParamType::Real,
         .defaultValue = 0.0,
         .title = "Most time",
         .help =
             "Candidates whose training is predicted to take longer are rejected; 0 for no limit. The speed of this "
             "machine is measured once, so another machine may reject others; what was rejected is recorded and is "
             "not decided anew when the run is resumed.",
         .unit = "s",
         .min = 0,
         .max = 1e9},
        {.name = "calibration",
         .type = ParamType::Text,
         .defaultValue = "",
         .title = "Measured speed",
         .help = "JSON of an earlier measurement of this machine, by which max_seconds is judged; empty to measure."},
    };
}

std::vector<std::string> metricsOfTrain(const Settings& settings, const space::Task& task)
{
    std::vector<std::string> metrics{"valid_accuracy", "valid_loss", "train_loss"};
    if (task.kind == space::TaskKind::LanguageModel)
        metrics.emplace_back("valid_perplexity");
    if (settings.integer("repeats") > 1)
        metrics.emplace_back("valid_accuracy_sd");
    return metrics;
}

/// Set by the run for all candidates alike, never by a space.
bool isOfTheRun(const std::string& name)
{
    return space::trainingSchema().find(name) == nullptr && trainEstimatorInfo().schema.find(name) != nullptr;
}

} // namespace

EntryInfo trainEstimatorInfo()
{
    EntryInfo info;
    info.id = "train";
    info.title = "Train from scratch";
    info.summary = "Trains every candidate from new weights at the fidelity and measures it on held-out samples.";
    std::vector<ParamSpec> specs;
    for (const ParamSpec& spec : space::trainingSchema().specs()) {
        if (spec.name != "dropout") // part of the network: the ops that have it
            specs.push_back(spec);
    }
    for (const std::vector<ParamSpec>& more : {judging(), computing()})
        specs.insert(specs.end(), more.begin(), more.end());
    info.schema = ParamSchema(std::move(specs));
    return info;
}

EstimatorEntry trainEstimatorEntry()
{
    EstimatorEntry entry;
    static_cast<EntryInfo&>(entry) = trainEstimatorInfo();
    entry.needsDataset = true;
    entry.hasFidelities = true;
    entry.metrics = metricsOfTrain;
    return entry;
}

Settings withTraining(const Settings& settings, const Json& training)
{
    if (training.is_null())
        return settings;
    if (!training.is_object())
        throw Error(ErrorCode::Config, fmt::format("expected an object of settings, found {}", training.type_name()),
                    kWhere);
    Json merged = settings.json();
    for (const auto& [name, value] : training.items()) {
        if (isOfTheRun(name))
            throw Error(
                ErrorCode::Config,
                fmt::format("setting '{}' decides how candidates are judged and must be the same for all", name),
                kWhere);
        merged[name] = value;
    }
    const auto optimiser = training.find("optimiser");
    if (optimiser != training.end() && *optimiser != "sgd" && !training.contains("learning_rate"))
        merged["learning_rate"] = kAdaptiveRate;
    return trainEstimatorInfo().schema.resolve(merged, kWhere).value();
}

} // namespace cw::estimate

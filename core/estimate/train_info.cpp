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
    };
}

bool isJudging(const std::string& name)
{
    return name == "valid_part" || name == "valid_min";
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
    for (ParamSpec& spec : judging())
        specs.push_back(std::move(spec));
    info.schema = ParamSchema(std::move(specs));
    return info;
}

EstimatorEntry trainEstimatorEntry()
{
    EstimatorEntry entry;
    static_cast<EntryInfo&>(entry) = trainEstimatorInfo();
    entry.needsDataset = true;
    entry.hasFidelities = true;
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
        if (isJudging(name))
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimate/trainer.h"

namespace cw::estimate {

namespace {

/// Trials whose weights are kept for their relatives: the parents of the next candidates are among the best.
constexpr std::int64_t kRelatives = 16;

} // namespace

std::vector<ParamSpec> inheritParameters()
{
    return {
        {.name = "min_part",
         .type = ParamType::Real,
         .defaultValue = 0.5,
         .title = "Least inherited part",
         .help = "A relative is used if at least this share of the parameters can come from it, or if the new network "
                 "can start out computing the same.",
         .min = 0,
         .max = 1},
        {.name = "noise",
         .type = ParamType::Real,
         .defaultValue = 0.05,
         .title = "Noise of copies",
         .help = "How unequally the copies of a widened channel share its outgoing weights: without it they would "
                 "learn the same. The function stays.",
         .min = 0,
         .max = 1},
        {.name = "rate_factor",
         .type = ParamType::Real,
         .defaultValue = 0.1,
         .title = "Learning rate factor",
         .help = "Multiplies the learning rate of networks that inherit; Net2Net trained them with a tenth of their "
                 "parents' rate.",
         .min = 1e-6,
         .max = 1e3},
    };
}

EstimatorEntry inheritEstimatorEntry()
{
    EstimatorEntry entry = trainEstimatorEntry();
    entry.id = "inherit";
    entry.title = "Train with inherited weights";
    entry.summary = "As train, but a candidate starts from the weights of its nearest trained relative.";
    entry.paper = "Chen et al., Net2Net, ICLR 2016; Elsken et al., LEMONADE, ICLR 2019";
    std::vector<ParamSpec> specs = inheritParameters();
    const std::vector<ParamSpec>& training = entry.schema.specs();
    specs.insert(specs.begin(), training.begin(), training.end());
    entry.schema = ParamSchema(std::move(specs));
    entry.keepsWeights = kRelatives;
    entry.metrics = [training = entry.metrics](const Settings& settings, const space::Task& task) {
        std::vector<std::string> metrics = training(settings, task);
        metrics.insert(metrics.end(), {"inherited_from", "inherited_part"});
        return metrics;
    };
    return entry;
}

} // namespace cw::estimate

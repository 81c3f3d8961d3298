// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimate/zero_cost_info.h"

namespace cw::estimate {

EstimatorEntry zeroCostEntry()
{
    EstimatorEntry entry;
    entry.id = "zero-cost";
    entry.title = "Zero-cost proxies";
    entry.summary = "Scores candidates by their untrained network on one minibatch, in about a second each.";
    entry.paper = "Abdelfattah et al., ICLR 2021; Mellor et al., ICML 2021";
    entry.schema = ParamSchema{
        {.name = "proxies",
         .type = ParamType::Text,
         .defaultValue = "auto",
         .title = "Proxies",
         .help = "Names separated by commas, of synflow, snip, grasp, fisher, grad_norm, jacov, nwot, vote; `all`; or "
                 "`auto`: all where no objective names one. Those that objectives name, params and macs are always "
                 "there."},
        {.name = "batch",
         .type = ParamType::Int,
         .defaultValue = 64,
         .title = "Minibatch",
         .help = "Training samples that a network is looked at with at once.",
         .unit = "samples",
         .min = 2,
         .max = 4096},
        {.name = "batches",
         .type = ParamType::Int,
         .defaultValue = 1,
         .title = "Minibatches",
         .help = "Scores are means over so many minibatches, the same for all candidates.",
         .min = 1,
         .max = 1000},
        {.name = "vote",
         .type = ParamType::Text,
         .defaultValue = "synflow, jacov, snip",
         .title = "Voting proxies",
         .help = "Proxies of which `vote` is made (params and macs may vote too): the mean of the shares of a random "
                 "sample of the space that a candidate beats by each."},
        {.name = "vote_sample",
         .type = ParamType::Int,
         .defaultValue = 32,
         .title = "Sample for the vote",
         .help = "Random candidates that a vote compares with, scored once when a run begins.",
         .unit = "candidates",
         .min = 4,
         .max = 1000},
    };
    entry.needsDataset = true;
    entry.metrics = [](const Settings&, const space::Task&) { // those that objectives name are always computed
        return std::vector<std::string>{"synflow", "snip", "grasp", "fisher", "grad_norm", "jacov", "nwot", "vote"};
    };
    return entry;
}

} // namespace cw::estimate

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimate/trainer.h"

namespace cw::estimate {

// Defaults suit short trainings: one epoch over 2,000 images is 30 steps, in which a large step with batch
// normalisation learns most; weight decay hardly matters there and is that of NAS-Bench-201.
EntryInfo trainEstimatorInfo()
{
    EntryInfo info;
    info.id = "train";
    info.title = "Train from scratch";
    info.summary = "Trains every candidate from new weights at the fidelity and measures it on held-out images.";
    info.schema = {
        {.name = "batch",
         .type = ParamType::Int,
         .defaultValue = 64,
         .title = "Batch size",
         .help = "Images per training step; the rest of an epoch that fills no batch is left out.",
         .unit = "images",
         .min = 2,
         .max = 65536},
        {.name = "learning_rate",
         .type = ParamType::Real,
         .defaultValue = 0.1,
         .title = "Learning rate",
         .help = "Of the first step; it falls to 0 along a half cosine.",
         .min = 1e-8,
         .max = 100},
        {.name = "momentum",
         .type = ParamType::Real,
         .defaultValue = 0.9,
         .title = "Momentum",
         .help = "Of stochastic gradient descent.",
         .min = 0,
         .max = 0.9999},
        {.name = "nesterov",
         .type = ParamType::Bool,
         .defaultValue = true,
         .title = "Nesterov momentum",
         .help = "Looks one momentum step ahead."},
        {.name = "weight_decay",
         .type = ParamType::Real,
         .defaultValue = 0.0005,
         .title = "Weight decay",
         .help = "Part of each weight added to its gradient.",
         .min = 0,
         .max = 10},
        {.name = "label_smoothing",
         .type = ParamType::Real,
         .defaultValue = 0.0,
         .title = "Label smoothing",
         .help = "Part of the target spread evenly over all classes.",
         .min = 0,
         .max = 0.99},
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
         .title = "Fewest validation images",
         .help = "The validation images are cut by the fidelity `data` as the training images are, but not below this "
                 "number (or all there are): else judging would cost more than a short training.",
         .unit = "images",
         .min = 1,
         .max = 1e9},
    };
    return info;
}

} // namespace cw::estimate

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include <torch/types.h>

#include "core/base/param_schema.h"

namespace cw::train {

/// Changes all parameters, one flat tensor, by their gradients. What it remembers are tensors of the same length.
/// Differs from torch.optim: parameters without a gradient (dead branches) count as gradient 0, so they decay too.
/// Determinism: number by number, so equal at any number of threads
class Optimiser {
public:
    virtual ~Optimiser() = default;
    /// `number`: of the step, from 1. In place.
    virtual void step(const torch::Tensor& parameters, const torch::Tensor& gradients, double rate,
                      std::int64_t number) = 0;
    /// What a checkpoint keeps, to be written in place when it is read.
    virtual std::vector<torch::Tensor> state() const = 0;
};

/// By the settings optimiser, momentum, nesterov, weight_decay of the estimator `train`.
std::unique_ptr<Optimiser> makeOptimiser(const torch::Tensor& parameters, const Settings& settings);

} // namespace cw::train

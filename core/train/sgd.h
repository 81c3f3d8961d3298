// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/train/optimiser.h"

namespace cw::train {

struct SgdOptions {
    double momentum = 0.9;
    bool nesterov = true;
    double weightDecay = 5e-4;
};

/// Stochastic gradient descent over one flat tensor: one pass over the numbers instead of several per parameter.
/// v = momentum v + g + decay w;  w -= rate (nesterov ? g + decay w + momentum v : v)
/// Differs from torch.optim: parameters without a gradient (dead branches) count as gradient 0, so they decay too.
class Sgd : public Optimiser {
public:
    Sgd(const torch::Tensor& parameters, const SgdOptions& options)
        : m_options(options)
        , m_velocity(torch::zeros_like(parameters))
    {
    }

    void step(const torch::Tensor& parameters, const torch::Tensor& gradients, double rate,
              std::int64_t number) override;
    std::vector<torch::Tensor> state() const override { return {m_velocity}; }

private:
    SgdOptions m_options;
    torch::Tensor m_velocity;
};

} // namespace cw::train

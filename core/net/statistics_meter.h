// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include <torch/types.h>

#include "core/net/model.h"

namespace cw::net {

/// Measures the statistics of a model's batch norms anew over some training batches, each weighing the same, by the
/// weights as they are now: running averages are those of weights that have changed since. (Wu and Johnson, Rethinking
/// "Batch" in BatchNorm, 2021, section 3: precise batch norm)
/// Thread: the model's      Determinism: same model and batches -> same bits
class StatisticsMeter {
public:
    explicit StatisticsMeter(Model& model);

    /// Whether the network has any.
    bool needed() const { return m_model.buffers().numel() > 0; }
    /// One forward pass in training mode; Drop drops as in step 0. Changes the model's running statistics.
    void add(const torch::Tensor& input);
    /// Gives the model the means over what was added; without any it keeps its own.
    void finish();

private:
    Model& m_model;
    torch::Tensor m_sum; ///< of what each batch adds to statistics that were 0
    std::int64_t m_batches = 0;
};

} // namespace cw::net

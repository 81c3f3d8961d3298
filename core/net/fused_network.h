// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include "core/net/fused_ops.h"

namespace cw::net {

/// A network on the CPU by own kernels: channels last, convolutions by Winograd, batch norms joined with convolutions
/// and sums, memory kept from step to step, no autograd graph but for the few primitives without a kernel.
/// Thread: one at a time; uses at::get_num_threads()      Determinism: same inputs and threads -> same bits
class FusedNetwork {
public:
    /// Both belong to the model and outlive this.
    FusedNetwork(const space::Architecture& architecture, const std::vector<NodeTensors>& tensors);

    /// [N, C, H, W] -> logits, without a graph.
    torch::Tensor forward(const torch::Tensor& input, bool training, std::uint64_t dropSeed);
    /// After a forward in training: adds to the gradients of all parameters.
    void backward(const torch::Tensor& outputGradient);

private:
    Plan m_plan;
    FusedContext m_context;
    Workspace m_work;
    std::vector<std::unique_ptr<FusedOp>> m_ops;
    std::vector<std::vector<int>> m_dead; ///< by step: values that nothing later reads
};

} // namespace cw::net

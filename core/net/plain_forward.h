// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include <torch/types.h>

#include "core/net/model.h"

namespace cw::net {

/// How a pass by ATen operators is made, and who looks on.
struct PlainPass {
    bool training = false;      ///< norms use the batch's statistics and update the running ones; Drop drops
    std::uint64_t dropSeed = 0; ///< of the step
    Precision precision = Precision::Float32;
    /// Primitives that are left out: they hand on their first input. Null: none.
    std::function<bool(const space::Primitive&)> leftOut = {};
    /// Called with every primitive's inputs and value, in order. Null: nobody looks on.
    std::function<void(std::size_t node, const std::vector<torch::Tensor>& inputs, const torch::Tensor& value)>
        observe = {};
};

/// The network's primitives, one operator each, on the device and in the precision of `input` and `tensors` (by
/// primitive); with an autograd graph where the calling thread records one.
torch::Tensor plainForward(const std::vector<space::PrimitiveNode>& nodes, const std::vector<NodeTensors>& tensors,
                           const torch::Tensor& input, const PlainPass& pass);

} // namespace cw::net

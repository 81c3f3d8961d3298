// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include <torch/types.h>

#include "core/net/model.h"

namespace cw::net {

/// One primitive by ATen operators, differentiable, on the device of its inputs. `dropSeed` already belongs to this
/// node.
torch::Tensor applyPrimitive(const space::PrimitiveNode& node, const NodeTensors& tensors,
                             const std::vector<torch::Tensor>& inputs, bool training, std::uint64_t dropSeed);
/// The seed of one Drop node in a step.
std::uint64_t dropSeedOf(std::uint64_t stepSeed, std::size_t node);

// By family. Images are [N, C, H, W], sequences [N, T, F], vectors [N, F], tokens [N, T].
// primitives_image.cpp
torch::Tensor convolution(const space::Conv& conv, const NodeTensors& tensors, const torch::Tensor& x);
torch::Tensor pooling(const space::Pool& pool, const torch::Tensor& x);
torch::Tensor shifted(const torch::Tensor& x);
// primitives_norm.cpp
torch::Tensor batchNorm(const space::BatchNorm& norm, const NodeTensors& tensors, const torch::Tensor& x,
                        bool training);
torch::Tensor layerNorm(const space::LayerNorm& norm, const NodeTensors& tensors, const torch::Tensor& x);
torch::Tensor groupNorm(const space::GroupNorm& norm, const NodeTensors& tensors, const torch::Tensor& x);
torch::Tensor activation(space::ActivationKind kind, const torch::Tensor& x);
torch::Tensor dropped(const space::Drop& drop, const torch::Tensor& x, std::uint64_t seed);
// primitives_sequence.cpp
torch::Tensor embedding(const NodeTensors& tensors, const torch::Tensor& tokens);
torch::Tensor positioned(const space::Position& position, const NodeTensors& tensors, const torch::Tensor& x);
torch::Tensor attention(const space::Attention& attention, const torch::Tensor& x);
torch::Tensor lstm(const space::Lstm& lstm, const NodeTensors& tensors, const torch::Tensor& x, bool training);
torch::Tensor gru(const space::Gru& gru, const NodeTensors& tensors, const torch::Tensor& x, bool training);
torch::Tensor recurrence(const space::Recurrence& cell, const NodeTensors& tensors, const torch::Tensor& x);

} // namespace cw::net

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/primitives.h"

#include "core/base/hash.h"

namespace cw::net {

namespace {

torch::Tensor zeros(const space::Shape& shape, const torch::Tensor& like)
{
    std::vector<std::int64_t> dims{like.size(0)};
    dims.insert(dims.end(), shape.dims.begin(), shape.dims.end());
    return torch::zeros(dims, like.options().requires_grad(false));
}

torch::Tensor globalPool(const space::GlobalPool& pool, const torch::Tensor& x)
{
    const std::vector<std::int64_t> positions =
        x.dim() == 4 ? std::vector<std::int64_t>{2, 3} : std::vector<std::int64_t>{1};
    return pool.kind == space::PoolKind::Max ? x.amax(positions) : x.mean(positions);
}

torch::Tensor sum(const std::vector<torch::Tensor>& inputs)
{
    torch::Tensor result = inputs.front();
    for (std::size_t i = 1; i < inputs.size(); ++i)
        result = result + inputs[i];
    return result;
}

/// A vector beside an image or a sequence scales its channels.
torch::Tensor product(const std::vector<torch::Tensor>& inputs)
{
    torch::Tensor result = inputs.front();
    for (std::size_t i = 1; i < inputs.size(); ++i) {
        torch::Tensor factor = inputs[i];
        if (result.dim() == 4 && factor.dim() == 2)
            factor = factor.unsqueeze(2).unsqueeze(3);
        else if (result.dim() == 3 && factor.dim() == 2)
            factor = factor.unsqueeze(1);
        result = result * factor;
    }
    return result;
}

torch::Tensor toSequence(const torch::Tensor& x)
{
    return x.dim() == 4 ? x.flatten(2).transpose(1, 2) : x.unsqueeze(2);
}

} // namespace

std::uint64_t dropSeedOf(std::uint64_t stepSeed, std::size_t node)
{
    return mix64(stepSeed, node);
}

torch::Tensor applyPrimitive(const space::PrimitiveNode& node, const NodeTensors& tensors,
                             const std::vector<torch::Tensor>& inputs, bool training, std::uint64_t dropSeed)
{
    const torch::Tensor& x = inputs.at(0);
    return std::visit(space::Overloaded{
                          [&](const space::Input&) { return x; },
                          [&](const space::Identity&) { return x; },
                          [&](const space::Conv& conv) { return convolution(conv, tensors, x); },
                          [&](const space::BatchNorm& norm) { return batchNorm(norm, tensors, x, training); },
                          [&](const space::Activation& a) { return activation(a.kind, x); },
                          [&](const space::Pool& p) { return pooling(p, x); },
                          [&](const space::GlobalPool& p) { return globalPool(p, x); },
                          [&](const space::Flatten&) { return x.flatten(1); },
                          [&](const space::Linear&) { return torch::linear(x, tensors.weight, tensors.bias); },
                          [&](const space::Add&) { return sum(inputs); },
                          [&](const space::Concat&) { return torch::cat(inputs, x.dim() == 3 ? 2 : 1); },
                          [&](const space::Zero&) { return zeros(node.shape, x); },
                          [&](const space::Drop& d) { return training ? dropped(d, x, dropSeed) : x; },
                          [&](const space::LayerNorm& norm) { return layerNorm(norm, tensors, x); },
                          [&](const space::GroupNorm& norm) { return groupNorm(norm, tensors, x); },
                          [&](const space::Multiply&) { return product(inputs); },
                          [&](const space::Shift&) { return shifted(x); },
                          [&](const space::ToSequence&) { return toSequence(x); },
                          [&](const space::Embedding&) { return embedding(tensors, x); },
                          [&](const space::Position& position) { return positioned(position, tensors, x); },
                          [&](const space::Attention& a) { return attention(a, x); },
                          [&](const space::Lstm& layer) { return lstm(layer, tensors, x, training); },
                          [&](const space::Gru& layer) { return gru(layer, tensors, x, training); },
                          [&](const space::Recurrence& cell) { return recurrence(cell, tensors, x); },
                      },
                      node.primitive);
}

} // namespace cw::net

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/rng.h"
#include "core/net/primitives.h"

namespace cw::net {

torch::Tensor batchNorm(const space::BatchNorm& norm, const NodeTensors& tensors, const torch::Tensor& x, bool training)
{
    const bool sequence = x.dim() == 3;
    const torch::Tensor y =
        torch::batch_norm(sequence ? x.transpose(1, 2) : x, tensors.weight, tensors.bias, tensors.mean,
                          tensors.variance, training, norm.momentum, norm.epsilon, false);
    return sequence ? y.transpose(1, 2) : y;
}

torch::Tensor layerNorm(const space::LayerNorm& norm, const NodeTensors& tensors, const torch::Tensor& x)
{
    const bool image = x.dim() == 4;
    const torch::Tensor y = torch::layer_norm(image ? x.permute({0, 2, 3, 1}) : x, tensors.weight.sizes(),
                                              tensors.weight, tensors.bias, norm.epsilon);
    return image ? y.permute({0, 3, 1, 2}) : y;
}

torch::Tensor groupNorm(const space::GroupNorm& norm, const NodeTensors& tensors, const torch::Tensor& x)
{
    const bool sequence = x.dim() == 3;
    const torch::Tensor y =
        torch::group_norm(sequence ? x.transpose(1, 2) : x, norm.groups, tensors.weight, tensors.bias, norm.epsilon);
    return sequence ? y.transpose(1, 2) : y;
}

torch::Tensor activation(space::ActivationKind kind, const torch::Tensor& x)
{
    switch (kind) {
    case space::ActivationKind::Relu:
        return torch::relu(x);
    case space::ActivationKind::Gelu:
        return torch::gelu(x);
    case space::ActivationKind::Silu:
        return torch::silu(x);
    case space::ActivationKind::HardSwish:
        return torch::hardswish(x);
    case space::ActivationKind::Sigmoid:
        return torch::sigmoid(x);
    case space::ActivationKind::Tanh:
        return torch::tanh(x);
    case space::ActivationKind::Relu6:
        return torch::clamp(x, 0, 6);
    case space::ActivationKind::HardSigmoid:
        return torch::hardsigmoid(x);
    }
    throw Error(ErrorCode::Internal, "unknown activation");
}

/// The mask is drawn on the CPU, so that it is the same on every device.
torch::Tensor dropped(const space::Drop& drop, const torch::Tensor& x, std::uint64_t seed)
{
    Rng rng(seed, 0, "drop");
    std::vector<std::int64_t> sizes = x.sizes().vec();
    if (drop.perSample)
        std::fill(sizes.begin() + 1, sizes.end(), 1);
    torch::Tensor mask = torch::empty(sizes, torch::kFloat);
    const float kept = drop.probability < 1 ? float(1.0 / (1.0 - drop.probability)) : 0.0F;
    float* values = mask.data_ptr<float>();
    for (std::int64_t i = 0; i < mask.numel(); ++i)
        values[i] = rng.chance(drop.probability) ? 0.0F : kept;
    return x * mask.to(x.device());
}

} // namespace cw::net

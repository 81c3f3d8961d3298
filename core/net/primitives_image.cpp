// SPDX-License-Identifier: GPL-3.0-or-later
#include <limits>

#include "core/net/primitives.h"

namespace cw::net {

namespace {

/// [N, T, F] -> [N, F, T + before], with a constant in front.
torch::Tensor channelsFirst(const torch::Tensor& x, std::int64_t before, double constant)
{
    const torch::Tensor turned = x.transpose(1, 2);
    return before == 0 ? turned : torch::constant_pad_nd(turned, {before, 0}, constant);
}

torch::Tensor poolTime(const space::Pool& pool, const torch::Tensor& x)
{
    const std::int64_t before = pool.causal ? pool.kernel - 1 : 0;
    const std::int64_t around = pool.causal ? 0 : pool.padding;
    if (pool.kind == space::PoolKind::Max) {
        const torch::Tensor wide = channelsFirst(x, before, -std::numeric_limits<double>::infinity());
        return torch::max_pool1d(wide, pool.kernel, pool.stride, around).transpose(1, 2);
    }
    const torch::Tensor wide = channelsFirst(x, before, 0);
    torch::Tensor mean = torch::avg_pool1d(wide, pool.kernel, pool.stride, around, false, pool.countPadding);
    if (before > 0 && !pool.countPadding) {
        // Zeros added by hand count in the mean: take them out again.
        const auto seen = torch::arange(mean.size(2), x.options().requires_grad(false)) * double(pool.stride) + 1;
        mean = mean * (double(pool.kernel) / seen.clamp_max(double(pool.kernel)));
    }
    return mean.transpose(1, 2);
}

} // namespace

torch::Tensor convolution(const space::Conv& conv, const NodeTensors& tensors, const torch::Tensor& x)
{
    const std::vector<std::int64_t> stride{conv.stride, conv.widthStride()};
    const std::int64_t same = conv.padding == space::Padding::Same ? conv.dilation : 0;
    const std::vector<std::int64_t> padding{same * (conv.kernelHeight - 1) / 2, same * (conv.kernelWidth - 1) / 2};
    const std::vector<std::int64_t> dilation{conv.dilation, conv.dilation};
    if (x.dim() == 4)
        return torch::conv2d(x, tensors.weight, tensors.bias, stride, padding, dilation, conv.groups);
    const std::int64_t before =
        conv.padding == space::Padding::Causal ? conv.dilation * (conv.kernelWidth - 1) : std::int64_t{0};
    const torch::Tensor row = channelsFirst(x, before, 0).unsqueeze(2); // an image of one row
    return torch::conv2d(row, tensors.weight, tensors.bias, stride, padding, dilation, conv.groups)
        .squeeze(2)
        .transpose(1, 2);
}

torch::Tensor pooling(const space::Pool& pool, const torch::Tensor& x)
{
    if (x.dim() == 3)
        return poolTime(pool, x);
    if (pool.kind == space::PoolKind::Max)
        return torch::max_pool2d(x, pool.kernel, pool.stride, pool.padding);
    return torch::avg_pool2d(x, pool.kernel, pool.stride, pool.padding, false, pool.countPadding);
}

torch::Tensor shifted(const torch::Tensor& x)
{
    return torch::constant_pad_nd(x.slice(2, 1).slice(3, 1), {0, 1, 0, 1});
}

} // namespace cw::net

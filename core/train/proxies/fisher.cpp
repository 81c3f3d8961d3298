// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/proxies/probe.h"

namespace cw::train {

namespace {

torch::Tensor overPositions(const torch::Tensor& product)
{
    if (product.dim() == 4)
        return product.sum({2, 3});
    return product.dim() == 3 ? product.sum(1) : product;
}

/// For each channel of a layer's output half the mean over samples of (sum over positions of output * gradient)^2: what
/// the loss loses without the channel, to second order. A channel counts once for each of its weights, as in the code
/// of Abdelfattah et al. and the scores of NAS-Bench-Suite-Zero. Recurrent layers are left out: their outputs are
/// inside.
double fisher(Probe& probe)
{
    double sum = 0;
    for (const ProbedLayer& layer : probe.layers()) {
        if (!layer.output.defined())
            continue;
        const torch::Tensor perSample = overPositions((layer.output * layer.outputGradient).detach());
        const double channels = perSample.pow(2).mean(0).sum().item<double>() / 2;
        sum += channels * double(layer.weight.numel()) / double(layer.weight.size(0));
    }
    return sum;
}

} // namespace

Proxy fisherProxy()
{
    return {.id = "fisher",
            .paper = "Theis et al., 2018; Turner et al., ICLR 2020; Abdelfattah et al., ICLR 2021, equation 3",
            .needs = {.gradients = true},
            .score = fisher};
}

} // namespace cw::train

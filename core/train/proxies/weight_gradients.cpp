// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/proxies/probe.h"

#include <torch/csrc/autograd/autograd.h>

namespace cw::train {

namespace {

/// The sum over layers of the Euclidean norm of the loss gradient of their weights.
double gradNorm(Probe& probe)
{
    double sum = 0;
    for (const ProbedLayer& layer : probe.layers())
        sum += layer.gradient.detach().norm().item<double>();
    return sum;
}

/// The sum over weights of |weight * gradient|: how much the loss feels the connection.
double snip(Probe& probe)
{
    double sum = 0;
    for (const ProbedLayer& layer : probe.layers())
        sum += (layer.weight * layer.gradient).detach().abs().sum().item<double>();
    return sum;
}

/// Minus the sum over weights of weight * (H g), with gradient g and Hessian H of the loss: H g is the derivative of
/// g * (g held fixed).
double grasp(Probe& probe)
{
    const torch::AutoGradMode mode(true);
    torch::Tensor product;
    std::vector<torch::Tensor> weights;
    for (const ProbedLayer& layer : probe.layers()) {
        const torch::Tensor part = (layer.gradient.detach() * layer.gradient).sum();
        product = product.defined() ? product + part : part;
        weights.push_back(layer.weight);
    }
    if (!product.defined() || !product.requires_grad())
        return 0; // the gradient is the same everywhere
    const auto curved = torch::autograd::grad({product}, weights, {}, true, false, true);
    double sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        if (curved[i].defined())
            sum -= (weights[i].detach() * curved[i]).sum().item<double>();
    }
    return sum;
}

} // namespace

Proxy gradNormProxy()
{
    return {.id = "grad_norm",
            .paper = "Abdelfattah et al., ICLR 2021, section 3.1",
            .needs = {.gradients = true},
            .score = gradNorm};
}

Proxy snipProxy()
{
    return {.id = "snip",
            .paper = "Lee et al., ICLR 2019; as a score: Abdelfattah et al., ICLR 2021, equation 1",
            .needs = {.gradients = true},
            .score = snip};
}

/// Differs: the sign is that of Abdelfattah et al., so that larger is better; one minibatch serves both gradients.
Proxy graspProxy()
{
    return {.id = "grasp",
            .paper = "Wang et al., ICLR 2020; as a score: Abdelfattah et al., ICLR 2021, equation 1",
            .needs = {.gradients = true, .curvature = true},
            .score = grasp};
}

} // namespace cw::train

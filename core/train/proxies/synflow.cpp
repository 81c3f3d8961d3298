// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <limits>

#include <torch/csrc/autograd/autograd.h>

#include "core/net/plain_forward.h"
#include "core/train/proxies/probe.h"

namespace cw::train {

namespace {

/// The parameters without their signs, in double precision, as leaves of their own.
std::vector<net::NodeTensors> magnitudes(const net::Model& model)
{
    const auto magnitude = [](const torch::Tensor& tensor) {
        return tensor.defined() ? tensor.detach().to(torch::kDouble).abs().requires_grad_(true) : torch::Tensor();
    };
    std::vector<net::NodeTensors> all;
    for (const net::NodeTensors& tensors : model.nodes()) {
        net::NodeTensors& own = all.emplace_back();
        own.weight = magnitude(tensors.weight);
        own.bias = magnitude(tensors.bias);
        own.recurrent = magnitude(tensors.recurrent);
        own.recurrentBias = magnitude(tensors.recurrentBias);
    }
    return all;
}

bool leftOut(const space::Primitive& primitive)
{
    return std::holds_alternative<space::Drop>(primitive) || std::holds_alternative<space::BatchNorm>(primitive);
}

/// The natural logarithm of the sum over weights of |weight * dR/dweight|, R the sum of the logits for one input of
/// ones, all parameters without their signs and batch norms left out: the flow through all paths. No data. The
/// logarithm and the double precision are those of NAS-Bench-Suite-Zero (sums reach e^115 on NAS-Bench-201, beyond
/// single precision). A network that no path leads through gets ln of the least number, -708.
double synflow(Probe& probe)
{
    const torch::AutoGradMode mode(true);
    const space::Architecture& architecture = probe.model().architecture();
    const std::vector<net::NodeTensors> tensors = magnitudes(probe.model());
    std::vector<torch::Tensor> weights;
    for (std::size_t i = 0; i < tensors.size(); ++i) {
        for (const torch::Tensor& weight : Probe::weightsOf(architecture.primitives[i].primitive, tensors[i]))
            weights.push_back(weight);
    }
    std::vector<std::int64_t> dims{1};
    dims.insert(dims.end(), architecture.task.input.dims.begin(), architecture.task.input.dims.end());
    const torch::Tensor ones = torch::ones(dims, torch::TensorOptions(torch::kDouble).device(probe.model().device()));
    const torch::Tensor flow = net::plainForward(architecture.primitives, tensors, ones, {.leftOut = leftOut}).sum();
    const auto gradients = torch::autograd::grad({flow}, weights, {}, false, false, true);
    double sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        if (gradients[i].defined())
            sum += (weights[i].detach() * gradients[i]).abs().sum().item<double>();
    }
    return std::log(std::max(sum, std::numeric_limits<double>::min())); // NaN stays NaN: max() keeps its first then
}

} // namespace

Proxy synflowProxy()
{
    return {.id = "synflow",
            .paper = "Tanaka et al., NeurIPS 2020; as a score: Abdelfattah et al., ICLR 2021, equation 1",
            .needs = {.pass = false},
            .numericInput = true,
            .score = synflow};
}

} // namespace cw::train

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/proxies/probe.h"

#include <torch/csrc/autograd/autograd.h>

#include "core/base/assert.h"
#include "core/net/plain_forward.h"

namespace cw::train {

Probe::Probe(const net::Model& model, Batch batch, const ProbeNeeds& needs)
    : m_model(model)
    , m_batch(std::move(batch))
    , m_needs(needs)
{
}

bool Probe::isRectifier(const space::Primitive& primitive)
{
    const auto* activation = std::get_if<space::Activation>(&primitive);
    return activation != nullptr &&
           (activation->kind == space::ActivationKind::Relu || activation->kind == space::ActivationKind::Relu6);
}

std::vector<torch::Tensor> Probe::weightsOf(const space::Primitive& primitive, const net::NodeTensors& tensors)
{
    return std::visit(space::Overloaded{
                          [&](const space::Conv&) { return std::vector{tensors.weight}; },
                          [&](const space::Linear&) { return std::vector{tensors.weight}; },
                          [&](const space::Lstm&) {
                              return std::vector{tensors.weight, tensors.recurrent};
                          },
                          [&](const space::Gru&) {
                              return std::vector{tensors.weight, tensors.recurrent};
                          },
                          [&](const space::Recurrence&) {
                              return std::vector{tensors.weight, tensors.recurrent};
                          },
                          [](const auto&) { return std::vector<torch::Tensor>(); },
                      },
                      primitive);
}

void Probe::observe(std::size_t node, const torch::Tensor& input, const torch::Tensor& value)
{
    const space::Primitive& primitive = m_model.architecture().primitives[node].primitive;
    if (isRectifier(primitive))
        m_rectifierInputs.push_back(input.detach());
    const std::vector<torch::Tensor> weights = weightsOf(primitive, m_model.node(node));
    for (const torch::Tensor& weight : weights)
        m_layers.push_back({weight, {}, weights.size() == 1 ? value : torch::Tensor(), {}});
}

void Probe::pass()
{
    if (m_logits.defined())
        return;
    const torch::AutoGradMode mode(m_needs.gradients || m_needs.inputGradients);
    if (m_needs.inputGradients)
        m_batch.input = m_batch.input.detach().clone().requires_grad_(true);
    m_logits = net::plainForward(
        m_model.architecture().primitives, m_model.nodes(), m_batch.input,
        {.training = true,
         .leftOut = [](const space::Primitive& primitive) { return std::holds_alternative<space::Drop>(primitive); },
         .observe = [this](std::size_t node, const std::vector<torch::Tensor>& inputs,
                           const torch::Tensor& value) { observe(node, inputs.front(), value); }});
}

const torch::Tensor& Probe::logits()
{
    pass();
    return m_logits;
}

const std::vector<torch::Tensor>& Probe::rectifierInputs()
{
    pass();
    return m_rectifierInputs;
}

const std::vector<ProbedLayer>& Probe::layers()
{
    CW_ASSERT(m_needs.gradients);
    pass();
    if (m_hasGradients)
        return m_layers;
    m_hasGradients = true;
    const torch::AutoGradMode mode(true);
    const bool everyStep = m_logits.dim() == 3; // a language model answers at every position
    const torch::Tensor loss = torch::cross_entropy_loss(everyStep ? m_logits.flatten(0, 1) : m_logits,
                                                         everyStep ? m_batch.labels.flatten() : m_batch.labels);
    std::vector<torch::Tensor> wanted;
    for (const ProbedLayer& layer : m_layers) {
        wanted.push_back(layer.weight);
        if (layer.output.defined())
            wanted.push_back(layer.output);
    }
    const auto gradients = torch::autograd::grad({loss}, wanted, {}, true, m_needs.curvature, true);
    std::size_t at = 0;
    const auto next = [&](const torch::Tensor& of) {
        const torch::Tensor& gradient = gradients[at++];
        return gradient.defined() ? gradient : torch::zeros_like(of);
    };
    for (ProbedLayer& layer : m_layers) {
        layer.gradient = next(layer.weight);
        if (layer.output.defined())
            layer.outputGradient = next(layer.output).detach();
    }
    return m_layers;
}

torch::Tensor Probe::inputGradients()
{
    CW_ASSERT(m_needs.inputGradients);
    pass();
    const torch::AutoGradMode mode(true);
    const torch::Tensor gradient =
        torch::autograd::grad({m_logits.sum()}, {m_batch.input}, {}, true, false, true).front();
    return gradient.defined() ? gradient : torch::zeros_like(m_batch.input);
}

} // namespace cw::train

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/model.h"

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/base/rng.h"
#include "core/net/fused_network.h"
#include "core/net/layout.h"
#include "core/net/plain_forward.h"
#include "core/net/safe_kernels.h"

namespace cw::net {

namespace {

using space::PrimitiveNode;

/// A parameter that is a leaf for autograd and a view of the flat tensor at once.
torch::Tensor cut(const torch::Tensor& flat, std::int64_t& offset, const std::vector<std::int64_t>& dims)
{
    const std::int64_t count = Layout::count(dims);
    torch::Tensor view = flat.narrow(0, offset, count).view(dims);
    offset += count;
    return view;
}

void draw(const Layout& layout, Rng& rng, torch::Tensor& target)
{
    torch::Tensor values = torch::empty(target.sizes(), torch::kFloat);
    float* data = values.data_ptr<float>();
    for (std::int64_t k = 0; k < values.numel(); ++k)
        data[k] = float(layout.bound * (layout.start == Start::Normal ? rng.normal() : 2.0 * rng.uniform() - 1.0));
    target.copy_(values);
}

} // namespace

Model::Model(std::shared_ptr<const space::Architecture> architecture, const ModelOptions& options)
    : m_architecture(std::move(architecture))
    , m_device(options.device)
    , m_precision(options.precision)
{
    avoidBrokenKernels();
    allocate();
    if (m_parameters.numel() != m_architecture->costs.parameters)
        throw Error(ErrorCode::Internal, fmt::format("the model has {} parameters, its architecture says {}",
                                                     m_parameters.numel(), m_architecture->costs.parameters));
    initialise(options.seed, options.trial);
    if (options.engine == Engine::Fused && !m_device.is_cpu())
        throw Error(ErrorCode::Config, fmt::format("the fused engine runs on the CPU, not on {}", m_device.str()));
    const bool full = m_precision == Precision::Float32;
    if (options.engine == Engine::Fused && !full)
        throw Error(ErrorCode::Config, "the fused engine computes in float32, not in bfloat16");
    if (options.engine != Engine::Plain && m_device.is_cpu() && full)
        m_fused = std::make_unique<FusedNetwork>(*m_architecture, m_nodes);
}

Model::~Model() = default;

void Model::allocate()
{
    const std::vector<PrimitiveNode>& nodes = m_architecture->primitives;
    std::vector<Layout> layouts;
    std::int64_t parameters = 0;
    std::int64_t statistics = 0;
    for (const PrimitiveNode& node : nodes) {
        layouts.push_back(layoutOf(nodes, node));
        parameters += layouts.back().parameters();
        statistics += layouts.back().statistics;
    }
    const auto options = torch::TensorOptions(torch::kFloat).device(m_device);
    m_parameters = torch::zeros({parameters}, options);
    m_gradients = torch::zeros({parameters}, options);
    m_buffers = torch::zeros({2 * statistics}, options);
    std::int64_t at = 0;
    std::int64_t gradientAt = 0;
    std::int64_t bufferAt = 0;
    const auto parameter = [&](const std::vector<std::int64_t>& dims, torch::Tensor& value, torch::Tensor& gradient) {
        if (dims.empty())
            return;
        value = cut(m_parameters, at, dims);
        gradient = cut(m_gradients, gradientAt, dims);
        value.requires_grad_(true);
        value.mutable_grad() = gradient;
    };
    m_nodes.resize(nodes.size());
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        NodeTensors& tensors = m_nodes[i];
        parameter(layouts[i].weight, tensors.weight, tensors.weightGradient);
        parameter(layouts[i].bias, tensors.bias, tensors.biasGradient);
        parameter(layouts[i].recurrent, tensors.recurrent, tensors.recurrentGradient);
        parameter(layouts[i].recurrentBias, tensors.recurrentBias, tensors.recurrentBiasGradient);
        if (layouts[i].statistics > 0) {
            tensors.mean = cut(m_buffers, bufferAt, {layouts[i].statistics});
            tensors.variance = cut(m_buffers, bufferAt, {layouts[i].statistics});
        }
    }
}

void Model::initialise(std::uint64_t seed, std::int64_t trial)
{
    const torch::NoGradGuard guard;
    const std::vector<PrimitiveNode>& nodes = m_architecture->primitives;
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        NodeTensors& tensors = m_nodes[i];
        const Layout layout = layoutOf(nodes, nodes[i]);
        if (tensors.variance.defined())
            tensors.variance.fill_(1);
        if (!tensors.weight.defined())
            continue;
        if (layout.start == Start::Norm) {
            tensors.weight.fill_(1);
            continue;
        }
        Rng rng(seed, std::uint64_t(trial), "init", i);
        for (torch::Tensor* target : {&tensors.weight, &tensors.bias, &tensors.recurrent, &tensors.recurrentBias}) {
            if (target->defined())
                draw(layout, rng, *target);
        }
    }
}

torch::Tensor Model::forward(const torch::Tensor& input, bool training, std::uint64_t dropSeed)
{
    if (m_fused)
        return m_fused->forward(input, training, dropSeed);
    const torch::AutoGradMode mode(training);
    return plainForward(m_architecture->primitives, m_nodes, input,
                        {.training = training, .dropSeed = dropSeed, .precision = m_precision});
}

double Model::lossAndGradients(const torch::Tensor& input, const torch::Tensor& labels, double labelSmoothing,
                               std::uint64_t dropSeed)
{
    m_gradients.zero_();
    torch::Tensor logits = forward(input, true, dropSeed);
    if (m_fused)
        logits = logits.detach().requires_grad_(true);
    const bool everyStep = logits.dim() == 3; // a language model answers at every position
    const torch::Tensor loss =
        torch::cross_entropy_loss(everyStep ? logits.flatten(0, 1) : logits, everyStep ? labels.flatten() : labels, {},
                                  at::Reduction::Mean, -100, labelSmoothing);
    loss.backward();
    if (m_fused)
        m_fused->backward(logits.grad());
    return loss.item<double>();
}

} // namespace cw::net

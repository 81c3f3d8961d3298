// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/model.h"

#include <cmath>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/base/rng.h"
#include "core/net/fused_network.h"

namespace cw::net {

namespace {

using space::PrimitiveNode;

/// Where a node's tensors lie in the flat ones.
struct Layout {
    std::vector<std::int64_t> weight;
    std::vector<std::int64_t> bias;
    std::int64_t statistics = 0; ///< channels with running mean and variance

    std::int64_t parameters() const { return count(weight) + count(bias); }
    static std::int64_t count(const std::vector<std::int64_t>& dims)
    {
        std::int64_t product = dims.empty() ? 0 : 1;
        for (const std::int64_t dim : dims)
            product *= dim;
        return product;
    }
};

Layout layoutOf(const std::vector<PrimitiveNode>& nodes, const PrimitiveNode& node)
{
    const auto channels = [&] { return nodes[std::size_t(node.inputs.at(0))].shape.channels(); };
    Layout layout;
    std::visit(
        space::Overloaded{
            [&](const space::Conv& conv) {
                layout.weight = {conv.outChannels, channels() / conv.groups, conv.kernelHeight, conv.kernelWidth};
                if (conv.bias)
                    layout.bias = {conv.outChannels};
            },
            [&](const space::BatchNorm& norm) {
                if (norm.affine)
                    layout.weight = layout.bias = {channels()};
                layout.statistics = channels();
            },
            [&](const space::Linear& linear) {
                layout.weight = {linear.outFeatures, channels()};
                if (linear.bias)
                    layout.bias = {linear.outFeatures};
            },
            [](const auto&) {},
        },
        node.primitive);
    return layout;
}

/// A parameter that is a leaf for autograd and a view of the flat tensor at once.
torch::Tensor cut(const torch::Tensor& flat, std::int64_t& offset, const std::vector<std::int64_t>& dims)
{
    const std::int64_t count = Layout::count(dims);
    torch::Tensor view = flat.narrow(0, offset, count).view(dims);
    offset += count;
    return view;
}

torch::Tensor batchNorm(const space::BatchNorm& norm, const NodeTensors& tensors, const torch::Tensor& x, bool training)
{
    return torch::batch_norm(x, tensors.weight, tensors.bias, tensors.mean, tensors.variance, training, norm.momentum,
                             norm.epsilon, false);
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

torch::Tensor pool(const space::Pool& pool, const torch::Tensor& x)
{
    if (pool.kind == space::PoolKind::Max)
        return torch::max_pool2d(x, pool.kernel, pool.stride, pool.padding);
    return torch::avg_pool2d(x, pool.kernel, pool.stride, pool.padding, false, pool.countPadding);
}

torch::Tensor convolution(const space::Conv& conv, const NodeTensors& tensors, const torch::Tensor& x)
{
    const std::vector<std::int64_t> stride{conv.stride, conv.widthStride()};
    const std::vector<std::int64_t> padding{conv.dilation * (conv.kernelHeight - 1) / 2,
                                            conv.dilation * (conv.kernelWidth - 1) / 2};
    const std::vector<std::int64_t> dilation{conv.dilation, conv.dilation};
    return torch::conv2d(x, tensors.weight, tensors.bias, stride, padding, dilation, conv.groups);
}

/// The mask is drawn on the CPU, so that it is the same on every device.
torch::Tensor drop(const space::Drop& drop, const torch::Tensor& x, std::uint64_t seed)
{
    Rng rng(seed, 0, "drop");
    torch::Tensor mask = torch::empty(x.sizes(), torch::kFloat);
    const float kept = drop.probability < 1 ? float(1.0 / (1.0 - drop.probability)) : 0.0F;
    float* values = mask.data_ptr<float>();
    for (std::int64_t i = 0; i < mask.numel(); ++i)
        values[i] = rng.chance(drop.probability) ? 0.0F : kept;
    return x * mask.to(x.device());
}

torch::Tensor zeros(const space::Shape& shape, const torch::Tensor& like)
{
    std::vector<std::int64_t> dims{like.size(0)};
    dims.insert(dims.end(), shape.dims.begin(), shape.dims.end());
    return torch::zeros(dims, like.options().requires_grad(false));
}

} // namespace

std::uint64_t dropSeedOf(std::uint64_t stepSeed, std::size_t node)
{
    return mix64(stepSeed, node);
}

torch::Tensor applyPrimitive(const PrimitiveNode& node, const NodeTensors& tensors,
                             const std::vector<torch::Tensor>& inputs, bool training, std::uint64_t dropSeed)
{
    const torch::Tensor& x = inputs.at(0);
    return std::visit(space::Overloaded{
                          [&](const space::Input&) { return x; },
                          [&](const space::Identity&) { return x; },
                          [&](const space::Conv& conv) { return convolution(conv, tensors, x); },
                          [&](const space::BatchNorm& norm) { return batchNorm(norm, tensors, x, training); },
                          [&](const space::Activation& a) { return activation(a.kind, x); },
                          [&](const space::Pool& p) { return pool(p, x); },
                          [&](const space::GlobalPool& p) {
                              return p.kind == space::PoolKind::Max ? x.amax({2, 3}) : x.mean({2, 3});
                          },
                          [&](const space::Flatten&) { return x.flatten(1); },
                          [&](const space::Linear&) { return torch::linear(x, tensors.weight, tensors.bias); },
                          [&](const space::Add&) {
                              torch::Tensor sum = x;
                              for (std::size_t i = 1; i < inputs.size(); ++i)
                                  sum = sum + inputs[i];
                              return sum;
                          },
                          [&](const space::Concat&) { return torch::cat(inputs, 1); },
                          [&](const space::Zero&) { return zeros(node.shape, x); },
                          [&](const space::Drop& d) { return training ? drop(d, x, dropSeed) : x; },
                      },
                      node.primitive);
}

Model::Model(std::shared_ptr<const space::Architecture> architecture, const ModelOptions& options)
    : m_architecture(std::move(architecture))
    , m_device(options.device)
{
    allocate();
    if (m_parameters.numel() != m_architecture->costs.parameters)
        throw Error(ErrorCode::Internal, fmt::format("the model has {} parameters, its architecture says {}",
                                                     m_parameters.numel(), m_architecture->costs.parameters));
    initialise(options.seed, options.trial);
    if (options.engine == Engine::Fused && !m_device.is_cpu())
        throw Error(ErrorCode::Config, fmt::format("the fused engine runs on the CPU, not on {}", m_device.str()));
    if (options.engine != Engine::Plain && m_device.is_cpu())
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
        if (layouts[i].statistics > 0) {
            tensors.mean = cut(m_buffers, bufferAt, {layouts[i].statistics});
            tensors.variance = cut(m_buffers, bufferAt, {layouts[i].statistics});
        }
    }
}

void Model::initialise(std::uint64_t seed, std::int64_t trial)
{
    const torch::NoGradGuard guard;
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        NodeTensors& tensors = m_nodes[i];
        if (tensors.mean.defined()) {
            tensors.variance.fill_(1);
            if (tensors.weight.defined())
                tensors.weight.fill_(1);
            continue;
        }
        if (!tensors.weight.defined())
            continue;
        Rng rng(seed, std::uint64_t(trial), "init", i);
        const double bound = 1.0 / std::sqrt(double(tensors.weight.numel() / tensors.weight.size(0)));
        const auto fill = [&](torch::Tensor& target) {
            torch::Tensor values = torch::empty(target.sizes(), torch::kFloat);
            float* data = values.data_ptr<float>();
            for (std::int64_t k = 0; k < values.numel(); ++k)
                data[k] = float(bound * (2.0 * rng.uniform() - 1.0));
            target.copy_(values);
        };
        fill(tensors.weight);
        if (tensors.bias.defined())
            fill(tensors.bias);
    }
}

torch::Tensor Model::plainForward(const torch::Tensor& input, bool training, std::uint64_t dropSeed)
{
    const std::vector<PrimitiveNode>& nodes = m_architecture->primitives;
    std::vector<int> pending(nodes.size(), 0);
    for (const PrimitiveNode& node : nodes) {
        for (const int from : node.inputs)
            ++pending[std::size_t(from)];
    }
    std::vector<torch::Tensor> values(nodes.size());
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        std::vector<torch::Tensor> inputs;
        for (const int from : nodes[i].inputs)
            inputs.push_back(values[std::size_t(from)]);
        if (inputs.empty())
            inputs.push_back(input);
        values[i] = applyPrimitive(nodes[i], m_nodes[i], inputs, training, dropSeedOf(dropSeed, i));
        for (const int from : nodes[i].inputs) {
            if (--pending[std::size_t(from)] == 0)
                values[std::size_t(from)].reset();
        }
    }
    return values.back();
}

torch::Tensor Model::forward(const torch::Tensor& input, bool training, std::uint64_t dropSeed)
{
    if (m_fused)
        return m_fused->forward(input, training, dropSeed);
    const torch::AutoGradMode mode(training);
    return plainForward(input, training, dropSeed);
}

double Model::lossAndGradients(const torch::Tensor& input, const torch::Tensor& labels, double labelSmoothing,
                               std::uint64_t dropSeed)
{
    m_gradients.zero_();
    torch::Tensor logits = forward(input, true, dropSeed);
    if (m_fused)
        logits = logits.detach().requires_grad_(true);
    const torch::Tensor loss = torch::cross_entropy_loss(logits, labels, {}, at::Reduction::Mean, -100, labelSmoothing);
    loss.backward();
    if (m_fused)
        m_fused->backward(logits.grad());
    return loss.item<double>();
}

} // namespace cw::net

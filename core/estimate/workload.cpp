// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimate/workload.h"

#include <algorithm>
#include <numeric>

namespace cw::estimate {

namespace {

using space::Primitive;
using space::Shape;

constexpr const char* kNames[kWorkKinds] = {"light",        "norm",        "norm-uneven", "pool",    "plain",
                                            "plain-uneven", "convolution", "grouped",     "dilated", "matrix"};

template <class... Kinds>
bool isOneOf(const Primitive& primitive)
{
    return (std::holds_alternative<Kinds>(primitive) || ...);
}

WorkKind kindOfConvolution(const space::Conv& conv, const Shape& input)
{
    if (conv.groups > 1)
        return conv.dilation > 1 ? WorkKind::Dilated : WorkKind::Grouped;
    const bool square = conv.kernelHeight == conv.kernelWidth && (conv.kernelHeight == 1 || conv.kernelHeight == 3);
    // Vectors of four channels at the least: the first layer, which reads one or three, is computed otherwise.
    const std::int64_t common = std::gcd(input.channels(), conv.outChannels);
    const bool plain = square && input.kind == space::ShapeKind::Image && common % 4 == 0 && !conv.bias &&
                       conv.stride == 1 && conv.widthStride() == 1 && conv.dilation == 1 &&
                       conv.padding == space::Padding::Same;
    if (!plain)
        return WorkKind::Convolution;
    return common % 8 == 0 ? WorkKind::Plain : WorkKind::PlainUneven;
}

WorkKind kindOf(const Primitive& primitive, const std::vector<Shape>& inputs)
{
    if (const auto* conv = std::get_if<space::Conv>(&primitive))
        return kindOfConvolution(*conv, inputs.front());
    if (isOneOf<space::Linear, space::Attention, space::Lstm, space::Gru, space::Recurrence>(primitive))
        return WorkKind::Matrix;
    if (isOneOf<space::BatchNorm, space::LayerNorm, space::GroupNorm, space::Add, space::Multiply>(primitive)) {
        const Shape& input = inputs.front();
        const bool uneven = input.kind == space::ShapeKind::Image && input.channels() % 4 != 0;
        return uneven ? WorkKind::NormUneven : WorkKind::Norm;
    }
    return isOneOf<space::Pool, space::GlobalPool>(primitive) ? WorkKind::Pool : WorkKind::Light;
}

/// Operators that a primitive starts in a pass.
std::int64_t callsOf(const Primitive& primitive, const Shape& shape)
{
    const std::int64_t steps = shape.dims.empty() ? 1 : shape.dims.front();
    if (isOneOf<space::Lstm, space::Gru>(primitive))
        return 2 * steps; // a product and its gates
    if (const auto* cell = std::get_if<space::Recurrence>(&primitive))
        return 6 * steps * (std::int64_t(cell->nodes.size()) + 1); // two gates, a product, a blend of three
    return 1;
}

/// Zero in, zero out.
bool keepsZero(const Primitive& primitive)
{
    if (const auto* conv = std::get_if<space::Conv>(&primitive))
        return !conv->bias;
    if (const auto* activation = std::get_if<space::Activation>(&primitive))
        return activation->kind == space::ActivationKind::Relu;
    return isOneOf<space::Identity, space::Add, space::Pool, space::GlobalPool, space::Flatten, space::Drop>(primitive);
}

/// Primitives that are computed: neither known to be zero nor leading nowhere.
std::vector<bool> computedIn(const std::vector<space::PrimitiveNode>& nodes)
{
    std::vector<bool> zero(nodes.size(), false);
    const auto isZero = [&zero](int node) { return bool(zero[std::size_t(node)]); };
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const auto& inputs = nodes[i].inputs;
        zero[i] = isOneOf<space::Zero>(nodes[i].primitive) || (!inputs.empty() && keepsZero(nodes[i].primitive) &&
                                                               std::all_of(inputs.begin(), inputs.end(), isZero));
    }
    std::vector<bool> computed(nodes.size(), false);
    if (!nodes.empty())
        computed.back() = true;
    for (std::size_t i = nodes.size(); i-- > 0;) {
        computed[i] = computed[i] && !zero[i];
        for (const int input : nodes[i].inputs) {
            if (computed[i])
                computed[std::size_t(input)] = true;
        }
    }
    return computed;
}

} // namespace

const char* nameOf(WorkKind kind)
{
    return kNames[std::size_t(kind)];
}

std::int64_t Workload::calls() const
{
    std::int64_t sum = 0;
    for (const Work& work : works)
        sum += work.calls;
    return sum;
}

Workload workloadOf(const space::Architecture& architecture)
{
    Workload workload;
    workload.parameters = architecture.costs.parameters;
    const std::vector<bool> computed = computedIn(architecture.primitives);
    for (std::size_t i = 0; i < architecture.primitives.size(); ++i) {
        const space::PrimitiveNode& node = architecture.primitives[i];
        if (!computed[i] || node.inputs.empty() || isOneOf<space::Identity>(node.primitive))
            continue;
        std::vector<Shape> inputs;
        for (const int input : node.inputs)
            inputs.push_back(architecture.primitives[std::size_t(input)].shape);
        const std::int64_t numbers = node.shape.elements();
        const auto macs = double(space::macCount(node.primitive, inputs, node.shape));
        Work& work = workload.of(kindOf(node.primitive, inputs));
        work.calls += callsOf(node.primitive, node.shape);
        if (macs > 0 && numbers > 0)
            work.layers.push_back({macs, macs / double(numbers)});
        else
            work.numbers += numbers;
    }
    return workload;
}

} // namespace cw::estimate

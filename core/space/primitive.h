// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>
#include <variant>
#include <vector>

#include "core/space/shape.h"

namespace cw::space {

// The building stones that costs, models and exporters know. An op expands into these; nothing else knows ops.
// "Same" padding everywhere: padding = dilation * (kernel - 1) / 2.

enum class ActivationKind { Relu, Gelu, Silu, HardSwish, Sigmoid, Tanh, Relu6, HardSigmoid };
enum class PoolKind { Max, Average };

/// The network's input.
struct Input {
    bool operator==(const Input&) const = default;
};
/// 2-d convolution, [C,H,W] -> [out,H',W'].
/// MACs: every tap of every output, outputs * in / groups * kernel height * kernel width
struct Conv {
    std::int64_t outChannels = 1;
    std::int64_t kernelHeight = 1;
    std::int64_t kernelWidth = 1;
    std::int64_t stride = 1;
    std::int64_t dilation = 1;
    std::int64_t groups = 1;
    bool bias = false;
    std::int64_t strideWidth = 0; ///< 0: `stride` in both directions

    std::int64_t widthStride() const { return strideWidth == 0 ? stride : strideWidth; }
    bool operator==(const Conv&) const = default;
};
/// Batch normalisation over channels, or over features of a vector.
struct BatchNorm {
    bool affine = true;
    double epsilon = 1e-5;
    double momentum = 0.1;
    bool operator==(const BatchNorm&) const = default;
};
struct Activation {
    ActivationKind kind = ActivationKind::Relu;
    bool operator==(const Activation&) const = default;
};
struct Pool {
    PoolKind kind = PoolKind::Average;
    std::int64_t kernel = 3;
    std::int64_t stride = 1;
    std::int64_t padding = 1;
    bool countPadding = false; ///< average: whether padded zeros count in the mean
    bool operator==(const Pool&) const = default;
};
/// Mean or maximum over all positions: [C,H,W] -> [C].
struct GlobalPool {
    PoolKind kind = PoolKind::Average;
    bool operator==(const GlobalPool&) const = default;
};
/// [C,H,W] -> [C*H*W].
struct Flatten {
    bool operator==(const Flatten&) const = default;
};
/// [F] -> [out].
struct Linear {
    std::int64_t outFeatures = 1;
    bool bias = true;
    bool operator==(const Linear&) const = default;
};
/// Elementwise sum of inputs of one shape.
struct Add {
    bool operator==(const Add&) const = default;
};
/// Concatenation along channels.
struct Concat {
    bool operator==(const Concat&) const = default;
};
/// Zeros in the shape of the input, with `stride` in height and width, and `outChannels` (0: as the input).
struct Zero {
    std::int64_t stride = 1;
    std::int64_t outChannels = 0;
    bool operator==(const Zero&) const = default;
};
struct Identity {
    bool operator==(const Identity&) const = default;
};
/// Dropout with the given probability, in training only.
struct Drop {
    double probability = 0.5;
    bool operator==(const Drop&) const = default;
};

using Primitive = std::variant<Input, Conv, BatchNorm, Activation, Pool, GlobalPool, Flatten, Linear, Add, Concat, Zero,
                               Identity, Drop>;

/// "conv", "batch-norm", "activation", ...
std::string_view primitiveName(const Primitive& primitive);

/// Shape of the output; an Error(Config) says what was expected and found.
Result<Shape> outputShape(const Primitive& primitive, const std::vector<Shape>& inputs);
/// Trainable parameters, given the shapes of the inputs.
std::int64_t parameterCount(const Primitive& primitive, const std::vector<Shape>& inputs);
/// Multiply-accumulates of convolutions and linear layers (no bias) for one sample; 0 for the others.
std::int64_t macCount(const Primitive& primitive, const std::vector<Shape>& inputs, const Shape& output);

/// One node of the flat graph a model is built from. Inputs come before it.
struct PrimitiveNode {
    Primitive primitive;
    std::vector<int> inputs;
    Shape shape; ///< of the output
    int op = -1; ///< index in Architecture::ops
    bool operator==(const PrimitiveNode&) const = default;
};

template <class... Visitors>
struct Overloaded : Visitors... {
    using Visitors::operator()...;
};
template <class... Visitors>
Overloaded(Visitors...) -> Overloaded<Visitors...>;

} // namespace cw::space

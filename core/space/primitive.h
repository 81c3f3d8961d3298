// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>
#include <variant>
#include <vector>

#include "core/space/shape.h"

namespace cw::space {

// The building stones that costs, models and exporters know. An op expands into these; nothing else knows ops.

enum class ActivationKind { Relu, Gelu, Silu, HardSwish, Sigmoid, Tanh, Relu6, HardSigmoid };
enum class PoolKind { Max, Average };
/// Zeros around what a window slides over.
enum class Padding {
    Same,   ///< dilation * (kernel - 1) / 2 on both sides: the size stays with stride 1 and an odd kernel
    None,   ///< the window stays inside
    Causal, ///< sequences: all of them before the first step, so that no output sees a later step
};

/// The network's input.
struct Input {
    bool operator==(const Input&) const = default;
};
/// Convolution, [C,H,W] -> [out,H',W']; over time [T,F] -> [T',out] with a kernel height of 1.
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
    Padding padding = Padding::Same;

    std::int64_t widthStride() const { return strideWidth == 0 ? stride : strideWidth; }
    bool operator==(const Conv&) const = default;
};
/// Batch normalisation of every channel; those of a sequence over its steps too.
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
/// Maximum or mean of windows: [C,H,W] -> [C,H',W'], over time [T,F] -> [T',F].
struct Pool {
    PoolKind kind = PoolKind::Average;
    std::int64_t kernel = 3;
    std::int64_t stride = 1;
    std::int64_t padding = 1;
    bool countPadding = false; ///< average: whether padded zeros count in the mean
    bool causal = false;       ///< sequences: kernel - 1 steps of padding, all before the first step
    bool operator==(const Pool&) const = default;
};
/// Mean or maximum over all positions: [C,H,W] -> [C], [T,F] -> [F].
struct GlobalPool {
    PoolKind kind = PoolKind::Average;
    bool operator==(const GlobalPool&) const = default;
};
/// [C,H,W] -> [C*H*W], [T,F] -> [T*F].
struct Flatten {
    bool operator==(const Flatten&) const = default;
};
/// [F] -> [out]; at every step [T,F] -> [T,out].    MACs: steps * F * out
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
/// Zeros in the shape of the input, with `stride` in height and width or time, and `outChannels` (0: as the input).
struct Zero {
    std::int64_t stride = 1;
    std::int64_t outChannels = 0;
    bool operator==(const Zero&) const = default;
};
struct Identity {
    bool operator==(const Identity&) const = default;
};
/// Dropout with the given probability, in training only; what stays is scaled by 1 / (1 - probability).
struct Drop {
    double probability = 0.5;
    bool perSample = false; ///< all of a sample or nothing of it (stochastic depth)
    bool operator==(const Drop&) const = default;
};

/// To mean 0 and variance 1 over the channels of each position, then scaled and shifted.
struct LayerNorm {
    double epsilon = 1e-5;
    bool operator==(const LayerNorm&) const = default;
};
/// To mean 0 and variance 1 over the channels of a group and all positions, then each channel scaled and shifted.
struct GroupNorm {
    std::int64_t groups = 1;
    double epsilon = 1e-5;
    bool operator==(const GroupNorm&) const = default;
};
/// Elementwise product in the shape of the first input; the others have it too, or are a vector with a number for each
/// of its channels.    MACs: none
struct Multiply {
    bool operator==(const Multiply&) const = default;
};
/// An image one pixel up and to the left; zeros come in. Before a 1x1 convolution with stride 2 it picks the odd
/// pixels.
struct Shift {
    bool operator==(const Shift&) const = default;
};
/// Every pixel a step: [C,H,W] -> [H*W,C]; every number a step: [F] -> [F,1].
struct ToSequence {
    bool operator==(const ToSequence&) const = default;
};
/// A row of a table for each token: [T] -> [T,size].    MACs: none, it looks up
struct Embedding {
    std::int64_t vocabulary = 1;
    std::int64_t size = 1;
    bool operator==(const Embedding&) const = default;
};
/// Adds to every step of a sequence a vector that says where it is.
struct Position {
    bool learned = false; ///< else sines and cosines of its number (Vaswani et al. 2017, section 3.5)
    bool operator==(const Position&) const = default;
};
/// Softmax attention of every step to all steps, in parallel heads: queries, keys and values side by side
/// [T,3E] -> [T,E].    MACs: the two matrix products, 2 * T * T * E, also where a mask hides a part
struct Attention {
    std::int64_t heads = 1;
    bool causal = false; ///< no step attends to a later one
    bool operator==(const Attention&) const = default;
};
/// One layer, from a state of zeros: [T,F] -> [T,hidden], with two biases as in LibTorch.
/// MACs: T * 4 * hidden * (F + hidden)
struct Lstm {
    std::int64_t hidden = 1;
    bool operator==(const Lstm&) const = default;
};
/// As Lstm with three gates.    MACs: T * 3 * hidden * (F + hidden)
struct Gru {
    std::int64_t hidden = 1;
    bool operator==(const Gru&) const = default;
};
enum class StateFunction { Tanh, Relu, Sigmoid, Identity };
/// A state of a recurrent cell, made from an earlier one.
struct StateNode {
    StateFunction function = StateFunction::Tanh;
    int from = 0; ///< 0: the first state; n: that of the n-th node
    bool operator==(const StateNode&) const = default;
};
/// The searched recurrent cell, from a hidden state h of zeros: [T,F] -> [T,hidden]. The first state is
/// s0 = h + c * (tanh(g) - h) with [c, g] = [x, h] W and c through a sigmoid; a node makes s = p + c * (f(g) - p) with
/// [c, g] = p W of its own, p its predecessor. The next h, also the output, is the mean of all nodes or of the last
/// ones. MACs: T * 2 * hidden * (F + hidden + nodes * hidden) Paper: Liu et al., DARTS, ICLR 2019, sections 2.1
/// and 3.1; Pham et al., ENAS, ICML 2018
struct Recurrence {
    std::int64_t hidden = 1;
    std::vector<StateNode> nodes;
    bool endsOnly = false; ///< the mean of the nodes from which no other is made (ENAS); else of all (DARTS)
    bool operator==(const Recurrence&) const = default;
};

using Primitive = std::variant<Input, Conv, BatchNorm, Activation, Pool, GlobalPool, Flatten, Linear, Add, Concat, Zero,
                               Identity, Drop, LayerNorm, GroupNorm, Multiply, Shift, ToSequence, Embedding, Position,
                               Attention, Lstm, Gru, Recurrence>;

/// "conv", "batch-norm", "activation", ...
std::string_view primitiveName(const Primitive& primitive);

/// Shape of the output; an Error(Config) says what was expected and found.
Result<Shape> outputShape(const Primitive& primitive, const std::vector<Shape>& inputs);
/// Trainable parameters, given the shapes of the inputs.
std::int64_t parameterCount(const Primitive& primitive, const std::vector<Shape>& inputs);
/// Multiply-accumulates of one sample: convolutions, linear layers and the matrix products inside attention and
/// recurrent layers, no bias; 0 for the others.
std::int64_t macCount(const Primitive& primitive, const std::vector<Shape>& inputs, const Shape& output);

/// Whether it has weights that training changes.
bool isTrainable(const Primitive& primitive);
/// Numbers that the backward pass needs besides inputs and outputs, for one sample.
std::int64_t keptInside(const Primitive& primitive, const Shape& output);

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

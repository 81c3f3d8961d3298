// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/primitive.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "core/space/primitive_shapes.h"
#include "core/space/saturating.h"

namespace cw::space {

Error misfit(std::string what)
{
    return Error(ErrorCode::Config, what);
}

Result<Done> expectRange(std::string_view name, const char* what, std::int64_t value, std::int64_t low,
                         std::int64_t high)
{
    if (value < low || value > high)
        return misfit(fmt::format("{} expects {} from {} to {}, found {}", name, what, low, high, value));
    return Done{};
}

Result<Done> expectNumbers(std::string_view name, const Shape& found)
{
    if (found.kind == ShapeKind::Tokens)
        return misfit(fmt::format("{} expects numbers, found {} (put an embedding before it)", name, found.describe()));
    return Done{};
}

namespace {

/// By index in the variant.
constexpr std::array<std::string_view, std::variant_size_v<Primitive>> kNames{
    "input", "conv",        "batch-norm", "activation", "pool",      "global-pool", "flatten",    "linear",
    "add",   "concat",      "zero",       "identity",   "drop",      "layer-norm",  "group-norm", "multiply",
    "shift", "to-sequence", "embedding",  "position",   "attention", "lstm",        "gru",        "recurrence"};

Result<Shape> sameNumbers(std::string_view name, const Shapes& inputs)
{
    if (const auto numbers = expectNumbers(name, inputs.front()); !numbers)
        return numbers.error();
    return inputs.front();
}

Result<Shape> shapeAfter(const Linear& linear, const Shapes& inputs)
{
    const Shape& in = inputs.front();
    if (in.kind != ShapeKind::Vector && in.kind != ShapeKind::Sequence)
        return misfit(fmt::format("linear expects a vector [F] (flatten or pool it first), found {}", in.describe()));
    if (const auto range = expectRange("linear", "a number of output features", linear.outFeatures, 1, kMostElements);
        !range)
        return range.error();
    return in.kind == ShapeKind::Vector ? Shape::vector(linear.outFeatures)
                                        : Shape::sequence(in.dims[0], linear.outFeatures);
}

Result<Shape> shapeAfter(const Add&, const Shapes& inputs)
{
    for (const Shape& shape : inputs) {
        if (shape != inputs.front())
            return misfit(fmt::format("a sum expects inputs of one shape, found {} and {}", inputs.front().describe(),
                                      shape.describe()));
    }
    return sameNumbers("a sum", inputs);
}

Result<Shape> shapeAfter(const Multiply&, const Shapes& inputs)
{
    const Shape& first = inputs.front();
    for (const Shape& shape : inputs) {
        if (shape != first && shape != Shape::vector(first.channels()))
            return misfit(fmt::format(
                "a product expects inputs of one shape or vectors of as many channels as the first, found {} and {}",
                first.describe(), shape.describe()));
    }
    return sameNumbers("a product", inputs);
}

Result<Shape> shapeAfter(const Concat&, const Shapes& inputs)
{
    Shape result = inputs.front();
    if (result.kind == ShapeKind::Tokens)
        return misfit(fmt::format("a concatenation expects images, sequences or vectors, found {}", result.describe()));
    const std::size_t axis = result.kind == ShapeKind::Sequence ? 1 : 0;
    for (std::size_t i = 1; i < inputs.size(); ++i) {
        Shape expected = inputs[i];
        if (expected.kind == result.kind)
            expected.dims[axis] = inputs.front().dims[axis];
        if (expected != inputs.front())
            return misfit(fmt::format("a concatenation expects inputs that differ in channels only, found {} and {}",
                                      inputs.front().describe(), inputs[i].describe()));
        result.dims[axis] = saturatingAdd(result.dims[axis], inputs[i].dims[axis]);
    }
    return result;
}

Result<Shape> shapeAfter(const GlobalPool&, const Shapes& inputs)
{
    const Shape& in = inputs.front();
    if (in.kind != ShapeKind::Image && in.kind != ShapeKind::Sequence)
        return misfit(fmt::format("global pool expects an image [C,H,W] or a sequence [T,F], found {}", in.describe()));
    return Shape::vector(in.channels());
}

Result<Shape> shapeAfter(const Drop& drop, const Shapes& inputs)
{
    if (!(drop.probability >= 0 && drop.probability < 1))
        return misfit(fmt::format("drop expects a probability from 0 to below 1, found {}", drop.probability));
    return sameNumbers("drop", inputs);
}

Result<Shape> shapeAfter(const GroupNorm& norm, const Shapes& inputs)
{
    const std::int64_t channels = inputs.front().channels();
    if (const auto range = expectRange("group norm", "a number of groups", norm.groups, 1, kMostElements); !range)
        return range.error();
    if (channels % norm.groups != 0)
        return misfit(
            fmt::format("group norm has {} groups, which must divide its {} channels", norm.groups, channels));
    return sameNumbers("group norm", inputs);
}

Result<Shape> shapeAfter(const Flatten&, const Shapes& inputs)
{
    if (const auto numbers = expectNumbers("flatten", inputs.front()); !numbers)
        return numbers.error();
    return Shape::vector(inputs.front().elements());
}

Result<Shape> shapeAfter(const BatchNorm&, const Shapes& inputs)
{
    return sameNumbers("batch norm", inputs);
}

Result<Shape> shapeAfter(const LayerNorm&, const Shapes& inputs)
{
    return sameNumbers("layer norm", inputs);
}

Result<Shape> shapeAfter(const Activation&, const Shapes& inputs)
{
    return sameNumbers("activation", inputs);
}

Result<Shape> shapeAfter(const Input&, const Shapes& inputs)
{
    return inputs.front();
}

Result<Shape> shapeAfter(const Identity&, const Shapes& inputs)
{
    return inputs.front();
}

bool takesSeveral(const Primitive& primitive)
{
    return std::holds_alternative<Add>(primitive) || std::holds_alternative<Concat>(primitive) ||
           std::holds_alternative<Multiply>(primitive);
}

} // namespace

std::string_view primitiveName(const Primitive& primitive)
{
    return kNames[primitive.index()];
}

Result<Shape> outputShape(const Primitive& primitive, const std::vector<Shape>& inputs)
{
    if (inputs.empty())
        return misfit(fmt::format("{} has no input", primitiveName(primitive)));
    if (inputs.size() > 1 && !takesSeveral(primitive))
        return misfit(fmt::format("{} expects one input, found {}", primitiveName(primitive), inputs.size()));
    auto shape = std::visit([&](const auto& one) { return shapeAfter(one, inputs); }, primitive);
    if (shape && shape->elements() > kMostElements)
        return misfit(fmt::format("{} makes {} numbers per sample, more than the limit of {}", primitiveName(primitive),
                                  shape->elements(), kMostElements));
    return shape;
}

} // namespace cw::space

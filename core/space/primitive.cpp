// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/primitive.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/space/saturating.h"

namespace cw::space {

namespace {

/// Larger values would not fit any machine; the limit keeps products far from overflow.
constexpr std::int64_t kMostElements = std::int64_t{1} << 31;
constexpr std::int64_t kLargestWindow = 1 << 12;

Error bad(std::string what)
{
    return Error(ErrorCode::Config, what);
}

Result<Done> expectKind(std::string_view name, const Shape& found, ShapeKind kind, const char* expected)
{
    if (found.kind != kind)
        return bad(fmt::format("{} expects {}, found {}", name, expected, found.describe()));
    return Done{};
}

Result<Done> expectRange(std::string_view name, const char* what, std::int64_t value, std::int64_t low,
                         std::int64_t high)
{
    if (value < low || value > high)
        return bad(fmt::format("{} expects {} from {} to {}, found {}", name, what, low, high, value));
    return Done{};
}

/// Length of one side after a window has slid over it.
Result<std::int64_t> slide(std::string_view name, std::int64_t length, std::int64_t window, std::int64_t stride,
                           std::int64_t padding)
{
    const std::int64_t room = length + 2 * padding - window;
    if (room < 0)
        return bad(fmt::format("{} has a window of {} px, but its padded input has only {} px", name, window,
                               length + 2 * padding));
    return room / stride + 1;
}

Result<Shape> convShape(const Conv& conv, const Shape& in)
{
    if (const auto kind = expectKind("conv", in, ShapeKind::Image, "an image [C,H,W]"); !kind)
        return kind.error();
    const struct {
        const char* what;
        std::int64_t value;
        std::int64_t high;
    } checks[] = {{"a number of output channels", conv.outChannels, kMostElements},
                  {"a kernel height", conv.kernelHeight, kLargestWindow},
                  {"a kernel width", conv.kernelWidth, kLargestWindow},
                  {"a stride", conv.stride, kLargestWindow},
                  {"a stride in width", conv.widthStride(), kLargestWindow},
                  {"a dilation", conv.dilation, kLargestWindow},
                  {"a number of groups", conv.groups, kMostElements}};
    for (const auto& check : checks) {
        if (const auto range = expectRange("conv", check.what, check.value, 1, check.high); !range)
            return range.error();
    }
    if (in.dims[0] % conv.groups != 0 || conv.outChannels % conv.groups != 0)
        return bad(fmt::format("conv has {} groups, which must divide its {} input and {} output channels", conv.groups,
                               in.dims[0], conv.outChannels));
    const auto side = [&](std::int64_t length, std::int64_t kernel, std::int64_t stride) {
        const std::int64_t window = conv.dilation * (kernel - 1) + 1;
        return slide("conv", length, window, stride, (window - 1) / 2);
    };
    const auto height = side(in.dims[1], conv.kernelHeight, conv.stride);
    const auto width = side(in.dims[2], conv.kernelWidth, conv.widthStride());
    if (!height)
        return height.error();
    if (!width)
        return width.error();
    return Shape::image(conv.outChannels, *height, *width);
}

Result<Shape> poolShape(const Pool& pool, const Shape& in)
{
    if (const auto kind = expectKind("pool", in, ShapeKind::Image, "an image [C,H,W]"); !kind)
        return kind.error();
    if (const auto range = expectRange("pool", "a kernel", pool.kernel, 1, kLargestWindow); !range)
        return range.error();
    if (const auto range = expectRange("pool", "a stride", pool.stride, 1, kLargestWindow); !range)
        return range.error();
    if (const auto range = expectRange("pool", "a padding", pool.padding, 0, pool.kernel / 2); !range)
        return range.error();
    const auto height = slide("pool", in.dims[1], pool.kernel, pool.stride, pool.padding);
    const auto width = slide("pool", in.dims[2], pool.kernel, pool.stride, pool.padding);
    if (!height)
        return height.error();
    if (!width)
        return width.error();
    return Shape::image(in.dims[0], *height, *width);
}

Result<Shape> linearShape(const Linear& linear, const Shape& in)
{
    if (const auto kind = expectKind("linear", in, ShapeKind::Vector, "a vector [F] (flatten or pool it first)"); !kind)
        return kind.error();
    if (const auto range = expectRange("linear", "a number of output features", linear.outFeatures, 1, kMostElements);
        !range)
        return range.error();
    return Shape::vector(linear.outFeatures);
}

Result<Shape> addShape(const std::vector<Shape>& inputs)
{
    for (const Shape& shape : inputs) {
        if (shape != inputs.front())
            return bad(fmt::format("a sum expects inputs of one shape, found {} and {}", inputs.front().describe(),
                                   shape.describe()));
    }
    return inputs.front();
}

Result<Shape> concatShape(const std::vector<Shape>& inputs)
{
    Shape result = inputs.front();
    if (result.kind != ShapeKind::Image && result.kind != ShapeKind::Vector)
        return bad(fmt::format("a concatenation expects images or vectors, found {}", result.describe()));
    for (std::size_t i = 1; i < inputs.size(); ++i) {
        const Shape& other = inputs[i];
        if (other.kind != result.kind || !std::equal(other.dims.begin() + 1, other.dims.end(), result.dims.begin() + 1))
            return bad(fmt::format("a concatenation expects inputs that differ in channels only, found {} and {}",
                                   inputs.front().describe(), other.describe()));
        result.dims[0] = saturatingAdd(result.dims[0], other.dims[0]);
    }
    return result;
}

Result<Shape> zeroShape(const Zero& zero, const Shape& in)
{
    if (zero.stride == 1 && zero.outChannels == 0)
        return in;
    if (const auto kind =
            expectKind("zero with a stride or channels of its own", in, ShapeKind::Image, "an image [C,H,W]");
        !kind)
        return kind.error();
    if (const auto range = expectRange("zero", "a stride", zero.stride, 1, kLargestWindow); !range)
        return range.error();
    if (const auto range = expectRange("zero", "a number of channels", zero.outChannels, 0, kMostElements); !range)
        return range.error();
    return Shape::image(zero.outChannels == 0 ? in.dims[0] : zero.outChannels, (in.dims[1] - 1) / zero.stride + 1,
                        (in.dims[2] - 1) / zero.stride + 1);
}

Result<Shape> batchNormShape(const Shape& in)
{
    if (in.kind != ShapeKind::Image && in.kind != ShapeKind::Vector)
        return bad(fmt::format("batch norm expects an image or a vector, found {}", in.describe()));
    return in;
}

Result<Shape> globalPoolShape(const Shape& in)
{
    if (const auto kind = expectKind("global pool", in, ShapeKind::Image, "an image [C,H,W]"); !kind)
        return kind.error();
    return Shape::vector(in.dims[0]);
}

Result<Shape> dropShape(const Drop& drop, const Shape& in)
{
    if (!(drop.probability >= 0 && drop.probability < 1))
        return bad(fmt::format("drop expects a probability from 0 to below 1, found {}", drop.probability));
    return in;
}

Result<Shape> shapeOf(const Primitive& primitive, const std::vector<Shape>& inputs)
{
    const Shape& in = inputs.front();
    return std::visit(Overloaded{
                          [&](const Conv& conv) { return convShape(conv, in); },
                          [&](const Pool& pool) { return poolShape(pool, in); },
                          [&](const Linear& linear) { return linearShape(linear, in); },
                          [&](const Add&) { return addShape(inputs); },
                          [&](const Concat&) { return concatShape(inputs); },
                          [&](const Zero& zero) { return zeroShape(zero, in); },
                          [&](const BatchNorm&) { return batchNormShape(in); },
                          [&](const GlobalPool&) { return globalPoolShape(in); },
                          [&](const Flatten&) -> Result<Shape> { return Shape::vector(in.elements()); },
                          [&](const Drop& drop) { return dropShape(drop, in); },
                          [&](const Input&) -> Result<Shape> { return in; },
                          [&](const Activation&) -> Result<Shape> { return in; },
                          [&](const Identity&) -> Result<Shape> { return in; },
                      },
                      primitive);
}

bool takesSeveral(const Primitive& primitive)
{
    return std::holds_alternative<Add>(primitive) || std::holds_alternative<Concat>(primitive);
}

} // namespace

std::string_view primitiveName(const Primitive& primitive)
{
    return std::visit(Overloaded{
                          [](const Input&) -> std::string_view { return "input"; },
                          [](const Conv&) -> std::string_view { return "conv"; },
                          [](const BatchNorm&) -> std::string_view { return "batch-norm"; },
                          [](const Activation&) -> std::string_view { return "activation"; },
                          [](const Pool&) -> std::string_view { return "pool"; },
                          [](const GlobalPool&) -> std::string_view { return "global-pool"; },
                          [](const Flatten&) -> std::string_view { return "flatten"; },
                          [](const Linear&) -> std::string_view { return "linear"; },
                          [](const Add&) -> std::string_view { return "add"; },
                          [](const Concat&) -> std::string_view { return "concat"; },
                          [](const Zero&) -> std::string_view { return "zero"; },
                          [](const Identity&) -> std::string_view { return "identity"; },
                          [](const Drop&) -> std::string_view { return "drop"; },
                      },
                      primitive);
}

Result<Shape> outputShape(const Primitive& primitive, const std::vector<Shape>& inputs)
{
    if (inputs.empty())
        return bad(fmt::format("{} has no input", primitiveName(primitive)));
    if (inputs.size() > 1 && !takesSeveral(primitive))
        return bad(fmt::format("{} expects one input, found {}", primitiveName(primitive), inputs.size()));
    auto shape = shapeOf(primitive, inputs);
    if (shape && shape->elements() > kMostElements)
        return bad(fmt::format("{} makes {} numbers per sample, more than the limit of {}", primitiveName(primitive),
                               shape->elements(), kMostElements));
    return shape;
}

std::int64_t parameterCount(const Primitive& primitive, const std::vector<Shape>& inputs)
{
    if (inputs.empty())
        return 0;
    const Shape& in = inputs.front();
    if (const auto* conv = std::get_if<Conv>(&primitive)) {
        const std::int64_t window = conv->kernelHeight * conv->kernelWidth;
        const std::int64_t perFilter = saturatingMultiply(in.channels() / conv->groups, window);
        return saturatingMultiply(conv->outChannels, perFilter + (conv->bias ? 1 : 0));
    }
    if (const auto* linear = std::get_if<Linear>(&primitive))
        return saturatingMultiply(linear->outFeatures, in.channels() + (linear->bias ? 1 : 0));
    if (const auto* norm = std::get_if<BatchNorm>(&primitive))
        return norm->affine ? 2 * in.channels() : 0;
    return 0;
}

std::int64_t macCount(const Primitive& primitive, const std::vector<Shape>& inputs, const Shape& output)
{
    if (inputs.empty())
        return 0;
    const Shape& in = inputs.front();
    if (const auto* conv = std::get_if<Conv>(&primitive)) {
        const std::int64_t window = conv->kernelHeight * conv->kernelWidth;
        return saturatingMultiply(output.elements(), saturatingMultiply(in.channels() / conv->groups, window));
    }
    if (const auto* linear = std::get_if<Linear>(&primitive))
        return saturatingMultiply(linear->outFeatures, in.channels());
    return 0;
}

} // namespace cw::space

// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include "core/space/primitive_shapes.h"

namespace cw::space {

namespace {

/// A sliding window along one side.
struct Slide {
    std::int64_t window = 1;
    std::int64_t stride = 1;
    std::int64_t padding = 0; ///< both ends together
};

Result<std::int64_t> lengthAfter(std::string_view name, std::int64_t length, const Slide& slide, const char* unit)
{
    const std::int64_t room = length + slide.padding - slide.window;
    if (room < 0)
        return misfit(fmt::format("{} has a window of {} {}, but its padded input has only {} {}", name, slide.window,
                                  unit, length + slide.padding, unit));
    return room / slide.stride + 1;
}

Result<Shape> imageAfter(std::string_view name, std::int64_t channels, const Shape& in, const Slide& down,
                         const Slide& across)
{
    const auto height = lengthAfter(name, in.dims[1], down, "px");
    if (!height)
        return height.error();
    const auto width = lengthAfter(name, in.dims[2], across, "px");
    if (!width)
        return width.error();
    return Shape::image(channels, *height, *width);
}

Result<Shape> sequenceAfter(std::string_view name, std::int64_t features, const Shape& in, const Slide& slide)
{
    const auto steps = lengthAfter(name, in.dims[0], slide, "steps");
    if (!steps)
        return steps.error();
    return Shape::sequence(*steps, features);
}

Result<Done> expectPositions(std::string_view name, const Shape& in, bool causal)
{
    if (in.kind != ShapeKind::Image && in.kind != ShapeKind::Sequence)
        return misfit(fmt::format("{} expects an image [C,H,W] or a sequence [T,F], found {}", name, in.describe()));
    if (causal && in.kind == ShapeKind::Image)
        return misfit(fmt::format("a causal {} expects a sequence [T,F], found {}", name, in.describe()));
    return Done{};
}

Result<Done> checkConv(const Conv& conv, const Shape& in)
{
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
    if (in.channels() % conv.groups != 0 || conv.outChannels % conv.groups != 0)
        return misfit(fmt::format("conv has {} groups, which must divide its {} input and {} output channels",
                                  conv.groups, in.channels(), conv.outChannels));
    if (in.kind == ShapeKind::Sequence && conv.kernelHeight != 1)
        return misfit(fmt::format("conv on a sequence expects a kernel height of 1, found {} (use a 1-d convolution)",
                                  conv.kernelHeight));
    return Done{};
}

} // namespace

Result<Shape> shapeAfter(const Conv& conv, const Shapes& inputs)
{
    const Shape& in = inputs.front();
    if (const auto kind = expectPositions("conv", in, conv.padding == Padding::Causal); !kind)
        return kind.error();
    if (const auto fits = checkConv(conv, in); !fits)
        return fits.error();
    const auto slide = [&](std::int64_t kernel, std::int64_t stride) {
        const std::int64_t window = conv.dilation * (kernel - 1) + 1;
        const std::int64_t same = (window - 1) / 2 * 2;
        const std::int64_t padding = conv.padding == Padding::None     ? 0
                                     : conv.padding == Padding::Causal ? window - 1
                                                                       : same;
        return Slide{window, stride, padding};
    };
    const Slide across = slide(conv.kernelWidth, conv.widthStride());
    return in.kind == ShapeKind::Image
               ? imageAfter("conv", conv.outChannels, in, slide(conv.kernelHeight, conv.stride), across)
               : sequenceAfter("conv", conv.outChannels, in, across);
}

Result<Shape> shapeAfter(const Pool& pool, const Shapes& inputs)
{
    const Shape& in = inputs.front();
    if (const auto kind = expectPositions("pool", in, pool.causal); !kind)
        return kind.error();
    if (const auto range = expectRange("pool", "a kernel", pool.kernel, 1, kLargestWindow); !range)
        return range.error();
    if (const auto range = expectRange("pool", "a stride", pool.stride, 1, kLargestWindow); !range)
        return range.error();
    if (const auto range = expectRange("pool", "a padding", pool.padding, 0, pool.kernel / 2); !range)
        return range.error();
    const Slide slide{pool.kernel, pool.stride, pool.causal ? pool.kernel - 1 : 2 * pool.padding};
    return in.kind == ShapeKind::Image ? imageAfter("pool", in.dims[0], in, slide, slide)
                                       : sequenceAfter("pool", in.dims[1], in, slide);
}

Result<Shape> shapeAfter(const Zero& zero, const Shapes& inputs)
{
    const Shape& in = inputs.front();
    if (zero.stride == 1 && zero.outChannels == 0) {
        const auto numbers = expectNumbers("zero", in);
        return numbers ? Result<Shape>(in) : Result<Shape>(numbers.error());
    }
    if (const auto kind = expectPositions("zero with a stride or channels of its own", in, false); !kind)
        return kind.error();
    if (const auto range = expectRange("zero", "a stride", zero.stride, 1, kLargestWindow); !range)
        return range.error();
    if (const auto range = expectRange("zero", "a number of channels", zero.outChannels, 0, kMostElements); !range)
        return range.error();
    const std::int64_t channels = zero.outChannels == 0 ? in.channels() : zero.outChannels;
    const Slide slide{1, zero.stride, 0};
    return in.kind == ShapeKind::Image ? imageAfter("zero", channels, in, slide, slide)
                                       : sequenceAfter("zero", channels, in, slide);
}

Result<Shape> shapeAfter(const Shift&, const Shapes& inputs)
{
    if (inputs.front().kind != ShapeKind::Image)
        return misfit(fmt::format("shift expects an image [C,H,W], found {}", inputs.front().describe()));
    return inputs.front();
}

} // namespace cw::space

// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include "core/space/primitive_shapes.h"
#include "core/space/saturating.h"

namespace cw::space {

namespace {

constexpr std::size_t kMostStates = 64;

Result<Done> expectSequence(std::string_view name, const Shape& in)
{
    if (in.kind != ShapeKind::Sequence)
        return misfit(fmt::format("{} expects a sequence [T,F], found {}", name, in.describe()));
    return Done{};
}

Result<Shape> layerAfter(std::string_view name, std::int64_t hidden, const Shape& in)
{
    if (const auto kind = expectSequence(name, in); !kind)
        return kind.error();
    if (const auto range = expectRange(name, "a hidden size", hidden, 1, kMostElements); !range)
        return range.error();
    return Shape::sequence(in.dims[0], hidden);
}

} // namespace

Result<Shape> shapeAfter(const ToSequence&, const Shapes& inputs)
{
    const Shape& in = inputs.front();
    if (in.kind == ShapeKind::Image)
        return Shape::sequence(in.dims[1] * in.dims[2], in.dims[0]);
    if (in.kind == ShapeKind::Vector)
        return Shape::sequence(in.dims[0], 1);
    return misfit(fmt::format("to-sequence expects an image [C,H,W] or a vector [F], found {}", in.describe()));
}

Result<Shape> shapeAfter(const Embedding& embedding, const Shapes& inputs)
{
    const Shape& in = inputs.front();
    if (in.kind != ShapeKind::Tokens)
        return misfit(fmt::format("embedding expects tokens [T], found {}", in.describe()));
    if (const auto range = expectRange("embedding", "a vocabulary", embedding.vocabulary, 1, kMostElements); !range)
        return range.error();
    if (const auto range = expectRange("embedding", "a size", embedding.size, 1, kMostElements); !range)
        return range.error();
    return Shape::sequence(in.dims[0], embedding.size);
}

Result<Shape> shapeAfter(const Position&, const Shapes& inputs)
{
    if (const auto kind = expectSequence("position", inputs.front()); !kind)
        return kind.error();
    return inputs.front();
}

Result<Shape> shapeAfter(const Attention& attention, const Shapes& inputs)
{
    const Shape& in = inputs.front();
    if (const auto kind = expectSequence("attention", in); !kind)
        return kind.error();
    if (const auto range = expectRange("attention", "a number of heads", attention.heads, 1, kMostElements); !range)
        return range.error();
    const std::int64_t steps = in.dims[0];
    const std::int64_t features = in.dims[1] / 3;
    if (in.dims[1] % 3 != 0)
        return misfit(
            fmt::format("attention expects queries, keys and values side by side, found {} features", in.dims[1]));
    if (features % attention.heads != 0)
        return misfit(
            fmt::format("attention has {} heads, which must divide its {} features", attention.heads, features));
    if (saturatingMultiply(saturatingMultiply(steps, steps), attention.heads) > kMostElements)
        return misfit(fmt::format("attention with {} heads over {} steps has more weights per sample than the limit "
                                  "of {}",
                                  attention.heads, steps, kMostElements));
    return Shape::sequence(steps, features);
}

Result<Shape> shapeAfter(const Lstm& lstm, const Shapes& inputs)
{
    return layerAfter("lstm", lstm.hidden, inputs.front());
}

Result<Shape> shapeAfter(const Gru& gru, const Shapes& inputs)
{
    return layerAfter("gru", gru.hidden, inputs.front());
}

Result<Shape> shapeAfter(const Recurrence& recurrence, const Shapes& inputs)
{
    if (recurrence.nodes.empty() || recurrence.nodes.size() > kMostStates)
        return misfit(fmt::format("recurrence expects 1 to {} nodes, found {}", kMostStates, recurrence.nodes.size()));
    for (std::size_t i = 0; i < recurrence.nodes.size(); ++i) {
        const int from = recurrence.nodes[i].from;
        if (from < 0 || from > static_cast<int>(i))
            return misfit(
                fmt::format("node {} of a recurrence expects a predecessor from 0 to {}, found {}", i + 1, i, from));
    }
    return layerAfter("recurrence", recurrence.hidden, inputs.front());
}

} // namespace cw::space

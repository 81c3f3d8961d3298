// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/shape.h"

#include <array>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/space/saturating.h"

namespace cw::space {

namespace {

struct KindWord {
    ShapeKind kind;
    const char* word;
    const char* phrase;
    std::size_t rank;
};

constexpr std::array<KindWord, 4> kKinds{{
    {ShapeKind::Image, "image", "an image", 3},
    {ShapeKind::Sequence, "sequence", "a sequence", 2},
    {ShapeKind::Tokens, "tokens", "tokens", 1},
    {ShapeKind::Vector, "vector", "a vector", 1},
}};

const KindWord& wordOf(ShapeKind kind)
{
    return kKinds[static_cast<std::size_t>(kind)];
}

constexpr std::int64_t kLargestDimension = 1 << 24;

} // namespace

std::int64_t Shape::elements() const
{
    std::int64_t product = 1;
    for (const std::int64_t dim : dims)
        product = saturatingMultiply(product, dim);
    return product;
}

std::int64_t Shape::channels() const
{
    switch (kind) {
    case ShapeKind::Image:
    case ShapeKind::Vector:
        return dims.empty() ? 0 : dims.front();
    case ShapeKind::Sequence:
        return dims.size() < 2 ? 0 : dims[1];
    case ShapeKind::Tokens:
        return 1;
    }
    return 0;
}

std::string Shape::text() const
{
    return fmt::format("[{}]", fmt::join(dims, ","));
}

std::string Shape::describe() const
{
    return fmt::format("{} {}", wordOf(kind).phrase, text());
}

Json Shape::toJson() const
{
    return {{"kind", wordOf(kind).word}, {"dims", dims}};
}

Result<Shape> Shape::fromJson(const Json& json, const std::string& where)
{
    const auto bad = [&](const std::string& what) { return Error(ErrorCode::Format, what, where); };
    if (!json.is_object() || !json.contains("kind") || !json.contains("dims") || !json["dims"].is_array())
        return bad(R"(expected a shape such as {"kind": "image", "dims": [3, 32, 32]})");
    for (const KindWord& word : kKinds) {
        if (json["kind"] != word.word)
            continue;
        Shape shape{word.kind, {}};
        for (const Json& dim : json["dims"]) {
            if (!dim.is_number_integer() || dim < 1 || dim > kLargestDimension)
                return bad(fmt::format("expected a dimension from 1 to {}, found {}", kLargestDimension, dim.dump()));
            shape.dims.push_back(dim.get<std::int64_t>());
            if (shape.dims.size() > word.rank)
                break;
        }
        if (shape.dims.size() != word.rank)
            return bad(
                fmt::format("expected {} dimensions of {}, found {}", word.rank, word.phrase, json["dims"].size()));
        return shape;
    }
    return bad(fmt::format("expected the kind image, sequence, tokens or vector, found {}", json["kind"].dump()));
}

} // namespace cw::space

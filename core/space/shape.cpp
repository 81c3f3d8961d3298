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
constexpr std::int64_t kMostClasses = 1 << 20;
constexpr std::array<std::string_view, 2> kTaskKinds{"classification", "language-model"};

Result<std::int64_t> countFrom(const Json& json, const char* key, std::int64_t byDefault, const std::string& where)
{
    const auto found = json.find(key);
    if (found == json.end())
        return byDefault;
    if (!found->is_number_integer() || *found < 1 || *found > kMostClasses)
        return Error(ErrorCode::Format,
                     fmt::format("expected \"{}\" to be a whole number from 1 to {}, found {}", key, kMostClasses,
                                 found->dump()),
                     where);
    return found->get<std::int64_t>();
}

/// What does not fit together in a task; empty when all does.
std::string taskProblem(const Task& task)
{
    const bool tokens = task.input.kind == ShapeKind::Tokens;
    if (tokens && task.vocabulary == 0)
        return "expected the \"vocabulary\" of the tokens, found none";
    if (!tokens && task.vocabulary != 0)
        return fmt::format("expected a \"vocabulary\" for tokens only, found one for {}", task.input.describe());
    if (task.kind != TaskKind::LanguageModel)
        return {};
    if (!tokens)
        return fmt::format("a language model expects tokens, found {}", task.input.describe());
    if (task.classes != task.vocabulary)
        return fmt::format("a language model expects as many classes as its vocabulary of {}, found {}",
                           task.vocabulary, task.classes);
    return {};
}

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

std::string_view toText(TaskKind kind)
{
    return kTaskKinds[static_cast<std::size_t>(kind)];
}

Shape Task::output() const
{
    if (kind == TaskKind::LanguageModel && input.kind == ShapeKind::Tokens)
        return Shape::sequence(input.dims.front(), classes);
    return Shape::vector(classes);
}

Json Task::toJson() const
{
    Json json{{"input", input.toJson()}, {"classes", classes}};
    if (kind != TaskKind::Classification)
        json["kind"] = toText(kind);
    if (vocabulary != 0)
        json["vocabulary"] = vocabulary;
    return json;
}

Result<Task> Task::fromJson(const Json& json, const std::string& where)
{
    if (!json.is_object())
        return Error(ErrorCode::Format, fmt::format("expected an object, found {}", json.type_name()), where);
    Task task;
    if (const auto kind = json.find("kind"); kind != json.end()) {
        if (*kind != kTaskKinds[0] && *kind != kTaskKinds[1])
            return Error(
                ErrorCode::Format,
                fmt::format("expected \"kind\" to be {}, found {}", fmt::join(kTaskKinds, " or "), kind->dump()),
                where);
        task.kind = *kind == kTaskKinds[0] ? TaskKind::Classification : TaskKind::LanguageModel;
    }
    if (json.contains("input")) {
        auto input = Shape::fromJson(json["input"], where + ".input");
        if (!input)
            return input.error();
        task.input = std::move(*input);
    }
    const auto vocabulary = countFrom(json, "vocabulary", 0, where);
    if (!vocabulary)
        return vocabulary.error();
    task.vocabulary = *vocabulary;
    const bool all = task.kind == TaskKind::LanguageModel && task.vocabulary > 0;
    const auto classes = countFrom(json, "classes", all ? task.vocabulary : task.classes, where);
    if (!classes)
        return classes.error();
    task.classes = *classes;
    if (const std::string problem = taskProblem(task); !problem.empty())
        return Error(ErrorCode::Format, problem, where);
    return task;
}

} // namespace cw::space

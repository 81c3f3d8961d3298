// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/base/result.h"

namespace cw::space {

enum class ShapeKind {
    Image,    ///< [C, H, W]
    Sequence, ///< [T, F]
    Tokens,   ///< [T], whole numbers
    Vector,   ///< [F]
};

/// What flows along a wire, without the batch dimension.
struct Shape {
    ShapeKind kind = ShapeKind::Vector;
    std::vector<std::int64_t> dims;

    static Shape image(std::int64_t channels, std::int64_t height, std::int64_t width)
    {
        return {ShapeKind::Image, {channels, height, width}};
    }
    static Shape sequence(std::int64_t steps, std::int64_t features)
    {
        return {ShapeKind::Sequence, {steps, features}};
    }
    static Shape tokens(std::int64_t steps) { return {ShapeKind::Tokens, {steps}}; }
    static Shape vector(std::int64_t features) { return {ShapeKind::Vector, {features}}; }

    std::int64_t elements() const;
    /// Channels of an image, features of a vector or sequence.
    std::int64_t channels() const;
    /// "[16,28,28]"
    std::string text() const;
    /// "an image [16,28,28]", for messages
    std::string describe() const;

    Json toJson() const;
    static Result<Shape> fromJson(const Json& json, const std::string& where);

    bool operator==(const Shape&) const = default;
};

enum class TaskKind {
    Classification, ///< one class for each input
    LanguageModel,  ///< at every position of a text the token that follows: the classes are the vocabulary
};
std::string_view toText(TaskKind kind);

/// What a network is for: the shape of one input and the number of classes. From the data set, or from the space.
struct Task {
    Shape input = Shape::image(3, 32, 32);
    std::int64_t classes = 10;
    TaskKind kind = TaskKind::Classification;
    std::int64_t vocabulary = 0; ///< of tokens: they are 0 .. vocabulary - 1; 0 for other inputs

    /// What a network must end in: [classes] logits, or [T, classes] for a language model.
    Shape output() const;

    /// {"input": ..., "classes": ...}, and "kind" and "vocabulary" where they are not the default.
    Json toJson() const;
    /// What is missing is as in a default task; a language model's classes are its vocabulary.
    /// Errors: Format, at `where`
    static Result<Task> fromJson(const Json& json, const std::string& where);

    bool operator==(const Task&) const = default;
};

} // namespace cw::space

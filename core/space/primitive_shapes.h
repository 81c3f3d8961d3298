// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/space/primitive.h"

namespace cw::space {

// The shape rules, one for each primitive; outputShape() chooses among them. `inputs` holds at least one shape.
// Errors: Config, saying what was expected and found
using Shapes = std::vector<Shape>;

/// Larger values would not fit any machine; the limit keeps products far from overflow.
inline constexpr std::int64_t kMostElements = std::int64_t{1} << 31;
inline constexpr std::int64_t kLargestWindow = 1 << 12;

Error misfit(std::string what);
Result<Done> expectRange(std::string_view name, const char* what, std::int64_t value, std::int64_t low,
                         std::int64_t high);
/// An image, a sequence or a vector: anything but tokens.
Result<Done> expectNumbers(std::string_view name, const Shape& found);

// primitive_windows.cpp: what slides over images and sequences
Result<Shape> shapeAfter(const Conv& conv, const Shapes& inputs);
Result<Shape> shapeAfter(const Pool& pool, const Shapes& inputs);
Result<Shape> shapeAfter(const Zero& zero, const Shapes& inputs);
Result<Shape> shapeAfter(const Shift& shift, const Shapes& inputs);
// primitive_sequences.cpp: what knows time
Result<Shape> shapeAfter(const ToSequence& primitive, const Shapes& inputs);
Result<Shape> shapeAfter(const Embedding& embedding, const Shapes& inputs);
Result<Shape> shapeAfter(const Position& position, const Shapes& inputs);
Result<Shape> shapeAfter(const Attention& attention, const Shapes& inputs);
Result<Shape> shapeAfter(const Lstm& lstm, const Shapes& inputs);
Result<Shape> shapeAfter(const Gru& gru, const Shapes& inputs);
Result<Shape> shapeAfter(const Recurrence& recurrence, const Shapes& inputs);

} // namespace cw::space

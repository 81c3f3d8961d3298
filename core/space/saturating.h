// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <limits>

namespace cw::space {

// Costs of a hostile or half-drawn network may pass 2^63; they then stay at the largest number instead of wrapping
// to a negative one that would look cheap.

constexpr std::int64_t saturatingAdd(std::int64_t a, std::int64_t b) noexcept
{
    std::int64_t result = 0;
    return __builtin_add_overflow(a, b, &result) ? std::numeric_limits<std::int64_t>::max() : result;
}

/// Of numbers that are not negative.
constexpr std::int64_t saturatingMultiply(std::int64_t a, std::int64_t b) noexcept
{
    std::int64_t result = 0;
    return __builtin_mul_overflow(a, b, &result) ? std::numeric_limits<std::int64_t>::max() : result;
}

} // namespace cw::space

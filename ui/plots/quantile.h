// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <vector>

namespace cw::ui {

/// Linear between the two nearest order statistics (type 7 of Hyndman and Fan). `sorted` is not empty.
inline double quantileOfSorted(const std::vector<double>& sorted, double q)
{
    const double place = q * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(std::floor(place));
    const std::size_t above = below + 1 < sorted.size() ? below + 1 : below;
    return std::lerp(sorted[below], sorted[above], place - static_cast<double>(below)); // no difference overflows
}

} // namespace cw::ui

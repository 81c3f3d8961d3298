// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/robust_range.h"

#include <algorithm>
#include <cmath>

#include "ui/plots/quantile.h"

namespace cw::ui {

namespace {

constexpr double kFence = 5; // quartile distances
constexpr std::size_t kFewest = 8;
constexpr double kRoom = 0.06;
constexpr double kLargest = 1e250; // QCustomPlot draws nothing beyond

} // namespace

std::optional<QCPRange> rangeOf(const std::vector<double>& values)
{
    std::optional<QCPRange> range;
    for (const double value : values) {
        if (!std::isfinite(value))
            continue;
        if (!range)
            range = QCPRange(value, value);
        range->lower = std::min(range->lower, value);
        range->upper = std::max(range->upper, value);
    }
    return range;
}

std::optional<QCPRange> robustRangeOf(std::vector<double> values)
{
    std::erase_if(values, [](double value) { return !std::isfinite(value); });
    if (values.size() < kFewest)
        return rangeOf(values);
    std::sort(values.begin(), values.end());
    const double low = quantileOfSorted(values, 0.25);
    const double high = quantileOfSorted(values, 0.75);
    const double fence = (high - low) * kFence;
    if (!(fence > 0) || !std::isfinite(fence))
        return QCPRange(values.front(), values.back());
    return QCPRange(*std::lower_bound(values.begin(), values.end(), low - fence),
                    *(std::upper_bound(values.begin(), values.end(), high + fence) - 1));
}

QCPRange withRoom(const QCPRange& range)
{
    const double low = std::clamp(range.lower, -kLargest, kLargest);
    const double high = std::clamp(range.upper, -kLargest, kLargest);
    const double room = high > low ? (high - low) * kRoom : std::max(1e-3, std::abs(high) * 0.05);
    return {low - room, high + room};
}

} // namespace cw::ui

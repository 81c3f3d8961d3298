// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strategy/forecaster.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "core/base/assert.h"

namespace cw::strategy {

namespace {

/// Of pairs with rising first numbers.
double between(const std::vector<std::pair<double, double>>& known, double target)
{
    const auto above = std::lower_bound(known.begin(), known.end(), target,
                                        [](const auto& pair, double wanted) { return pair.first < wanted; });
    if (above == known.begin())
        return above->second;
    if (above == known.end())
        return known.back().second;
    const auto& [low, lowScore] = *(above - 1);
    const auto& [high, highScore] = *above;
    const double part = (target - low) / (high - low);
    return lowScore * (1 - part) + highScore * part;
}

} // namespace

std::optional<Forecast> forecastFrom(double mean, double deviation, const std::vector<Record>& records,
                                     const std::vector<double>& targets)
{
    CW_ASSERT(records.size() == targets.size());
    std::vector<std::pair<double, double>> known;
    for (std::size_t i = 0; i < records.size(); ++i) {
        if (std::isfinite(records[i].fitness()))
            known.emplace_back(targets[i], records[i].fitness());
    }
    if (known.empty() || !std::isfinite(mean))
        return std::nullopt;
    std::sort(known.begin(), known.end());
    // Of equal targets the best score stays: where values are cut off, all above the cut are meant.
    std::vector<std::pair<double, double>> rising;
    for (const auto& pair : known) {
        if (!rising.empty() && rising.back().first == pair.first)
            rising.back().second = pair.second;
        else
            rising.push_back(pair);
    }
    const double away = std::isfinite(deviation) ? deviation : 0;
    return Forecast{between(rising, mean), between(rising, mean - away), between(rising, mean + away)};
}

} // namespace cw::strategy

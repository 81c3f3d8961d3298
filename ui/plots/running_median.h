// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "ui/plots/quantile.h"

namespace cw::ui {

/// The median of each value and those before it, `window` of them (at the beginning fewer): what is drawn of a run that
/// lives does not change afterwards. Values are finite.
inline std::vector<double> runningMedian(const std::vector<double>& values, std::size_t window)
{
    std::vector<double> medians;
    medians.reserve(values.size());
    std::vector<double> sorted; // the window
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (i >= window)
            sorted.erase(std::lower_bound(sorted.begin(), sorted.end(), values[i - window]));
        sorted.insert(std::upper_bound(sorted.begin(), sorted.end(), values[i]), values[i]);
        medians.push_back(quantileOfSorted(sorted, 0.5));
    }
    return medians;
}

} // namespace cw::ui

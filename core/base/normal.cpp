// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/normal.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace cw {

namespace {

const double kLogSqrtTwoPi = 0.5 * std::log(2 * std::numbers::pi);

} // namespace

double normalDensity(double x)
{
    return std::exp(-0.5 * x * x - kLogSqrtTwoPi);
}

double normalCumulative(double x)
{
    return 0.5 * std::erfc(-x / std::numbers::sqrt2);
}

double normalQuantile(double p)
{
    if (p > 0.5)
        return -normalQuantile(1 - p);
    // A start good to 4.5e-4 (Abramowitz and Stegun 26.2.23), then Newton's method, which doubles the digits.
    const double t = std::sqrt(-2 * std::log(p));
    double x = (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))) - t;
    for (int i = 0; i < 3; ++i)
        x -= (normalCumulative(x) - p) / std::max(normalDensity(x), std::numeric_limits<double>::min());
    return x;
}

} // namespace cw

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strategy/acquisition.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "core/base/normal.h"

namespace cw::strategy {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
const double kLogSqrtTwoPi = 0.5 * std::log(2 * std::numbers::pi);

/// 1 - x (1 - Phi(x)) / phi(x) for large x: what is left after the two terms of the improvement have nearly cancelled.
/// With m = (1 - Phi) / phi = 1/(x + 1/(x + 2/(x + 3/(x + ...)))) it is 1 - x m = t m, t = 1/(x + 2/(x + 3/(...))).
double restOfTail(double x)
{
    double t = x;
    for (int k = 60; k >= 2; --k)
        t = x + k / t;
    return (1 / t) / (x + 1 / t);
}

} // namespace

double expectedImprovement(double mean, double deviation, double best)
{
    const double gain = mean - best;
    if (!(deviation > 0))
        return std::max(gain, 0.0);
    const double z = gain / deviation;
    if (z < -8)
        return std::exp(logExpectedImprovement(mean, deviation, best));
    return std::max(deviation * (z * normalCumulative(z) + normalDensity(z)), 0.0);
}

double logExpectedImprovement(double mean, double deviation, double best)
{
    const double gain = mean - best;
    const double z = gain / deviation;
    if (!(deviation > 0) || z > 1e6)
        return gain > 0 ? std::log(gain) : -kInfinity;
    if (z >= -8)
        return std::log(deviation) + std::log(z * normalCumulative(z) + normalDensity(z));
    // phi(z) (1 - x m(x)), x = -z; for huge x the bracket is 1 / x^2.
    const double rest = z < -1e4 ? 1 / (z * z) : restOfTail(-z);
    return std::log(deviation) - 0.5 * z * z - kLogSqrtTwoPi + std::log(rest);
}

double upperConfidenceBound(double mean, double deviation, double kappa)
{
    return mean + kappa * deviation;
}

} // namespace cw::strategy

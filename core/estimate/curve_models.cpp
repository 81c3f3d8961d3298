// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimate/curve_models.h"

#include <cmath>

namespace cw::estimate {

namespace {

using std::exp;
using std::log;
using std::pow;

/// An asymptote: about what has been reached, or above it, by how much being open.
double top(double p)
{
    return 0.8 + exp(p);
}

// p[0] gives the asymptote of most. Where there is a second level, it is that at time 0: below what was seen first.
// Then come logarithms of rates and of exponents.
// clang-format off: one line each
constexpr CurveModel kModels[] = {
    {"pow3",
     [](const double* p, double x) { return top(p[0]) - exp(p[1]) * pow(x, -exp(p[2])); },
     3,
     {-0.8, -1, -0.5},
     {1.0, 1.2, 0.7}},
    {"pow4",
     [](const double* p, double x) { return top(p[0]) - pow(exp(p[1]) * x + exp(p[2]), -exp(p[3])); },
     4,
     {-0.8, 1, 0, 0},
     {1.0, 1.5, 1, 0.7}},
    {"exp3",
     [](const double* p, double x) { return top(p[0]) - exp(p[1] - exp(p[2]) * x); },
     3,
     {-0.8, 0.4, 0.3},
     {1.0, 0.8, 1.0}},
    {"log-log-linear",
     [](const double* p, double x) { return log(exp(p[0]) * log(1 + x) + exp(p[1])); },
     2,
     {0.8, 0},
     {0.8, 0.5}},
    {"hill3",
     [](const double* p, double x) { return top(p[0]) / (1 + exp(exp(p[2]) * (p[1] - log(x)))); },
     3,
     {-0.8, -0.7, 0},
     {1.0, 1.0, 0.5}},
    {"mmf",
     [](const double* p, double x) { return top(p[0]) - (top(p[0]) - p[1]) / (1 + pow(exp(p[2]) * x, exp(p[3]))); },
     4,
     {-0.8, -0.3, 0.7, 0},
     {1.0, 0.5, 1.0, 0.5}},
    {"weibull",
     [](const double* p, double x) { return top(p[0]) - (top(p[0]) - p[1]) * exp(-pow(exp(p[2]) * x, exp(p[3]))); },
     4,
     {-0.8, -0.3, 0.3, -0.2},
     {1.0, 0.5, 1.0, 0.4}},
    {"ilog2",
     [](const double* p, double x) { return top(p[0]) - exp(p[1]) / log(1 + exp(p[2]) * x); },
     3,
     {-0.3, 0, 1.5},
     {1.0, 0.7, 0.8}},
    {"vapor-pressure",
     [](const double* p, double x) { return exp(p[0] - exp(p[1]) / x + p[2] * log(x)); },
     3,
     {0, -1.5, 0.1},
     {0.15, 1, 0.2}},
};
// clang-format on

} // namespace

std::span<const CurveModel> curveModels()
{
    return kModels;
}

} // namespace cw::estimate

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace cw {

// The standard normal distribution.

double normalDensity(double x);
/// Accurate in both tails.
double normalCumulative(double x);
/// The x below which a share `p` in (0, 1) of the standard normal lies.
double normalQuantile(double p);

} // namespace cw

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace cw::strategy {

// What a candidate promises, when a model predicts its value as normal with mean `mean` and deviation `deviation` >= 0.
// Larger is better everywhere.

/// How much the value is expected to exceed `best`, nothing where it does not.
/// Paper: Jones, Schonlau and Welch 1998, equation 15
double expectedImprovement(double mean, double deviation, double best);
/// Its logarithm, finite where the improvement itself is too small for a number; -infinity without any chance.
/// Paper: Ament et al., NeurIPS 2023.   Differs: far in the tail by a continued fraction
double logExpectedImprovement(double mean, double deviation, double best);
/// Paper: Srinivas et al., ICML 2010: mean + kappa * deviation
double upperConfidenceBound(double mean, double deviation, double kappa);

} // namespace cw::strategy

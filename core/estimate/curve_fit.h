// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace cw::estimate {

struct CurveValue {
    double step = 0; ///< epochs, > 0
    double value = 0;
};

/// The value that a partial learning curve will have at its end: a mixture of normals, one for each shape of curve.
struct FinalPrediction {
    struct Part {
        double weight = 0; ///< they add up to 1
        double mean = 0;
        double deviation = 0;
    };
    double mean = 0;
    double deviation = 0;
    std::vector<Part> parts; ///< empty: too little is known, mean and deviation are then NaN

    bool isKnown() const { return !parts.empty(); }
    double chanceAbove(double value) const;
    double chanceBelow(double value) const;
};

/// Fewest finite points of which anything is foretold.
inline constexpr std::size_t kFewestCurvePoints = 3;

/// What a measurement at `finalStep` will show. Each shape of curve_models.h is fitted by penalised least squares
/// (Levenberg and Marquardt, three starts); the spread of its forecast follows from the curvature there and the noise,
/// and its weight from the evidence (Laplace's approximation). Noise is estimated from the best fit, with a prior.
/// Values may have any scale; `rising`: better is larger, else the curve is turned round first. Points without a finite
/// value are left out; fewer than kFewestCurvePoints others, or points that do not end before finalStep: nothing known,
/// or the last value itself where the end is reached.
/// Cost: some ms for a dozen points      Thread: any      Determinism: by the arguments
/// Paper: Domhan, Springenberg and Hutter, IJCAI 2015.   Differs: no MCMC over the joint weights and parameters, but a
/// Laplace approximation for each shape
FinalPrediction predictFinal(const std::vector<CurveValue>& points, double finalStep, bool rising = true);

} // namespace cw::estimate

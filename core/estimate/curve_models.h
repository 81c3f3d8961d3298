// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <span>
#include <string_view>

namespace cw::estimate {

inline constexpr std::size_t kMaxCurveParameters = 4;

/// Rising parametric shapes of learning curves. Values are scaled so that the partial curve goes from 0 to 1, times so
/// that its last epoch is 1; hence one prior fits all curves. Each parameter has a normal one: it says which curves are
/// plausible before any point is seen, and keeps fits with four parameters to three points sane.
/// Paper: Domhan, Springenberg and Hutter, IJCAI 2015, table 1.   Differs: rates and scales are given by their
/// logarithms, so that every real number is legal; scaled times; ilog2 has a scale of time; exp3 added. Of its eleven
/// shapes some are the same in other parameters and would count twice in a weighted sum: log-power is hill3, exp4 and
/// Janoschek are weibull; each is here once
struct CurveModel {
    std::string_view name;
    double (*value)(const double* p, double x); ///< x > 0
    std::size_t parameters;
    std::array<double, kMaxCurveParameters> mean;      ///< prior
    std::array<double, kMaxCurveParameters> deviation; ///< prior
};

std::span<const CurveModel> curveModels();

} // namespace cw::estimate

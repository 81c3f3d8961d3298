// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

#include "core/estimate/curve_fit.h"

namespace cw::estimate {

/// What trainings came to, as a line over their best value after some epochs. One curve alone does not tell how far
/// networks of this space differ at the end; finished trainings do: where early epochs are noise the line is nearly
/// level, and where they say all it rises by one.
/// Cost: O(n)      Thread: any
/// Paper: Baker, Gupta, Raskar and Naik, "Accelerating Neural Architecture Search using Performance Prediction", 2017
/// (regression on partial curves of finished trainings).   Differs: one regressor, so that eight of them suffice
class CurveLine {
public:
    static constexpr std::size_t kFewest = 8;

    /// As many of both, finite.
    CurveLine(const std::vector<double>& early, const std::vector<double>& ends);

    /// Whether there are enough of them to say anything.
    bool isKnown() const { return m_count >= double(kFewest); }
    /// The end that belongs to an early value: normal, with the spread of a new observation (of Student's t).
    FinalPrediction at(double early) const;

private:
    double m_count = 0;
    double m_meanEarly = 0;
    double m_meanEnd = 0;
    double m_squares = 0; ///< of the early values around their mean
    double m_slope = 0;
    double m_residual = 0; ///< deviation around the line
};

} // namespace cw::estimate

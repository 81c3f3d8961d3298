// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimate/curve_line.h"

#include <cmath>
#include <numeric>

#include "core/base/assert.h"

namespace cw::estimate {

namespace {

double meanOfAll(const std::vector<double>& values)
{
    return std::accumulate(values.begin(), values.end(), 0.0) / double(values.size());
}

} // namespace

CurveLine::CurveLine(const std::vector<double>& early, const std::vector<double>& ends)
    : m_count(double(ends.size()))
{
    CW_ASSERT(early.size() == ends.size());
    if (!isKnown())
        return;
    m_meanEarly = meanOfAll(early);
    m_meanEnd = meanOfAll(ends);
    double together = 0;
    for (std::size_t i = 0; i < ends.size(); ++i) {
        m_squares += (early[i] - m_meanEarly) * (early[i] - m_meanEarly);
        together += (early[i] - m_meanEarly) * (ends[i] - m_meanEnd);
    }
    if (m_squares > 0)
        m_slope = together / m_squares;
    double squares = 0;
    for (std::size_t i = 0; i < ends.size(); ++i) {
        const double off = ends[i] - m_meanEnd - m_slope * (early[i] - m_meanEarly);
        squares += off * off;
    }
    // The variance of Student's t with n - 2 degrees of freedom is (n - 2) / (n - 4) times that of the residuals,
    // which is squares / (n - 2).
    m_residual = std::sqrt(squares / (m_count - 4));
}

FinalPrediction CurveLine::at(double early) const
{
    const double off = early - m_meanEarly;
    const double spread = m_squares > 0 ? off * off / m_squares : 0;
    const double deviation = m_residual * std::sqrt(1 + 1 / m_count + spread);
    const double mean = m_meanEnd + m_slope * off;
    return {mean, deviation, {{1, mean, deviation}}};
}

} // namespace cw::estimate

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strategy/parzen.h"

#include <algorithm>
#include <cmath>

#include "core/base/assert.h"

namespace cw::strategy {

namespace {

/// So many decisions are multiplied before the factors are brought back near 1: even for subsets of 52 members the
/// prior, below which nothing counts, stays within the range of a double.
constexpr std::size_t kStretch = 16;
constexpr double kNothing = -1e5; ///< a logarithm for what is too small for a number even so

/// Four sums at once: a single one waits for itself.
double sumOf(const std::vector<double>& numbers)
{
    double sums[4] = {0, 0, 0, 0};
    std::size_t i = 0;
    for (; i + 4 <= numbers.size(); i += 4) {
        for (std::size_t k = 0; k < 4; ++k)
            sums[k] += numbers[i + k];
    }
    for (; i < numbers.size(); ++i)
        sums[0] += numbers[i];
    return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

} // namespace

Parzen::Parzen(const space::DecisionTree& tree, const std::vector<std::size_t>& decisions)
{
    m_kernels.reserve(decisions.size());
    for (const std::size_t at : decisions)
        m_kernels.emplace_back(tree.decisions[at], at, decisions.size());
}

void Parzen::fit(const std::vector<const space::Candidate*>& points, const std::vector<double>& weights,
                 double priorWeight)
{
    CW_ASSERT(points.size() == weights.size() && priorWeight > 0);
    for (ParzenKernel& kernel : m_kernels)
        kernel.fit(points, priorWeight);
    m_cumulative.assign(weights.begin(), weights.end());
    m_cumulative.push_back(priorWeight);
    double sum = 0;
    for (const double weight : m_cumulative)
        sum += weight;
    m_weights.resize(m_cumulative.size());
    double before = 0;
    for (std::size_t i = 0; i < m_cumulative.size(); ++i) {
        m_weights[i] = m_cumulative[i] / sum;
        m_cumulative[i] = before += m_weights[i];
    }
}

std::size_t Parzen::draw(space::Candidate& candidate, Rng& rng) const
{
    const auto found = std::upper_bound(m_cumulative.begin(), m_cumulative.end() - 1, rng.uniform());
    const auto point = std::size_t(found - m_cumulative.begin());
    for (const ParzenKernel& kernel : m_kernels) {
        const bool active = space::isConditionMet(kernel.decision().condition, candidate);
        candidate.values[kernel.at()] = active ? kernel.draw(point, rng) : space::kInactive;
    }
    return point;
}

double Parzen::logDensity(const space::Candidate& candidate)
{
    m_factors = m_weights;
    double log = 0; // of what the factors have been divided by
    std::size_t stretch = 0;
    for (const ParzenKernel& kernel : m_kernels) {
        if (!candidate.isActive(kernel.at()))
            continue;
        kernel.multiply(candidate.values[kernel.at()], m_factors);
        if (++stretch % kStretch != 0)
            continue;
        const double largest = *std::max_element(m_factors.begin(), m_factors.end());
        if (!(largest > 0))
            return kNothing;
        log += std::log(largest);
        for (double& factor : m_factors)
            factor /= largest;
    }
    const double sum = sumOf(m_factors);
    return sum > 0 ? log + std::log(sum) : kNothing;
}

} // namespace cw::strategy

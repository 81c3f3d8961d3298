// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strategy/parzen.h"

#include <algorithm>
#include <cmath>

#include "core/base/assert.h"

namespace cw::strategy {

namespace {

constexpr double kNegligible = 40; // exp(-40) of the largest term adds nothing to a double

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
    m_logWeights.resize(m_cumulative.size());
    double before = 0;
    double last = 0;
    double logLast = 0;
    for (std::size_t i = 0; i < m_cumulative.size(); ++i) {
        const double share = m_cumulative[i] / sum;
        if (i == 0 || share != last) { // most weights are equal
            last = share;
            logLast = std::log(share);
        }
        m_logWeights[i] = logLast;
        m_cumulative[i] = before += share;
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
    m_logs = m_logWeights;
    for (const ParzenKernel& kernel : m_kernels) {
        if (candidate.isActive(kernel.at()))
            kernel.addLogs(candidate.values[kernel.at()], m_logs);
    }
    double largest = m_logs.front();
    for (const double log : m_logs)
        largest = std::max(largest, log);
    double sum = 0;
    for (const double log : m_logs) {
        if (log > largest - kNegligible)
            sum += std::exp(log - largest);
    }
    return largest + std::log(sum);
}

} // namespace cw::strategy

// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "core/base/assert.h"
#include "core/strategy/controller.h"
#include "core/strategy/learner_state.h"

namespace cw::strategy {

namespace {

constexpr double kMeanDecay = 0.9;
constexpr double kSquareDecay = 0.999;
constexpr double kEpsilon = 1e-8;
constexpr double kMost = 1e100;

} // namespace

Adam::Adam(std::size_t weights, double rate)
    : m_rate(rate)
    , m_mean(weights, 0)
    , m_square(weights, 0)
{
}

void Adam::ascend(std::vector<double>& weights, std::vector<double>& gradient, double mostNorm)
{
    CW_ASSERT(weights.size() == m_mean.size() && gradient.size() == m_mean.size());
    double squares = 0;
    for (const double value : gradient)
        squares += value * value;
    const double scale = squares > mostNorm * mostNorm ? mostNorm / std::sqrt(squares) : 1;
    m_steps += 1;
    const double rate = m_rate * std::sqrt(1 - std::pow(kSquareDecay, m_steps)) / (1 - std::pow(kMeanDecay, m_steps));
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const double slope = scale * gradient[i];
        m_mean[i] = kMeanDecay * m_mean[i] + (1 - kMeanDecay) * slope;
        m_square[i] = kSquareDecay * m_square[i] + (1 - kSquareDecay) * slope * slope;
        weights[i] += rate * m_mean[i] / (std::sqrt(m_square[i]) + kEpsilon);
    }
}

Json Adam::state() const
{
    return {{"steps", m_steps}, {"mean", numbersToState(m_mean)}, {"square", numbersToState(m_square)}};
}

void Adam::restore(const Json& state)
{
    const double steps = numberFromState(state, "steps", 0, 1e15);
    auto mean = numbersFromState(state, "mean", m_mean.size(), -kMost, kMost);
    auto square = numbersFromState(state, "square", m_square.size(), 0, kMost);
    m_steps = steps;
    m_mean = std::move(mean);
    m_square = std::move(square);
}

} // namespace cw::strategy

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strategy/controller.h"

#include <algorithm>
#include <cmath>

#include <Eigen/Core>

#include "core/base/assert.h"

namespace cw::strategy {

namespace {

using Matrix = Eigen::Map<Eigen::MatrixXd>;
using ConstMatrix = Eigen::Map<const Eigen::MatrixXd>;
using Vector = Eigen::Map<Eigen::VectorXd>;
using ConstVector = Eigen::Map<const Eigen::VectorXd>;

// Products with vectors and outer products only: Eigen adds those up in the same order wherever the numbers lie, which
// it does not promise of sums and dot products.

Matrix matrix(std::vector<double>& list, std::size_t at, std::size_t rows, std::size_t columns)
{
    return {list.data() + at, Eigen::Index(rows), Eigen::Index(columns)};
}
ConstMatrix matrix(const std::vector<double>& list, std::size_t at, std::size_t rows, std::size_t columns)
{
    return {list.data() + at, Eigen::Index(rows), Eigen::Index(columns)};
}
Vector vector(std::vector<double>& list, std::size_t at, std::size_t size)
{
    return {list.data() + at, Eigen::Index(size)};
}
ConstVector vector(const std::vector<double>& list, std::size_t at, std::size_t size)
{
    return {list.data() + at, Eigen::Index(size)};
}

double sigmoid(double x)
{
    return 1 / (1 + std::exp(-x));
}

void softmax(std::vector<double>& logits)
{
    const double most = *std::max_element(logits.begin(), logits.end());
    double sum = 0;
    for (double& value : logits)
        sum += value = std::exp(value - most);
    for (double& value : logits)
        value /= sum;
}

double plogp(double p)
{
    return p > 0 ? p * std::log(p) : 0;
}

} // namespace

Controller::Controller(const Slots& slots, int hidden, double scale, Rng& rng)
    : m_slots(&slots)
    , m_hidden(std::size_t(hidden))
{
    CW_ASSERT(hidden > 0);
    const std::size_t h = m_hidden;
    m_at.input = h * (slots.armCount() + 1);
    m_at.recurrent = m_at.input + 4 * h * h;
    m_at.gateBias = m_at.recurrent + 4 * h * h;
    m_at.heads = m_at.gateBias + 4 * h;
    m_at.headBias = m_at.heads + h * slots.armCount();
    m_at.end = m_at.headBias + slots.armCount();
    m_weights.resize(m_at.end);
    for (double& weight : m_weights)
        weight = scale * (2 * rng.uniform() - 1);
}

/// One step of the cell: gates become their activations, hidden and cell those after it.
void Controller::step(std::size_t input, std::vector<double>& hidden, std::vector<double>& cell,
                      std::vector<double>& gates) const
{
    const std::size_t h = m_hidden;
    gates.resize(4 * h);
    Vector z = vector(gates, 0, 4 * h);
    z = vector(m_weights, m_at.gateBias, 4 * h);
    z.noalias() += matrix(m_weights, m_at.input, 4 * h, h) * vector(m_weights, m_at.embedding + input * h, h);
    z.noalias() += matrix(m_weights, m_at.recurrent, 4 * h, h) * vector(hidden, 0, h);
    for (std::size_t i = 0; i < h; ++i) {
        gates[i] = sigmoid(gates[i]);
        gates[h + i] = sigmoid(gates[h + i]);
        gates[2 * h + i] = std::tanh(gates[2 * h + i]);
        gates[3 * h + i] = sigmoid(gates[3 * h + i]);
        cell[i] = gates[h + i] * cell[i] + gates[i] * gates[2 * h + i];
        hidden[i] = gates[3 * h + i] * std::tanh(cell[i]);
    }
}

void Controller::probabilities(std::size_t slot, const std::vector<double>& hidden, std::vector<double>& result) const
{
    const auto arms = std::size_t((*m_slots)[slot].arms);
    const std::size_t first = m_slots->first(slot);
    result.resize(arms);
    Vector logits = vector(result, 0, arms);
    logits = vector(m_weights, m_at.headBias + first, arms);
    logits.noalias() +=
        matrix(m_weights, m_at.heads + first * m_hidden, m_hidden, arms).transpose() * vector(hidden, 0, m_hidden);
    softmax(result);
}

Controller::Walk::Walk(const Controller& controller)
    : m_controller(controller)
    , m_hidden(controller.m_hidden, 0)
    , m_cell(controller.m_hidden, 0)
    , m_input(controller.m_slots->armCount())
{
}

int Controller::Walk::choose(std::size_t slot, Rng& rng)
{
    m_controller.step(m_input, m_hidden, m_cell, m_gates);
    m_controller.probabilities(slot, m_hidden, m_probabilities);
    double at = rng.uniform();
    std::size_t arm = 0;
    while (arm + 1 < m_probabilities.size() && (at -= m_probabilities[arm]) >= 0)
        ++arm;
    m_input = m_controller.m_slots->first(slot) + arm;
    return int(arm);
}

double Controller::Trace::logProbability(std::size_t step) const
{
    return std::log(std::max(probabilities[step][chosen[step]], 1e-300));
}

double Controller::Trace::entropy(std::size_t step) const
{
    double sum = 0;
    for (const double p : probabilities[step])
        sum -= plogp(p);
    return sum / std::log(double(probabilities[step].size()));
}

Controller::Trace Controller::trace(const std::vector<int>& arms) const
{
    Trace trace;
    std::vector<double> hidden(m_hidden, 0);
    std::vector<double> cell(m_hidden, 0);
    std::size_t input = m_slots->armCount();
    for (std::size_t slot = 0; slot < arms.size(); ++slot) {
        if (arms[slot] == Slots::kNoArm)
            continue;
        trace.slots.push_back(slot);
        trace.inputs.push_back(input);
        trace.chosen.push_back(std::size_t(arms[slot]));
        step(input, hidden, cell, trace.gates.emplace_back());
        trace.cells.push_back(cell);
        trace.hidden.push_back(hidden);
        probabilities(slot, hidden, trace.probabilities.emplace_back());
        input = m_slots->first(slot) + std::size_t(arms[slot]);
    }
    return trace;
}

void Controller::addGradient(const Trace& trace, const std::vector<double>& weights, double entropyWeight,
                             std::vector<double>& gradient) const
{
    CW_ASSERT(weights.size() == trace.size() && gradient.size() == m_weights.size());
    const std::size_t h = m_hidden;
    const std::vector<double> zeros(h, 0);
    std::vector<double> dHidden(h, 0); // from the steps after
    std::vector<double> dCell(h, 0);
    std::vector<double> dGates(4 * h);
    std::vector<double> dLogits;
    for (std::size_t t = trace.size(); t-- > 0;) {
        const std::size_t first = m_slots->first(trace.slots[t]);
        const std::vector<double>& p = trace.probabilities[t];
        const double most = std::log(double(p.size()));
        const double nats = trace.entropy(t) * most;
        dLogits.resize(p.size());
        for (std::size_t a = 0; a < p.size(); ++a)
            dLogits[a] = weights[t] * ((a == trace.chosen[t] ? 1 : 0) - p[a]) -
                         entropyWeight / most * (plogp(p[a]) + p[a] * nats);
        const ConstVector logits(dLogits.data(), Eigen::Index(p.size()));
        matrix(gradient, m_at.heads + first * h, h, p.size()).noalias() +=
            vector(trace.hidden[t], 0, h) * logits.transpose();
        vector(gradient, m_at.headBias + first, p.size()) += logits;
        vector(dHidden, 0, h).noalias() += matrix(m_weights, m_at.heads + first * h, h, p.size()) * logits;

        const std::vector<double>& gates = trace.gates[t];
        const std::vector<double>& before = t > 0 ? trace.cells[t - 1] : zeros;
        for (std::size_t i = 0; i < h; ++i) {
            const double in = gates[i];
            const double forget = gates[h + i];
            const double update = gates[2 * h + i];
            const double out = gates[3 * h + i];
            const double squashed = std::tanh(trace.cells[t][i]);
            const double dc = dCell[i] + dHidden[i] * out * (1 - squashed * squashed);
            dGates[i] = dc * update * in * (1 - in);
            dGates[h + i] = dc * before[i] * forget * (1 - forget);
            dGates[2 * h + i] = dc * in * (1 - update * update);
            dGates[3 * h + i] = dHidden[i] * squashed * out * (1 - out);
            dCell[i] = dc * forget;
        }
        const ConstVector dz(dGates.data(), Eigen::Index(4 * h));
        const std::size_t embedding = m_at.embedding + trace.inputs[t] * h;
        matrix(gradient, m_at.input, 4 * h, h).noalias() += dz * vector(m_weights, embedding, h).transpose();
        matrix(gradient, m_at.recurrent, 4 * h, h).noalias() +=
            dz * vector(t > 0 ? trace.hidden[t - 1] : zeros, 0, h).transpose();
        vector(gradient, m_at.gateBias, 4 * h) += dz;
        vector(gradient, embedding, h).noalias() += matrix(m_weights, m_at.input, 4 * h, h).transpose() * dz;
        vector(dHidden, 0, h).noalias() = matrix(m_weights, m_at.recurrent, 4 * h, h).transpose() * dz;
    }
}

} // namespace cw::strategy

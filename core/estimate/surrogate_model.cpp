// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimate/surrogate_model.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/base/assert.h"
#include "core/base/correlation.h"
#include "core/base/normal.h"

namespace cw::estimate {

namespace {

constexpr std::size_t kParts = 5;
constexpr double kShare = 0.95;     ///< of held-out values within two deviations
constexpr double kLeastPart = 0.05; ///< of the spread of the values: a deviation below that is not believed

double spreadOf(const std::vector<double>& values)
{
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / double(values.size());
    double squares = 0;
    for (const double value : values)
        squares += (value - mean) * (value - mean);
    return std::sqrt(squares / double(values.size()));
}

std::vector<double> normalScores(const std::vector<double>& values)
{
    std::vector<double> scores = averageRanks(values);
    for (double& score : scores)
        score = normalQuantile((score - 0.5) / double(values.size()));
    return scores;
}

} // namespace

ValueModel::ValueModel(const LearnerOptions& options, const space::DecisionTree& tree)
    : m_options(options)
    , m_tree(tree)
{
}

void ValueModel::fit(const std::vector<const space::Candidate*>& candidates, const std::vector<double>& values,
                     Rng& rng)
{
    CW_ASSERT(!values.empty() && candidates.size() == values.size());
    const std::vector<double> targets = normalScores(values);
    m_scores = targets;
    m_values = values;
    std::sort(m_scores.begin(), m_scores.end());
    std::sort(m_values.begin(), m_values.end());
    m_least = kLeastPart * spreadOf(values);
    calibrate(candidates, values, targets, rng);
    m_learner = makeLearner(m_options, m_tree);
    m_learner->fit(candidates, targets, rng);
}

/// In a line between the known ones; the ends go on for ever.
double ValueModel::valueAt(double score) const
{
    const auto above = std::upper_bound(m_scores.begin(), m_scores.end(), score);
    if (above == m_scores.begin() || above == m_scores.end())
        return above == m_scores.begin() ? m_values.front() : m_values.back();
    const auto i = std::size_t(above - m_scores.begin());
    const double part = (score - m_scores[i - 1]) / (m_scores[i] - m_scores[i - 1]);
    return m_values[i - 1] + part * (m_values[i] - m_values[i - 1]);
}

/// In units of the values, the deviation as the learner claims it.
Predicted ValueModel::raw(const Learner& learner, const space::Candidate& candidate) const
{
    const Predicted score = learner.predict(candidate);
    const double width = valueAt(score.mean + score.deviation) - valueAt(score.mean - score.deviation);
    return {valueAt(score.mean), std::max(width / 2, m_least)};
}

void ValueModel::calibrate(const std::vector<const space::Candidate*>& candidates, const std::vector<double>& values,
                           const std::vector<double>& targets, Rng& rng)
{
    const std::size_t n = targets.size();
    m_factor = 1;
    m_skill = 0;
    if (n < 2 * kParts || !(m_least > 0))
        return;
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    rng.shuffle(order);
    std::vector<double> ratios;
    double squares = 0;
    for (std::size_t part = 0; part < kParts; ++part) {
        std::vector<const space::Candidate*> others;
        std::vector<double> known;
        for (std::size_t i = 0; i < n; ++i) {
            if (i % kParts == part)
                continue;
            others.push_back(candidates[order[i]]);
            known.push_back(targets[order[i]]);
        }
        const auto learner = makeLearner(m_options, m_tree);
        learner->fit(others, known, rng);
        for (std::size_t i = part; i < n; i += kParts) {
            const Predicted predicted = raw(*learner, *candidates[order[i]]);
            const double off = std::abs(values[order[i]] - predicted.mean);
            ratios.push_back(off / predicted.deviation);
            squares += off * off;
        }
    }
    const auto at = std::ptrdiff_t(std::ceil(kShare * double(n))) - 1;
    std::nth_element(ratios.begin(), ratios.begin() + at, ratios.end());
    m_factor = ratios[std::size_t(at)] / 2;
    const double spread = spreadOf(values);
    m_skill = std::clamp(1 - squares / (double(n) * spread * spread), 0.0, 1.0);
}

Predicted ValueModel::predict(const space::Candidate& candidate) const
{
    const Predicted predicted = raw(*m_learner, candidate);
    return {predicted.mean, m_factor * predicted.deviation};
}

} // namespace cw::estimate

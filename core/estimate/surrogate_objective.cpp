// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimate/surrogate_objective.h"

#include <cmath>
#include <numeric>

namespace cw::estimate {

namespace {

constexpr std::size_t kFewestOnLine = 3;

double meanOf(const std::vector<double>& values)
{
    return values.empty() ? 0 : std::accumulate(values.begin(), values.end(), 0.0) / double(values.size());
}

} // namespace

ObjectiveModel::ObjectiveModel(const LearnerOptions& options, const space::DecisionTree& tree, const KnownValues& known,
                               std::shared_ptr<const ValueModel> prior, Rng& rng)
    : m_prior(std::move(prior))
{
    const double mean = meanOf(known.values);
    double squares = 0;
    for (const double value : known.values)
        squares += (value - mean) * (value - mean);
    m_spread = known.values.empty() ? 0 : std::sqrt(squares / double(known.values.size()));
    std::vector<double> targets = known.values;
    if (m_prior != nullptr) {
        std::vector<double> priors;
        for (const space::Candidate* candidate : known.candidates)
            priors.push_back(m_prior->predict(*candidate).mean);
        fitLine(known, priors);
        for (std::size_t i = 0; i < targets.size(); ++i)
            targets[i] -= m_offset + m_slope * priors[i];
        if (targets.size() < kFewestResiduals)
            return;
    }
    auto model = std::make_shared<ValueModel>(options, tree);
    model->fit(known.candidates, targets, rng);
    m_model = std::move(model);
}

void ObjectiveModel::fitLine(const KnownValues& known, const std::vector<double>& priors)
{
    const double meanPrior = meanOf(priors);
    const double mean = meanOf(known.values);
    double together = 0;
    double squares = 0;
    for (std::size_t i = 0; i < priors.size(); ++i) {
        together += (priors[i] - meanPrior) * (known.values[i] - mean);
        squares += (priors[i] - meanPrior) * (priors[i] - meanPrior);
    }
    if (priors.size() >= kFewestOnLine && squares > 0)
        m_slope = std::max(0.0, together / squares);
    m_offset = priors.empty() ? 0 : mean - m_slope * meanPrior;
    double left = 0;
    for (std::size_t i = 0; i < priors.size(); ++i) {
        const double off = known.values[i] - m_offset - m_slope * priors[i];
        left += off * off;
    }
    if (priors.size() >= kFewestOnLine)
        m_residual = std::sqrt(left / double(priors.size() - 2));
}

Predicted ObjectiveModel::predict(const space::Candidate& candidate) const
{
    if (m_prior == nullptr)
        return m_model->predict(candidate);
    const Predicted prior = m_prior->predict(candidate);
    Predicted rest{0, m_residual};
    if (m_model != nullptr) {
        rest = m_model->predict(candidate);
        rest.mean *= m_model->skill();
    }
    return {m_offset + m_slope * prior.mean + rest.mean, std::hypot(m_slope * prior.deviation, rest.deviation)};
}

} // namespace cw::estimate

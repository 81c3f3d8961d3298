// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/method/trials.h"

#include <algorithm>
#include <limits>

namespace cw::run {

namespace {

constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();

void remember(MethodTrial& trial, double epochs, double value)
{
    const auto at = std::find_if(trial.earlier.begin(), trial.earlier.end(),
                                 [epochs](const auto& point) { return point.first == epochs; });
    if (at == trial.earlier.end())
        trial.earlier.emplace_back(epochs, value);
    else
        at->second = value;
}

} // namespace

double MethodTrial::value() const
{
    return isFinal(state) && !metrics.empty() ? metrics.front() : kNoValue;
}

MethodTrials::MethodTrials(std::vector<estimate::Objective> objectives)
    : m_objectives(std::move(objectives))
{
}

void MethodTrials::take(const std::vector<history::TrialRow>& rows)
{
    for (const history::TrialRow& row : rows) {
        if (row.trial < 1)
            continue;
        if (m_trials.size() < std::size_t(row.trial))
            m_trials.resize(std::size_t(row.trial));
        MethodTrial& trial = m_trials[std::size_t(row.trial) - 1];
        trial.parent = row.parent;
        trial.state = row.state;
        trial.decisions = row.values;
        trial.metrics.assign(m_objectives.size(), kNoValue);
        for (std::size_t i = 0; i < m_objectives.size(); ++i) {
            const auto metric = row.metrics.find(m_objectives[i].metric);
            if (metric != row.metrics.end())
                trial.metrics[i] = metric->second;
        }
        const auto epochs = row.fidelity.find("epochs");
        trial.epochs = epochs != row.fidelity.end() && epochs->is_number() ? epochs->get<double>() : 0;
        const auto at = std::lower_bound(m_rungEpochs.begin(), m_rungEpochs.end(), trial.epochs);
        if (at == m_rungEpochs.end() || *at != trial.epochs)
            m_rungEpochs.insert(at, trial.epochs);
    }
}

void MethodTrials::take(const std::vector<history::MetricStep>& steps)
{
    if (m_objectives.empty() || m_rungEpochs.size() < 2)
        return; // without a scheduler nobody asks
    for (const history::MetricStep& step : steps) {
        if (step.trial < 1 || std::size_t(step.trial) > m_trials.size() || step.metric != m_objectives.front().metric)
            continue;
        const auto epochs = double(step.step);
        if (std::binary_search(m_rungEpochs.begin(), m_rungEpochs.end(), epochs))
            remember(m_trials[std::size_t(step.trial) - 1], epochs, step.value);
    }
}

const MethodTrial* MethodTrials::find(std::int64_t trial) const
{
    return trial >= 1 && std::size_t(trial) <= m_trials.size() ? &m_trials[std::size_t(trial) - 1] : nullptr;
}

} // namespace cw::run

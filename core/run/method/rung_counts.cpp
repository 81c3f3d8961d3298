// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/method/rung_counts.h"

#include <algorithm>
#include <cmath>

namespace cw::run {

namespace {

/// At a rung: that of the curve, or of a trial that went no further its result.
double valueAt(const MethodTrial& trial, double epochs)
{
    for (const auto& [reached, value] : trial.earlier) {
        if (reached == epochs)
            return value;
    }
    return trial.epochs == epochs && !trial.metrics.empty() ? trial.metrics.front() : std::nan("");
}

} // namespace

Spread spreadOf(std::vector<double> values)
{
    if (values.empty())
        return {};
    std::sort(values.begin(), values.end());
    const auto at = [&values](double part) {
        const double place = part * double(values.size() - 1);
        const auto below = std::size_t(place);
        const std::size_t above = std::min(below + 1, values.size() - 1);
        return std::lerp(values[below], values[above], place - double(below)); // no difference overflows
    };
    return {std::int64_t(values.size()), values.front(), at(0.25), at(0.5), at(0.75), values.back()};
}

std::vector<RungCount> rungCountsOf(const MethodTrials& trials)
{
    std::vector<RungCount> rungs;
    if (trials.rungEpochs().size() < 2)
        return rungs;
    for (const double epochs : trials.rungEpochs()) {
        RungCount& rung = rungs.emplace_back();
        rung.epochs = epochs;
        std::vector<double> wentOn;
        std::vector<double> stopped;
        for (std::size_t i = 0; i < trials.size(); ++i) {
            const MethodTrial& trial = trials[i];
            if (trial.epochs < epochs || trial.state == TrialState::Duplicate || trial.metrics.empty())
                continue;
            ++rung.reached;
            const bool farther = trial.epochs > epochs;
            const bool ended = trial.state == TrialState::Pruned || trial.state == TrialState::Finished;
            rung.wentOn += farther ? 1 : 0;
            rung.stopped += !farther && ended ? 1 : 0;
            rung.failed += !farther && isFinal(trial.state) && !ended ? 1 : 0;
            const double value = valueAt(trial, epochs);
            if (std::isfinite(value) && (farther || ended))
                (farther ? wentOn : stopped).push_back(value);
        }
        rung.wentOnValues = spreadOf(std::move(wentOn));
        rung.stoppedValues = spreadOf(std::move(stopped));
    }
    return rungs;
}

} // namespace cw::run

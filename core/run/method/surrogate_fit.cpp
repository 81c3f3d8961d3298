// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/method/surrogate_fit.h"

#include <cmath>

#include "core/base/correlation.h"

namespace cw::run {

namespace {

double measuredOf(const MethodTrials& trials, std::int64_t number)
{
    const MethodTrial* trial = trials.find(number);
    if (trial == nullptr)
        return std::numeric_limits<double>::quiet_NaN();
    const std::vector<double>& rungs = trials.rungEpochs();
    if (rungs.size() < 2 || trial->epochs <= rungs.front())
        return trial->value();
    for (const auto& [epochs, value] : trial->earlier) {
        if (epochs == rungs.front())
            return value;
    }
    return std::numeric_limits<double>::quiet_NaN();
}

} // namespace

SurrogateFit surrogateFitOf(const MethodTrials& trials, const Learnt& learnt)
{
    SurrogateFit fit;
    std::vector<double> predicted;
    std::vector<double> measured;
    double squares = 0;
    for (const Learnt::Forecast& forecast : learnt.forecasts) {
        const double value = measuredOf(trials, forecast.trial);
        if (!std::isfinite(forecast.mean) || !std::isfinite(forecast.low) || !std::isfinite(forecast.high) ||
            !std::isfinite(value)) {
            ++fit.unmeasured;
            continue;
        }
        fit.points.push_back({forecast.trial, forecast.mean, forecast.low, forecast.high, value});
        predicted.push_back(forecast.mean);
        measured.push_back(value);
        squares += (forecast.mean - value) * (forecast.mean - value);
    }
    fit.spearman = spearman(predicted, measured);
    if (!fit.points.empty())
        fit.rmse = std::sqrt(squares / double(fit.points.size()));
    return fit;
}

} // namespace cw::run

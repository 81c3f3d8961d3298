// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimate/preflight.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace cw::estimate {

namespace {

/// A forward pass within the work of a whole step: the backward pass multiplies twice as much.
constexpr double kForwardPart = 1.0 / 3;
/// As the session judges.
constexpr std::int64_t kJudgeBatch = 128;

std::string memoryText(double bytes)
{
    if (bytes >= 1e10)
        return fmt::format("{:.0f} GB", bytes / 1e9);
    if (bytes >= 1e9)
        return fmt::format("{:.1f} GB", bytes / 1e9);
    return fmt::format("{:.0f} MB", bytes / 1e6);
}

/// "1,240"
std::string grouped(double number)
{
    const std::string digits = fmt::format("{:.0f}", number);
    std::string text;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0)
            text += ',';
        text += digits[i];
    }
    return text;
}

std::string secondsText(double seconds)
{
    return seconds < 10 ? fmt::format("{:.2g} s", seconds) : grouped(seconds) + " s";
}

} // namespace

bool hasRates(WorkKind kind)
{
    return kind != WorkKind::Light && kind != WorkKind::Norm && kind != WorkKind::NormUneven && kind != WorkKind::Pool;
}

double Calibration::Speed::macsPerSecond(double macsPerNumber) const
{
    const auto above =
        std::find_if(rates.begin(), rates.end(), [&](const Rate& rate) { return rate.macsPerNumber >= macsPerNumber; });
    if (above == rates.end())
        return rates.back().macsPerSecond;
    if (above == rates.begin())
        return above->macsPerSecond;
    const Rate& below = *(above - 1);
    const double part =
        std::log(macsPerNumber / below.macsPerNumber) / std::log(above->macsPerNumber / below.macsPerNumber);
    return below.macsPerSecond * std::pow(above->macsPerSecond / below.macsPerSecond, part);
}

double secondsOfStep(const Workload& workload, const Calibration& calibration, std::int64_t batch)
{
    double sample = 0;
    double calls = 0;
    for (std::size_t kind = 0; kind < kWorkKinds; ++kind) {
        const Work& work = workload.works[kind];
        const Calibration::Speed& speed = calibration.speeds[kind];
        calls += double(work.calls) * speed.secondsPerCall;
        sample += double(work.numbers) * speed.secondsPerNumber;
        for (const Work::Layer& layer : work.layers)
            sample += layer.macs / speed.macsPerSecond(layer.macsPerNumber);
    }
    return double(batch) * sample + calls + double(workload.parameters) * calibration.secondsPerParameter;
}

double secondsOfTraining(const Workload& workload, const Calibration& calibration, const TrainingPlan& plan)
{
    Workload frozen = workload; // judging changes no weight
    frozen.parameters = 0;
    const double judgeBatches = double(plan.validSamples) / double(kJudgeBatch);
    const double epoch = double(plan.steps) * secondsOfStep(workload, calibration, plan.batch) +
                         kForwardPart * (double(plan.normBatches) * secondsOfStep(frozen, calibration, plan.batch) +
                                         judgeBatches * secondsOfStep(frozen, calibration, kJudgeBatch));
    return double(plan.repeats) * double(plan.epochs) * epoch;
}

std::string parametersProblem(std::int64_t parameters, std::int64_t limit)
{
    if (limit == 0 || parameters <= limit)
        return {};
    return fmt::format("has {} parameters, the limit is {}", grouped(double(parameters)), grouped(double(limit)));
}

std::string memoryProblem(double bytes, double limit, bool isFree, std::int64_t batch)
{
    if (limit == 0 || bytes <= limit)
        return {};
    return fmt::format("needs {} of memory for training at batch {}, {}", memoryText(bytes), batch,
                       isFree ? memoryText(limit) + " are free" : "the limit is " + memoryText(limit));
}

std::string timeProblem(double seconds, double limit)
{
    if (limit == 0 || seconds <= limit)
        return {};
    return fmt::format("would take {}, the limit is {}", secondsText(seconds), secondsText(limit));
}

} // namespace cw::estimate

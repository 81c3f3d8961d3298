// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/latency_estimator.h"

#include <algorithm>
#include <chrono>

#include <ATen/Parallel.h>
#include <fmt/format.h>
#include <torch/cuda.h>
#include <torch/types.h>

#include "core/base/rng.h"
#include "core/estimate/settings_text.h"
#include "core/net/model.h"
#include "core/train/device_data.h"
#include "core/train/realised.h"

namespace cw::train {

namespace {

using Clock = std::chrono::steady_clock;

constexpr const char* kWhere = "estimator 'latency'";

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Some batch of the network's input; times do not depend on what is in it.
torch::Tensor someInput(const space::Task& task, std::int64_t batch, const torch::Device& device)
{
    std::vector<std::int64_t> dims{batch};
    dims.insert(dims.end(), task.input.dims.begin(), task.input.dims.end());
    torch::Tensor values = torch::empty(dims, torch::kFloat);
    float* value = values.data_ptr<float>();
    const bool tokens = task.input.kind == space::ShapeKind::Tokens;
    Rng rng(0, 0, "latency");
    for (std::int64_t i = 0; i < values.numel(); ++i)
        value[i] =
            tokens ? float(rng.below(std::uint64_t(std::max<std::int64_t>(1, task.vocabulary)))) : float(rng.normal());
    return (tokens ? values.to(torch::kLong) : values).to(device);
}

/// With linear interpolation between the two nearest.
double quantile(const std::vector<double>& sorted, double part)
{
    const double at = part * double(sorted.size() - 1);
    const auto below = std::size_t(at);
    const double above = sorted[std::min(below + 1, sorted.size() - 1)];
    return sorted[below] + (at - double(below)) * (above - sorted[below]);
}

std::unique_ptr<estimate::Estimator> makeOther(const estimate::EstimatorSetup& setup)
{
    const std::string& id = setup.settings.text("also");
    const std::string where = fmt::format("{}, setting 'also_settings'", kWhere);
    const Json settings = estimate::settingsFromText(setup.settings.text("also_settings"), where).value();
    if (id.empty()) {
        if (!settings.empty())
            throw Error(ErrorCode::Config, "expected an estimator in the setting 'also' to give them to, found none",
                        where);
        return nullptr;
    }
    if (id == "latency")
        throw Error(ErrorCode::Config, "setting 'also': expected another estimator, found 'latency'", kWhere);
    if (!setup.other)
        throw Error(ErrorCode::Config, "setting 'also': other estimators can be had in a search only", kWhere);
    return setup.other(id, settings, setup);
}

} // namespace

LatencyEstimator::LatencyEstimator(estimate::EstimatorSetup setup)
    : m_setup(std::move(setup))
    , m_other(makeOther(m_setup))
{
}

void LatencyEstimator::prepare()
{
    if (m_other)
        m_other->prepare();
}

std::shared_ptr<const space::CandidateSet> LatencyEstimator::candidates() const
{
    return m_other ? m_other->candidates() : nullptr;
}

std::vector<double> LatencyEstimator::epochs() const
{
    return m_other ? m_other->epochs() : std::vector<double>();
}

bool LatencyEstimator::measure(const space::Candidate& candidate, const estimate::Fidelity& fidelity,
                               const estimate::Context& context, estimate::Metrics& metrics) const
{
    at::set_num_threads(context.threads); // acts on the calling thread, so first of all
    const torch::Device device = deviceFromText(context.device);
    const auto architecture = realised(*m_setup.space, m_setup.tree, candidate, optionsAt(m_setup.task, fidelity));
    net::Model model(architecture, {.device = device, .seed = context.seed, .trial = context.trial});
    const torch::Tensor input = someInput(architecture->task, m_setup.settings.integer("batch"), device);
    const std::int64_t warmUp = m_setup.settings.integer("warm_up");
    const std::int64_t passes = m_setup.settings.integer("passes");
    std::vector<double> milliseconds;
    for (std::int64_t pass = 0; pass < warmUp + passes; ++pass) {
        if (context.stop.stop_requested())
            return false;
        const auto start = Clock::now();
        model.forward(input, false);
        if (device.is_cuda())
            torch::cuda::synchronize(device.index());
        if (pass >= warmUp)
            milliseconds.push_back(1e3 * secondsSince(start));
    }
    std::sort(milliseconds.begin(), milliseconds.end());
    metrics["latency_ms"] = quantile(milliseconds, 0.5);
    metrics["latency_ms_low"] = quantile(milliseconds, 0.25);
    metrics["latency_ms_high"] = quantile(milliseconds, 0.75);
    metrics.emplace("params", double(architecture->costs.parameters));
    metrics.emplace("macs", double(architecture->costs.macs));
    return true;
}

estimate::Estimate LatencyEstimator::estimate(const space::Candidate& candidate, const estimate::Fidelity& fidelity,
                                              estimate::Context& context)
{
    estimate::Estimate estimate;
    if (m_other)
        estimate = m_other->estimate(candidate, fidelity, context);
    if (estimate.state != TrialState::Finished)
        return estimate;
    const auto start = Clock::now();
    if (!measure(candidate, fidelity, context, estimate.metrics)) {
        estimate.state = TrialState::Stopped;
        estimate.reason = "stopped by the user";
    }
    estimate.seconds += secondsSince(start);
    return estimate;
}

} // namespace cw::train

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/zero_cost_estimator.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include <ATen/Parallel.h>
#include <fmt/format.h>
#include <torch/types.h>

#include "core/base/assert.h"
#include "core/base/rng.h"
#include "core/net/model.h"
#include "core/train/device_data.h"
#include "core/train/proxies/probe.h"
#include "core/train/realised.h"

namespace cw::train {

namespace {

constexpr const char* kWhere = "estimator 'zero-cost'";
/// Of `train`: no sample that would judge a training is looked at.
constexpr double kValidPart = 0.2;

bool interrupted(const estimate::Context& context)
{
    return context.stop.stop_requested() || (context.pausing && context.pausing());
}

/// As much memory as a training step then, at least.
bool recordsGraph(const std::vector<const Proxy*>& proxies)
{
    return std::any_of(proxies.begin(), proxies.end(),
                       [](const Proxy* proxy) { return proxy->needs.gradients || proxy->needs.inputGradients; });
}

estimate::Estimate halted(const estimate::Context& context)
{
    estimate::Estimate estimate;
    const bool stopped = context.stop.stop_requested();
    estimate.state = stopped ? TrialState::Stopped : TrialState::Paused;
    estimate.reason = stopped ? "stopped by the user" : "paused by the user";
    return estimate;
}

} // namespace

ZeroCostEstimator::ZeroCostEstimator(estimate::EstimatorSetup setup)
    : m_setup(std::move(setup))
    , m_selection(selectProxies(m_setup.settings, m_setup.objectives, m_setup.task))
{
    if (m_setup.dataset.empty())
        throw Error(ErrorCode::Config, "expected --dataset NAME or a path, found none", kWhere);
}

void ZeroCostEstimator::prepare()
{
    m_data = std::make_shared<TrainingData>(data::loadDataSet(m_setup.dataset).value(), kValidPart, m_setup.seed);
    samples(m_setup.full.data);
}

/// Those of the minibatches, one after the other.
std::vector<std::uint32_t> ZeroCostEstimator::samples(double part) const
{
    const std::int64_t batch = m_setup.settings.integer("batch");
    const std::int64_t batches = m_setup.settings.integer("batches");
    std::vector<std::uint32_t> indices = m_data->trainIndices(part);
    if (std::int64_t(indices.size()) < batch * batches)
        throw Error(ErrorCode::Config,
                    fmt::format("batch * batches: expected at most the {} training samples, found {} * {}",
                                indices.size(), batch, batches),
                    kWhere);
    Rng(m_setup.seed, 0, "zero-cost").shuffle(indices);
    indices.resize(std::size_t(batch * batches));
    return indices;
}

std::vector<Batch> ZeroCostEstimator::batches(const space::Architecture& architecture,
                                              const estimate::Fidelity& fidelity, const std::string& device) const
{
    const std::vector<std::uint32_t> indices = samples(fidelity.data);
    const auto size = std::size_t(m_setup.settings.integer("batch"));
    const std::shared_ptr<const DeviceData> data = m_data->train(device);
    std::vector<Batch> batches;
    for (std::size_t at = 0; at < indices.size(); at += size)
        batches.push_back(data->batch(std::span(indices).subspan(at, size), architecture.task.input.dims));
    return batches;
}

std::optional<ZeroCostEstimator::Scores>
ZeroCostEstimator::score(const std::shared_ptr<const space::Architecture>& architecture,
                         const std::vector<const Proxy*>& proxies, const estimate::Fidelity& fidelity,
                         const estimate::Context& context, std::int64_t trial) const
{
    Scores scores;
    scores.metrics = {{"params", double(architecture->costs.parameters)}, {"macs", double(architecture->costs.macs)}};
    std::vector<const Proxy*> possible;
    ProbeNeeds needs{.pass = false};
    for (const Proxy* proxy : proxies) {
        const std::string problem = proxy->problem != nullptr ? proxy->problem(*architecture) : std::string();
        if (!problem.empty()) {
            scores.problems[proxy->id] = {TrialState::Rejected, problem};
            continue;
        }
        possible.push_back(proxy);
        needs = needs | proxy->needs;
    }
    if (possible.empty())
        return scores;
    const net::Model model(
        architecture,
        {.device = deviceFromText(context.device), .engine = net::Engine::Plain, .seed = context.seed, .trial = trial});
    const std::vector<Batch> all = batches(*architecture, fidelity, context.device);
    for (const Batch& batch : all) {
        Probe probe(model, batch, needs);
        for (const Proxy* proxy : possible) {
            if (interrupted(context))
                return std::nullopt;
            scores.metrics[proxy->id] += proxy->score(probe) / double(all.size());
        }
    }
    for (const Proxy* proxy : possible) {
        const double score = scores.metrics[proxy->id];
        if (std::isfinite(score))
            continue;
        scores.problems[proxy->id] = {TrialState::Failed, std::isnan(score) ? "it became NaN" : "it became infinite"};
        scores.metrics.erase(proxy->id);
    }
    return scores;
}

ZeroCostEstimator::Sample& ZeroCostEstimator::sampleAt(const estimate::Fidelity& fidelity)
{
    const std::lock_guard lock(m_mutex);
    Sample& sample = m_samples[estimate::toText(fidelity)];
    if (sample.reference)
        return sample;
    const auto size = std::size_t(m_setup.settings.integer("vote_sample"));
    sample.space = space::candidatesOf(*m_setup.space, optionsAt(m_setup.task, fidelity)).value();
    Rng rng(m_setup.seed, 0, "vote");
    for (std::size_t i = 0; i < size; ++i)
        sample.candidates.push_back(sample.space->sample(rng));
    sample.reference = std::make_unique<VoteReference>(size, m_selection.voters);
    return sample;
}

bool ZeroCostEstimator::canVote(const estimate::Metrics& metrics) const
{
    const auto& voters = m_selection.voters;
    return m_selection.vote &&
           std::all_of(voters.begin(), voters.end(), [&](const std::string& voter) { return metrics.contains(voter); });
}

std::optional<double> ZeroCostEstimator::vote(const estimate::Metrics& metrics, const estimate::Fidelity& fidelity,
                                              const estimate::Context& context)
{
    Sample& sample = sampleAt(fidelity);
    const auto score = [&](std::size_t member) -> std::optional<estimate::Metrics> {
        if (interrupted(context))
            return std::nullopt;
        const auto architecture = realised(*m_setup.space, sample.space->tree(), sample.candidates[member],
                                           optionsAt(m_setup.task, fidelity));
        auto scores = this->score(architecture, m_selection.voting, fidelity, context, std::int64_t(member));
        if (!scores)
            return std::nullopt;
        return std::move(scores->metrics);
    };
    if (!sample.reference->complete(score))
        return std::nullopt;
    return sample.reference->vote(metrics);
}

estimate::Estimate ZeroCostEstimator::estimate(const space::Candidate& candidate, const estimate::Fidelity& fidelity,
                                               estimate::Context& context)
{
    CW_ASSERT(m_data != nullptr);
    const auto start = std::chrono::steady_clock::now();
    at::set_num_threads(context.threads); // acts on the calling thread, so first of all
    const auto architecture = realised(*m_setup.space, m_setup.tree, candidate, optionsAt(m_setup.task, fidelity));
    estimate::Estimate estimate;
    if (context.device == "cpu" && recordsGraph(m_selection.computed))
        estimate.reason = memoryProblem(
            *architecture,
            {.batch = m_setup.settings.integer("batch"), .judged = 0, .threads = context.threads, .states = 0});
    if (!estimate.reason.empty()) {
        estimate.state = TrialState::Rejected;
        return estimate;
    }
    auto scores = score(architecture, m_selection.computed, fidelity, context, context.trial);
    if (!scores)
        return halted(context);
    estimate.metrics = std::move(scores->metrics);
    for (const auto& [metric, problem] : scores->problems) {
        if (m_selection.needs(metric)) {
            estimate.state = problem.state;
            estimate.reason = fmt::format("no {}: {}", metric, problem.reason);
        }
    }
    if (estimate.state == TrialState::Finished && canVote(estimate.metrics)) {
        const std::optional<double> votes = vote(estimate.metrics, fidelity, context);
        if (!votes)
            return halted(context);
        estimate.metrics["vote"] = *votes;
    }
    if (context.progress)
        context.progress({.step = 1, .steps = 1, .fraction = 1, .points = {}});
    estimate.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return estimate;
}

} // namespace cw::train

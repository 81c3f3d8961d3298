// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/train_estimator.h"

#include <chrono>

#include "core/base/assert.h"
#include "core/space/realise.h"

namespace cw::train {

namespace {

/// A checkpoint that is damaged or of something else fails its trial, naming the file.
SessionResult trained(const SessionRequest& request)
{
    try {
        return trainSession(request);
    } catch (const Error& error) {
        if (error.code() != ErrorCode::Format)
            throw;
        SessionResult result;
        result.state = TrialState::Failed;
        result.reason = error.what();
        return result;
    }
}

} // namespace

TrainEstimator::TrainEstimator(estimate::EstimatorSetup setup)
    : m_setup(std::move(setup))
{
    if (m_setup.dataset.empty())
        throw Error(ErrorCode::Config, "the estimator 'train' needs a data set, expected --dataset NAME or a path");
}

void TrainEstimator::prepare()
{
    m_data = std::make_shared<TrainingData>(data::loadDataSet(m_setup.dataset).value(),
                                            m_setup.settings.real("valid_part"), m_setup.seed);
}

std::shared_ptr<const space::Architecture> TrainEstimator::realise(const space::Candidate& candidate,
                                                                   const estimate::Fidelity& fidelity) const
{
    space::Task task = m_setup.task;
    if (fidelity.resolution > 0 && task.input.kind == space::ShapeKind::Image)
        task.input = space::Shape::image(task.input.channels(), fidelity.resolution, fidelity.resolution);
    const space::RealiseOptions options{.task = task, .width = fidelity.width, .cells = fidelity.cells};
    return std::make_shared<const space::Architecture>(
        space::realiseOrError(*m_setup.space, m_setup.tree, candidate, options).value());
}

estimate::Estimate TrainEstimator::estimate(const space::Candidate& candidate, const estimate::Fidelity& fidelity,
                                            estimate::Context& context)
{
    CW_ASSERT(m_data != nullptr);
    const auto start = std::chrono::steady_clock::now();
    const std::shared_ptr<const space::Architecture> architecture = realise(candidate, fidelity);
    estimate::Estimate estimate;
    estimate.metrics = {{"params", double(architecture->costs.parameters)}, {"macs", double(architecture->costs.macs)}};
    const Settings settings = estimate::withTraining(m_setup.settings, architecture->training);
    if (context.device == "cpu")
        estimate.reason = memoryProblem(*architecture, settings.integer("batch"));
    if (!estimate.reason.empty()) {
        estimate.state = TrialState::Rejected;
        return estimate;
    }
    const SessionResult result = trained({.architecture = architecture,
                                          .data = m_data,
                                          .settings = settings,
                                          .fidelity = fidelity,
                                          .device = context.device,
                                          .threads = context.threads,
                                          .seed = context.seed,
                                          .trial = context.trial,
                                          .checkpoint = context.checkpoint,
                                          .continueFrom = context.continueFrom,
                                          .keep = context.keep,
                                          .horizon = context.horizon,
                                          .stop = context.stop,
                                          .pausing = context.pausing,
                                          .progress = context.progress});
    estimate.state = result.state;
    estimate.reason = result.reason;
    const bool text = m_data->dataSet().kind == data::DataKind::Text;
    for (std::size_t i = 0; i < result.epochs.size(); ++i) {
        const auto points = pointsOf(result.epochs[i], std::int64_t(i + 1), text);
        estimate.curve.insert(estimate.curve.end(), points.begin(), points.end());
    }
    if (result.state == TrialState::Finished) {
        estimate.metrics["valid_accuracy"] = result.epochs.back().validAccuracy;
        estimate.metrics["valid_loss"] = result.epochs.back().validLoss;
        estimate.metrics["train_loss"] = result.epochs.back().trainLoss;
        if (text)
            estimate.metrics["valid_perplexity"] = result.epochs.back().validPerplexity();
    }
    estimate.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return estimate;
}

} // namespace cw::train

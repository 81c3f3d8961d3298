// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/train_estimator.h"

#include <chrono>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "core/base/assert.h"
#include "core/space/realise.h"
#include "core/train/allocator.h"
#include "core/train/realised.h"
#include "core/train/repeats.h"

namespace cw::train {

namespace {

/// Only the first line: LibTorch puts a stack below it.
std::string firstLine(const std::string& text)
{
    return text.substr(0, text.find('\n'));
}

/// Before a run begins, from what is known of a data set without its samples; a session checks what it gets.
void checkSamples(const data::DataSetInfo& data, double validPart)
{
    const double samples = std::floor(double(data.trainSize) * (1 - validPart));
    if (samples < double(data.classes.size()))
        throw Error(ErrorCode::Data,
                    fmt::format("the data set leaves {} of its {} samples to train on, expected at least one for each "
                                "of {} classes",
                                samples, data.trainSize, data.classes.size()),
                    data.id);
}

/// What ends one training must not end the run: the trial fails with its reason.
RepeatsResult trainedOrFailed(const SessionRequest& request)
{
    RepeatsResult result;
    try {
        return trainRepeatedly(request);
    } catch (const Error& error) {
        if (error.code() == ErrorCode::Device)
            throw; // not of this training
        result.reason = error.what();
    } catch (const std::exception& problem) {
        if (!isOutOfMemory(problem))
            throw;
        result.reason = fmt::format("out of memory while training at batch {}: {}", request.settings.integer("batch"),
                                    firstLine(problem.what()));
    }
    returnFreeMemory(); // of what the training had got, all is free by now
    result.state = TrialState::Failed;
    return result;
}

} // namespace

TrainEstimator::TrainEstimator(estimate::EstimatorSetup setup)
    : m_setup(std::move(setup))
{
    if (m_setup.dataset.empty())
        throw Error(ErrorCode::Config, "an estimator that trains needs a data set, expected --dataset NAME or a path");
    if (const auto info = data::describeDataSet(m_setup.dataset); info && info->kind != data::DataKind::Text)
        checkSamples(*info, m_setup.settings.real("valid_part"));
}

void TrainEstimator::prepare()
{
    m_data = std::make_shared<TrainingData>(data::loadDataSet(m_setup.dataset).value(),
                                            m_setup.settings.real("valid_part"), m_setup.seed);
}

Result<space::Architecture> TrainEstimator::realise(const space::Candidate& candidate,
                                                    const estimate::Fidelity& fidelity) const
{
    return space::realiseOrError(*m_setup.space, m_setup.tree, candidate, optionsAt(m_setup.task, fidelity));
}

void TrainEstimator::adapt(const space::Candidate&, const estimate::Context&, SessionRequest&, estimate::Metrics&) const
{
}

estimate::Estimate TrainEstimator::estimate(const space::Candidate& candidate, const estimate::Fidelity& fidelity,
                                            estimate::Context& context)
{
    CW_ASSERT(m_data != nullptr);
    const auto start = std::chrono::steady_clock::now();
    estimate::Estimate estimate;
    Result<space::Architecture> realised = realise(candidate, fidelity);
    if (!realised) {
        estimate.state = TrialState::Rejected;
        estimate.reason = realised.error().what();
        return estimate;
    }
    const auto architecture = std::make_shared<const space::Architecture>(std::move(realised).value());
    estimate.metrics = {{"params", double(architecture->costs.parameters)}, {"macs", double(architecture->costs.macs)}};
    SessionRequest request{.architecture = architecture,
                           .data = m_data,
                           .settings = estimate::withTraining(m_setup.settings, architecture->training),
                           .fidelity = fidelity,
                           .device = context.device,
                           .threads = context.threads,
                           .seed = context.seed,
                           .trial = context.trial,
                           .checkpoint = context.checkpoint,
                           .storing = context.storing,
                           .continueFrom = context.continueFrom,
                           .keep = context.keep,
                           .horizon = context.horizon,
                           .stop = context.stop,
                           .pausing = context.pausing,
                           .progress = context.progress,
                           .calibrationOf = context.calibrationOf};
    adapt(candidate, context, request, estimate.metrics);
    train(estimate, request);
    estimate.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return estimate;
}

void TrainEstimator::train(estimate::Estimate& estimate, const SessionRequest& request)
{
    estimate.reason = m_admission.problem(request);
    if (!estimate.reason.empty()) {
        estimate.state = TrialState::Rejected;
        return;
    }
    fill(estimate, trainedOrFailed(request));
}

void TrainEstimator::fill(estimate::Estimate& estimate, const RepeatsResult& result) const
{
    estimate.state = result.state;
    estimate.reason = result.reason;
    const bool text = m_data->dataSet().kind == data::DataKind::Text;
    for (std::size_t i = 0; i < result.epochs.size(); ++i) {
        const auto points = pointsOf(result.epochs[i], std::int64_t(i + 1), text);
        estimate.curve.insert(estimate.curve.end(), points.begin(), points.end());
    }
    if (result.state != TrialState::Finished)
        return;
    const EpochResult& last = result.epochs.back();
    estimate.metrics["valid_accuracy"] = last.validAccuracy;
    estimate.metrics["valid_loss"] = last.validLoss;
    estimate.metrics["train_loss"] = last.trainLoss;
    if (text)
        estimate.metrics["valid_perplexity"] = last.validPerplexity();
    if (result.finalAccuracies.size() > 1)
        estimate.metrics["valid_accuracy_sd"] = deviationOf(result.finalAccuracies);
}

} // namespace cw::train

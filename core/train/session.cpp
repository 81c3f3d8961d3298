// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/session.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <numeric>

#include <ATen/Parallel.h>
#include <fmt/format.h>
#include <torch/types.h>

#include "core/base/error.h"
#include "core/base/rng.h"
#include "core/net/model.h"
#include "core/net/statistics_meter.h"
#include "core/train/device_data.h"
#include "core/train/divergence.h"
#include "core/train/optimiser.h"
#include "core/train/precision.h"
#include "core/train/schedule.h"
#include "core/train/session_input.h"
#include "core/train/session_state.h"

namespace cw::train {

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr std::int64_t kWarmUpSteps = 3;

class Session {
public:
    explicit Session(const SessionRequest& request);
    SessionResult run();

private:
    bool trainEpoch();
    double step(std::span<const std::uint32_t> indices);
    void limitGradients() const;
    std::vector<torch::Tensor> tensors() const;
    bool interrupted();
    bool measureNorms(std::span<const std::uint32_t> order);
    std::pair<double, double> judge(const DeviceData& data, const std::vector<std::uint32_t>& indices);
    void report(std::vector<estimate::CurvePoint> points) const;
    bool restore();
    void save();
    void leaveCheckpoint();
    bool end(TrialState state, std::string reason);
    bool diverged(const char* what, double loss);

    const SessionRequest& m_request;
    const std::vector<std::int64_t> m_input; ///< shape that the network takes
    const bool m_text;
    std::shared_ptr<const DeviceData> m_data;
    std::vector<std::uint32_t> m_train;
    std::vector<std::uint32_t> m_valid;
    std::size_t m_batch = 0;
    std::int64_t m_stepsPerEpoch = 0;
    std::int64_t m_epochs = 0;
    std::int64_t m_horizon = 0;
    net::Model m_model;
    std::unique_ptr<Optimiser> m_optimiser;
    Schedule m_schedule;
    Augmenting m_augmenting;

    SessionState m_at;
    std::int64_t m_stepsHere = 0; ///< steps of this call, for the speed
    double m_seconds = 0;         ///< of those after warm-up
    std::int64_t m_timedImages = 0;
    SessionResult m_result;
};

const SessionRequest& checked(const SessionRequest& request)
{
    at::set_num_threads(request.threads); // acts on the calling thread, so first of all
    checkInput(request);
    return request;
}

Session::Session(const SessionRequest& request)
    : m_request(checked(request))
    , m_input(request.architecture->task.input.dims)
    , m_text(request.data->dataSet().kind == data::DataKind::Text)
    , m_data(request.data->train(request.device))
    , m_train(trainingSamples(request))
    , m_valid(request.data->validIndices(request.fidelity.data, request.settings.integer("valid_min")))
    , m_batch(std::min(std::size_t(request.settings.integer("batch")), m_train.size()))
    , m_stepsPerEpoch(std::int64_t(m_train.size() / m_batch))
    , m_epochs(epochsOf(request))
    , m_horizon(horizonOf(request))
    , m_model(request.architecture, {.device = deviceFromText(request.device),
                                     .precision = precisionFromText(request.settings.text("precision")),
                                     .seed = request.seed,
                                     .trial = request.trial})
    , m_optimiser(makeOptimiser(m_model.parameters(), request.settings))
    , m_schedule(request.settings)
    , m_augmenting{augmentationOf(request.settings)}
{
    m_result.parameters = m_model.parameterCount();
}

SessionResult Session::run()
{
    if (!restore() && m_request.initialise)
        m_request.initialise(m_model);
    while (m_at.epoch < m_epochs) {
        if (!trainEpoch())
            break;
    }
    if (m_result.state == TrialState::Finished && m_request.test) {
        const std::shared_ptr<const DeviceData> test = m_request.data->test(m_request.device);
        std::vector<std::uint32_t> all(test->size());
        std::iota(all.begin(), all.end(), 0U);
        if (!all.empty()) {
            const auto [loss, accuracy] = judge(*test, all);
            m_result.testAccuracy = accuracy;
            if (m_text)
                m_result.testPerplexity = std::exp(loss);
        }
    }
    m_result.imagesPerSecond = m_seconds > 0 ? double(m_timedImages) / m_seconds : 0;
    leaveCheckpoint();
    m_result.epochs = m_at.epochs;
    return m_result;
}

bool Session::end(TrialState state, std::string reason)
{
    m_result.state = state;
    m_result.reason = std::move(reason);
    return false;
}

/// Polled once per batch. True when the session is to end now.
bool Session::interrupted()
{
    if (m_request.stop.stop_requested())
        return !end(TrialState::Stopped, "stopped by the user");
    if (m_request.pausing && m_request.pausing()) {
        if (!m_request.checkpoint.empty())
            save();
        return !end(TrialState::Paused, "paused by the user");
    }
    return false;
}

/// The rest of the current epoch and its judgement. False when the session is to end.
bool Session::trainEpoch()
{
    std::vector<std::uint32_t> order = m_train;
    const auto trial = std::uint64_t(m_request.trial);
    Rng(m_request.seed, trial, "shuffle", std::uint64_t(m_at.epoch)).shuffle(order);
    m_augmenting.seed = Rng(m_request.seed, trial, "augment", std::uint64_t(m_at.epoch)).next();
    for (; m_at.stepInEpoch < m_stepsPerEpoch; ++m_at.stepInEpoch) {
        if (interrupted())
            return false;
        if (m_request.maxSteps > 0 && m_stepsHere >= m_request.maxSteps) {
            m_at.epochs.push_back({m_at.lossSum / double(std::max<std::int64_t>(1, m_at.stepInEpoch)), kNaN, kNaN});
            return false;
        }
        const double loss = step(std::span(order).subspan(std::size_t(m_at.stepInEpoch) * m_batch, m_batch));
        if (!std::isfinite(loss))
            return diverged("loss", loss);
        m_at.lossSum += loss;
        report({});
    }
    if (!measureNorms(order))
        return false;
    const auto [validLoss, accuracy] = judge(*m_data, m_valid);
    if (m_result.state != TrialState::Finished)
        return false;
    if (!std::isfinite(validLoss))
        return diverged("validation loss", validLoss);
    const double trainLoss = m_at.lossSum / double(m_stepsPerEpoch);
    m_at.epochs.push_back({trainLoss, validLoss, accuracy});
    ++m_at.epoch;
    m_at.stepInEpoch = 0;
    m_at.lossSum = 0;
    report(pointsOf(m_at.epochs.back(), m_at.epoch, m_text));
    std::vector<double> losses;
    for (const EpochResult& epoch : m_at.epochs)
        losses.push_back(epoch.trainLoss);
    std::string problem = divergence(losses, m_request.architecture->task.classes);
    return problem.empty() || end(TrialState::Failed, std::move(problem));
}

bool Session::diverged(const char* what, double loss)
{
    return end(TrialState::Failed, fmt::format("diverged: {} became {} in epoch {}", what,
                                               std::isnan(loss) ? "NaN" : "infinite", m_at.epoch + 1));
}

double Session::step(std::span<const std::uint32_t> indices)
{
    const auto start = std::chrono::steady_clock::now();
    const std::int64_t done = m_at.epoch * m_stepsPerEpoch + m_at.stepInEpoch;
    const Batch batch = m_data->batch(indices, m_input, &m_augmenting);
    const std::uint64_t dropSeed =
        Rng(m_request.seed, std::uint64_t(m_request.trial), "dropout", std::uint64_t(done)).next();
    const double loss =
        m_model.lossAndGradients(batch.input, batch.labels, m_request.settings.real("label_smoothing"), dropSeed);
    const double progress = std::min(1.0, double(done) / double(m_horizon * m_stepsPerEpoch));
    const double rate = m_request.settings.real("learning_rate") * m_schedule.factor(progress, m_at.epoch);
    limitGradients();
    m_optimiser->step(m_model.parameters(), m_model.gradients(), rate, done + 1);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    if (++m_stepsHere == kWarmUpSteps + 1 && m_seconds > 0) {
        const std::int64_t planned = m_epochs * m_stepsPerEpoch;
        if ((m_request.maxSteps > 0 ? std::min(m_request.maxSteps, planned) : planned) >= 10)
            m_seconds = double(m_timedImages = 0);
    }
    m_seconds += seconds.count();
    m_timedImages += std::int64_t(indices.size());
    return loss;
}

void Session::limitGradients() const
{
    const double limit = m_request.settings.real("clip_gradient");
    if (limit <= 0)
        return;
    const double norm = m_model.gradients().norm().item<double>();
    if (norm > limit)
        m_model.gradients().mul_(limit / norm);
}

/// Replaces the running statistics of batch norms by those of the epoch's first batches. False when the session is to
/// end.
bool Session::measureNorms(std::span<const std::uint32_t> order)
{
    const torch::NoGradGuard guard;
    net::StatisticsMeter meter(m_model);
    const std::int64_t batches = std::min(m_request.settings.integer("norm_batches"), m_stepsPerEpoch);
    for (std::int64_t at = 0; at < batches && meter.needed(); ++at) {
        if (m_request.stop.stop_requested())
            return end(TrialState::Stopped, "stopped by the user");
        meter.add(m_data->batch(order.subspan(std::size_t(at) * m_batch, m_batch), m_input, &m_augmenting).input);
    }
    meter.finish();
    return true;
}

/// Mean loss and accuracy (of text per token) with running statistics. A stop request ends it after the current batch.
std::pair<double, double> Session::judge(const DeviceData& data, const std::vector<std::uint32_t>& indices)
{
    const torch::NoGradGuard guard;
    double loss = 0;
    std::int64_t right = 0;
    std::int64_t judged = 0;
    const auto most = std::size_t(judgedAtOnce(*m_request.architecture));
    for (std::size_t at = 0; at < indices.size(); at += most) {
        if (m_request.stop.stop_requested()) {
            end(TrialState::Stopped, "stopped by the user");
            break;
        }
        const auto part = std::span(indices).subspan(at, std::min(most, indices.size() - at));
        const Batch batch = data.batch(part, m_input);
        const torch::Tensor logits = m_model.forward(batch.input, false).flatten(0, -2);
        const torch::Tensor labels = batch.labels.flatten();
        loss += torch::cross_entropy_loss(logits, labels, {}, at::Reduction::Sum).item<double>();
        right += logits.argmax(1).eq(labels).sum().item<std::int64_t>();
        judged += labels.numel();
    }
    return {loss / double(judged), double(right) / double(judged)};
}

void Session::report(std::vector<estimate::CurvePoint> points) const
{
    if (!m_request.progress)
        return;
    estimate::Progress progress{.step = m_at.epoch, .steps = m_epochs, .points = std::move(points)};
    const std::int64_t done = m_at.epoch * m_stepsPerEpoch + m_at.stepInEpoch + (progress.points.empty() ? 1 : 0);
    progress.fraction = double(done) / double(m_epochs * m_stepsPerEpoch);
    m_request.progress(progress);
}

/// What a checkpoint holds, in its order.
std::vector<torch::Tensor> Session::tensors() const
{
    std::vector<torch::Tensor> all{m_model.parameters()};
    for (const torch::Tensor& tensor : m_optimiser->state())
        all.push_back(tensor);
    all.push_back(m_model.buffers());
    return all;
}

/// A pause of this job goes before what an earlier job left behind. False when there is neither.
bool Session::restore()
{
    for (const std::filesystem::path& file : {m_request.checkpoint, m_request.continueFrom}) {
        if (file.empty())
            continue;
        if (auto state = loadSession(file, m_request, m_stepsPerEpoch, tensors())) {
            m_at = std::move(*state);
            return true;
        }
    }
    return false;
}

void Session::save()
{
    estimate::store(m_request.storing, [this] { saveSession(m_request.checkpoint, m_request, m_at, tensors()); });
}

/// What remains when every epoch is done.
void Session::leaveCheckpoint()
{
    if (m_request.checkpoint.empty() || m_result.state != TrialState::Finished)
        return;
    if (m_request.keep && m_at.epoch == m_epochs)
        save();
    else
        std::filesystem::remove(m_request.checkpoint);
}

} // namespace

std::vector<estimate::CurvePoint> pointsOf(const EpochResult& epoch, std::int64_t number, bool text)
{
    std::vector<estimate::CurvePoint> points{{"valid_accuracy", number, epoch.validAccuracy},
                                             {"train_loss", number, epoch.trainLoss}};
    if (text)
        points.push_back({"valid_perplexity", number, epoch.validPerplexity()});
    return points;
}

SessionResult trainSession(const SessionRequest& request)
{
    return Session(request).run();
}

} // namespace cw::train

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/session.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <numeric>

#include <fmt/format.h>
#include <torch/torch.h>

#include "core/base/error.h"
#include "core/base/rng.h"
#include "core/net/model.h"
#include "core/train/checkpoint.h"
#include "core/train/device_data.h"
#include "core/train/optimiser.h"
#include "core/train/schedule.h"

namespace cw::train {

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr std::int64_t kWarmUpSteps = 3;
/// Not the training batch: a setting of the search must not change judging. Of text fewer windows, at most so many
/// tokens: each has as many logits as the vocabulary has characters.
constexpr std::size_t kJudgeBatch = 128;
constexpr std::size_t kJudgeTokens = 4096;

/// What a training needs to tell whether a checkpoint is its own.
std::string fingerprint(const SessionRequest& request)
{
    const Json facts{{"architecture", space::toJson(*request.architecture)},
                     {"settings", request.settings.json()},
                     {"fidelity", estimate::toJson(request.fidelity)},
                     {"data", request.data->dataSet().id},
                     {"seed", request.seed},
                     {"trial", request.trial}};
    return fmt::format("{:016x}", fnv1a64(facts.dump()));
}

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
    std::pair<double, double> judge(const DeviceData& data, const std::vector<std::uint32_t>& indices);
    void report(std::vector<estimate::CurvePoint> points) const;
    void save();
    void restore();
    bool end(TrialState state, std::string reason);

    const SessionRequest& m_request;
    const std::vector<std::int64_t> m_input; ///< shape that the network takes
    const bool m_text;
    std::shared_ptr<const DeviceData> m_data;
    std::vector<std::uint32_t> m_train;
    std::vector<std::uint32_t> m_valid;
    std::size_t m_batch = 0;
    std::int64_t m_stepsPerEpoch = 0;
    std::int64_t m_epochs = 0;
    net::Model m_model;
    std::unique_ptr<Optimiser> m_optimiser;
    Augmenting m_augmenting;

    std::int64_t m_epoch = 0;       ///< epochs done
    std::int64_t m_stepInEpoch = 0; ///< batches done of the current one
    double m_lossSum = 0;           ///< of those batches
    std::int64_t m_stepsHere = 0;   ///< steps of this call, for the speed
    double m_seconds = 0;           ///< of those after warm-up
    std::int64_t m_timedImages = 0;
    SessionResult m_result;
};

/// The shape of the network's input for that data set.
space::Shape inputOf(const data::DataSet& data, std::int64_t resolution)
{
    space::Shape shape{space::ShapeKind::Vector, data.shape};
    switch (data.kind) {
    case data::DataKind::Images:
        shape.kind = space::ShapeKind::Image;
        if (resolution > 0) // images are resampled to it
            shape.dims = {data.shape.at(0), resolution, resolution};
        break;
    case data::DataKind::Vectors:
        break;
    case data::DataKind::Sequences:
        shape.kind = space::ShapeKind::Sequence;
        break;
    case data::DataKind::Text:
        shape.kind = space::ShapeKind::Tokens;
        break;
    }
    return shape;
}

void checkInput(const SessionRequest& request)
{
    const data::DataSet& data = request.data->dataSet();
    const space::Task& task = request.architecture->task;
    if (data.kind != data::DataKind::Images) {
        const std::string found = fmt::format("the data set has {}", data::toText(data.kind));
        if (request.fidelity.resolution > 0)
            throw Error(ErrorCode::Config, "the fidelity 'resolution' needs images, " + found, data.id);
        if (augmentationOf(request.settings).any())
            throw Error(ErrorCode::Config, "augment_shift, augment_flip and cutout need images, " + found, data.id);
    }
    const space::Shape input = inputOf(data, request.fidelity.resolution);
    if (task.input != input)
        throw Error(ErrorCode::Config,
                    fmt::format("the network takes {}, the data set has {}", task.input.describe(), input.describe()));
    const auto classes = std::int64_t(data.classes.size());
    if (task.classes != classes)
        throw Error(ErrorCode::Config,
                    fmt::format("the network has {} classes, the data set {}", task.classes, classes));
}

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
    , m_train(request.data->trainIndices(request.fidelity.data))
    , m_valid(request.data->validIndices(request.fidelity.data, request.settings.integer("valid_min")))
    , m_batch(std::min(std::size_t(request.settings.integer("batch")), m_train.size()))
    , m_stepsPerEpoch(std::int64_t(m_train.size() / m_batch))
    , m_epochs(std::max<std::int64_t>(1, std::llround(request.fidelity.epochs)))
    , m_model(request.architecture,
              {.device = deviceFromText(request.device), .seed = request.seed, .trial = request.trial})
    , m_optimiser(makeOptimiser(m_model.parameters(), request.settings))
    , m_augmenting{augmentationOf(request.settings)}
{
    m_result.parameters = m_model.parameterCount();
}

SessionResult Session::run()
{
    if (!m_request.checkpoint.empty() && std::filesystem::exists(m_request.checkpoint))
        restore();
    else if (m_request.initialise)
        m_request.initialise(m_model);
    while (m_epoch < m_epochs) {
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
    if (m_result.state == TrialState::Finished && !m_request.checkpoint.empty())
        std::filesystem::remove(m_request.checkpoint);
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
    Rng(m_request.seed, trial, "shuffle", std::uint64_t(m_epoch)).shuffle(order);
    m_augmenting.seed = Rng(m_request.seed, trial, "augment", std::uint64_t(m_epoch)).next();
    for (; m_stepInEpoch < m_stepsPerEpoch; ++m_stepInEpoch) {
        if (interrupted())
            return false;
        if (m_request.maxSteps > 0 && m_stepsHere >= m_request.maxSteps) {
            m_result.epochs.push_back({m_lossSum / double(std::max<std::int64_t>(1, m_stepInEpoch)), kNaN, kNaN});
            return false;
        }
        const double loss = step(std::span(order).subspan(std::size_t(m_stepInEpoch) * m_batch, m_batch));
        if (!std::isfinite(loss))
            return end(TrialState::Failed,
                       fmt::format("loss became {} in epoch {}", std::isnan(loss) ? "NaN" : "infinite", m_epoch + 1));
        m_lossSum += loss;
        report({});
    }
    const auto [validLoss, accuracy] = judge(*m_data, m_valid);
    if (m_result.state != TrialState::Finished)
        return false;
    if (!std::isfinite(validLoss))
        return end(TrialState::Failed, fmt::format("validation loss became NaN in epoch {}", m_epoch + 1));
    const double trainLoss = m_lossSum / double(m_stepsPerEpoch);
    m_result.epochs.push_back({trainLoss, validLoss, accuracy});
    ++m_epoch;
    m_stepInEpoch = 0;
    m_lossSum = 0;
    report(pointsOf(m_result.epochs.back(), m_epoch, m_text));
    return true;
}

double Session::step(std::span<const std::uint32_t> indices)
{
    const auto start = std::chrono::steady_clock::now();
    const std::int64_t done = m_epoch * m_stepsPerEpoch + m_stepInEpoch;
    const Batch batch = m_data->batch(indices, m_input, &m_augmenting);
    const std::uint64_t dropSeed =
        Rng(m_request.seed, std::uint64_t(m_request.trial), "dropout", std::uint64_t(done)).next();
    const double loss =
        m_model.lossAndGradients(batch.input, batch.labels, m_request.settings.real("label_smoothing"), dropSeed);
    const double progress = double(done) / double(m_epochs * m_stepsPerEpoch);
    const double rate =
        m_request.settings.real("learning_rate") * rateFactor(m_request.settings.text("schedule"), progress);
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

/// Mean loss and accuracy (of text per token) with running statistics. A stop request ends it after the current batch.
std::pair<double, double> Session::judge(const DeviceData& data, const std::vector<std::uint32_t>& indices)
{
    const torch::NoGradGuard guard;
    double loss = 0;
    std::int64_t right = 0;
    std::int64_t judged = 0;
    const std::size_t most =
        m_text ? std::clamp<std::size_t>(kJudgeTokens / std::size_t(m_input[0]), 1, kJudgeBatch) : kJudgeBatch;
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
    estimate::Progress progress{.step = m_epoch, .steps = m_epochs, .points = std::move(points)};
    const std::int64_t done = m_epoch * m_stepsPerEpoch + m_stepInEpoch + (progress.points.empty() ? 1 : 0);
    progress.fraction = double(done) / double(m_epochs * m_stepsPerEpoch);
    m_request.progress(progress);
}

std::vector<float> toVector(const torch::Tensor& tensor)
{
    const torch::Tensor flat = tensor.detach().to(torch::kCPU).contiguous();
    return {flat.data_ptr<float>(), flat.data_ptr<float>() + flat.numel()};
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

void Session::save()
{
    Json epochs = Json::array();
    for (const EpochResult& epoch : m_result.epochs)
        epochs.push_back({epoch.trainLoss, epoch.validLoss, epoch.validAccuracy});
    const Json facts{{"fingerprint", fingerprint(m_request)},
                     {"epoch", m_epoch},
                     {"step", m_stepInEpoch},
                     {"loss_sum", m_lossSum},
                     {"epochs", epochs},
                     {"notes", m_request.notes}};
    Checkpoint checkpoint{facts, {}};
    for (const torch::Tensor& tensor : tensors())
        checkpoint.arrays.push_back(toVector(tensor));
    writeCheckpoint(m_request.checkpoint, checkpoint);
}

void Session::restore()
{
    const Checkpoint checkpoint = readCheckpoint(m_request.checkpoint).value();
    const Json& facts = checkpoint.facts;
    const std::string where = m_request.checkpoint.string();
    const std::vector<torch::Tensor> targets = tensors();
    bool fits = facts.value("fingerprint", "") == fingerprint(m_request) && checkpoint.arrays.size() == targets.size();
    for (std::size_t i = 0; fits && i < targets.size(); ++i)
        fits = std::int64_t(checkpoint.arrays[i].size()) == targets[i].numel();
    if (!fits)
        throw Error(ErrorCode::Format, "the checkpoint belongs to another training", where);
    try {
        m_epoch = facts.at("epoch").get<std::int64_t>();
        m_stepInEpoch = facts.at("step").get<std::int64_t>();
        m_lossSum = facts.at("loss_sum").get<double>();
        for (const Json& epoch : facts.at("epochs"))
            m_result.epochs.push_back(
                {epoch.at(0).get<double>(), epoch.at(1).get<double>(), epoch.at(2).get<double>()});
    } catch (const Json::exception& exception) {
        throw Error(ErrorCode::Format, fmt::format("damaged checkpoint: {}", exception.what()), where);
    }
    if (m_epoch < 0 || m_epoch > m_epochs || m_stepInEpoch < 0 || m_stepInEpoch > m_stepsPerEpoch ||
        std::int64_t(m_result.epochs.size()) != m_epoch)
        throw Error(ErrorCode::Format,
                    fmt::format("damaged checkpoint: epoch {} of {}, step {} of {}", m_epoch, m_epochs, m_stepInEpoch,
                                m_stepsPerEpoch),
                    where);
    for (std::size_t i = 0; i < targets.size(); ++i) {
        const auto count = std::int64_t(checkpoint.arrays[i].size());
        auto* values = const_cast<float*>(checkpoint.arrays[i].data());
        targets[i].copy_(torch::from_blob(values, {count}, torch::kFloat));
    }
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

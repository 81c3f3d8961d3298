// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/session.h"

#include <chrono>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

#include <fmt/format.h>
#include <torch/torch.h>

#include "core/base/error.h"
#include "core/base/rng.h"
#include "core/net/model.h"
#include "core/train/checkpoint.h"
#include "core/train/device_data.h"
#include "core/train/sgd.h"

namespace cw::train {

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr std::int64_t kWarmUpSteps = 3;
constexpr std::size_t kJudgeBatch = 128; ///< not the training batch: a setting of the search must not change judging

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
    bool interrupted();
    std::pair<double, double> judge(const DeviceData& data, const std::vector<std::uint32_t>& indices);
    void report(std::vector<estimate::CurvePoint> points) const;
    void save();
    void restore();
    bool end(TrialState state, std::string reason);

    const SessionRequest& m_request;
    std::int64_t m_height = 0;
    std::int64_t m_width = 0;
    std::shared_ptr<const DeviceData> m_data;
    std::vector<std::uint32_t> m_train;
    std::vector<std::uint32_t> m_valid;
    std::size_t m_batch = 0;
    std::int64_t m_stepsPerEpoch = 0;
    std::int64_t m_epochs = 0;
    net::Model m_model;
    Sgd m_optimiser;

    std::int64_t m_epoch = 0;       ///< epochs done
    std::int64_t m_stepInEpoch = 0; ///< batches done of the current one
    double m_lossSum = 0;           ///< of those batches
    std::int64_t m_stepsHere = 0;   ///< steps of this call, for the speed
    double m_seconds = 0;           ///< of those after warm-up
    std::int64_t m_timedImages = 0;
    SessionResult m_result;
};

void checkInput(const SessionRequest& request)
{
    const std::vector<std::int64_t>& data = request.data->dataSet().shape;
    const space::Task& task = request.architecture->task;
    const std::int64_t resolution = request.fidelity.resolution; // images are resampled to it
    const bool image = task.input.kind == space::ShapeKind::Image && task.input.dims.size() == 3 && data.size() == 3;
    const bool fits = image && task.input.dims[0] == data[0] &&
                      task.input.dims[1] == (resolution > 0 ? resolution : data[1]) &&
                      task.input.dims[2] == (resolution > 0 ? resolution : data[2]);
    const auto classes = std::int64_t(request.data->dataSet().classes.size());
    if (!fits)
        throw Error(ErrorCode::Config,
                    fmt::format("the network takes {}, the data set has images [{}]{}", task.input.describe(),
                                fmt::join(data, ","),
                                resolution > 0 ? fmt::format(" resampled to {0}x{0}", resolution) : ""));
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
    , m_height(request.architecture->task.input.dims[1])
    , m_width(request.architecture->task.input.dims[2])
    , m_data(request.data->train(request.device))
    , m_train(request.data->trainIndices(request.fidelity.data))
    , m_valid(request.data->validIndices(request.fidelity.data, request.settings.integer("valid_min")))
    , m_batch(std::min(std::size_t(request.settings.integer("batch")), m_train.size()))
    , m_stepsPerEpoch(std::int64_t(m_train.size() / m_batch))
    , m_epochs(std::max<std::int64_t>(1, std::llround(request.fidelity.epochs)))
    , m_model(request.architecture,
              {.device = deviceFromText(request.device), .seed = request.seed, .trial = request.trial})
    , m_optimiser(m_model.parameters(), {.momentum = request.settings.real("momentum"),
                                         .nesterov = request.settings.flag("nesterov"),
                                         .weightDecay = request.settings.real("weight_decay")})
{
    m_result.parameters = m_model.parameterCount();
}

SessionResult Session::run()
{
    if (!m_request.checkpoint.empty() && std::filesystem::exists(m_request.checkpoint))
        restore();
    while (m_epoch < m_epochs) {
        if (!trainEpoch())
            break;
    }
    if (m_result.state == TrialState::Finished && m_request.test) {
        const std::shared_ptr<const DeviceData> test = m_request.data->test(m_request.device);
        std::vector<std::uint32_t> all(test->size());
        std::iota(all.begin(), all.end(), 0U);
        if (!all.empty())
            m_result.testAccuracy = judge(*test, all).second;
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
    Rng(m_request.seed, std::uint64_t(m_request.trial), "shuffle", std::uint64_t(m_epoch)).shuffle(order);
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
    report({{"valid_accuracy", m_epoch, accuracy}, {"train_loss", m_epoch, trainLoss}});
    return true;
}

double Session::step(std::span<const std::uint32_t> indices)
{
    const auto start = std::chrono::steady_clock::now();
    const std::int64_t done = m_epoch * m_stepsPerEpoch + m_stepInEpoch;
    const Batch batch = m_data->batch(indices, m_height, m_width);
    const std::uint64_t dropSeed =
        Rng(m_request.seed, std::uint64_t(m_request.trial), "dropout", std::uint64_t(done)).next();
    const double loss =
        m_model.lossAndGradients(batch.input, batch.labels, m_request.settings.real("label_smoothing"), dropSeed);
    const double progress = double(done) / double(m_epochs * m_stepsPerEpoch);
    const double rate = m_request.settings.real("learning_rate") * 0.5 * (1 + std::cos(std::numbers::pi * progress));
    m_optimiser.step(m_model.parameters(), m_model.gradients(), rate);
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

/// Mean loss and accuracy with running statistics. A stop request ends it after the current batch.
std::pair<double, double> Session::judge(const DeviceData& data, const std::vector<std::uint32_t>& indices)
{
    const torch::NoGradGuard guard;
    double loss = 0;
    std::int64_t right = 0;
    for (std::size_t at = 0; at < indices.size(); at += kJudgeBatch) {
        if (m_request.stop.stop_requested()) {
            end(TrialState::Stopped, "stopped by the user");
            break;
        }
        const auto part = std::span(indices).subspan(at, std::min(kJudgeBatch, indices.size() - at));
        const Batch batch = data.batch(part, m_height, m_width);
        const torch::Tensor logits = m_model.forward(batch.input, false);
        loss += torch::cross_entropy_loss(logits, batch.labels, {}, at::Reduction::Sum).item<double>();
        right += logits.argmax(1).eq(batch.labels).sum().item<std::int64_t>();
    }
    return {loss / double(indices.size()), double(right) / double(indices.size())};
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

void Session::save()
{
    Json epochs = Json::array();
    for (const EpochResult& epoch : m_result.epochs)
        epochs.push_back({epoch.trainLoss, epoch.validLoss, epoch.validAccuracy});
    const Json facts{{"fingerprint", fingerprint(m_request)},
                     {"epoch", m_epoch},
                     {"step", m_stepInEpoch},
                     {"loss_sum", m_lossSum},
                     {"epochs", epochs}};
    writeCheckpoint(
        m_request.checkpoint,
        {facts, {toVector(m_model.parameters()), toVector(m_optimiser.velocity()), toVector(m_model.buffers())}});
}

void Session::restore()
{
    const Checkpoint checkpoint = readCheckpoint(m_request.checkpoint).value();
    const Json& facts = checkpoint.facts;
    const std::string where = m_request.checkpoint.string();
    const std::array<torch::Tensor, 3> targets{m_model.parameters(), m_optimiser.velocity(), m_model.buffers()};
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

SessionResult trainSession(const SessionRequest& request)
{
    return Session(request).run();
}

} // namespace cw::train

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/param_schema.h"
#include "core/data/dataset.h"
#include "core/estimate/estimator.h"
#include "core/estimate/trainer.h"
#include "core/net/memory_plan.h"
#include "core/space/architecture.h"

namespace cw::net {
class Model;
}

namespace cw::train {

class DeviceData;

/// A data set as trainings see it: divided by a seed, normalised by its training part, held on each device once.
/// Thread: shared by workers
class TrainingData {
public:
    TrainingData(std::shared_ptr<const data::DataSet> data, double validPart, std::uint64_t seed);

    const data::DataSet& dataSet() const { return *m_data; }
    /// Training samples of a fidelity, and held-out ones: as many in proportion, but `validMin` where there are.
    std::vector<std::uint32_t> trainIndices(double part) const;
    std::vector<std::uint32_t> validIndices(double part, std::int64_t validMin) const;
    /// The samples on that device, made at the first call. Errors: throws Error(Config) for an unknown device
    std::shared_ptr<const DeviceData> train(const std::string& device);
    /// The test split: asked for by a final training only.
    std::shared_ptr<const DeviceData> test(const std::string& device);

private:
    std::shared_ptr<const DeviceData> onDevice(const std::string& device, bool test);

    std::shared_ptr<const data::DataSet> m_data;
    data::TrainValidSplit m_split;
    data::Normalisation m_normalisation;
    std::mutex m_mutex;
    std::map<std::string, std::shared_ptr<const DeviceData>> m_devices; ///< guarded by m_mutex
};

struct SessionRequest {
    std::shared_ptr<const space::Architecture> architecture;
    std::shared_ptr<TrainingData> data;
    Settings settings;           ///< of the estimator `train`
    estimate::Fidelity fidelity; ///< epochs, data, resolution
    std::string device = "cpu";
    int threads = 1;
    std::uint64_t seed = 0;
    std::int64_t trial = 0;
    std::int64_t maxSteps = 0; ///< 0: none
    bool test = false;
    /// Continued from where it is, written at a pause, and at the end when kept; see estimate::Context.
    std::filesystem::path checkpoint;
    estimate::Storing storing;          ///< for what is written there; may be null
    std::filesystem::path continueFrom; ///< likewise, when there is no `checkpoint`; never written
    bool keep = false;
    double horizon = 0; ///< epochs over which the learning rate is scheduled; 0: those of the fidelity
    std::stop_token stop;
    std::function<bool()> pausing;
    std::function<void(const estimate::Progress&)> progress;
    /// Changes the weights of a training that begins anew, before its first step; may be null.
    std::function<void(net::Model&)> initialise;
    estimate::CalibrationOf calibrationOf; ///< may be null
    Json notes = Json::object();           ///< kept in checkpoints, for whoever asked for the training
};

struct EpochResult {
    double trainLoss = 0;
    double validLoss = 0;     ///< NaN when the epoch was cut short by maxSteps
    double validAccuracy = 0; ///< likewise; of text the part of tokens that were foreseen

    /// Of text: e to the loss per token.
    double validPerplexity() const { return std::exp(validLoss); }
};
/// What is shown of an epoch that was judged: valid_accuracy, train_loss, and of text valid_perplexity.
std::vector<estimate::CurvePoint> pointsOf(const EpochResult& epoch, std::int64_t number, bool text);

struct SessionResult {
    TrialState state = TrialState::Finished; ///< Finished, Stopped, Paused, Failed or Rejected
    std::string reason;
    std::vector<EpochResult> epochs; ///< from the first one, also when the training went on from a checkpoint
    std::optional<double> testAccuracy;
    std::optional<double> testPerplexity; ///< of text
    std::int64_t parameters = 0;          ///< as LibTorch counts them
    double imagesPerSecond = 0;           ///< see trainSession()
};

/// Trains one network and judges it on held-out samples after every epoch: loss (cross entropy), accuracy, of text both
/// per token.
/// Every random number comes from Rng(seed, trial, purpose, epoch), so worker and device number do not matter.
/// images/s: training steps alone (batch, forward, backward, update), without the first three of ten or more, in which
/// kernels are generated and memory is first touched.
/// Errors: throws Error(Config) when network and data set do not fit; Error(Format) naming the checkpoint that is
/// damaged or of something else
/// Thread: calls at::set_num_threads for the calling thread      Determinism: same request and threads -> same bits
SessionResult trainSession(const SessionRequest& request);

/// Why a training cannot run within so much memory, or empty. 0: what is free now, from /proc/meminfo. Judged batches
/// are as large as trainSession() makes them, if `use` has any.
std::string memoryProblem(const space::Architecture& architecture, net::MemoryUse use, double limitMegabytes = 0);
/// Samples of a judged batch. Not the training batch: a setting of the search must not change judging. Of text fewer
/// windows: each has logits at every position, as many as the vocabulary has characters.
std::int64_t judgedAtOnce(const space::Architecture& architecture);
/// Of a training with those settings.
net::MemoryUse memoryUse(const Settings& settings, int threads);

} // namespace cw::train

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/estimate/estimator.h"
#include "core/space/architecture.h"

namespace cw::estimate {

/// One training outside a run: the command `train`, "Try one", "Train final".
struct TrainRequest {
    space::Architecture architecture;
    std::string dataset; ///< name or path
    Fidelity fidelity;   ///< epochs, data, resolution (width and cells are already in the architecture)
    Settings settings;   ///< of the estimator `train`: batch size, learning rate, ...
    int threads = 1;
    std::string device = "cpu";
    std::int64_t maxSteps = 0; ///< stop after that many batches; 0: none
    bool test = false;         ///< measure the test split once, at the end
    std::uint64_t seed = 0;
    std::filesystem::path weights; ///< file for the trained weights; empty: they are not kept
};

/// What a history keeps of it: everything but the architecture.
Json toJson(const TrainRequest& request);

struct EpochReport {
    double trainLoss = 0;
    double validAccuracy = 0;              ///< NaN when the epoch was cut short by maxSteps
    double validLoss = 0;                  ///< likewise
    std::optional<double> validPerplexity; ///< of text
};

struct TrainReport {
    std::int64_t parameters = 0; ///< as LibTorch counts them
    std::int64_t macs = 0;
    double imagesPerSecond = 0; ///< samples of any kind, of training steps, without loading and validation
    std::vector<EpochReport> epochs;
    std::optional<double> testAccuracy;
    std::optional<double> testPerplexity; ///< of text
};

/// What the command line prints and a history keeps. Numbers as encodeNumber() writes them.
Json toJson(const TrainReport& report);

struct DeviceInfo {
    std::string id;    ///< "cpu", "cuda:0"
    std::string title; ///< "CPU, 2 threads"
    std::int64_t memoryBytes = 0;
};

/// What the shared torch library offers beyond estimators. Torch-free, so that app and ui can hold it.
class Trainer {
public:
    virtual ~Trainer() = default;
    /// Errors: throws Error; Cancelled when stopped
    virtual TrainReport train(const TrainRequest& request, std::stop_token stop,
                              const std::function<void(const Progress&)>& progress) = 0;
    virtual std::vector<DeviceInfo> devices() = 0;
    /// Errors: Config, naming what LibTorch sees
    virtual Result<Done> checkDevice(const std::string& device) = 0;
    /// Measures how fast the device trains with that many threads, about half a second: an estimate::Calibration, to be
    /// kept and given to the estimator `train` as its setting `calibration`. Errors: throws Error(Config)
    virtual Json calibrate(const std::string& device, int threads) = 0;
};

/// Filled by the one registration function of the shared library:
/// extern "C" void cellwrightRegisterTorch(cw::estimate::TorchLibrary& library);
struct TorchLibrary {
    std::vector<EstimatorEntry> estimators;
    std::shared_ptr<Trainer> trainer;
    std::string version; ///< of LibTorch
};

/// The estimator `train`: its schema is needed by forms before torch is loaded, so it lives here and not in core/train.
EntryInfo trainEstimatorInfo();
EstimatorEntry trainEstimatorEntry(); ///< without its factory

/// The estimator `inherit`, without its factory: the settings of `train` and inheritParameters().
EstimatorEntry inheritEstimatorEntry();
/// What it has beyond the settings of `train`.
std::vector<ParamSpec> inheritParameters();

/// The settings of the estimator `train` with those of a space's Training block in their place. A block that chooses an
/// optimiser other than sgd but no learning rate gets 0.001, which suits those as 0.1 suits sgd.
/// `training`: Architecture::training, an object of setting names and values; null or empty: nothing changes.
/// Errors: throws Error(Config) for an unknown name, a value outside its domain, or a setting that decides how
/// candidates are judged or computed (valid_part, repeats, ...): they would be compared by different measures
Settings withTraining(const Settings& settings, const Json& training);

} // namespace cw::estimate

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/torch_trainer.h"

#include <algorithm>
#include <thread>

#include <unistd.h>

#include <fmt/format.h>
#include <torch/cuda.h>
#include <torch/types.h>

#include "core/base/error.h"
#include "core/train/calibrate.h"
#include "core/train/device_data.h"
#include "core/train/session.h"

namespace cw::train {

estimate::TrainReport TorchTrainer::train(const estimate::TrainRequest& request, std::stop_token stop,
                                          const std::function<void(const estimate::Progress&)>& progress)
{
    checkDevice(request.device).value();
    const Settings settings =
        estimate::trainEstimatorInfo().schema.resolve(request.settings.json(), "estimator train").value();
    if (request.device == "cpu") {
        const std::string problem = memoryProblem(request.architecture, memoryUse(settings, request.threads));
        if (!problem.empty())
            throw Error(ErrorCode::Config, problem);
    }
    const auto data = std::make_shared<TrainingData>(data::loadDataSet(request.dataset).value(),
                                                     settings.real("valid_part"), request.seed);
    const auto architecture = std::make_shared<const space::Architecture>(request.architecture);
    const SessionResult result = trainSession({.architecture = architecture,
                                               .data = data,
                                               .settings = settings,
                                               .fidelity = request.fidelity,
                                               .device = request.device,
                                               .threads = request.threads,
                                               .seed = request.seed,
                                               .maxSteps = request.maxSteps,
                                               .test = request.test,
                                               .checkpoint = request.weights,
                                               .keep = !request.weights.empty(),
                                               .stop = std::move(stop),
                                               .progress = progress});
    if (result.state == TrialState::Stopped)
        throw Error(ErrorCode::Cancelled, "the training was stopped");
    if (result.state != TrialState::Finished)
        throw Error(ErrorCode::Data, result.reason);
    estimate::TrainReport report{.parameters = result.parameters,
                                 .macs = architecture->costs.macs,
                                 .imagesPerSecond = result.imagesPerSecond,
                                 .testAccuracy = result.testAccuracy,
                                 .testPerplexity = result.testPerplexity};
    const bool text = data->dataSet().kind == data::DataKind::Text;
    for (const EpochResult& epoch : result.epochs) {
        report.epochs.push_back({epoch.trainLoss, epoch.validAccuracy, epoch.validLoss});
        if (text)
            report.epochs.back().validPerplexity = epoch.validPerplexity();
    }
    return report;
}

std::vector<estimate::DeviceInfo> TorchTrainer::devices()
{
    const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
    const std::int64_t memory = std::int64_t(sysconf(_SC_PHYS_PAGES)) * sysconf(_SC_PAGESIZE);
    std::vector<estimate::DeviceInfo> found{{"cpu", fmt::format("CPU, {} threads", cores), memory}};
    const std::size_t gpus = torch::cuda::is_available() ? torch::cuda::device_count() : 0;
    for (std::size_t i = 0; i < gpus; ++i)
        found.push_back({fmt::format("cuda:{}", i), fmt::format("GPU {}", i), 0});
    return found;
}

Result<Done> TorchTrainer::checkDevice(const std::string& device)
{
    try {
        deviceFromText(device);
    } catch (const Error& error) {
        return error;
    }
    return Done{};
}

Json TorchTrainer::calibrate(const std::string& device, int threads)
{
    return estimate::toJson(train::calibrate(device, threads, "float32"));
}

} // namespace cw::train

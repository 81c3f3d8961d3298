// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/Context.h>
#include <torch/version.h>

#include "core/estimate/latency_info.h"
#include "core/estimate/trainer.h"
#include "core/estimate/zero_cost_info.h"
#include "core/net/safe_kernels.h"
#include "core/train/allocator.h"
#include "core/train/inherit_estimator.h"
#include "core/train/latency_estimator.h"
#include "core/train/lost_device.h"
#include "core/train/torch_trainer.h"
#include "core/train/train_estimator.h"
#include "core/train/zero_cost_estimator.h"

namespace {

template <class Made>
void offer(cw::estimate::TorchLibrary& library, cw::estimate::EstimatorEntry entry)
{
    entry.make = [](const cw::estimate::EstimatorSetup& setup) -> std::unique_ptr<cw::estimate::Estimator> {
        return std::make_unique<cw::train::Translated<Made>>(setup);
    };
    library.estimators.push_back(std::move(entry));
}

} // namespace

/// The one entry of the shared library: adds what needs torch. Called once by the loader.
extern "C" void cellwrightRegisterTorch(cw::estimate::TorchLibrary& library)
{
    cw::train::tuneAllocator();
    cw::net::avoidBrokenKernels();
    at::globalContext().setBenchmarkCuDNN(false); // it picks kernels by the clock
    at::globalContext().setDeterministicCuDNN(true);
    offer<cw::train::TrainEstimator>(library, cw::estimate::trainEstimatorEntry());
    offer<cw::train::InheritEstimator>(library, cw::estimate::inheritEstimatorEntry());
    offer<cw::train::ZeroCostEstimator>(library, cw::estimate::zeroCostEntry());
    offer<cw::train::LatencyEstimator>(library, cw::estimate::latencyEntry());
    library.trainer = std::make_shared<cw::train::TorchTrainer>();
    library.version = TORCH_VERSION;
}

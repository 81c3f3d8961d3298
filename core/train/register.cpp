// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/Context.h>
#include <torch/version.h>

#include "core/estimate/trainer.h"
#include "core/train/allocator.h"
#include "core/train/inherit_estimator.h"
#include "core/train/torch_trainer.h"
#include "core/train/train_estimator.h"

/// The one entry of the shared library: adds what needs torch. Called once by the loader.
extern "C" void cellwrightRegisterTorch(cw::estimate::TorchLibrary& library)
{
    cw::train::tuneAllocator();
    at::globalContext().setBenchmarkCuDNN(false); // it picks kernels by the clock
    at::globalContext().setDeterministicCuDNN(true);
    cw::estimate::EstimatorEntry train = cw::estimate::trainEstimatorEntry();
    train.make = [](const cw::estimate::EstimatorSetup& setup) -> std::unique_ptr<cw::estimate::Estimator> {
        return std::make_unique<cw::train::TrainEstimator>(setup);
    };
    library.estimators.push_back(std::move(train));
    cw::estimate::EstimatorEntry inherit = cw::estimate::inheritEstimatorEntry();
    inherit.make = [](const cw::estimate::EstimatorSetup& setup) -> std::unique_ptr<cw::estimate::Estimator> {
        return std::make_unique<cw::train::InheritEstimator>(setup);
    };
    library.estimators.push_back(std::move(inherit));
    library.trainer = std::make_shared<cw::train::TorchTrainer>();
    library.version = TORCH_VERSION;
}

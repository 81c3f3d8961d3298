// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimate/trainer.h"

namespace cw::train {

/// Trainings outside a run, and the devices that LibTorch sees.
class TorchTrainer : public estimate::Trainer {
public:
    estimate::TrainReport train(const estimate::TrainRequest& request, std::stop_token stop,
                                const std::function<void(const estimate::Progress&)>& progress) override;
    std::vector<estimate::DeviceInfo> devices() override;
    Result<Done> checkDevice(const std::string& device) override;
    Json calibrate(const std::string& device, int threads) override;
};

} // namespace cw::train

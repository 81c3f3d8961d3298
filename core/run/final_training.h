// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>

#include "core/estimate/trainer.h"

namespace cw::run {

/// A trial of a history whose network is trained fully after the search ("Train final").
struct FinalTraining {
    std::filesystem::path history;
    std::int64_t run = 0;
    std::int64_t trial = 0;
    estimate::TrainRequest request; ///< its `weights` are chosen here
};

/// Trains it, keeps the weights beside the history and a row in its table of final trainings. A training that is
/// stopped or fails leaves nothing.
/// Errors: throws Error: of the history (before the training), of the trainer; Cancelled when stopped
/// Thread: any, for as long as the training takes      Determinism: as Trainer::train
estimate::TrainReport trainFinal(estimate::Trainer& trainer, FinalTraining training, std::stop_token stop,
                                 const std::function<void(const estimate::Progress&)>& progress);

/// Removes every file that the run left beside the history: weights of its trials and of final trainings. For a run
/// that was purged. Errors: throws Error(Io)
void removeWeightsOfRun(const std::filesystem::path& history, std::int64_t run);

} // namespace cw::run

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

#include <torch/types.h>

#include "core/train/session.h"

namespace cw::train {

/// How far a training has come, without its numbers.
struct SessionState {
    std::int64_t epoch = 0;       ///< epochs done
    std::int64_t stepInEpoch = 0; ///< batches done of the current one
    double lossSum = 0;           ///< of those batches
    std::vector<EpochResult> epochs;
};

/// Epochs that a training with that request has, at least 1.
std::int64_t epochsOf(const SessionRequest& request);
/// Epochs over which its learning rate is scheduled: those of the horizon, or its own.
std::int64_t horizonOf(const SessionRequest& request);

/// What decides the numbers of a training at a given step, by name; equal exactly where one may go on from the other.
/// The number of epochs is not part of it, the horizon is.
Json identityOf(const SessionRequest& request);

/// Writes the state and `tensors`, flat and of floats, to that file. Errors: throws Error(Io)
void saveSession(const std::filesystem::path& file, const SessionRequest& request, const SessionState& state,
                 const std::vector<torch::Tensor>& tensors);

/// Fills `tensors` from that file and says how far it had come; nothing when there is no such file, or when it is
/// further than this training goes: then nothing has changed.
/// Errors: Error(Format) naming the file: damaged, or of a training that differs, and in what
std::optional<SessionState> loadSession(const std::filesystem::path& file, const SessionRequest& request,
                                        std::int64_t stepsPerEpoch, const std::vector<torch::Tensor>& tensors);

} // namespace cw::train

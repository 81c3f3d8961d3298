// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "core/estimate/estimator.h"
#include "core/net/weights.h"

namespace cw::train {

/// A trained network whose weights are still there.
struct Relative {
    std::int64_t trial = 0; ///< from 1; of a run before this one minus its number among EstimatorSetup::past, from 1
    space::Candidate candidate;
    estimate::Fidelity fidelity; ///< decides its architecture with the candidate
    std::filesystem::path weights;
    std::size_t distance = 0; ///< decisions that differ, also in being active
    double value = 0;         ///< its first objective, the larger the better; -infinity: not known
};

/// Who a candidate may inherit from, the best choice first: the fewest decisions that differ, then the better first
/// objective, then the later trial. Of each trial the last result that was told; never the trial itself. `past`: trials
/// of earlier runs, as far as they have weights; may be null.
/// The one place that knows where parents come from.
/// Determinism: depends on what was told, on Context::weightsOf and on `past` alone
std::vector<Relative> relativesOf(const space::Candidate& candidate, const estimate::Context& context,
                                  const estimate::Objective& objective,
                                  const std::vector<estimate::PastResult>* past = nullptr);

/// The weights in a checkpoint: its first array and its last.
/// Errors: NotFound, Io, Format naming the file
Result<net::Weights> readWeights(const std::filesystem::path& file);

} // namespace cw::train

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/strategy/strategy.h"

namespace cw::strategy {

/// An LSTM controller draws candidates arm by arm (controller.h) and follows the policy gradient of the reward less
/// its moving average, with an entropy bonus, by Adam.
/// Defaults: 32 hidden units (35 in the paper), weights from [-0.08, 0.08] and a baseline decay of 0.95 as there. Its
/// Adam rate of 0.0006 is for 12,800 networks; 0.005 with a step per result lets a search of 300 learn. The entropy
/// bonus of 0.1, against ranks with a deviation of 0.29, keeps the policy from settling on one candidate: with 0.01 and
/// 0.03 it did on every table tried (NAS-Bench-201, NAS-Bench-Macro, a random function with pair terms).
/// Determinism: same seed and tell order -> same proposals
/// Papers: Williams, Machine Learning 1992 (REINFORCE); Zoph and Le, ICLR 2017, section 3.2 (with the EMA baseline);
/// Pham et al., ICML 2018 (entropy bonus). Differs: ranks for accuracies^3, one LSTM layer for two, candidates proposed
/// before are drawn again; an update per `batch` results told, late ones included, where the paper's servers replicate
/// the controller
StrategyEntry reinforce();

} // namespace cw::strategy

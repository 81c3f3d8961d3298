// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/strategy/strategy.h"

namespace cw::strategy {

/// An LSTM controller as in `reinforce`, trained by proximal policy optimisation: after every batch of results several
/// steps along the gradient of the mean of min(r A, clip(r, 1 - c, 1 + c) A), with A the reward less its moving average
/// and r, for each choice, its probability over that before the batch was learnt.
/// Defaults: clip 0.2 is both papers'; batches of 10, half of the 20 of Zoph et al., and 4 epochs, so that a search of
/// 300 takes some 120 steps; the rest as in `reinforce`.
/// Determinism: same seed and tell order -> same proposals
/// Papers: Schulman et al., "Proximal Policy Optimization Algorithms", 2017, equation 7; Zoph et al., CVPR 2018 (its
/// use for NAS).   Differs: no value function but the moving average; as in `reinforce`
StrategyEntry ppo();

/// The slope of min(r a, clip(r, 1 - c, 1 + c) a) with respect to log r.
double clippedSlope(double ratio, double advantage, double clip);

} // namespace cw::strategy

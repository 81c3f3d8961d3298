// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/strategy/strategy.h"

namespace cw::strategy {

/// Bayesian optimisation with a random forest, as SMAC does: after `initial` random candidates asks the one, not
/// asked before, that promises most by expected improvement or an upper confidence bound of the forest's
/// prediction.
/// Settings: initial (10), active-set (most trials in the forest), trees (30; of SMAC's 10 the variance is a coarse
/// guess), least-split (3, as SMAC3), random-share (0.2: in SMAC every second candidate is random, in SMAC3 one in
/// twelve; without, some searches stay at a local optimum of the forest), refit-growth (1.02: a fit is cheap),
/// targets (ranks; logs are SMAC's logarithms of a cost), acquisition (ei), kappa (2).
/// Forest: random_forest.h. What is maximised, and how: maximiser.h. Failures count as the worst value seen. While
/// trials are pending, an upper confidence bound is maximised, each time with another kappa, exponentially
/// distributed.
/// Errors: one objective only      Determinism: same seed and log -> same proposals
/// Cost: O(trees * depth) per scored candidate; a fit O(n log^2 n), n at most active-set, O(log trials) times
/// Paper: Hutter, Hoos and Leyton-Brown, LION 2011 (SMAC); the same, LION 2012 (in parallel).   Differs: one
/// instance, so no racing; targets are ranks.
StrategyEntry rfBo();

} // namespace cw::strategy

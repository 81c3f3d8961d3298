// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/strategy/strategy.h"

namespace cw::strategy {

/// Bayesian optimisation with a random forest, as SMAC does: after `initial` random candidates asks the one, not asked
/// before, that promises most by expected improvement or an upper confidence bound of the forest's prediction.
/// Settings: initial (10), active-set (at most so many trials in the forest), trees (30; SMAC has 10, of which the
/// variance is a coarse guess), refit-growth (1.02: a fit is cheap), targets (ranks; logs are SMAC's logarithms of a
/// cost), acquisition (ei), kappa (2). Forest: random_forest.h. What is maximised, and how: maximiser.h. Failures count
/// as the worst value seen. While trials are pending, an upper confidence bound with a kappa drawn from the exponential
/// distribution is maximised, each time another one. Errors: one objective only      Determinism: same seed and log ->
/// same proposals Paper: Hutter, Hoos and Leyton-Brown, LION 2011, algorithm 3 (SMAC); the same, LION 2012, section 3
/// (in parallel). Differs: one instance, so no racing; no random candidates in between; targets are ranks.
StrategyEntry rfBo();

} // namespace cw::strategy

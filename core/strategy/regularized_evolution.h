// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/strategy/strategy.h"

namespace cw::strategy {

/// Aging evolution: changes one decision of the best of `sample` random members; when the population is full, the
/// member told first dies, however good it is.
/// Settings: population (P), sample (S, drawn with replacement, at most P).
/// Default 50 and 10, as in PyGlove's example for NATS-Bench (examples/automl/natsbench), for searches of hundreds of
/// trials; Real et al. took 100 and 25 for 20,000. Of the settings tried here on NAS-Bench-201 it is also the best from
/// 100 evaluations on: a choice made on the very table that the tests measure on, so no evidence beyond it. The first P
/// proposals are random: a search of fewer than about 100 trials wants P at a third of its trials (8 to 16) and S = 3.
/// Errors: Error(Config) if sample > population      Determinism: same seed and tell order -> same proposals
/// Paper: Real, Aggarwal, Huang and Le, AAAI 2019, Algorithm 1.   Differs: results may come late (ask never waits: the
/// population is what has been told) and may be failures, which enter the population as its worst and age out; with
/// several objectives the parent is one that no other of the sample dominates, of these the least crowded (as in
/// NSGA-II). Taking the first drawn instead left 0.974 of the hypervolume of NAS-Bench-Macro after 1,000 evaluations
/// where this reaches 0.997, and less on all of six pairs of objectives of NAS-Bench-201.
StrategyEntry regularizedEvolution();

} // namespace cw::strategy

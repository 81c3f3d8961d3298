// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/strategy/strategy.h"

namespace cw::strategy {

/// Steady-state genetic algorithm: two tournaments choose the parents of a child by crossover and mutation; a result
/// enters the population when it is better than the worst of it, which leaves (so the best is never lost).
/// Settings: population 50 (De Jong 1975: 50 to 100), sample 2 (binary tournaments: Goldberg and Deb 1991), crossover
/// 0.9 (De Jong 0.6, Grefenstette 0.95, Deb 0.9), mutation 0.5 (one change on average, as 1 / number of decisions).
/// The first `population` proposals are random, so a search of fewer than about 150 trials wants a smaller one.
/// A child asked before is changed further, up to ten times: an equal network teaches nothing.
/// Errors: Error(Config) if sample > population      Determinism: same seed and tell order -> same proposals
/// Paper: Holland 1975; steady state with the worst replaced: Whitley, GENITOR, ICGA 1989; uniform crossover: Syswerda,
/// ICGA 1989. Differs: tournaments instead of ranks; results may come late (ask never waits) and may be failures, which
/// are the worst; crossover and mutation know the drawing (breeder.h); of equal candidates the population holds one.
StrategyEntry genetic();

} // namespace cw::strategy

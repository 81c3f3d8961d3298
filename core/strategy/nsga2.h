// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/strategy/strategy.h"

namespace cw::strategy {

/// NSGA-II: parents are chosen by binary tournaments, by front first and by crowding second; after as many results as
/// the population holds, old and new are sorted into fronts and the best stay, in the last front the least crowded.
/// For any number of objectives, one included.
/// Settings: population 50 (Deb et al. 100 with 25,000 evaluations; halved for the few hundred that training affords),
/// crossover 0.9 (Deb et al.), mutation 0.5 (one change on average, as their 1 / number of decisions).
/// The first `population` proposals are random.
/// A child asked before is changed further, up to ten times: an equal network teaches nothing.
/// Determinism: same seed and tell order -> same proposals
/// Paper: Deb, Pratap, Agarwal and Meyarivan, IEEE TEC 2002, section III-C.   Differs: results may come late: ask never
/// waits for a generation to be complete, children come from the parents known; failed and infeasible trials are worse
/// than all others; crossover and mutation know the drawing (breeder.h).
StrategyEntry nsga2();

} // namespace cw::strategy

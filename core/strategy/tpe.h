// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/strategy/strategy.h"

namespace cw::strategy {

/// Tree-structured Parzen estimator: one density of the good trials, one of the others; of some candidates drawn from
/// the first the one with the largest ratio of the two is proposed.
/// Settings, with where the default comes from: multivariate (on, one joint density as in BOHB; off: decision by
/// decision, Bergstra et al.), startup (10), candidates (24), good-share (0.1, at most good-most = 25 trials) and
/// prior-weight (1) as in Optuna 3 and Hyperopt; known-trials (1,000 told trials are kept, see ActiveSet).
/// Several objectives: MOTPE. Good are the first fronts, of the front that does not fit those that add most
/// hypervolume, and each weighs by what it alone adds.
/// Failed, rejected and infeasible trials are never good; they count among the others. Trials asked and not yet told
/// count there too ("constant liar"), so that parallel workers spread.
/// Repeats: a candidate that has been asked or told is not asked again, as its result is known; when the space is
/// countable and all of it has been seen, ask() returns nothing. repeats = on draws as the papers do.
/// Rungs of a scheduler: the densities are of the trials on the highest rung on which more were told than there are
/// decisions, and at least `startup`; with the scheduler `hyperband` that is BOHB.
/// Conditional decisions: where a decision is active in a candidate and not in a trial, that trial's kernel is uniform
/// along it, so trials of all branches stay in one density (Optuna splits the space into groups of decisions).
/// Differs: the prior is uniform instead of a wide Gaussian; old trials weigh as much as new ones; decision by decision
/// a numeric kernel has one width instead of the distance to its neighbours; startup counts trials told.
/// Cost: one ask O(candidates * known trials * decisions), whatever the number of trials
/// Determinism: same seed and tell order -> same proposals
/// Papers: Bergstra, Bardenet, Bengio and Kegl, NeurIPS 2011; Falkner, Klein and Hutter (BOHB), ICML 2018; Ozaki,
/// Tanigaki, Watanabe and Onishi (MOTPE), GECCO 2020; constant liar: Ginsbourger, Le Riche and Carraro 2010
StrategyEntry tpe();

} // namespace cw::strategy

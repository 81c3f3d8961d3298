// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/strategy/strategy.h"

namespace cw::strategy {

/// Evolution guided by predictors: an ensemble of small networks is trained on what has been told; of changes of the
/// best trials, and some random candidates, the one with the best draw from its prediction is proposed (independent
/// Thompson sampling: normal, with the mean of the networks and the deviation between them).
/// - Settings, with where the default comes from: startup (10), networks (5) and the learning rate 0.01 as in the
///   paper; epochs (100); width (32) of two hidden layers (the paper has 10 layers of 20, which take longer to train);
///   parents (10) with 20 changes each and 100 random candidates, where the paper has 100 in all; known-trials (500)
///   bounds a fit; refit-growth (1.1): trained anew when the told trials have grown by a tenth, where the paper trains
///   every 10 trials. Bootstrap and numbers of candidates were compared on the three data sets of NAS-Bench-201, on
///   NAS-Bench-Macro and on a mixed function: no worse on any after 150 trials, better on three.
/// - Each network is trained on a bootstrap sample; in the paper networks differ by their first weights alone.
/// - Encoding: the decisions themselves (one-hot, numbers scaled, features.h), the paper's adjacency encoding. Its path
///   encoding needs the wiring of a cell, which a strategy does not see.
/// - Targets: normal scores of the ranks (ensemble.h), so that no scale or outlier matters, and failed, rejected and
///   infeasible trials are simply the worst; the paper divides by the distance to a known best accuracy instead.
/// - Several objectives: one output per objective and one draw for each; they are joined by Chebyshev weights drawn
///   anew for every proposal (Paria et al. 2020), and parents are those of tpe's split (fronts, then hypervolume).
/// - Repeats: a candidate that has been asked or told is not asked again; when the space is countable and all of it has
///   been seen, ask() returns nothing. Parallel workers differ by that and by their draws.
/// - Differs also: one proposal at a time instead of ten.
/// Cost: a fit O(known trials) on a geometric schedule; a proposal some 300 predictions
/// Determinism: same seed and tell order -> same proposals
/// Papers: White, Neiswanger and Savani, AAAI 2021, Algorithm 1; Paria, Kandasamy and Poczos, UAI 2020
StrategyEntry bananas();

} // namespace cw::strategy

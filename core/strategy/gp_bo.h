// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/strategy/strategy.h"

namespace cw::strategy {

/// Bayesian optimisation with a Gaussian process: after `initial` random candidates asks the one, not asked before,
/// that promises most by expected improvement or an upper confidence bound.
/// Settings: initial (10, as is usual for few decisions), active-set (most trials in the model: 200 cost a few
/// milliseconds per proposal), refit-growth (1.1), targets (ranks: the top of a table counts, not its long lower
/// tail), acquisition (ei), kappa (2: a 95 % bound), pending (liar).
/// Kernel and its weights: gaussian_process.h. What is maximised, and how: maximiser.h. Failures count as the worst
/// value seen. Pending trials are taken to be middling (constant liar), or the best of one sampled function is
/// asked (Thompson sampling).
/// Errors: one objective only      Determinism: same seed and log -> same proposals
/// Cost: O(n^2) per scored candidate, n at most active-set; weights are fitted O(log trials) times, O(n^3) each;
/// between fits the factor grows by a row, O(n^2), until the set is full: then it is made again from the row
/// replaced on
/// Paper: Snoek, Larochelle and Adams, NeurIPS 2012 (Matern 5/2 with one length per decision, expected
/// improvement); Hutter and Osborne, arXiv:1310.5738 (conditional decisions); Ginsbourger, Le Riche and Carraro
/// 2010 (constant liar); Kandasamy et al., AISTATS 2018 (Thompson sampling in parallel).   Differs: targets are
/// ranks; weights are those of largest posterior density; the acquisition is maximised by changes of candidates,
/// not by gradients.
StrategyEntry gpBo();

} // namespace cw::strategy

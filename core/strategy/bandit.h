// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/strategy/strategy.h"

namespace cw::strategy {

/// A bandit per decision (per slot, see slots.h), all rewarded alike with the rank of the result among the newest 500:
/// - thompson: the arm with the highest draw from the posterior of its mean reward, normal with the prior
///   N(1/2, s^2) and noise of deviation s = 1/2, the largest that a number in [0, 1] can have;
/// - ucb1: mean + z sqrt(2 ln N / n), arms without a result first, with z drawn anew from [0, 1] per decision and
///   proposal, and up to a tenth more by chance for each arm. With z = 1 all decisions, which see the same rewards,
///   would move in step for ever: five candidates of 15,625 in 3,000 proposals;
/// - exp3: exponential weights with shares (Exp3.S), the reward divided by the probability of the arm.
/// A share of all choices is uniform: what is good for a decision changes with what the others have come to.
/// Older results fade: `memory` is how many of them count. Repeats are drawn again, at most `redraws` times.
/// Defaults: the uniform share of 0.1 is about one changed decision in ten, the memory of 200 is ten results for each
/// of twenty arms; both by reasoning.
/// Determinism: same seed and tell order -> same proposals
/// Papers: Agrawal and Goyal, AISTATS 2013 (Gaussian priors); Auer, Cesa-Bianchi and Fischer, Machine Learning 2002
/// (UCB1); Vaswani et al., AISTATS 2020 (a random width); Auer, Cesa-Bianchi, Freund and Schapire, SIAM J. Comput.
/// 2002 (Exp3, Exp3.S).   Differs: ranks for rewards, fading, several bandits for one reward
StrategyEntry bandit();

/// The mean and deviation of Thompson's posterior for an arm with `count` results that sum up to `sum`.
struct Posterior {
    double mean = 0;
    double deviation = 0;
};
Posterior posteriorOf(double count, double sum);

} // namespace cw::strategy

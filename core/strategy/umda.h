// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/strategy/strategy.h"

namespace cw::strategy {

/// Univariate marginal distribution algorithm: draws every decision from how often its alternatives occur among the
/// best candidates so far. Slots (slots.h) show numbers and subsets as decisions of few alternatives.
/// Settings: population 50 (as `genetic`; as many first trials are random), selected 0.5 (truncation selection of the
/// better half: Muehlenbein and Paass), smoothing 1 (Laplace: every alternative counts as seen once more, so that none
/// is ever lost), chain off.
/// With `chain` every slot looks at the one before it: how often its alternatives occur beside that one's, the marginal
/// counted in as so many more candidates as the slot has alternatives (a first-order chain in the order of the
/// decisions; MIMIC of De Bonet, Isbell and Viola, NIPS 1996, also searches that order).
/// Determinism: same seed and tell order -> same proposals
/// Paper: Muehlenbein and Paass, PPSN 1996, algorithm UMDA.   Differs: steady state: the model is that of the best half
/// of the best `population` of all told, after every result, and ask never waits for a generation; failures are the
/// worst; a candidate asked before is drawn again, up to 20 times.
StrategyEntry umda();

} // namespace cw::strategy

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/strategy/strategy.h"

namespace cw::strategy {

/// Every candidate once, then the space is exhausted (an empty answer). The order is a random permutation of the grid,
/// so that a search that ends early has seen a sample of all of it and not one corner.
/// Settings: points (values of a continuous decision, both ends among them). Default 5: both ends, the middle and the
/// quarters. Other decisions take all their values, whole numbers with more than 65,536 as a continuous one.
/// A grid of 2^62 points or more, of which no budget sees a noticeable part, is drawn from with replacement. Where
/// constraints refuse 1,000 points in a row, a random candidate stands in for one proposal and the grid goes on.
/// Determinism: same seed -> same proposals; results do not matter
/// Paper: Bergstra and Bengio, JMLR 2012 (whose point is that random search beats it); the permutation is a Feistel
/// network of four rounds (Luby and Rackoff, SIAM J. Computing 1988), walked until it lands in the grid.
StrategyEntry grid();

} // namespace cw::strategy

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/strategy/strategy.h"

namespace cw::strategy {

/// Hill climbing: all neighbours of a candidate (one decision changed) are tried, the search moves to the best of them
/// when it is better, and starts again from a random candidate when none is. No settings.
/// A candidate asked or told before is never asked again: what is known of it counts. When no candidate is left the
/// space is exhausted (an empty answer).
/// Determinism: same seed and tell order -> same proposals
/// Paper: White, Nolen and Savani, "Exploring the Loss Landscape in Neural Architecture Search", UAI 2021, Algorithm 1.
/// Differs: the neighbours come in random order; ask never waits: while results of a neighbourhood are missing, another
/// climb starts from a random candidate; a better one told from elsewhere is climbed from; a continuous decision, or a
/// whole number with more than 64 values, also tries one value above and one below, a normal step with a tenth of its
/// range as deviation (of its logarithm for log-real). Where constraints hide what is left (100 draws and 10,000 grid
/// points in a row refused or known), a known candidate may be asked.
StrategyEntry localSearch();

} // namespace cw::strategy

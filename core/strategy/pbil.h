// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/strategy/strategy.h"

namespace cw::strategy {

/// Population-based incremental learning: one table of probabilities from which candidates are drawn; after every
/// `batch` results it moves a little towards the best of them. Slots (slots.h) show numbers and subsets as decisions of
/// few alternatives.
/// Settings: batch 10 (Baluja 100 with 200,000 evaluations; a tenth, so that a few hundred make dozens of steps), rate
/// 0.1, forgetting 0.02 x 0.05 = 0.001 a step towards even odds (Baluja's mutation of a table entry by 0.05 with chance
/// 0.02, in its expectation), chain off.
/// With `chain` a slot has one table for every alternative of the slot before it (a first-order chain in the order of
/// the decisions); only the table that the best one went through moves.
/// Determinism: same seed and tell order -> same proposals
/// Paper: Baluja, CMU-CS-94-163, 1994, figure 4; more than two alternatives: Servet, Trave-Massuyes and Stern, 1997.
/// Differs: a batch is the next results told, whenever they were asked, so that ask never waits; batches without a
/// result that counts change nothing; a candidate asked before is drawn again, up to 20 times.
StrategyEntry pbil();

} // namespace cw::strategy

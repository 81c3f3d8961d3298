// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/strategy/strategy.h"

namespace cw::strategy {

/// Monte Carlo tree search over the choices of a space, slot by slot (see slots.h): from the root the arm with the
/// highest UCT score, never tried ones first; below the tree choices at random. A result is rewarded with its rank
/// among the newest `window`; it is added to every choice on its way, and the tree grows by one node. Trials without a
/// result count as visits with reward 0 (virtual loss). A candidate proposed before, and a subtree of such, is not
/// entered again; a forbidden one counts as the worst result.
/// Defaults: exploration 0.5, less than UCB1's sqrt(2), which bounds regret over far more trials than a search has;
/// 0.3, 0.5 and 1 all learn on the tables tried (NAS-Bench-201, NAS-Bench-Macro, a random function with pair terms).
/// Determinism: same seed and tell order -> same proposals
/// Papers: Kocsis and Szepesvari, ECML 2006 (UCT, Figure 1); Wang et al., "AlphaX", AAAI 2020 (its use for NAS,
/// without the value network); Chaslot, Winands and van den Herik, CG 2008 (virtual loss).
/// Differs from UCT: the reward is a rank and not the value itself; nothing is entered twice, so there is no visit
/// count to choose the final move by, and the best trial is the result. From AlphaX: the choices below the tree are
/// random (no learnt value), a candidate is built slot by slot in the order of the decisions (no actions that edit a
/// network), and no weights are inherited.
StrategyEntry mcts();

} // namespace cw::strategy

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/strategy/strategy.h"

namespace cw::strategy {

/// Spreads candidates evenly over the space: coordinate i of a Sobol sequence decides decision i, whether it is active
/// or not, so that parents and children each have a dimension of their own. A random digital shift of every coordinate
/// makes searches with other seeds independent and keeps the evenness. With replacement, as `random`.
/// Decisions beyond the 128th are drawn at random; where constraints refuse 1,000 points in a row, a random candidate
/// stands in for one proposal.
/// Determinism: same seed -> same proposals; results do not matter
/// Paper: Sobol 1967 with the direction numbers of Joe and Kuo, SIAM J. Sci. Comput. 2008; digital shift: L'Ecuyer and
/// Lemieux 2002; as a search: Bergstra and Bengio, JMLR 2012, section 5
StrategyEntry sobol();

} // namespace cw::strategy

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/strategy/strategy.h"

namespace cw::strategy {

/// Draws every candidate from the whole space, with replacement, whatever came of the others.
/// Determinism: same seed -> same proposals; results do not matter
/// Paper: Bergstra and Bengio, JMLR 2012; as a baseline for NAS: Li and Talwalkar, UAI 2019
StrategyEntry randomStrategy();

} // namespace cw::strategy

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strategy/random.h"
#include "core/strategy/regularized_evolution.h"
#include "core/strategy/strategy.h"

namespace cw::strategy {

StrategyRegistry builtInStrategies()
{
    return StrategyRegistry("strategy", {randomStrategy(), regularizedEvolution()});
}

} // namespace cw::strategy

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strategy/random.h"
#include "core/strategy/regularized_evolution.h"
#include "core/strategy/strategy.h"
#include "core/strategy/tpe.h"

namespace cw::strategy {

StrategyRegistry builtInStrategies()
{
    return StrategyRegistry("strategy", {randomStrategy(), regularizedEvolution(), tpe()});
}

} // namespace cw::strategy

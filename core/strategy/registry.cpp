// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strategy/bananas.h"
#include "core/strategy/bandit.h"
#include "core/strategy/genetic.h"
#include "core/strategy/gp_bo.h"
#include "core/strategy/grid.h"
#include "core/strategy/local_search.h"
#include "core/strategy/mcts.h"
#include "core/strategy/nsga2.h"
#include "core/strategy/pbil.h"
#include "core/strategy/ppo.h"
#include "core/strategy/q_learning.h"
#include "core/strategy/random.h"
#include "core/strategy/regularized_evolution.h"
#include "core/strategy/reinforce.h"
#include "core/strategy/rf_bo.h"
#include "core/strategy/sobol.h"
#include "core/strategy/strategy.h"
#include "core/strategy/tpe.h"
#include "core/strategy/umda.h"

namespace cw::strategy {

StrategyRegistry builtInStrategies()
{
    return StrategyRegistry("strategy", {
                                            randomStrategy(),
                                            grid(),
                                            sobol(),
                                            localSearch(),
                                            regularizedEvolution(),
                                            genetic(),
                                            nsga2(),
                                            umda(),
                                            pbil(),
                                            tpe(),
                                            rfBo(),
                                            gpBo(),
                                            bananas(),
                                            mcts(),
                                            qLearning(),
                                            bandit(),
                                            reinforce(),
                                            ppo(),
                                        });
}

} // namespace cw::strategy

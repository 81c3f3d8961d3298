// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "core/space/decision.h"
#include "core/space/graph_plan.h"

namespace cw::space {

// Inputs blocks choose among what leads to them. What only such a block asks for is built only when it is chosen.

/// What an Inputs block may take: one name of its sources, or a subset of them; empty where it takes all.
std::optional<Domain> sourcesDomain(const Graph& graph, const GraphPlan& plan, int inputsBlock);

/// Which Inputs block decides whether a block is needed at all, and as which of its sources; block -1: always needed.
struct Chooser {
    int block = -1;
    int member = 0;
};
/// For each block of the graph. A block that leads to a needed one and nowhere else shares its chooser.
std::vector<Chooser> choosersOf(const Graph& graph, const GraphPlan& plan);

} // namespace cw::space

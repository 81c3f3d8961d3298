// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/param_schema.h"
#include "core/space/search_space.h"

namespace cw::space {

/// The op that a recurrent block becomes.
inline constexpr const char* kRecurrentOp = "recurrent-cell";

/// What a Training block may set or search: optimiser, learning_rate, batch, ... under the names that the estimator
/// `train` has for them, and `dropout`, which goes to every op that has a parameter of that name and leaves it open.
const ParamSchema& trainingSchema();

/// What the parameters of a block may be: those of its op, of the recurrent layer around a cell, of the training. Null
/// for the use of a cell, whose parameters are named inside the cell, for an unknown op and a block without any.
const ParamSchema* schemaOf(const Block& block);

/// Why a block cannot stand inside a recurrent cell, or empty: there are only functions of one earlier node, choices
/// among them, and blocks that take one of several nodes.
std::string recurrentProblem(const Block& block);
/// What helps against it.
inline constexpr const char* kRecurrentFix =
    "use an activation (tanh, relu, sigmoid), an identity, a choice among them, or a block that takes one node";

} // namespace cw::space

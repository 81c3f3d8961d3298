// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/base/param_schema.h"
#include "core/space/edit/address.h"

namespace cw::ui {

/// Names that a parameter in this graph may take its value from: the parameters of the enclosing cell, and what the
/// blocks around it or beside it give ("stage.stride").
std::vector<std::string> giversAt(const space::SearchSpace& space, const space::GraphAddress& at);

/// The parameters that a use of the cell has to give, each with what the ops inside expect of it.
std::vector<ParamSpec> cellParameters(const space::SearchSpace& space, const std::string& cell);

/// Makes a parameter of a block one of its cell: every use of the cell then gives what the block had. Returns how many
/// uses there are.
int makeCellParameter(space::SearchSpace& space, const std::string& cell, const std::string& name,
                      const space::ParamValue& value);

} // namespace cw::ui

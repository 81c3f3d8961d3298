// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/space/issue.h"
#include "core/space/search_space.h"

namespace cw::space {

/// Everything that can be seen to be wrong in a drawing without any shape: links, names, ops, parameters, domains,
/// cells that use themselves, networks that would be too large.
Issues validateStructure(const SearchSpace& space);

/// What is wrong with one op block: unknown op, unknown or illegal parameters.
Issues validateOp(const Block& block, const std::string& path);

} // namespace cw::space

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/space/issue.h"
#include "core/space/search_space.h"

namespace cw::space {

/// Everything that can be seen to be wrong in a drawing without any shape: links, names, ops, parameters, domains,
/// cells that use themselves, networks that would be too large.
Issues validateStructure(const SearchSpace& space);

/// What is wrong with the parameters of an op, a recurrent or a training block: unknown op, unknown or illegal ones.
Issues validateParams(const Block& block, const std::string& path);

} // namespace cw::space

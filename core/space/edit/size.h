// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

#include "core/space/search_space.h"

namespace cw::space {

/// The blocks that are drawn in a document, those inside others and those of cells too.
std::size_t countBlocks(const SearchSpace& space);

} // namespace cw::space

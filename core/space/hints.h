// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/search_space.h"

namespace cw::space {

/// What can be searched as it is and is perhaps not meant: a choice of one alternative, a cell that no block uses.
/// They are no part of what compile() finds: nothing is refused because of them.
/// Thread: any
Issues hintsOf(const SearchSpace& space);

} // namespace cw::space

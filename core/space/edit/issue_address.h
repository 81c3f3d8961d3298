// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/edit/address.h"
#include "core/space/issue.h"

namespace cw::space {

/// Where the block of an issue stands. Issues are never called by the short names of decisions: no decision is bound to
/// find it, as it may be for other paths, and a thousand issues are found as fast as they are read.
BlockAddress addressOf(const SearchSpace& space, const Issue& issue);

} // namespace cw::space

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/space/edit/address.h"

namespace cw::space {

/// Puts what stands inside a block in its place: the links that led to it lead to what its inputs led to, those from it
/// come from what led to its output (through a merge where that is several). Comments come along. Returns the new ids.
/// `inside` holds at most as many input blocks as make sense of the links to `id`; the others stay without a source.
/// `moved`: it is what the block itself holds, and goes with that.
/// Errors: Config naming the limit of blocks or comments; the space is then as before
Result<std::vector<std::string>> inlineGraph(SearchSpace& space, const GraphAddress& at, const std::string& id,
                                             Graph inside, bool moved);

} // namespace cw::space

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/space/search_space.h"

namespace cw::space {

/// Puts what stands inside a block in its place: the links that led to it lead to what its inputs led to, those from it
/// come from what led to its output (through a merge where that is several). Returns the new ids.
/// `inside` holds at most as many input blocks as make sense of the links to `id`; the others stay without a source.
std::vector<std::string> inlineGraph(Graph& graph, const std::string& id, Graph inside);

} // namespace cw::space

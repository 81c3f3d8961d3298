// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "core/space/canonical_graph.h"

namespace cw::space {

/// Colour refinement over the graph in both directions; where nodes stay alike, each of them is singled out in turn
/// and the smallest result counts. Exact, but bounded: beyond some 10,000 refinements (highly symmetric graphs that
/// are neither series nor parallel) the first choices are taken.
std::uint64_t refinedHash(const CanonicalGraph& graph);

} // namespace cw::space

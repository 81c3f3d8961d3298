// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/space/candidate.h"

namespace cw::space {

/// The string by which the NAS-Bench-201 paper tells cells apart: of each node the sorted strings of its inputs, where
/// skip_connect is what leads into it, and none, or any op on a single "#", is "#". 6,466 of the 15,625 cells differ.
/// canonicalHash() is exact and finds 5,425: here a sum of "#" and something else keeps its "#", and a node taken twice
/// reads like two nodes made alike.
/// Errors: Error(Config) if the tree has not the six decisions of that space
/// Paper: Dong and Yang, NAS-Bench-201, ICLR 2020, section 2.1
std::string nasBench201UniqueText(const DecisionTree& tree, const Candidate& candidate);

} // namespace cw::space

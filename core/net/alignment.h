// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/space/architecture.h"

namespace cw::net {

/// What makes two nodes of two networks the same one.
enum class AlignBy {
    Names,     ///< first the paths of their ops: what became of "stage1[0]/conv"
    Structure, ///< their settings and shapes alone: finds a layer again that moved up by an insertion
};

/// For each primitive of the child the one of the parent that it continues, or -1: the common subsequence of their
/// topological orders with the highest score. Two nodes can be the same if they are of one kind; identities and drops
/// never are, as they do nothing to a network that infers.
/// Determinism: pure function. Time and memory: product of the numbers of nodes between the common beginning and end;
/// where it is above 40 million, nothing is aligned between them.
std::vector<int> alignNodes(const space::Architecture& parent, const space::Architecture& child, AlignBy by);

} // namespace cw::net

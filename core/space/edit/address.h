// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/space/search_space.h"

namespace cw::space {

/// One step into a block: its body, or one of its alternatives.
struct AddressStep {
    std::string block;
    int alternative = -1; ///< of a Choice; -1: the body

    bool operator==(const AddressStep&) const = default;
};

/// Where a graph stands in a space: the macro graph or a named cell, and from there into blocks. Stays meaningful when
/// the space is edited elsewhere, which a pointer does not.
struct GraphAddress {
    std::string cell; ///< empty: the macro graph
    std::vector<AddressStep> steps = {};

    bool operator==(const GraphAddress&) const = default;
};

/// Null when there is no such graph (any more).
const Graph* graphAt(const SearchSpace& space, const GraphAddress& at);
Graph* graphAt(SearchSpace& space, const GraphAddress& at);

/// Where a block stands that an Issue's or a decision's path names ("stage1/cell/0-1", "stage1[0]/conv.kernel"), and
/// its id (empty: the path names the whole drawing or nothing that is there).
struct BlockAddress {
    GraphAddress graph;
    std::string block;

    bool operator==(const BlockAddress&) const = default;
};
BlockAddress addressOf(const SearchSpace& space, const std::string& path);

} // namespace cw::space

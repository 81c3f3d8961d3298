// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "core/space/edit/address.h"
#include "core/space/issue.h"

namespace cw::space {

/// What mends an issue.
struct Fix {
    std::string title;                       ///< for a button: "Remove the link"
    std::function<void(SearchSpace&)> apply; ///< of the space that it was found for
};

/// A graph and the path by which issues call it.
struct FixPlace {
    const SearchSpace& space;
    const Graph& graph;
    GraphAddress at;
    std::string path;
    bool recurrent = false; ///< inside a recurrent cell
};

/// Whether the issue's sentence has these words.
bool says(const Issue& issue, std::string_view words);

/// Of a graph's links, inputs and outputs.
std::optional<Fix> fixOfGraph(const FixPlace& place, const Issue& issue);
/// Of the block at that place in the list.
std::optional<Fix> fixOfBlock(const FixPlace& place, std::size_t block, const Issue& issue);
/// Of the parameters of a block.
std::optional<Fix> fixOfParams(const FixPlace& place, std::size_t block, const Issue& issue);

} // namespace cw::space

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/space/search_space.h"

namespace cw::space {

// What SpacePatch holds: of everything that differs the state before and the state after.

/// Members of a list that came or went; the others keep their order.
template <class Item>
struct ListDiff {
    std::vector<std::pair<std::size_t, Item>> removed; ///< with their places in the list before
    std::vector<std::pair<std::size_t, Item>> added;   ///< with their places in the list after

    bool isEmpty() const { return removed.empty() && added.empty(); }
};

struct PlacedBlockDiff;
struct PlacedGraphDiff;

struct GraphDiff {
    ListDiff<Block> blocks;
    std::vector<PlacedBlockDiff> changed; ///< with their places in the list after
    ListDiff<Link> links;
    std::optional<std::pair<Json, Json>> extra;

    bool isEmpty() const;
    std::size_t size() const;
};

/// A block without what stands inside it, and what changed in there.
struct BlockDiff {
    std::optional<std::pair<Block, Block>> whole; ///< with everything inside, where that has another form
    std::optional<std::pair<Block, Block>> face;  ///< without bodies
    std::vector<PlacedGraphDiff> bodies;          ///< the body, or those of the alternatives by number

    bool isEmpty() const;
    std::size_t size() const;
};

struct PlacedBlockDiff {
    std::size_t place = 0;
    BlockDiff diff;
};

struct PlacedGraphDiff {
    std::size_t place = 0;
    GraphDiff diff;
};

struct SpaceDiff {
    std::optional<std::pair<SearchSpace, SearchSpace>> head; ///< without any graph
    GraphDiff graph;
    std::map<std::string, std::pair<std::optional<Graph>, std::optional<Graph>>> cells; ///< that came or went
    std::map<std::string, GraphDiff> changedCells;

    bool isEmpty() const;
    std::size_t size() const;
};

SpaceDiff diffOf(const SearchSpace& before, const SearchSpace& after);
/// Forward: from the state before to the state after. Another state is a bug.
void apply(const SpaceDiff& diff, SearchSpace& space, bool forward);

/// Whether two values are written alike: 3 and 3.0 are equal, but not the same.
bool isSame(const Json& a, const Json& b);
bool isSame(const Block& a, const Block& b);
bool isSame(const Graph& a, const Graph& b);
bool isSame(const SearchSpace& a, const SearchSpace& b);

} // namespace cw::space

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/space/search_space.h"

namespace cw::space {

// Parameters that take their value from a block by "<block>.<name>", see ParamValue::of.

/// New ids by the old ones.
using Renamed = std::map<std::string, std::string>;

/// What stands inside a block that gives values follows its new id.
void renameGiven(Block& block, const std::string& oldId, const std::string& newId);
/// The same for a block of a graph: what an Inputs block gives holds for its whole graph.
void renameGivenIn(Graph& graph, Block& block, const std::string& oldId, const std::string& newId);
/// Sets the ids of blocks that came together; what they give each other follows.
void renameBlocks(std::vector<Block>& blocks, const Renamed& renamed);

/// Whether a block that becomes `newId` would be taken for another one by what refers to it, or the other way round.
bool clashesGiven(const Graph& graph, const Block& block, const std::string& newId);

/// The names that blocks refer to and none of them gives: what the graph around has to provide.
std::set<std::string> unresolved(const std::vector<const Block*>& blocks);
/// How often each is referred to.
std::map<std::string, int> unresolvedCounts(const std::vector<const Block*>& blocks);
/// Replaces references to what none of the blocks gives.
void resolveGiven(std::vector<Block>& blocks, const std::map<std::string, ParamValue>& values);
/// The parameters that a cell asks its uses for.
std::set<std::string> cellParameters(const SearchSpace& space, const std::string& cell);

} // namespace cw::space

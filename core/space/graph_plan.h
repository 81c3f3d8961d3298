// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/space/issue.h"
#include "core/space/search_space.h"

namespace cw::space {

/// In what order the blocks of one graph are walked.
struct GraphPlan {
    std::vector<int> order;                ///< blocks, sources first; those of a cycle are left out
    std::vector<std::vector<int>> sources; ///< for each block, the blocks that lead to it, in the order of the links
    int output = -1;                       ///< block that the graph's result comes from; -1: none
    bool single = false;                   ///< one block alone, without Input and Output: the graph's input is its own
};

/// What is wrong goes to `issues`; the plan then covers what is left.
GraphPlan planGraph(const Graph& graph, const std::string& path, Issues& issues);

/// "stage1/0-1". An op or a cell that is alone in a body bears the path of the body.
std::string joinPath(const std::string& path, const std::string& id);
std::string blockPath(const Graph& graph, const Block& block, const std::string& path);

} // namespace cw::space

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/space/issue.h"
#include "core/space/search_space.h"

namespace cw::space {

/// In what order the blocks of one graph are walked.
struct GraphPlan {
    /// What leads to a block.
    struct Source {
        int block = 0;
        bool previous = false; ///< see Link::previous
        bool operator==(const Source&) const = default;
    };

    std::vector<int> order;                   ///< blocks, sources first; those of a cycle are left out
    std::vector<std::vector<Source>> sources; ///< for each block, in the order of the links
    std::vector<int> inputs;                  ///< the input blocks, in their order
    int output = -1;                          ///< block that the graph's result comes from; -1: none
    bool single = false; ///< one block alone, without Input and Output: the graph's inputs are its own
};

/// What is wrong goes to `issues`; the plan then covers what is left.
GraphPlan planGraph(const Graph& graph, const std::string& path, Issues& issues);

/// The name of a source as the alternative of a decision: "node1", or "stage1.previous".
std::string sourceName(const Graph& graph, const GraphPlan::Source& source);

/// "stage1/0-1". An op or a cell that is alone in a body bears the path of the body.
std::string joinPath(const std::string& path, const std::string& id);
/// "stage1/conv.kernel": a parameter of a block, as issues and decisions call it.
std::string paramPath(const std::string& path, const std::string& name);
/// Whether the block bears the path of its graph.
bool isPathOfGraph(const Graph& graph, const Block& block);
std::string blockPath(const Graph& graph, const Block& block, const std::string& path);

} // namespace cw::space

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/space/realise.h"
#include "core/space/search_space.h"

namespace cw::space::test {

/// A graph in which each block leads to the next.
inline Graph chain(std::vector<Block> blocks)
{
    Graph graph{std::move(blocks), {}};
    for (std::size_t i = 0; i + 1 < graph.blocks.size(); ++i)
        graph.links.push_back({graph.blocks[i].id, graph.blocks[i + 1].id});
    return graph;
}

inline Block block(std::string id, BlockKind kind)
{
    return {.id = std::move(id), .kind = kind};
}

inline Block op(std::string id, std::string name, std::map<std::string, ParamValue> params = {})
{
    return {.id = std::move(id), .kind = BlockKind::Op, .op = std::move(name), .params = std::move(params)};
}

inline Block choice(std::string id, std::vector<std::pair<std::string, Block>> alternatives)
{
    Block result{.id = std::move(id), .kind = BlockKind::Choice};
    for (auto& [name, alternative] : alternatives)
        result.alternatives.push_back({name, {Graph{{std::move(alternative)}, {}}}});
    return result;
}

inline Block repeat(std::string id, int low, int high, bool tied, Graph body)
{
    return {.id = std::move(id),
            .kind = BlockKind::Repeat,
            .body = {std::move(body)},
            .low = low,
            .high = high,
            .tied = tied};
}

inline Block cellUse(std::string id, std::string cell)
{
    return {.id = std::move(id), .kind = BlockKind::Cell, .cell = std::move(cell)};
}

/// input, the blocks, global pool, linear, output, on an image [4,8,8] with 3 classes.
inline SearchSpace spaceOf(std::vector<Block> blocks)
{
    SearchSpace space;
    space.name = "test";
    space.task.input = Shape::image(4, 8, 8);
    space.task.classes = 3;
    blocks.insert(blocks.begin(), block("input", BlockKind::Input));
    blocks.push_back(op("pool", "global-pool"));
    blocks.push_back(op("linear", "linear"));
    blocks.push_back(block("output", BlockKind::Output));
    space.graph = chain(std::move(blocks));
    return space;
}

inline std::string names(const DecisionTree& tree)
{
    std::string text;
    for (const Decision& decision : tree.decisions)
        text += (text.empty() ? "" : " ") + decision.name;
    return text;
}

/// "where: what" of every issue, one a line; says so where an issue lacks its place or what helps.
inline std::string lines(const Issues& issues)
{
    std::string text;
    for (const Issue& issue : issues) {
        text += issue.where + ": " + issue.what + "\n";
        if (issue.where.empty())
            text += "THE ISSUE HAS NO PLACE\n";
        if (issue.fix.empty())
            text += "THE ISSUE HAS NO FIX\n";
    }
    return text;
}

} // namespace cw::space::test

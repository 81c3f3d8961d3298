// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/space/edit/decision_names.h"
#include "core/space/edit/edit.h"
#include "core/space/edit/editing.h"
#include "core/space/edit/references.h"
#include "core/space/limits.h"

namespace cw::space {

namespace {

/// The block with an id that may be made unique, as it will be read again.
Result<Block> prepared(const SearchSpace& space, const GraphAddress& at, Block block)
{
    if (block.id.empty())
        block.id = plainId(block);
    if (const std::string problem = idRefusal(block.id); !problem.empty())
        return refusal(problem);
    if (const std::string problem = textRefusal(block.title, "title", kLongestTitle); !problem.empty())
        return refusal(problem);
    auto read = readable(std::move(block));
    if (!read)
        return read;
    if (const auto room = checkRoom(space, at, {&*read}); !room)
        return room.error();
    if (const std::string problem = recursionProblem(space, at.cell, {&*read}); !problem.empty())
        return refusal(problem);
    return read;
}

Result<Done> checkPlace(CanvasPoint place)
{
    const auto legal = [](double value) { return std::isfinite(value) && std::abs(value) <= kMaxPosition; };
    if (legal(place.x) && legal(place.y))
        return Done{};
    return refusal(fmt::format("the canvas ends {} units from its middle", kMaxPosition));
}

} // namespace

Result<std::string> addBlock(SearchSpace& space, const GraphAddress& at, Block block)
{
    const auto graph = graphToEdit(space, at);
    if (!graph)
        return graph.error();
    auto read = prepared(space, at, std::move(block));
    if (!read)
        return read.error();
    DecisionNames names(space);
    giveEnds(space, at, **graph);
    const std::string wanted = read->id;
    read->id = UniqueNames(**graph).make(wanted);
    renameGiven(*read, wanted, read->id);
    const std::string id = read->id;
    appendBlock(**graph, std::move(*read));
    if (const auto followed = names.follow(); !followed)
        return followed.error();
    return id;
}

Result<std::string> insertBlock(SearchSpace& space, const GraphAddress& at, const Link& link, Block block)
{
    const auto graph = graphToEdit(space, at);
    if (!graph)
        return graph.error();
    auto& links = (*graph)->links;
    const auto place = std::find(links.begin(), links.end(), link);
    if (place == links.end())
        return refusal(fmt::format("there is no link from '{}' to '{}'", link.from, link.to));
    if (block.kind == BlockKind::Input || block.kind == BlockKind::Output || block.kind == BlockKind::Training)
        return refusal(fmt::format("a block of kind {} cannot stand in the middle of a link", toText(block.kind)));
    auto read = prepared(space, at, std::move(block));
    if (!read)
        return read.error();
    DecisionNames names(space);
    const std::string wanted = read->id;
    read->id = UniqueNames(**graph).make(wanted);
    renameGiven(*read, wanted, read->id);
    const std::string id = read->id;
    // In the list behind where it comes from, so that decisions keep the order of the drawing.
    auto& blocks = (*graph)->blocks;
    const auto from =
        std::find_if(blocks.begin(), blocks.end(), [&](const Block& each) { return each.id == link.from; });
    blocks.insert(from == blocks.end() ? from : from + 1, std::move(*read));
    const std::string to = place->to;
    place->to = id;
    links.insert(place + 1, Link{id, to});
    if (const auto followed = names.follow(); !followed)
        return followed.error();
    return id;
}

Result<Done> moveBlocks(SearchSpace& space, const GraphAddress& at, const std::map<std::string, CanvasPoint>& places)
{
    const auto graph = graphToEdit(space, at);
    if (!graph)
        return graph.error();
    const BlockIndex index = indexOf(**graph);
    for (const auto& [id, place] : places) {
        if (index.count(id) == 0)
            return refusal(fmt::format("there is no block '{}' here", id));
        if (auto legal = checkPlace(place); !legal)
            return legal;
    }
    for (const auto& [id, place] : places) {
        Block& block = (*graph)->blocks[index.at(id)];
        block.x = place.x;
        block.y = place.y;
    }
    return Done{};
}

Result<std::vector<std::string>> duplicateBlocks(SearchSpace& space, const GraphAddress& at,
                                                 const std::vector<std::string>& ids, CanvasPoint shift)
{
    const auto graph = graphToEdit(space, at);
    if (!graph)
        return graph.error();
    const BlockIndex index = indexOf(**graph);
    std::vector<Block> copies;
    std::vector<const Block*> counted;
    std::unordered_set<std::string> seen;
    for (const std::string& id : ids) {
        const auto found = index.find(id);
        if (found == index.end())
            return refusal(fmt::format("there is no block '{}' here", id));
        if (!seen.insert(id).second)
            continue;
        const Block& block = (*graph)->blocks[found->second];
        // Of these there is one in a graph.
        if (block.kind == BlockKind::Output || block.kind == BlockKind::Training ||
            (block.kind == BlockKind::Input && at == GraphAddress{}))
            continue;
        if (const auto legal = checkPlace({block.x + shift.x, block.y + shift.y}); !legal)
            return legal.error();
        copies.push_back(block);
        counted.push_back(&block);
    }
    if (copies.empty())
        return refusal("there is nothing that could be doubled: a graph has one output, a network one input");
    if (const auto room = checkRoom(space, at, counted); !room)
        return room.error();
    DecisionNames decisions(space);
    giveEnds(space, at, **graph);
    UniqueNames names(**graph);
    Renamed renamed;
    std::vector<std::string> result;
    for (Block& copy : copies) {
        std::string& id = renamed[copy.id];
        id = names.make(copy.id);
        copy.x += shift.x;
        copy.y += shift.y;
        result.push_back(id);
    }
    std::vector<Link> links;
    for (const Link& link : (*graph)->links) {
        const auto from = renamed.find(link.from);
        const auto to = renamed.find(link.to);
        if (from != renamed.end() && to != renamed.end())
            links.push_back({from->second, to->second, link.previous});
    }
    renameBlocks(copies, renamed);
    insertBlocks(**graph, std::move(copies));
    (*graph)->links.insert((*graph)->links.end(), links.begin(), links.end());
    if (const auto followed = decisions.follow(); !followed)
        return followed.error();
    return result;
}

Result<Done> setTitle(SearchSpace& space, const GraphAddress& at, const std::string& id, const std::string& title)
{
    const auto block = blockToEdit(space, at, id);
    if (!block)
        return block.error();
    if (const std::string problem = textRefusal(title, "title", kLongestTitle); !problem.empty())
        return refusal(problem);
    (*block)->title = title;
    return Done{};
}

} // namespace cw::space

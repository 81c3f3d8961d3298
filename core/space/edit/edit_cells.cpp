// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <fmt/format.h>

#include "core/space/edit/decision_names.h"
#include "core/space/edit/edit.h"
#include "core/space/edit/editing.h"
#include "core/space/edit/inline_graph.h"
#include "core/space/edit/references.h"
#include "core/space/limits.h"

namespace cw::space {

namespace {

std::string firstUse(const SearchSpace& space, const std::string& cell)
{
    std::string use;
    forEachGraph(space, [&](const Graph& graph) {
        for (const Block& block : graph.blocks) {
            if (block.kind == BlockKind::Cell && block.cell == cell && use.empty())
                use = block.id;
        }
    });
    return use;
}

/// A name for a new cell: the wanted one made unique.
Result<std::string> cellName(const SearchSpace& space, const std::string& wanted)
{
    if (const std::string problem = idRefusal(wanted); !problem.empty())
        return refusal(problem);
    UniqueNames names;
    for (const auto& [name, cell] : space.cells)
        names.add(name);
    return names.make(wanted);
}

std::size_t inputsOf(const Graph& graph)
{
    return static_cast<std::size_t>(std::count_if(graph.blocks.begin(), graph.blocks.end(),
                                                  [](const Block& block) { return block.kind == BlockKind::Input; }));
}

/// The values of a cell's parameters where it is used. Errors: Config where a searched one would come apart
Result<std::map<std::string, ParamValue>> valuesOf(const Block& use, const Graph& cell)
{
    std::vector<const Block*> blocks;
    for (const Block& block : cell.blocks)
        blocks.push_back(&block);
    for (const auto& [name, count] : unresolvedCounts(blocks)) {
        const auto value = use.params.find(name);
        if (value != use.params.end() && value->second.domain && count > 1)
            return refusal(
                fmt::format("the parameter '{}' of '{}' is searched once and used {} times inside; without the "
                            "cell each would be searched for itself",
                            name, use.id, count));
    }
    return use.params;
}

} // namespace

Result<std::vector<std::string>> ungroupCell(SearchSpace& space, const GraphAddress& at, const std::string& id)
{
    const auto use = blockToEdit(space, at, id);
    if (!use)
        return use.error();
    if ((*use)->kind != BlockKind::Cell)
        return refusal(fmt::format("'{}' is a block of kind {}, not the use of a cell", id, toText((*use)->kind)));
    const auto cell = space.cells.find((*use)->cell);
    if (cell == space.cells.end())
        return refusal(fmt::format("there is no cell '{}' in this space", (*use)->cell));
    if (cell->second.blocks.empty())
        return refusal(fmt::format("there is nothing inside the cell '{}'", cell->first));
    const Graph& graph = *graphAt(space, at);
    const auto links = static_cast<std::size_t>(
        std::count_if(graph.links.begin(), graph.links.end(), [&](const Link& link) { return link.to == id; }));
    const std::size_t wanted = inputsOf(cell->second);
    if (!isBare(cell->second) && links > wanted)
        return refusal(fmt::format("the cell '{}' has {} inputs, {} links lead to '{}'; make these numbers equal first",
                                   cell->first, wanted, links, id));
    const auto values = valuesOf(**use, cell->second);
    if (!values)
        return values.error();
    std::vector<const Block*> added;
    for (const Block& block : cell->second.blocks)
        added.push_back(&block);
    if (const auto room = checkRoom(space, at, added); !room)
        return room.error();
    DecisionNames decisions(space);
    Graph inside = cell->second;
    resolveGiven(inside.blocks, *values);
    auto ids = inlineGraph(space, at, id, std::move(inside), false);
    const auto followed = ids ? decisions.follow() : Done{};
    return followed ? std::move(ids) : followed.error();
}

Result<std::string> addCell(SearchSpace& space, const std::string& name)
{
    auto unique = cellName(space, name.empty() ? "cell" : name);
    if (!unique)
        return unique;
    Graph cell = emptySpace({}).graph;
    std::vector<const Block*> added;
    for (const Block& block : cell.blocks)
        added.push_back(&block);
    if (const auto room = checkRoom(space, {}, added); !room)
        return room.error();
    space.cells.emplace(*unique, std::move(cell));
    return unique;
}

Result<Done> removeCell(SearchSpace& space, const std::string& cell)
{
    if (space.cells.count(cell) == 0)
        return refusal(fmt::format("there is no cell '{}' in this space", cell.substr(0, 128)));
    if (const std::string use = firstUse(space, cell); !use.empty())
        return refusal(fmt::format("the cell '{}' is used by '{}', take it out there first", cell, use));
    space.cells.erase(cell);
    return Done{};
}

} // namespace cw::space

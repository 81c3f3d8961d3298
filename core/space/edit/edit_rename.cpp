// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <fmt/format.h>

#include "core/space/binding.h"
#include "core/space/edit/decision_names.h"
#include "core/space/edit/edit.h"
#include "core/space/edit/editing.h"
#include "core/space/edit/references.h"
#include "core/space/limits.h"

namespace cw::space {

namespace {

void setId(Graph& graph, const std::string& oldId, const std::string& newId)
{
    Block& block = *findBlock(graph, oldId);
    renameGivenIn(graph, block, oldId, newId);
    block.id = newId;
    for (Link& link : graph.links) {
        if (link.from == oldId)
            link.from = newId;
        if (link.to == oldId)
            link.to = newId;
    }
}

void setCellName(SearchSpace& space, const std::string& oldName, const std::string& newName)
{
    auto cell = space.cells.extract(oldName);
    cell.key() = newName;
    space.cells.insert(std::move(cell));
    forEachGraph(space, [&](Graph& graph) {
        for (Block& block : graph.blocks) {
            if (block.kind == BlockKind::Cell && block.cell == oldName)
                block.cell = newName;
        }
    });
}

/// Renames; takes it back where decisions would then share a name. `rename` is called with the way back, too. The names
/// may be parts of the space.
template <class Rename>
Result<Done> renameIn(SearchSpace& space, std::string oldName, std::string newName, const Rename& rename)
{
    DecisionNames names(space);
    const std::size_t before = bindDecisions(space).issues.size();
    rename(oldName, newName);
    const Issues after = bindDecisions(space).issues;
    std::string problem;
    if (after.size() > before) {
        problem = after.back().what;
        rename(newName, oldName);
    } else if (const auto followed = names.follow(); !followed) {
        problem = followed.error().problem();
    }
    return problem.empty() ? Result<Done>(Done{})
                           : refusal(fmt::format("'{}' cannot be called '{}': {}", oldName, newName, problem));
}

Result<Alternative*> alternativeToEdit(SearchSpace& space, const GraphAddress& at, const std::string& id, int index)
{
    const auto block = blockToEdit(space, at, id);
    if (!block)
        return block.error();
    if ((*block)->kind != BlockKind::Choice)
        return refusal(
            fmt::format("'{}' is a block of kind {}, which has no alternatives", id, toText((*block)->kind)));
    auto& alternatives = (*block)->alternatives;
    if (index < 0 || static_cast<std::size_t>(index) >= alternatives.size())
        return refusal(
            fmt::format("'{}' has {} alternatives, there is none at place {}", id, alternatives.size(), index));
    return &alternatives[static_cast<std::size_t>(index)];
}

} // namespace

Result<Done> renameBlock(SearchSpace& space, const GraphAddress& at, const std::string& id, const std::string& newId)
{
    const auto block = blockToEdit(space, at, id);
    if (!block)
        return block.error();
    if (newId == id)
        return Done{};
    if (const std::string problem = idRefusal(newId); !problem.empty())
        return refusal(problem);
    Graph& graph = *graphAt(space, at);
    if (graph.find(newId) != nullptr)
        return refusal(fmt::format("another block is called '{}' already", newId));
    if (clashesGiven(graph, **block, newId))
        return refusal(
            fmt::format("'{}' cannot be called '{}': values that it gives would be taken for those of another "
                        "block of that name",
                        id, newId));
    return renameIn(space, id, newId,
                    [&](const std::string& from, const std::string& to) { setId(*graphAt(space, at), from, to); });
}

Result<Done> renameCell(SearchSpace& space, const std::string& cell, const std::string& name)
{
    if (space.cells.count(cell) == 0)
        return refusal(fmt::format("there is no cell '{}' in this space", cell.substr(0, 128)));
    if (name == cell)
        return Done{};
    if (const std::string problem = idRefusal(name); !problem.empty())
        return refusal(problem);
    if (space.cells.count(name) > 0)
        return refusal(fmt::format("another cell is called '{}' already", name));
    return renameIn(space, cell, name,
                    [&](const std::string& from, const std::string& to) { setCellName(space, from, to); });
}

Result<Done> renameAlternative(SearchSpace& space, const GraphAddress& at, const std::string& id, int alternative,
                               const std::string& name)
{
    const auto found = alternativeToEdit(space, at, id, alternative);
    if (!found)
        return found.error();
    if (name == (*found)->name)
        return Done{};
    if (const std::string problem = idRefusal(name); !problem.empty())
        return refusal(problem);
    const auto& all = (*blockToEdit(space, at, id))->alternatives;
    if (std::any_of(all.begin(), all.end(), [&](const Alternative& each) { return each.name == name; }))
        return refusal(fmt::format("another alternative of '{}' is called '{}' already", id, name));
    return renameIn(space, (*found)->name, name,
                    [&](const std::string&, const std::string& to) { (*found)->name = to; });
}

Result<Done> addAlternative(SearchSpace& space, const GraphAddress& at, const std::string& id, Block op,
                            const std::string& name)
{
    const auto block = blockToEdit(space, at, id);
    if (!block)
        return block.error();
    if ((*block)->kind != BlockKind::Choice)
        return refusal(
            fmt::format("'{}' is a block of kind {}, which has no alternatives", id, toText((*block)->kind)));
    auto& alternatives = (*block)->alternatives;
    if (alternatives.size() >= kMaxAlternatives)
        return refusal(fmt::format("a choice has at most {} alternatives", kMaxAlternatives));
    if (op.kind == BlockKind::Input || op.kind == BlockKind::Output || op.kind == BlockKind::Training)
        return refusal(fmt::format("a block of kind {} cannot be an alternative", toText(op.kind)));
    UniqueNames names;
    for (const Alternative& each : alternatives)
        names.add(each.name);
    const std::string wanted = name.empty() ? plainId(op) : name;
    if (const std::string problem = idRefusal(wanted); !problem.empty())
        return refusal(problem);
    if (!name.empty() && names.has(name))
        return refusal(fmt::format("another alternative of '{}' is called '{}' already", id, name));
    // Alone in its body it bears the path of the alternative, as after wrapBlock().
    if (op.id.empty() || op.kind == BlockKind::Op || op.kind == BlockKind::Cell)
        op.id = std::string(toText(op.kind));
    auto read = readable(std::move(op));
    if (!read)
        return read.error();
    GraphAddress inside = at;
    inside.steps.push_back({id, static_cast<int>(alternatives.size())});
    if (auto room = checkRoom(space, inside, {&*read}); !room)
        return room;
    if (const std::string problem = recursionProblem(space, at.cell, {&*read}); !problem.empty())
        return refusal(problem);
    read->x = read->y = 0;
    DecisionNames decisions(space);
    Alternative added{names.make(wanted), {Graph{}}};
    added.body.front().blocks.push_back(std::move(*read));
    alternatives.push_back(std::move(added));
    return decisions.follow();
}

Result<Done> removeAlternative(SearchSpace& space, const GraphAddress& at, const std::string& id, int alternative)
{
    const auto found = alternativeToEdit(space, at, id, alternative);
    if (!found)
        return found.error();
    DecisionNames names(space);
    auto& alternatives = (*blockToEdit(space, at, id))->alternatives;
    alternatives.erase(alternatives.begin() + alternative);
    return names.follow();
}

Result<Done> moveAlternative(SearchSpace& space, const GraphAddress& at, const std::string& id, int from, int to)
{
    for (const int each : {from, to}) {
        if (const auto found = alternativeToEdit(space, at, id, each); !found)
            return found.error();
    }
    DecisionNames names(space);
    auto& alternatives = (*blockToEdit(space, at, id))->alternatives;
    const auto first = alternatives.begin();
    if (from < to)
        std::rotate(first + from, first + from + 1, first + to + 1);
    else
        std::rotate(first + to, first + from, first + from + 1);
    return names.follow();
}

} // namespace cw::space

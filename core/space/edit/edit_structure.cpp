// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <fmt/format.h>

#include "core/space/edit/decision_names.h"
#include "core/space/edit/edit.h"
#include "core/space/edit/editing.h"
#include "core/space/edit/inline_graph.h"
#include "core/space/edit/references.h"

namespace cw::space {

namespace {

/// An op or a cell bears the path of the body that it is alone in.
bool isNamedOutside(const Block& block)
{
    return block.kind == BlockKind::Op || block.kind == BlockKind::Cell;
}

std::string wrapProblem(const Graph& graph, const Block& block, BlockKind kind)
{
    if (kind != BlockKind::Choice && kind != BlockKind::Optional && kind != BlockKind::Repeat)
        return fmt::format("a block can stand inside a choice, an optional or a repeat, not a block of kind {}",
                           toText(kind));
    switch (block.kind) {
    case BlockKind::Input:
    case BlockKind::Output:
    case BlockKind::Training:
    case BlockKind::Merge:
    case BlockKind::Inputs:
        return fmt::format("'{}' is a block of kind {}, which cannot stand alone inside another", block.id,
                           toText(block.kind));
    default:
        break;
    }
    std::size_t sources = 0;
    for (const Link& link : graph.links) {
        if (link.from == block.id && link.previous)
            return fmt::format("'{}' takes what '{}' gave before its last copy, which a block around it would hide",
                               link.to, block.id);
        sources += link.to == block.id ? 1 : 0;
    }
    if (kind == BlockKind::Optional && sources > 1)
        return fmt::format("an optional takes one input, {} links lead to '{}'; merge them in a merge block first",
                           sources, block.id);
    return {};
}

/// The values that references inside a repeat have in its first copy.
std::map<std::string, ParamValue> firstValues(const Block& block)
{
    std::map<std::string, ParamValue> values;
    for (const auto& [name, given] : block.gives) {
        if (!given.empty())
            values[fmt::format("{}.{}", block.id, name)].fixed = given.front();
    }
    return values;
}

} // namespace

Result<Done> wrapBlock(SearchSpace& space, const GraphAddress& at, const std::string& id, BlockKind kind)
{
    const auto found = blockToEdit(space, at, id);
    if (!found)
        return found.error();
    Graph& graph = *graphAt(space, at);
    if (const std::string problem = wrapProblem(graph, **found, kind); !problem.empty())
        return refusal(problem);
    GraphAddress inside = at;
    inside.steps.push_back({id, kind == BlockKind::Choice ? 0 : -1});
    if (auto room = checkRoom(space, inside, {*found}); !room)
        return room;
    DecisionNames decisions(space);
    Block inner = std::move(**found);
    Block outer{.kind = kind, .x = inner.x, .y = inner.y};
    std::string name = plainId(inner);
    if (isNamedOutside(inner)) {
        outer.id = id;
        outer.title = std::exchange(inner.title, {});
        inner.id = std::string(toText(inner.kind));
    } else {
        UniqueNames names(graph);
        names.add(id); // moved away just now
        outer.id = names.make(std::string(toText(kind)));
        for (Link& link : graph.links) {
            if (link.from == id)
                link.from = outer.id;
            if (link.to == id)
                link.to = outer.id;
        }
    }
    inner.x = inner.y = 0;
    Graph body;
    body.blocks.push_back(std::move(inner));
    if (kind == BlockKind::Choice) {
        outer.alternatives.push_back({std::move(name), {}});
        outer.alternatives.back().body.push_back(std::move(body));
    } else {
        outer.body.push_back(std::move(body));
    }
    **found = std::move(outer);
    return decisions.follow();
}

Result<Done> unwrapBlock(SearchSpace& space, const GraphAddress& at, const std::string& id, int alternative)
{
    const auto found = blockToEdit(space, at, id);
    if (!found)
        return found.error();
    const Block& outer = **found;
    const std::vector<Graph>* body = nullptr;
    if (outer.kind == BlockKind::Repeat || outer.kind == BlockKind::Optional)
        body = &outer.body;
    else if (outer.kind == BlockKind::Choice && alternative >= 0 &&
             static_cast<std::size_t>(alternative) < outer.alternatives.size())
        body = &outer.alternatives[static_cast<std::size_t>(alternative)].body;
    else if (outer.kind == BlockKind::Choice)
        return refusal(fmt::format("'{}' has {} alternatives, there is none at place {}", id, outer.alternatives.size(),
                                   alternative));
    if (body == nullptr)
        return refusal(fmt::format("'{}' is a block of kind {}, there is nothing inside that could take its place", id,
                                   toText(outer.kind)));
    if (body->empty() || body->front().blocks.empty())
        return refusal(fmt::format("there is nothing inside '{}' that could take its place", id));
    DecisionNames decisions(space);
    Graph inside = body->front();
    resolveGiven(inside.blocks, firstValues(outer));
    if (const auto inlined = inlineGraph(space, at, id, std::move(inside), true); !inlined)
        return inlined.error();
    return decisions.follow();
}

} // namespace cw::space

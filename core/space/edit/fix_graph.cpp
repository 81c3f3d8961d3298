// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <fmt/format.h>

#include "core/space/edit/edit.h"
#include "core/space/edit/editing.h"
#include "core/space/edit/fix.h"
#include "core/space/graph_plan.h"
#include "core/space/limits.h"

namespace cw::space {

namespace {

Fix onGraph(std::string title, const FixPlace& place, std::function<void(SearchSpace&, Graph&)> change)
{
    return {std::move(title),
            [at = place.at, change = std::move(change)](SearchSpace& space) { change(space, *graphAt(space, at)); }};
}

Fix removeLinks(const FixPlace& place, std::string title, std::function<bool(const Link&)> goes)
{
    return onGraph(std::move(title), place,
                   [goes = std::move(goes)](SearchSpace&, Graph& graph) { std::erase_if(graph.links, goes); });
}

/// The only block that leads nowhere, or empty.
std::string onlyEnd(const Graph& graph)
{
    std::unordered_set<std::string_view> leading;
    for (const Link& link : graph.links)
        leading.insert(link.from);
    std::string end;
    for (const Block& block : graph.blocks) {
        if (block.kind == BlockKind::Output || block.kind == BlockKind::Training || leading.count(block.id) > 0)
            continue;
        if (!end.empty())
            return {};
        end = block.id;
    }
    return end;
}

std::optional<Fix> danglingFix(const FixPlace& place, const Issue& issue)
{
    if (!says(issue, ", which does not exist"))
        return {};
    const BlockIndex index = indexOf(place.graph);
    for (const Link& link : place.graph.links) {
        const bool from = index.count(link.from) == 0;
        if (!from && index.count(link.to) > 0)
            continue;
        const std::string& missing = from ? link.from : link.to;
        if (issue.path != joinPath(place.path, missing) ||
            issue.what != fmt::format("the link from '{}' to '{}' names the block '{}', which does not exist",
                                      link.from, link.to, missing))
            continue;
        return removeLinks(place, "Remove the link", [from = link.from, to = link.to](const Link& each) {
            return each.from == from && each.to == to;
        });
    }
    return {};
}

std::optional<Fix> addEnd(const FixPlace& place, BlockKind kind)
{
    const bool output = kind == BlockKind::Output;
    const std::string end = output ? onlyEnd(place.graph) : std::string();
    return onGraph(output ? "Add an output" : "Add an input", place,
                   [kind, end, recurrent = place.recurrent](SearchSpace&, Graph& graph) {
                       Block block{.id = UniqueNames(graph).make(std::string(toText(kind))), .kind = kind};
                       if (kind == BlockKind::Output && recurrent)
                           block.merge = "mean";
                       const auto [low, high] =
                           std::minmax_element(graph.blocks.begin(), graph.blocks.end(),
                                               [](const Block& a, const Block& b) { return a.x < b.x; });
                       if (low != graph.blocks.end()) {
                           block.x = kind == BlockKind::Output ? std::min(high->x + kColumnWidth, kMaxPosition)
                                                               : std::max(low->x - kColumnWidth, -kMaxPosition);
                           block.y = low->y;
                       }
                       const std::string id = block.id;
                       if (kind == BlockKind::Output)
                           graph.blocks.push_back(std::move(block));
                       else
                           graph.blocks.insert(graph.blocks.begin(), std::move(block));
                       if (!end.empty())
                           graph.links.push_back({end, id});
                   });
}

/// Of several inputs or outputs those go that no link knows, where one is left then.
std::optional<Fix> removeIdle(const FixPlace& place, BlockKind kind)
{
    std::unordered_set<std::string> linked;
    for (const Link& link : place.graph.links)
        linked.insert(kind == BlockKind::Output ? link.to : link.from);
    const auto busy = std::count_if(place.graph.blocks.begin(), place.graph.blocks.end(), [&](const Block& block) {
        return block.kind == kind && linked.count(block.id) > 0;
    });
    if (busy != 1)
        return {};
    return onGraph(
        kind == BlockKind::Output ? "Remove the outputs that nothing leads to" : "Remove the inputs that lead nowhere",
        place, [kind, linked](SearchSpace&, Graph& graph) {
            std::unordered_set<std::string> gone;
            for (const Block& block : graph.blocks) {
                if (block.kind == kind && linked.count(block.id) == 0)
                    gone.insert(block.id);
            }
            std::erase_if(graph.blocks, [&](const Block& block) { return gone.count(block.id) > 0; });
            std::erase_if(graph.links,
                          [&](const Link& link) { return gone.count(link.from) > 0 || gone.count(link.to) > 0; });
        });
}

std::optional<Fix> linkToOutput(const FixPlace& place, const std::string& output)
{
    const std::string end = onlyEnd(place.graph);
    const Link link{end, output};
    if (end.empty() || !linkProblem(place.space, place.at, link).empty())
        return {};
    return onGraph(fmt::format("Link '{}' to the output", end), place,
                   [link](SearchSpace&, Graph& graph) { graph.links.push_back(link); });
}

} // namespace

bool says(const Issue& issue, std::string_view words)
{
    return issue.what.find(words) != std::string::npos;
}

std::optional<Fix> fixOfGraph(const FixPlace& place, const Issue& issue)
{
    if (auto fix = danglingFix(place, issue))
        return fix;
    if (issue.path != place.path)
        return {};
    if (issue.what == "expected an input block, found none")
        return addEnd(place, BlockKind::Input);
    if (says(issue, "expected one output block, found 0"))
        return addEnd(place, BlockKind::Output);
    if (says(issue, "expected one output block, found "))
        return removeIdle(place, BlockKind::Output);
    if (says(issue, "a network has one input block, found "))
        return removeIdle(place, BlockKind::Input);
    if (issue.what == "nothing leads to the output") {
        for (const Block& block : place.graph.blocks) {
            if (block.kind == BlockKind::Output)
                return linkToOutput(place, block.id);
        }
    }
    return {};
}

} // namespace cw::space

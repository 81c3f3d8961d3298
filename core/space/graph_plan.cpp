// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/graph_plan.h"

#include <algorithm>
#include <functional>
#include <queue>
#include <unordered_map>

#include <fmt/format.h>

namespace cw::space {

namespace {

using Ids = std::unordered_map<std::string_view, int>;

Ids indexBlocks(const Graph& graph, const std::string& path, Issues& issues)
{
    Ids ids;
    for (std::size_t i = 0; i < graph.blocks.size(); ++i) {
        const std::string& id = graph.blocks[i].id;
        if (!ids.emplace(id, static_cast<int>(i)).second)
            issues.push_back(
                {joinPath(path, id), fmt::format("two blocks have the id '{}'", id), "rename one of them"});
    }
    return ids;
}

void linkBlocks(const Graph& graph, const Ids& ids, const std::string& path, GraphPlan& plan, Issues& issues)
{
    plan.sources.resize(graph.blocks.size());
    for (const Link& link : graph.links) {
        const auto from = ids.find(link.from);
        const auto to = ids.find(link.to);
        if (from == ids.end() || to == ids.end()) {
            const std::string& missing = from == ids.end() ? link.from : link.to;
            issues.push_back({joinPath(path, missing),
                              fmt::format("the link from '{}' to '{}' names the block '{}', which does not exist",
                                          link.from, link.to, missing),
                              "delete the link or add the block"});
            continue;
        }
        plan.sources[static_cast<std::size_t>(to->second)].push_back({from->second, link.previous});
    }
}

/// Walks back from a block that is left over until one comes twice.
std::string describeCycle(const Graph& graph, const GraphPlan& plan, const std::vector<int>& waiting)
{
    int at = 0;
    while (waiting[static_cast<std::size_t>(at)] == 0)
        ++at;
    std::vector<int> seen;
    for (;;) {
        const auto again = std::find(seen.begin(), seen.end(), at);
        if (again != seen.end()) {
            std::string text = graph.blocks[static_cast<std::size_t>(at)].id;
            for (auto block = seen.end(); block != again;)
                text += " -> " + graph.blocks[static_cast<std::size_t>(*--block)].id;
            return text;
        }
        seen.push_back(at);
        for (const auto& source : plan.sources[static_cast<std::size_t>(at)]) {
            if (waiting[static_cast<std::size_t>(source.block)] > 0) {
                at = source.block;
                break;
            }
        }
    }
}

void sortBlocks(const Graph& graph, const std::string& path, GraphPlan& plan, Issues& issues)
{
    const std::size_t n = graph.blocks.size();
    std::vector<std::vector<int>> targets(n);
    std::vector<int> waiting(n, 0);
    std::priority_queue<int, std::vector<int>, std::greater<>> ready;
    for (std::size_t i = 0; i < n; ++i) {
        waiting[i] = static_cast<int>(plan.sources[i].size());
        for (const auto& source : plan.sources[i])
            targets[static_cast<std::size_t>(source.block)].push_back(static_cast<int>(i));
        if (waiting[i] == 0)
            ready.push(static_cast<int>(i));
    }
    while (!ready.empty()) {
        const int block = ready.top();
        ready.pop();
        plan.order.push_back(block);
        for (const int target : targets[static_cast<std::size_t>(block)]) {
            if (--waiting[static_cast<std::size_t>(target)] == 0)
                ready.push(target);
        }
    }
    if (plan.order.size() < n)
        issues.push_back({path, fmt::format("the blocks {} form a cycle", describeCycle(graph, plan, waiting)),
                          "delete one of the links between them"});
}

void checkEnds(const Graph& graph, const std::string& path, GraphPlan& plan, Issues& issues)
{
    int outputs = 0;
    for (std::size_t i = 0; i < graph.blocks.size(); ++i) {
        const Block& block = graph.blocks[i];
        const bool linked = !plan.sources[i].empty();
        const bool source = block.kind == BlockKind::Input || block.kind == BlockKind::Training;
        if (block.kind == BlockKind::Input)
            plan.inputs.push_back(static_cast<int>(i));
        if (source) {
            if (linked)
                issues.push_back({joinPath(path, block.id),
                                  fmt::format("a link leads into the {} block", toText(block.kind)),
                                  "delete that link"});
        } else if (!linked) {
            issues.push_back(
                {joinPath(path, block.id), fmt::format("'{}' has no input", block.id), "link a block to it"});
        }
        if (block.kind == BlockKind::Output) {
            ++outputs;
            plan.output = static_cast<int>(i);
        }
        for (const auto& link : plan.sources[i]) {
            const Block& from = graph.blocks[static_cast<std::size_t>(link.block)];
            if (from.kind == BlockKind::Output || from.kind == BlockKind::Training)
                issues.push_back({joinPath(path, from.id),
                                  fmt::format("a link leads out of the {} block", toText(from.kind)),
                                  "delete that link"});
            if (link.previous &&
                (from.kind != BlockKind::Repeat || plan.sources[static_cast<std::size_t>(link.block)].size() < 2))
                issues.push_back({joinPath(path, from.id),
                                  fmt::format("a link takes what '{}' gave before its last copy, which only a repeat "
                                              "with several inputs has",
                                              from.id),
                                  "take its result"});
        }
    }
    if (plan.inputs.empty())
        issues.push_back({path, "expected an input block, found none", "add one"});
    if (outputs != 1)
        issues.push_back({path, fmt::format("expected one output block, found {}", outputs),
                          outputs == 0 ? "add one" : "keep one of them"});
}

} // namespace

std::string sourceName(const Graph& graph, const GraphPlan::Source& source)
{
    const std::string& id = graph.blocks[static_cast<std::size_t>(source.block)].id;
    return source.previous ? id + ".previous" : id;
}

std::string joinPath(const std::string& path, const std::string& id)
{
    return path.empty() ? id : path + '/' + id;
}

std::string paramPath(const std::string& path, const std::string& name)
{
    return fmt::format("{}.{}", path, name);
}

bool isPathOfGraph(const Graph& graph, const Block& block)
{
    // Choice and Repeat keep their ids: they are names of decisions.
    const bool plain = block.kind == BlockKind::Op || block.kind == BlockKind::Cell;
    return plain && graph.blocks.size() == 1;
}

std::string blockPath(const Graph& graph, const Block& block, const std::string& path)
{
    return isPathOfGraph(graph, block) && !path.empty() ? path : joinPath(path, block.id);
}

GraphPlan planGraph(const Graph& graph, const std::string& path, Issues& issues)
{
    GraphPlan plan;
    if (graph.blocks.empty()) {
        issues.push_back({path, "there are no blocks", "add an input, an output and an op between them"});
        return plan;
    }
    const BlockKind first = graph.blocks.front().kind;
    if (graph.blocks.size() == 1 && graph.links.empty() && first != BlockKind::Input && first != BlockKind::Output) {
        plan.single = true;
        plan.sources.resize(1);
        plan.order = {0};
        plan.output = 0;
        return plan;
    }
    const Ids ids = indexBlocks(graph, path, issues);
    linkBlocks(graph, ids, path, plan, issues);
    sortBlocks(graph, path, plan, issues);
    checkEnds(graph, path, plan, issues);
    return plan;
}

} // namespace cw::space

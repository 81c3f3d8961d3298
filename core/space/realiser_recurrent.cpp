// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "core/space/block_schema.h"
#include "core/space/realiser.h"

namespace cw::space {

// Inside a recurrent cell a wire is the number of a node: 0 the first state, made of the input and the last step.

int Realiser::recurrentNode(const std::string& function, int predecessor)
{
    m_nodes.push_back(fmt::format("{}:{}", function, predecessor));
    return static_cast<int>(m_nodes.size());
}

int Realiser::recurrentBlock(const Block& block, Place place, const Path& path, int state)
{
    if (const std::string problem = recurrentProblem(block); !problem.empty()) {
        report(path, problem, kRecurrentFix);
        return kNowhere;
    }
    switch (block.kind) {
    case BlockKind::Inputs:
        return state;
    case BlockKind::Choice: {
        const double* value = valueOf(place.scope, &block, path);
        if (value == nullptr || block.alternatives[static_cast<std::size_t>(*value)].body.empty())
            return kNowhere;
        const auto ends =
            recurrentGraph(block.alternatives[static_cast<std::size_t>(*value)].body.front(), place, path, state);
        if (ends.size() > 1)
            report(path, fmt::format("an alternative of a recurrent cell ends in one node, found {}", ends.size()),
                   "link one node to its output");
        return ends.size() == 1 ? ends.front() : kNowhere;
    }
    case BlockKind::Op: {
        if (block.op == "identity")
            return recurrentNode(block.op, state);
        const OpSettings* settings = settingsOf(block, *opCatalogue().find(block.op), place, path);
        return settings == nullptr ? kNowhere : recurrentNode(settings->settings.text("kind"), state);
    }
    default:
        return kNowhere;
    }
}

std::vector<int> Realiser::recurrentGraph(const Graph& graph, Place place, const Path& path, int state)
{
    const Plan& plan = planOf(graph, path);
    if (plan.graph.single) {
        const Block& only = graph.blocks.front();
        const int node = recurrentBlock(only, place, Path::block(graph, only, path), state);
        return node == kNowhere ? std::vector<int>() : std::vector<int>{node};
    }
    const Selection selection = plan.selective ? select(graph, plan, place, path) : Selection{};
    std::vector<Ends> ends(graph.blocks.size());
    std::vector<int> last;
    for (const int index : plan.graph.order) {
        const auto at = static_cast<std::size_t>(index);
        const Block& inner = graph.blocks[at];
        if (inner.kind == BlockKind::Input) {
            ends[at].result = state;
        } else if (inner.kind == BlockKind::Output) {
            for (const GraphPlan::Source& source : plan.graph.sources[at])
                last.push_back(ends[static_cast<std::size_t>(source.block)].result);
        } else if (!plan.selective || selection.needed[at] != 0) {
            const Wires wires = wiresInto(graph, plan, selection, index, ends);
            const Path innerPath = Path::block(graph, inner, path);
            if (wires.size() != 1)
                report(innerPath,
                       fmt::format("a node of a recurrent cell follows one other, {} lead to '{}'", wires.size(),
                                   inner.id),
                       "let it take one of them");
            else if (wires.front() != kNowhere)
                ends[at].result = recurrentBlock(inner, place, innerPath, wires.front());
            if (ends[at].result == kNowhere)
                return {};
        }
    }
    return last;
}

/// The layer's output is the mean of all nodes (DARTS) or of those that no other node follows (ENAS).
int Realiser::recurrent(const Block& block, Place place, const Path& path, const std::string* label,
                        const Wires& inputs)
{
    const OpEntry* entry = opCatalogue().find(kRecurrentOp);
    if (block.body.empty() || entry == nullptr)
        return kNowhere;
    m_nodes.clear();
    const Graph& body = block.body.front();
    std::vector<int> heard = recurrentGraph(body, place, path, 0);
    if (heard.empty())
        return kNowhere;
    std::vector<int> all(m_nodes.size());
    std::iota(all.begin(), all.end(), 1);
    std::sort(heard.begin(), heard.end());
    if (heard != all) {
        report(path, "the output of a recurrent cell hears every node once", "link each node to it");
        return kNowhere;
    }
    const OpSettings* settings = settingsOf(block, *entry, place, path);
    if (settings == nullptr)
        return kNowhere;
    const auto output = std::find_if(body.blocks.begin(), body.blocks.end(),
                                     [](const Block& inner) { return inner.kind == BlockKind::Output; });
    const bool endsOnly = output != body.blocks.end() && output->looseEnds;
    settings = withNodes(*settings, endsOnly, path);
    return settings == nullptr ? kNowhere : addOp(*settings, path, label, inputs);
}

/// The settings of the layer with the cell that was built.
const OpSettings* Realiser::withNodes(const OpSettings& settings, bool endsOnly, const Path& path)
{
    const std::string cell = fmt::format("{}", fmt::join(m_nodes, ","));
    m_key = {wordOf(&settings), wordOf(endsOnly ? 1 : 0)};
    m_key.insert(m_key.end(), cell.begin(), cell.end());
    if (const OpSettings* known = m_cache.findSettings(m_key))
        return known;
    Json params = settings.settings.json();
    params["cell"] = cell;
    params["output"] = endsOnly ? "ends" : "all";
    auto complete = settings.entry->schema.resolve(params, {});
    if (!complete) {
        report(path, complete.error().problem(), "change the nodes of its cell");
        return nullptr;
    }
    return &m_cache.keepSettings(m_key, {settings.entry, std::move(*complete), {}});
}

} // namespace cw::space

// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <fmt/format.h>

#include "core/space/limits.h"
#include "core/space/realiser.h"

namespace cw::space {

const Realiser::Plan& Realiser::planOf(const Graph& graph, const std::string& path)
{
    const auto known = m_plans.find(&graph);
    if (known != m_plans.end())
        return known->second;
    Plan plan{planGraph(graph, path, m_issues), {}, false};
    plan.choosers = choosersOf(graph, plan.graph);
    plan.selective = std::any_of(graph.blocks.begin(), graph.blocks.end(),
                                 [](const Block& block) { return block.kind == BlockKind::Inputs || block.looseEnds; });
    return m_plans.emplace(&graph, std::move(plan)).first->second;
}

/// Which of its sources an Inputs block takes.
std::vector<char> Realiser::takenOf(const Graph& graph, const Plan& plan, int block, Place place,
                                    const std::string& path)
{
    const Block& inputs = graph.blocks[static_cast<std::size_t>(block)];
    std::vector<char> taken(plan.graph.sources[static_cast<std::size_t>(block)].size(), 1);
    const auto domain = sourcesDomain(graph, plan.graph, block);
    if (!domain)
        return taken;
    const double* value = valueOf(place.scope, &inputs, blockPath(graph, inputs, path));
    for (std::size_t i = 0; i < taken.size(); ++i) {
        if (value == nullptr)
            taken[i] = 0;
        else if (domain->kind == DomainKind::Categorical)
            taken[i] = static_cast<std::size_t>(*value) == i ? 1 : 0;
        else
            taken[i] = static_cast<char>(static_cast<std::uint64_t>(*value) >> i & 1);
    }
    return taken;
}

Realiser::Selection Realiser::select(const Graph& graph, const Plan& plan, Place place, const std::string& path)
{
    const std::size_t n = graph.blocks.size();
    Selection selection{std::vector<char>(n, 1), std::vector<char>(n, 0), std::vector<std::vector<char>>(n)};
    // Takers come before what they take.
    for (auto at = plan.graph.order.rbegin(); at != plan.graph.order.rend(); ++at) {
        const auto index = static_cast<std::size_t>(*at);
        const Chooser& chooser = plan.choosers[index];
        if (chooser.block >= 0) {
            const auto by = static_cast<std::size_t>(chooser.block);
            selection.needed[index] =
                selection.needed[by] != 0 && selection.taken[by][static_cast<std::size_t>(chooser.member)] != 0;
        }
        const Block& block = graph.blocks[index];
        const auto& sources = plan.graph.sources[index];
        if (selection.needed[index] == 0) {
            selection.taken[index].assign(sources.size(), 0);
            continue;
        }
        if (block.kind == BlockKind::Inputs)
            selection.taken[index] = takenOf(graph, plan, *at, place, path);
        else
            selection.taken[index].assign(sources.size(), 1);
        for (std::size_t i = 0; i < sources.size(); ++i) {
            if (!block.looseEnds && selection.taken[index][i] != 0)
                selection.used[static_cast<std::size_t>(sources[i].block)] = 1;
        }
    }
    return selection;
}

Realiser::Wires Realiser::wiresInto(const Graph& graph, const Plan& plan, const Selection& selection, int block,
                                    const std::vector<Ends>& ends) const
{
    const auto index = static_cast<std::size_t>(block);
    const auto& sources = plan.graph.sources[index];
    Wires wires;
    for (std::size_t i = 0; i < sources.size(); ++i) {
        const auto from = static_cast<std::size_t>(sources[i].block);
        if (plan.selective && selection.taken[index][i] == 0)
            continue;
        if (graph.blocks[index].looseEnds && (selection.used[from] != 0 || selection.needed[from] == 0))
            continue;
        wires.push_back(sources[i].previous ? ends[from].previous : ends[from].result);
    }
    return wires;
}

int Realiser::linkedGraph(const Graph& graph, const Plan& plan, Place place, const std::string& path,
                          const Wires& inputs)
{
    if (inputs.size() != plan.graph.inputs.size() && !plan.graph.inputs.empty()) {
        report(path,
               fmt::format("it has {} input blocks, {} links lead to it", plan.graph.inputs.size(), inputs.size()),
               "make these numbers equal");
        return kNowhere;
    }
    const Selection selection = plan.selective ? select(graph, plan, place, path) : Selection{};
    if (plan.selective)
        place.environment = givenByInputs(graph, selection, place.environment);
    std::vector<Ends> ends(graph.blocks.size());
    for (std::size_t i = 0; i < plan.graph.inputs.size(); ++i)
        ends[static_cast<std::size_t>(plan.graph.inputs[i])] = {inputs[i], kNowhere};
    for (const int index : plan.graph.order) {
        const auto at = static_cast<std::size_t>(index);
        const Block& inner = graph.blocks[at];
        if (inner.kind == BlockKind::Input || (plan.selective && selection.needed[at] == 0))
            continue;
        const std::string innerPath = blockPath(graph, inner, path);
        const Wires wires = wiresInto(graph, plan, selection, index, ends);
        if (wires.empty() && inner.looseEnds && !plan.graph.sources[at].empty())
            report(innerPath, "everything that leads to it is taken elsewhere, no loose end is left",
                   "let it merge all of its inputs");
        ends[at] = block(inner, place, innerPath, {}, wires);
    }
    return plan.graph.output < 0 ? kNowhere : ends[static_cast<std::size_t>(plan.graph.output)].result;
}

int Realiser::graph(const Graph& graph, Place place, const std::string& path, const std::string& label,
                    const Wires& inputs)
{
    // Guards against drawings made in code that use themselves or copy nothing without end.
    if (m_depth > 4 * kMaxNesting || ++m_visits > 4 * kMaxOps || m_tooLarge) {
        report("", "the blocks are nested too deep or copied too often");
        m_tooLarge = true;
        return kNowhere;
    }
    ++m_depth;
    const Plan& plan = planOf(graph, path);
    int result = kNowhere;
    if (plan.graph.single) {
        // The only op of an alternative is called as the choice is; a copy or a cell's use as its path.
        const Block& only = graph.blocks.front();
        result = block(only, place, blockPath(graph, only, path), label, inputs).result;
    } else {
        result = linkedGraph(graph, plan, place, path, inputs);
    }
    --m_depth;
    return result;
}

} // namespace cw::space

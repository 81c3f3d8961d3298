// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <fmt/format.h>

#include "core/space/limits.h"
#include "core/space/realiser.h"

namespace cw::space {

const Realiser::Plan& Realiser::planOf(const Graph& graph, const Path& path)
{
    auto known = m_plans.find(&graph);
    if (known == m_plans.end()) {
        Plan plan;
        plan.graph = planGraph(graph, {}, plan.issues);
        plan.choosers = choosersOf(graph, plan.graph);
        for (std::size_t i = 0; i < graph.blocks.size(); ++i) {
            const Block& block = graph.blocks[i];
            plan.selective = plan.selective || block.kind == BlockKind::Inputs || block.looseEnds;
            const auto domain =
                block.kind == BlockKind::Inputs ? sourcesDomain(graph, plan.graph, static_cast<int>(i)) : std::nullopt;
            plan.decides.push_back(domain ? std::optional(domain->kind) : std::nullopt);
        }
        known = m_plans.emplace(&graph, std::move(plan)).first;
    }
    const Plan& plan = known->second;
    if (!plan.issues.empty() && m_reported.insert(&plan).second) {
        const std::string where = path.text();
        for (const Issue& issue : plan.issues)
            report({issue.path.empty() ? where : joinPath(where, issue.path), issue.what, issue.fix});
    }
    return plan;
}

/// Which of its sources an Inputs block takes.
std::vector<char> Realiser::takenOf(const Graph& graph, const Plan& plan, int block, Place place, const Path& path)
{
    const Block& inputs = graph.blocks[static_cast<std::size_t>(block)];
    std::vector<char> taken(plan.graph.sources[static_cast<std::size_t>(block)].size(), 1);
    const std::optional<DomainKind> domain = plan.decides[static_cast<std::size_t>(block)];
    if (!domain)
        return taken;
    const double* value = valueOf(place.scope, &inputs, Path::block(graph, inputs, path));
    for (std::size_t i = 0; i < taken.size(); ++i) {
        if (value == nullptr)
            taken[i] = 0;
        else if (*domain == DomainKind::Categorical)
            taken[i] = static_cast<std::size_t>(*value) == i ? 1 : 0;
        else
            taken[i] = static_cast<char>(static_cast<std::uint64_t>(*value) >> i & 1);
    }
    return taken;
}

Realiser::Selection Realiser::select(const Graph& graph, const Plan& plan, Place place, const Path& path)
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

/// The same graph at the same decisions and parameters, on the same shapes, is built once and then repeated.
int Realiser::stampedGraph(const Graph& graph, const Plan& plan, Place place, const Path& path, const Wires& inputs)
{
    std::vector<std::uint64_t> key{wordOf(&graph), wordOf(place.scope), wordOf(place.environment)};
    for (const int input : inputs) {
        // Which of two equal inputs led where could not be told.
        if (std::count(inputs.begin(), inputs.end(), input) > 1)
            return linkedGraph(graph, plan, place, path, inputs);
        key.push_back(wordOf(m_sketch.expansion(input).shapeId));
    }
    const auto known = m_stamps.find(key);
    if (known != m_stamps.end()) {
        if (const auto result = repeatStamp(known->second, path, inputs))
            return *result;
    }
    Stamp stamp{.first = m_sketch.size(), .inputs = inputs};
    const std::size_t issues = m_issues.size();
    const int visits = m_visits;
    stamp.result = linkedGraph(graph, plan, place, path, inputs);
    stamp.end = m_sketch.size();
    stamp.visits = m_visits - visits;
    if (m_sketch.isNamed())
        stamp.prefix = path.text().size();
    const int result = stamp.result;
    if (result != kNowhere && m_issues.size() == issues)
        m_stamps.try_emplace(std::move(key), std::move(stamp));
    return result;
}

/// Nothing where it would pass a limit: building it says which.
std::optional<int> Realiser::repeatStamp(const Stamp& stamp, const Path& path, const Wires& inputs)
{
    if (m_sketch.size() + stamp.end - stamp.first > kMaxOps || m_visits + stamp.visits > 4 * kMaxOps)
        return {};
    const int shift = m_sketch.size() - stamp.first;
    m_visits += stamp.visits;
    m_sketch.repeat(stamp.first, stamp.end, stamp.inputs, inputs, stamp.prefix,
                    m_sketch.isNamed() ? path.text() : std::string());
    if (stamp.result >= stamp.first)
        return stamp.result + shift;
    const auto passed = std::find(stamp.inputs.begin(), stamp.inputs.end(), stamp.result) - stamp.inputs.begin();
    return inputs[static_cast<std::size_t>(passed)];
}

int Realiser::linkedGraph(const Graph& graph, const Plan& plan, Place place, const Path& path, const Wires& inputs)
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
        const Path innerPath = Path::block(graph, inner, path);
        const Wires wires = wiresInto(graph, plan, selection, index, ends);
        if (wires.empty() && inner.looseEnds && !plan.graph.sources[at].empty())
            report(innerPath, "everything that leads to it is taken elsewhere, no loose end is left",
                   "let it merge all of its inputs");
        ends[at] = block(inner, place, innerPath, nullptr, wires);
    }
    return plan.graph.output < 0 ? kNowhere : ends[static_cast<std::size_t>(plan.graph.output)].result;
}

int Realiser::graph(const Graph& graph, Place place, const Path& path, const std::string* label, const Wires& inputs)
{
    // Guards against drawings made in code that use themselves or copy nothing without end.
    if (m_depth > 4 * kMaxNesting || ++m_visits > 4 * kMaxOps || m_tooLarge) {
        report(Path(), "the blocks are nested too deep or copied too often", "take out some copies or levels");
        m_tooLarge = true;
        return kNowhere;
    }
    ++m_depth;
    const Plan& plan = planOf(graph, path);
    int result = kNowhere;
    if (plan.graph.single) {
        // The only op of an alternative is called as the choice is; a copy or a cell's use as its path.
        const Block& only = graph.blocks.front();
        result = block(only, place, Path::block(graph, only, path), label, inputs).result;
    } else {
        result = stampedGraph(graph, plan, place, path, inputs);
    }
    --m_depth;
    return result;
}

} // namespace cw::space

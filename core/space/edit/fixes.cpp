// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/edit/decision_names.h"
#include "core/space/edit/edit.h"
#include "core/space/edit/editing.h"
#include "core/space/edit/fix.h"
#include "core/space/edit/issue_address.h"
#include "core/space/graph_plan.h"
#include "core/space/limits.h"
#include "core/space/text_form.h"

namespace cw::space {

namespace {

/// Looks through the drawing for what an issue means. Only where its path leads: a list of issues asks for each.
class FixFinder {
public:
    FixFinder(const SearchSpace& space, const Issue& issue)
        : m_space(space)
        , m_issue(issue)
    {
    }

    std::optional<Fix> run()
    {
        if (auto fix = inGraph(m_space.graph, {}, "", 0, false))
            return fix;
        for (const auto& [name, cell] : m_space.cells) {
            if (auto fix = inGraph(cell, {.cell = name}, name, 0, false))
                return fix;
        }
        return {};
    }

private:
    /// What is inside has a path that begins as its own.
    bool leadsInto(const std::string& path) const { return m_issue.path.starts_with(path); }

    /// Without writing the path out: there may be thousands of blocks, and of issues.
    bool mayLeadInto(const Graph& graph, const Block& block, const std::string& path) const
    {
        if (isPathOfGraph(graph, block))
            return true;
        const std::size_t start = path.empty() ? 0 : path.size() + 1;
        return start <= m_issue.path.size() && std::string_view(m_issue.path).substr(start).starts_with(block.id);
    }

    std::optional<Fix> inGraph(const Graph& graph, const GraphAddress& at, const std::string& path, int depth,
                               bool recurrent)
    {
        if (depth > kMaxNesting || !leadsInto(path))
            return {};
        const FixPlace place{m_space, graph, at, path, recurrent};
        if (auto fix = fixOfGraph(place, m_issue))
            return fix;
        for (std::size_t i = 0; i < graph.blocks.size(); ++i) {
            const Block& block = graph.blocks[i];
            if (!mayLeadInto(graph, block, path))
                continue;
            const std::string blockAt = blockPath(graph, block, path);
            if (auto fix = fixOfBlock(place, i, m_issue))
                return fix;
            if (auto fix = fixOfParams(place, i, m_issue))
                return fix;
            if (auto fix = inside(block, at, blockAt, depth + 1, recurrent))
                return fix;
        }
        return {};
    }

    std::optional<Fix> inside(const Block& block, const GraphAddress& at, const std::string& path, int depth,
                              bool recurrent)
    {
        const auto within = [&](int alternative) {
            GraphAddress inner = at;
            inner.steps.push_back({block.id, alternative});
            return inner;
        };
        for (const Graph& body : block.body) {
            if (auto fix = inGraph(body, within(-1), path, depth, recurrent || block.kind == BlockKind::Recurrent))
                return fix;
        }
        for (std::size_t i = 0; i < block.alternatives.size(); ++i) {
            const Alternative& each = block.alternatives[i];
            if (each.body.empty())
                continue;
            if (auto fix = inGraph(each.body.front(), within(static_cast<int>(i)), joinPath(path, each.name), depth,
                                   recurrent))
                return fix;
        }
        return {};
    }

    const SearchSpace& m_space;
    const Issue& m_issue;
};

/// The path of a realised block, which names copies and goes through uses of cells, as the drawing has it.
std::string drawnPath(const SearchSpace& space, const Issue& issue)
{
    const BlockAddress found = addressOf(space, issue);
    std::string drawn = found.graph.cell;
    GraphAddress at{found.graph.cell};
    const auto enter = [&](const std::string& id) {
        const Graph* graph = graphAt(space, at);
        const Block* block = graph == nullptr ? nullptr : graph->find(id);
        if (block != nullptr)
            drawn = blockPath(*graph, *block, drawn);
        return block;
    };
    for (const AddressStep& step : found.graph.steps) {
        const Block* block = enter(step.block);
        if (block != nullptr && step.alternative >= 0 &&
            static_cast<std::size_t>(step.alternative) < block->alternatives.size())
            drawn = joinPath(drawn, block->alternatives[static_cast<std::size_t>(step.alternative)].name);
        at.steps.push_back(step);
    }
    const Block* block = found.block.empty() ? nullptr : enter(found.block);
    for (const auto& [name, value] : block == nullptr ? std::map<std::string, ParamValue>() : block->params) {
        if (issue.path.ends_with('.' + name))
            return paramPath(drawn, name);
    }
    return drawn;
}

std::optional<Fix> findFix(const SearchSpace& space, const Issue& issue)
{
    if (issue.where == "text_form" && !isTextForm(space.textForm))
        return Fix{"Remove the text form", [](SearchSpace& each) { each.textForm.clear(); }};
    if (auto fix = FixFinder(space, issue).run())
        return fix;
    Issue drawn = issue;
    drawn.path = drawnPath(space, issue);
    return drawn.path == issue.path ? std::nullopt : FixFinder(space, drawn).run();
}

} // namespace

std::string fixTitle(const SearchSpace& space, const Issue& issue)
{
    const auto fix = findFix(space, issue);
    return fix ? fix->title : std::string();
}

Result<Done> applyFix(SearchSpace& space, const Issue& issue)
{
    const auto fix = findFix(space, issue);
    if (!fix)
        return refusal("nothing mends this for certain, change it in the drawing");
    DecisionNames names(space);
    fix->apply(space);
    return names.follow();
}

} // namespace cw::space

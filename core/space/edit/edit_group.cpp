// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "core/space/edit/decision_names.h"
#include "core/space/edit/edit.h"
#include "core/space/edit/editing.h"
#include "core/space/edit/references.h"
#include "core/space/graph_plan.h"
#include "core/space/limits.h"

namespace cw::space {

namespace {

/// Several blocks on their way into a cell.
class Grouping {
public:
    Grouping(const SearchSpace& space, const GraphAddress& at, const Graph& graph)
        : m_space(space)
        , m_at(at)
        , m_graph(graph)
    {
    }

    /// What stands against it, or empty.
    std::string plan(const std::vector<std::string>& ids);
    Graph cell(const UniqueNames& taken) const;
    /// The use, unnamed.
    Block use() const;
    /// The links of the graph with the use in the place of the blocks.
    std::vector<Link> linksAround(const std::string& use) const;
    bool has(const std::string& id) const { return m_chosen.count(id) > 0; }
    const std::vector<const Block*>& blocks() const { return m_blocks; }

private:
    struct Source {
        std::string from;
        bool previous = false;
        bool operator==(const Source&) const = default;
    };
    bool inside(const std::string& id) const { return m_chosen.count(id) > 0; }
    std::size_t inputOf(const Link& link) const
    {
        const Source source{link.from, link.previous};
        return static_cast<std::size_t>(std::find(m_sources.begin(), m_sources.end(), source) - m_sources.begin());
    }
    std::string choose(const std::vector<std::string>& ids);
    std::string findEnds();
    std::string cycleProblem() const;
    std::string sharingProblem() const;
    std::string choosingProblem() const;
    std::string givingProblem() const;

    const SearchSpace& m_space;
    const GraphAddress& m_at;
    const Graph& m_graph;
    std::unordered_set<std::string> m_chosen;
    std::vector<const Block*> m_blocks;           ///< in their order
    std::unordered_map<std::string, int> m_leads; ///< how many links come from a block
    std::vector<Source> m_sources;                ///< what leads in, each once
    std::string m_result;                         ///< the block that leads out
    std::vector<std::string> m_starts;            ///< blocks that nothing leads to
};

std::string Grouping::choose(const std::vector<std::string>& ids)
{
    for (const std::string& id : ids)
        m_chosen.insert(id);
    for (const Block& block : m_graph.blocks) {
        if (!inside(block.id))
            continue;
        if (block.kind == BlockKind::Input || block.kind == BlockKind::Output || block.kind == BlockKind::Training)
            return fmt::format("'{}' is a block of kind {}, which stays where it is", block.id, toText(block.kind));
        m_blocks.push_back(&block);
    }
    if (m_blocks.empty())
        return "there is nothing to group";
    if (m_blocks.size() < m_chosen.size())
        return "some of these blocks are not here any more";
    return {};
}

std::string Grouping::findEnds()
{
    std::unordered_set<std::string> reached;
    std::unordered_set<std::string> followed;
    for (const Link& link : m_graph.links) {
        ++m_leads[link.from];
        const bool from = inside(link.from);
        const bool to = inside(link.to);
        if (to)
            reached.insert(link.to);
        if (from && to)
            followed.insert(link.from);
        if (to && !from && inputOf(link) == m_sources.size())
            m_sources.push_back({link.from, link.previous});
        if (m_sources.size() > kMaxSubset)
            return fmt::format("more than {} blocks lead into these, which is the most inputs of a cell", kMaxSubset);
        if (!from || to)
            continue;
        if (link.previous)
            return fmt::format("'{}' takes what '{}' gave before its last copy, which a cell around it would hide",
                               link.to, link.from);
        if (!m_result.empty() && m_result != link.from)
            return fmt::format("a cell has one output, but '{}' and '{}' both lead to blocks outside", m_result,
                               link.from);
        m_result = link.from;
    }
    std::vector<std::string> ends;
    for (const Block* block : m_blocks) {
        if (reached.count(block->id) == 0)
            m_starts.push_back(block->id);
        if (followed.count(block->id) == 0)
            ends.push_back(block->id);
    }
    if (m_result.empty() && ends.size() == 1)
        m_result = ends.front();
    if (m_result.empty())
        return "these blocks have several ends, a cell has one output; merge them in a merge block first";
    return {};
}

/// A way that leaves the blocks and comes back would lead through the cell twice.
std::string Grouping::cycleProblem() const
{
    std::unordered_map<std::string_view, std::vector<std::string_view>> targets;
    for (const Link& link : m_graph.links)
        targets[link.from].push_back(link.to);
    std::vector<std::string_view> waiting{m_result};
    std::unordered_set<std::string_view> seen;
    while (!waiting.empty()) {
        const std::string_view at = waiting.back();
        waiting.pop_back();
        for (const std::string_view target : targets[at]) {
            if (inside(std::string(target))) {
                if (at != m_result && !inside(std::string(at)))
                    return fmt::format("'{}' stands between these blocks, take it in as well", at);
                continue;
            }
            if (seen.insert(target).second)
                waiting.push_back(target);
        }
    }
    return {};
}

bool hasDecisions(const Block& block)
{
    bool found = block.kind == BlockKind::Choice || block.kind == BlockKind::Optional ||
                 block.kind == BlockKind::Inputs || (block.kind == BlockKind::Repeat && block.low < block.high);
    for (const auto& [name, value] : block.params)
        found = found || value.domain.has_value();
    for (const Graph& body : block.body)
        found = found || std::any_of(body.blocks.begin(), body.blocks.end(), hasDecisions);
    return found;
}

/// The uses of a cell share its decisions; independent copies would lose theirs.
std::string Grouping::sharingProblem() const
{
    if (std::none_of(m_blocks.begin(), m_blocks.end(), [](const Block* block) { return hasDecisions(*block); }))
        return {};
    GraphAddress around{m_at.cell};
    for (const AddressStep& step : m_at.steps) {
        const Graph* graph = graphAt(m_space, around);
        const Block* block = graph == nullptr ? nullptr : graph->find(step.block);
        if (block != nullptr && block->kind == BlockKind::Repeat && !block->tied && block->high > 1)
            return fmt::format("the copies of '{}' decide each for themselves, a cell inside would make them decide "
                               "alike; tie the copies first",
                               block->id);
        around.steps.push_back(step);
    }
    return {};
}

/// Who chooses among blocks has to see them: what is not chosen is not built, and loose ends are those of one graph.
std::string Grouping::choosingProblem() const
{
    const BlockIndex index = indexOf(m_graph);
    for (const Link& link : m_graph.links) {
        const auto to = index.find(link.to);
        const auto from = index.find(link.from);
        if (to == index.end() || from == index.end() || !inside(link.to))
            continue;
        const Block& block = m_graph.blocks[to->second];
        const Block& source = m_graph.blocks[from->second];
        const bool crosses = !inside(link.from);
        if (block.looseEnds && (crosses || (link.from == m_result && m_result != block.id)))
            return fmt::format("'{}' merges loose ends only, take in what leads to it as well", block.id);
        if (crosses && block.kind == BlockKind::Inputs && source.kind != BlockKind::Input && m_leads.at(source.id) == 1)
            return fmt::format("'{}' chooses whether '{}' is built, take that in as well", block.id, source.id);
    }
    return {};
}

/// What a block gives inside cannot be asked for outside.
std::string Grouping::givingProblem() const
{
    std::set<std::string> given;
    for (const Block* block : m_blocks) {
        if (block->kind != BlockKind::Inputs)
            continue;
        for (const auto& [name, values] : block->gives)
            given.insert(paramPath(block->id, name));
    }
    std::vector<const Block*> outside;
    for (const Block& block : m_graph.blocks) {
        if (!inside(block.id))
            outside.push_back(&block);
    }
    for (const std::string& name : given.empty() ? std::set<std::string>() : unresolved(outside)) {
        if (given.count(name) > 0)
            return fmt::format("'{}' is given inside and used outside, take in the blocks that use it", name);
    }
    return {};
}

std::string Grouping::plan(const std::vector<std::string>& ids)
{
    if (std::string problem = choose(ids); !problem.empty())
        return problem;
    if (isInRecurrent(m_space, m_at))
        return "a recurrent cell cannot use other cells";
    if (std::string problem = findEnds(); !problem.empty())
        return problem;
    if (std::string problem = cycleProblem(); !problem.empty())
        return problem;
    if (std::string problem = sharingProblem(); !problem.empty())
        return problem;
    if (std::string problem = choosingProblem(); !problem.empty())
        return problem;
    return givingProblem();
}

Graph Grouping::cell(const UniqueNames& taken) const
{
    Graph cell;
    UniqueNames names = taken;
    double left = std::numeric_limits<double>::max();
    double right = -left;
    double top = left;
    for (const Block* block : m_blocks) {
        left = std::min(left, block->x);
        right = std::max(right, block->x);
        top = std::min(top, block->y);
    }
    std::vector<std::string> inputs;
    for (std::size_t i = 0; i < std::max<std::size_t>(1, m_sources.size()); ++i) {
        inputs.push_back(names.make("input"));
        cell.blocks.push_back({.id = inputs.back(),
                               .kind = BlockKind::Input,
                               .x = std::max(left - kColumnWidth, -kMaxPosition),
                               .y = std::min(top + 96.0 * static_cast<double>(i), kMaxPosition)});
    }
    for (const Block* block : m_blocks)
        cell.blocks.push_back(*block);
    const std::string output = names.make("output");
    cell.blocks.push_back(
        {.id = output, .kind = BlockKind::Output, .x = std::min(right + kColumnWidth, kMaxPosition), .y = top});
    for (const Link& link : m_graph.links) {
        if (!inside(link.to))
            continue;
        if (inside(link.from))
            cell.links.push_back(link);
        else
            cell.links.push_back({inputs[inputOf(link)], link.to});
    }
    if (m_sources.empty()) {
        for (const std::string& start : m_starts)
            cell.links.push_back({inputs.front(), start});
    }
    cell.links.push_back({m_result, output});
    return cell;
}

Block Grouping::use() const
{
    Block use{.kind = BlockKind::Cell, .x = m_blocks.front()->x, .y = m_blocks.front()->y};
    for (const Block* block : m_blocks) {
        use.x = std::min(use.x, block->x);
        use.y = std::min(use.y, block->y);
    }
    for (const std::string& name : unresolved(m_blocks))
        use.params[name].of = name;
    return use;
}

std::vector<Link> Grouping::linksAround(const std::string& use) const
{
    std::vector<Link> links;
    bool placed = false;
    for (const Link& link : m_graph.links) {
        const bool from = inside(link.from);
        const bool to = inside(link.to);
        if (to && !from && !std::exchange(placed, true)) {
            for (const Source& source : m_sources)
                links.push_back({source.from, use, source.previous});
        }
        if (from && !to)
            links.push_back({use, link.to});
        else if (!from && !to)
            links.push_back(link);
    }
    return links;
}

} // namespace

Result<std::string> groupBlocks(SearchSpace& space, const GraphAddress& at, const std::vector<std::string>& ids,
                                const std::string& name)
{
    const auto graph = graphToEdit(space, at);
    if (!graph)
        return graph.error();
    if (const std::string problem = idRefusal(name.empty() ? "cell" : name); !problem.empty())
        return refusal(problem);
    Grouping grouping(space, at, **graph);
    if (const std::string problem = grouping.plan(ids); !problem.empty())
        return refusal(problem);
    if (countBlocks(space) + kMaxSubset + 2 > kMaxBlocks)
        return refusal(fmt::format("a search space has at most {} blocks", kMaxBlocks));
    if (const auto fits = checkNesting({.cell = "cell"}, grouping.blocks()); !fits)
        return fits.error();
    DecisionNames decisions(space);
    UniqueNames cells;
    for (const auto& [each, cell] : space.cells)
        cells.add(each);
    const std::string cellName = cells.make(name.empty() ? "cell" : name);
    UniqueNames inner;
    UniqueNames outer;
    for (const Block& block : (*graph)->blocks)
        (grouping.has(block.id) ? inner : outer).add(block.id);
    const bool bare = isBare(**graph);
    Graph cell = bare ? **graph : grouping.cell(inner);
    Block use = grouping.use();
    use.cell = cellName;
    use.id = outer.make(cellName);
    const std::string id = use.id;
    std::vector<Link> links = bare ? std::vector<Link>() : grouping.linksAround(id);
    std::vector<Block> blocks;
    bool placed = false;
    for (Block& block : (*graph)->blocks) {
        if (!grouping.has(block.id))
            blocks.push_back(std::move(block));
        else if (!std::exchange(placed, true))
            blocks.push_back(use);
    }
    (*graph)->blocks = std::move(blocks);
    (*graph)->links = std::move(links);
    space.cells.emplace(cellName, std::move(cell));
    if (const auto followed = decisions.follow(); !followed)
        return followed.error();
    return id;
}

} // namespace cw::space

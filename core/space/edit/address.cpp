// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/edit/address.h"

#include <algorithm>

#include "core/space/binding.h"
#include "core/space/block_schema.h"
#include "core/space/edit/issue_address.h"
#include "core/space/graph_plan.h"
#include "core/space/limits.h"
#include "core/space/place.h"

namespace cw::space {

namespace {

template <class Space, class Graphs>
auto* find(Space& space, const GraphAddress& at, Graphs macro)
{
    auto* graph = macro;
    if (!at.cell.empty()) {
        const auto cell = space.cells.find(at.cell);
        graph = cell == space.cells.end() ? nullptr : &cell->second;
    }
    for (const AddressStep& step : at.steps) {
        if (graph == nullptr)
            return graph;
        auto& blocks = graph->blocks;
        const auto block =
            std::find_if(blocks.begin(), blocks.end(), [&](const Block& each) { return each.id == step.block; });
        graph = nullptr;
        if (block == blocks.end())
            continue;
        if (step.alternative < 0) {
            graph = block->body.empty() ? nullptr : &block->body.front();
        } else if (static_cast<std::size_t>(step.alternative) < block->alternatives.size()) {
            auto& body = block->alternatives[static_cast<std::size_t>(step.alternative)].body;
            graph = body.empty() ? nullptr : &body.front();
        }
    }
    return graph;
}

/// One block alone, which bears the path of its graph.
const Block* bareBlock(const Graph& graph)
{
    if (graph.blocks.size() != 1 || !isPathOfGraph(graph, graph.blocks.front()))
        return nullptr;
    return &graph.blocks.front();
}

/// Follows the parts of a path. What is inside a block may be one of several graphs: a path does not always say which
/// alternative it means, and what stands alone in a body has no part of its own.
class Walk {
public:
    Walk(const SearchSpace& space, const GraphAddress& start)
        : m_space(space)
    {
        m_graph = start;
        if (const Graph* graph = graphAt(space, start))
            add(*graph, start);
    }

    bool follow(const std::string& part);
    int followed() const { return m_followed; }
    BlockAddress found(bool complete) const
    {
        return complete ? BlockAddress{m_graph, m_block} : BlockAddress{m_inside, {}};
    }

private:
    struct Place {
        const Graph* graph;
        GraphAddress address;
    };

    void add(const Graph& graph, const GraphAddress& address);
    bool alternative(const std::string& name);
    bool step(const std::string& part, bool ofParam);
    void enter(const Block& block, const Place& place);
    void goToBare();

    const SearchSpace& m_space;
    std::vector<Place> m_places;     ///< in which the next part is looked for
    const Block* m_choice = nullptr; ///< whose alternatives the next part may name
    GraphAddress m_graph;
    std::string m_block;
    GraphAddress m_inside; ///< the graph inside what was found last
    int m_followed = 0;
};

/// Adds a graph, and the cell that is all of it.
void Walk::add(const Graph& graph, const GraphAddress& address)
{
    if (m_places.empty())
        m_inside = address;
    m_places.push_back({&graph, address});
    const Block* bare = bareBlock(graph);
    if (bare == nullptr || bare->kind != BlockKind::Cell || m_places.size() > kMaxNesting)
        return;
    const auto cell = m_space.cells.find(bare->cell);
    if (cell != m_space.cells.end())
        add(cell->second, {.cell = cell->first});
}

void Walk::enter(const Block& block, const Place& place)
{
    const GraphAddress around = place.address;
    m_graph = around;
    m_block = block.id;
    m_inside = around;
    m_places.clear();
    const auto inside = [&](const std::vector<Graph>& body, int alternative) {
        if (body.empty())
            return;
        GraphAddress address = around;
        address.steps.push_back({block.id, alternative});
        add(body.front(), address);
    };
    inside(block.body, -1);
    for (std::size_t i = 0; i < block.alternatives.size(); ++i)
        inside(block.alternatives[i].body, static_cast<int>(i));
    m_choice = block.kind == BlockKind::Choice ? &block : nullptr;
    const auto cell = m_space.cells.find(block.cell);
    if (block.kind == BlockKind::Cell && cell != m_space.cells.end())
        add(cell->second, {.cell = cell->first});
}

bool Walk::alternative(const std::string& name)
{
    if (m_choice == nullptr)
        return false;
    for (const Place& place : m_places) {
        if (place.address.steps.empty())
            continue; // a cell that stands alone in an alternative
        const int index = place.address.steps.back().alternative;
        if (index < 0 || m_choice->alternatives[static_cast<std::size_t>(index)].name != name)
            continue;
        const Place chosen = place;
        m_choice = nullptr;
        m_graph = m_inside = chosen.address;
        m_block.clear();
        m_places.clear();
        add(*chosen.graph, chosen.address);
        goToBare();
        return true;
    }
    return false;
}

/// From the graph to the block that is all of it.
void Walk::goToBare()
{
    if (m_places.empty())
        return;
    if (const Block* bare = bareBlock(*m_places.front().graph)) {
        m_graph = m_places.front().address;
        m_block = bare->id;
    }
}

bool Walk::step(const std::string& part, bool ofParam)
{
    if (alternative(part))
        return true;
    const std::size_t copies = part.find('[');
    const std::string id = part.substr(0, copies);
    for (const Place& place : m_places) {
        const Block* block = place.graph->find(id);
        if (block == nullptr)
            continue;
        const Place here = place;
        enter(*block, here);
        // "stage[0]" and "stage.kernel" name what stands alone inside.
        if (!block->body.empty() && (copies != std::string::npos || (ofParam && schemaOf(*block) == nullptr)))
            goToBare();
        return true;
    }
    return false;
}

bool Walk::follow(const std::string& part)
{
    // A dot may be part of an id, or lead to a parameter.
    for (std::size_t dot = part.size(); dot != std::string::npos && dot > 0; dot = part.rfind('.', dot - 1)) {
        if (step(part.substr(0, dot), dot < part.size())) {
            ++m_followed;
            return true;
        }
    }
    return false;
}

struct Found {
    BlockAddress address;
    int followed = 0;
    bool complete = false;
};

Found follow(const SearchSpace& space, const GraphAddress& start, const std::vector<std::string>& parts,
             std::size_t first)
{
    Walk walk(space, start);
    for (std::size_t i = first; i < parts.size(); ++i) {
        if (!walk.follow(parts[i]))
            return {walk.found(false), static_cast<int>(first) + walk.followed(), false};
    }
    return {walk.found(true), static_cast<int>(first) + walk.followed(), true};
}

/// The path inside a cell, whose name comes first: "normal/0-1", "normal.kernel" where the cell is one op.
Found inCell(const SearchSpace& space, const std::vector<std::string>& parts)
{
    const std::string name =
        space.cells.count(parts.front()) > 0 ? parts.front() : parts.front().substr(0, parts.front().find('.'));
    const auto cell = space.cells.find(name);
    if (cell == space.cells.end())
        return {};
    if (parts.size() > 1)
        return follow(space, {.cell = name}, parts, 1);
    const Block* bare = bareBlock(cell->second);
    return {{{.cell = name}, bare == nullptr ? std::string() : bare->id}, 1, true};
}

BlockAddress resolve(const SearchSpace& space, const std::string& path, bool& complete)
{
    complete = true;
    if (path.empty())
        return {};
    const std::vector<std::string> parts = pathParts(path);
    const Found network = follow(space, {}, parts, 0);
    if (network.complete)
        return network.address;
    const Found cell = inCell(space, parts);
    complete = cell.complete;
    return cell.followed > network.followed ? cell.address : network.address;
}

} // namespace

const Graph* graphAt(const SearchSpace& space, const GraphAddress& at)
{
    return find(space, at, &space.graph);
}

Graph* graphAt(SearchSpace& space, const GraphAddress& at)
{
    return find(space, at, &space.graph);
}

BlockAddress addressOf(const SearchSpace& space, const Issue& issue)
{
    bool complete = true;
    return resolve(space, issue.path, complete);
}

BlockAddress addressOf(const SearchSpace& space, const std::string& path)
{
    bool complete = true;
    BlockAddress found = resolve(space, path, complete);
    if (complete)
        return found;
    // A decision is called by the end of its path where that is unique.
    const DecisionTree tree = bindDecisions(space).tree;
    const int decision = tree.find(path);
    if (decision < 0)
        return found;
    const Decision& known = tree.decisions[static_cast<std::size_t>(decision)];
    const bool ofParam = known.role == DecisionRole::Parameter;
    return resolve(space, ofParam ? known.where + path.substr(path.rfind('.')) : known.where, complete);
}

} // namespace cw::space

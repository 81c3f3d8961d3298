// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/edit/inline_graph.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "core/space/edit/comments.h"
#include "core/space/edit/editing.h"
#include "core/space/edit/references.h"
#include "core/space/limits.h"

namespace cw::space {

namespace {

struct Source {
    std::string from;
    bool previous = false;
};

class Inliner {
public:
    Inliner(Graph& graph, const std::string& id, Graph inside)
        : m_graph(graph)
        , m_inside(std::move(inside))
        , m_outer(*findBlock(graph, id))
        , m_names(namesWithout(graph, id))
    {
    }
    std::vector<std::string> run();
    /// By how much the drawing inside moved.
    CanvasPoint shift() const { return m_shift; }

private:
    static UniqueNames namesWithout(const Graph& graph, const std::string& id)
    {
        UniqueNames names;
        for (const Block& block : graph.blocks) {
            if (block.id != id)
                names.add(block.id);
        }
        return names;
    }
    std::vector<std::string> bare();
    void takeBlocks();
    std::optional<Source> sourceOf(const Link& link) const;
    void linkInside();
    void linkOutput();
    void passLoose(Link& link);
    void place();
    void relink();

    Graph& m_graph;
    Graph m_inside;
    Block m_outer; ///< a copy: it goes
    UniqueNames m_names;
    std::vector<Source> m_outerSources;
    std::map<std::string, std::size_t> m_inputs; ///< of the inner graph, with their places
    const Block* m_output = nullptr;
    Renamed m_renamed;
    std::vector<Block> m_blocks;
    std::vector<Link> m_links;
    std::optional<Source> m_result;
    CanvasPoint m_shift;
};

/// One block alone: it takes the name of what was around it where that is the name of its decisions.
std::vector<std::string> Inliner::bare()
{
    Block block = std::move(m_inside.blocks.front());
    const bool namedOutside = block.kind == BlockKind::Op || block.kind == BlockKind::Cell;
    const std::string id = m_names.make(namedOutside ? m_outer.id : block.id);
    renameGiven(block, block.id, id);
    block.id = id;
    m_shift = {m_outer.x - block.x, m_outer.y - block.y};
    block.x = m_outer.x;
    block.y = m_outer.y;
    if (namedOutside && !m_outer.title.empty())
        block.title = m_outer.title;
    for (Link& link : m_graph.links) {
        if (link.from == m_outer.id)
            link.from = id;
        if (link.to == m_outer.id)
            link.to = id;
    }
    *findBlock(m_graph, m_outer.id) = std::move(block);
    return {id};
}

void Inliner::takeBlocks()
{
    for (Block& block : m_inside.blocks) {
        if (block.kind == BlockKind::Input)
            m_inputs.emplace(block.id, m_inputs.size());
        else if (block.kind == BlockKind::Output)
            m_output = m_output == nullptr ? &block : m_output;
        else if (block.kind != BlockKind::Training)
            m_blocks.push_back(block);
    }
    for (const Block& block : m_blocks)
        m_renamed.emplace(block.id, m_names.make(block.id));
    renameBlocks(m_blocks, m_renamed);
}

std::optional<Source> Inliner::sourceOf(const Link& link) const
{
    const auto input = m_inputs.find(link.from);
    if (input != m_inputs.end())
        return input->second < m_outerSources.size() ? std::optional(m_outerSources[input->second]) : std::nullopt;
    const auto block = m_renamed.find(link.from);
    return block == m_renamed.end() ? std::nullopt : std::optional(Source{block->second, link.previous});
}

/// What merges loose ends only must not see that an input is used outside as well.
void Inliner::passLoose(Link& link)
{
    const std::string id = m_names.make("identity");
    m_blocks.push_back({.id = id, .kind = BlockKind::Op, .op = "identity", .x = m_outer.x, .y = m_outer.y});
    m_links.push_back({link.from, id, link.previous});
    link = {id, link.to, false};
}

void Inliner::linkInside()
{
    std::unordered_set<std::string> loose;
    for (const Block& block : m_inside.blocks) {
        if (block.looseEnds)
            loose.insert(block.id);
    }
    for (const Link& inner : m_inside.links) {
        const auto target = m_renamed.find(inner.to);
        const auto source = sourceOf(inner);
        if (target == m_renamed.end() || !source)
            continue;
        Link link{source->from, target->second, source->previous};
        if (loose.count(inner.to) > 0 && m_inputs.count(inner.from) > 0)
            passLoose(link);
        m_links.push_back(std::move(link));
    }
}

void Inliner::linkOutput()
{
    if (m_output == nullptr)
        return;
    std::vector<const Link*> ends;
    for (const Link& link : m_inside.links) {
        if (link.to == m_output->id && sourceOf(link))
            ends.push_back(&link);
    }
    if (ends.size() == 1)
        m_result = sourceOf(*ends.front());
    if (ends.size() <= 1)
        return;
    Block merge{.id = m_names.make(m_outer.id),
                .kind = BlockKind::Merge,
                .merge = m_output->merge,
                .looseEnds = m_output->looseEnds,
                .x = m_output->x,
                .y = m_output->y};
    for (const Link* end : ends) {
        const auto source = sourceOf(*end);
        Link link{source->from, merge.id, source->previous};
        if (merge.looseEnds && m_inputs.count(end->from) > 0)
            passLoose(link);
        m_links.push_back(std::move(link));
    }
    m_result = Source{merge.id};
    m_blocks.push_back(std::move(merge));
}

/// The drawing inside begins where the block was.
void Inliner::place()
{
    double left = m_blocks.empty() ? 0 : kMaxPosition;
    double top = left;
    for (const Block& block : m_blocks) {
        left = std::min(left, block.x);
        top = std::min(top, block.y);
    }
    m_shift = {m_outer.x - left, m_outer.y - top};
    for (Block& block : m_blocks) {
        block.x = std::clamp(block.x + m_shift.x, -kMaxPosition, kMaxPosition);
        block.y = std::clamp(block.y + m_shift.y, -kMaxPosition, kMaxPosition);
    }
}

void Inliner::relink()
{
    std::vector<Link> links;
    bool placed = false;
    const auto placeInner = [&] {
        if (!std::exchange(placed, true))
            links.insert(links.end(), m_links.begin(), m_links.end());
    };
    for (Link& link : m_graph.links) {
        if (link.to == m_outer.id) {
            placeInner();
        } else if (link.from != m_outer.id) {
            links.push_back(std::move(link));
        } else {
            // Before the only copy of a repeat comes what led to it last.
            const std::optional<Source> source = !link.previous           ? m_result
                                                 : m_outerSources.empty() ? std::nullopt
                                                                          : std::optional(m_outerSources.back());
            if (source)
                links.push_back({source->from, link.to, source->previous});
        }
    }
    placeInner();
    m_graph.links = std::move(links);
}

std::vector<std::string> Inliner::run()
{
    if (isBare(m_inside))
        return bare();
    for (const Link& link : m_graph.links) {
        if (link.to == m_outer.id)
            m_outerSources.push_back({link.from, link.previous});
    }
    takeBlocks();
    linkInside();
    linkOutput();
    place();
    relink();
    std::vector<std::string> ids;
    for (const Block& block : m_blocks)
        ids.push_back(block.id);
    auto& blocks = m_graph.blocks;
    const auto at =
        std::find_if(blocks.begin(), blocks.end(), [&](const Block& each) { return each.id == m_outer.id; });
    blocks.insert(blocks.erase(at), std::make_move_iterator(m_blocks.begin()), std::make_move_iterator(m_blocks.end()));
    return ids;
}

} // namespace

Result<std::vector<std::string>> inlineGraph(SearchSpace& space, const GraphAddress& at, const std::string& id,
                                             Graph inside, bool moved)
{
    Graph& graph = *graphAt(space, at);
    // In a copy first: what keeps the network as it is (merges, identities) may be more than there is room for.
    Graph result = graph;
    Inliner inliner(result, id, inside);
    std::vector<std::string> ids = inliner.run();
    const std::size_t count = countBlocks(space) - countBlocks(graph) + countBlocks(result);
    if (count > kMaxBlocks)
        return refusal(fmt::format("a search space has at most {} blocks, there would be {}", kMaxBlocks, count));
    if (auto taken = addCommentsOf(space, at, inside, inliner.shift(), moved); !taken)
        return taken.error();
    graph.blocks = std::move(result.blocks);
    graph.links = std::move(result.links);
    return ids;
}

} // namespace cw::space

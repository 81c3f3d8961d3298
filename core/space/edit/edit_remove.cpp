// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <list>
#include <tuple>

#include <fmt/format.h>

#include "core/space/edit/decision_names.h"
#include "core/space/edit/edit.h"
#include "core/space/edit/editing.h"

namespace cw::space {

namespace {

/// The links of a graph while blocks are taken out of them: the order stays, as it is that of a block's inputs.
class Wires {
public:
    Wires(const SearchSpace& space, Graph& graph, const std::vector<std::string>& going)
        : m_space(space)
        , m_graph(graph)
        , m_blocks(indexOf(graph))
    {
        for (const std::string& id : going)
            m_ends.emplace(id, Ends{});
        for (Link& link : graph.links) {
            ++m_into[link.to];
            note(m_wires.insert(m_wires.end(), {std::move(link)}));
        }
    }

    /// Takes a block out; its sources then lead to what it led to.
    void takeOut(const std::string& id, bool heal);
    /// The links that are left.
    std::vector<Link> take();

private:
    struct Wire {
        Link link;
        bool alive = true;
        bool healed = false;
    };
    using Place = std::list<Wire>::iterator;
    struct Ends {
        std::vector<Place> in;
        std::vector<Place> out;
    };

    void note(Place wire)
    {
        if (const auto from = m_ends.find(wire->link.from); from != m_ends.end())
            from->second.out.push_back(wire);
        if (const auto to = m_ends.find(wire->link.to); to != m_ends.end())
            to->second.in.push_back(wire);
    }
    static std::vector<Place> living(const std::vector<Place>& wires)
    {
        std::vector<Place> result;
        std::copy_if(wires.begin(), wires.end(), std::back_inserter(result), [](Place each) { return each->alive; });
        return result;
    }
    std::size_t most(const std::string& id) const
    {
        const auto block = m_blocks.find(id);
        return block == m_blocks.end() ? kAnyLinks : mostLinks(m_space, m_graph.blocks[block->second]);
    }

    const SearchSpace& m_space;
    Graph& m_graph;
    BlockIndex m_blocks;
    std::unordered_map<std::string, Ends> m_ends; ///< of the blocks that go
    std::unordered_map<std::string, std::size_t> m_into;
    std::list<Wire> m_wires;
};

void Wires::takeOut(const std::string& id, bool heal)
{
    const Ends ends = m_ends[id];
    for (const Place& wire : ends.in)
        wire->alive = wire->alive && wire->link.from != id; // a block that takes its own result, of a damaged file
    const std::vector<Place> in = living(ends.in);
    const std::vector<Place> out = living(ends.out);
    const bool clear = in.size() == 1 || out.size() == 1; // else nobody can say which leads where
    for (const Place& behind : out) {
        const std::string to = behind->link.to;
        const std::size_t room = most(to);
        const bool fits = m_ends.count(to) > 0 || room == kAnyLinks || m_into[to] - 1 + in.size() <= room;
        if (heal && clear && fits) {
            for (const Place& before : in) {
                if (before->link.from == to)
                    continue;
                const Link healed{before->link.from, to, before->link.previous};
                note(m_wires.insert(behind, {healed, true, true}));
                ++m_into[to];
            }
        }
        behind->alive = false;
        --m_into[to];
    }
    for (const Place& before : in)
        before->alive = false;
}

std::vector<Link> Wires::take()
{
    using Key = std::tuple<std::string_view, std::string_view, bool>;
    const auto keyOf = [](const Link& link) { return Key{link.from, link.to, link.previous}; };
    std::map<Key, std::size_t> counts;
    for (const Wire& wire : m_wires) {
        if (wire.alive)
            ++counts[keyOf(wire.link)];
    }
    // A link that is there already is not drawn again, but where the block needs it at another of its inputs.
    const auto isOneTooMany = [&](const Wire& wire) {
        const std::size_t room = most(wire.link.to);
        return wire.healed && counts[keyOf(wire.link)] > 1 && (room == kAnyLinks || room == 1);
    };
    for (Wire& wire : m_wires) {
        if (wire.alive && isOneTooMany(wire)) {
            wire.alive = false;
            --counts[keyOf(wire.link)];
        }
    }
    std::vector<Link> links;
    for (const Wire& wire : m_wires) {
        if (wire.alive)
            links.push_back(wire.link);
    }
    return links;
}

/// Without the last input and output of the graph.
Result<std::vector<std::string>> removable(const Graph& graph, const std::vector<std::string>& ids)
{
    const BlockIndex index = indexOf(graph);
    std::unordered_map<std::string_view, bool> going;
    for (const std::string& id : ids) {
        if (index.count(id) == 0)
            return refusal(fmt::format("there is no block '{}' here", id));
        going[id] = true;
    }
    for (const BlockKind kind : {BlockKind::Input, BlockKind::Output}) {
        const Block* first = nullptr;
        bool stays = false;
        for (const Block& block : graph.blocks) {
            if (block.kind != kind)
                continue;
            first = first == nullptr ? &block : first;
            stays = stays || going.count(block.id) == 0;
        }
        if (first != nullptr && !stays)
            going.erase(first->id);
    }
    std::vector<std::string> result;
    for (const std::string& id : ids) {
        if (const auto found = going.find(id); found != going.end() && std::exchange(found->second, false))
            result.push_back(id);
    }
    if (result.empty() && !ids.empty())
        return refusal("the last input and the output of a graph stay");
    return result;
}

} // namespace

Result<Done> removeBlocks(SearchSpace& space, const GraphAddress& at, const std::vector<std::string>& ids, bool heal)
{
    const auto graph = graphToEdit(space, at);
    if (!graph)
        return graph.error();
    const auto going = removable(**graph, ids);
    if (!going)
        return going.error();
    DecisionNames names(space);
    Wires wires(space, **graph, *going);
    for (const std::string& id : *going)
        wires.takeOut(id, heal);
    (*graph)->links = wires.take();
    const std::unordered_set<std::string> gone(going->begin(), going->end());
    auto& blocks = (*graph)->blocks;
    blocks.erase(
        std::remove_if(blocks.begin(), blocks.end(), [&](const Block& block) { return gone.count(block.id) > 0; }),
        blocks.end());
    return names.follow();
}

Result<Done> detachBlock(SearchSpace& space, const GraphAddress& at, const std::string& id)
{
    const auto block = blockToEdit(space, at, id);
    if (!block)
        return block.error();
    Graph& graph = *graphAt(space, at);
    DecisionNames names(space);
    Wires wires(space, graph, {id});
    wires.takeOut(id, true);
    graph.links = wires.take();
    return names.follow();
}

} // namespace cw::space

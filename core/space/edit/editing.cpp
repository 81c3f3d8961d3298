// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/edit/editing.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/space/limits.h"
#include "core/space/op.h"

namespace cw::space {

namespace {

template <class AGraph, class Visit>
void visitGraphs(AGraph& top, const Visit& visit)
{
    std::vector<AGraph*> waiting{&top};
    while (!waiting.empty()) {
        AGraph* at = waiting.back();
        waiting.pop_back();
        visit(*at);
        for (auto& block : at->blocks) {
            for (auto& body : block.body)
                waiting.push_back(&body);
            for (auto& alternative : block.alternatives) {
                for (auto& body : alternative.body)
                    waiting.push_back(&body);
            }
        }
    }
}

/// Inputs that a graph hands on; a bare block takes what leads to its graph.
std::size_t mostLinks(const SearchSpace& space, const Graph& graph, int depth);

std::size_t mostLinks(const SearchSpace& space, const Block& block, int depth)
{
    if (depth > kMaxNesting)
        return kAnyLinks;
    switch (block.kind) {
    case BlockKind::Input:
    case BlockKind::Training:
        return 0;
    case BlockKind::Merge:
    case BlockKind::Output:
        return kAnyLinks;
    case BlockKind::Inputs:
        return kMaxSubset;
    case BlockKind::Op: {
        const OpEntry* op = opCatalogue().find(block.op);
        return op == nullptr ? kAnyLinks : static_cast<std::size_t>(op->maxInputs);
    }
    case BlockKind::Optional:
    case BlockKind::Recurrent:
        return 1;
    case BlockKind::Repeat:
        return block.body.empty() ? kAnyLinks : mostLinks(space, block.body.front(), depth + 1);
    case BlockKind::Choice: {
        std::size_t most = kAnyLinks;
        for (const Alternative& alternative : block.alternatives) {
            if (!alternative.body.empty())
                most = std::min(most, mostLinks(space, alternative.body.front(), depth + 1));
        }
        return most;
    }
    case BlockKind::Cell: {
        const auto cell = space.cells.find(block.cell);
        return cell == space.cells.end() ? kAnyLinks : mostLinks(space, cell->second, depth + 1);
    }
    }
    return kAnyLinks;
}

std::size_t mostLinks(const SearchSpace& space, const Graph& graph, int depth)
{
    if (isBare(graph))
        return mostLinks(space, graph.blocks.front(), depth);
    const auto inputs = std::count_if(graph.blocks.begin(), graph.blocks.end(),
                                      [](const Block& block) { return block.kind == BlockKind::Input; });
    return inputs == 0 ? kAnyLinks : static_cast<std::size_t>(inputs);
}

/// The name without a number at its end that stands for "one more of these"; "0-1" is a name of its own.
std::string stemOf(const std::string& name)
{
    const std::size_t dash = name.rfind('-');
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    if (dash == std::string::npos || dash == 0 || dash + 1 == name.size() || isDigit(name[dash - 1]) ||
        !std::all_of(name.begin() + static_cast<std::ptrdiff_t>(dash) + 1, name.end(), isDigit))
        return name;
    return name.substr(0, dash);
}

/// Shortens at the border of a character.
std::string shortened(std::string text, std::size_t most)
{
    if (text.size() <= most)
        return text;
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80)
        --most;
    text.resize(most);
    return text;
}

} // namespace

Error refusal(std::string what)
{
    return Error(ErrorCode::Config, what);
}

Result<Graph*> graphToEdit(SearchSpace& space, const GraphAddress& at)
{
    if (Graph* graph = graphAt(space, at))
        return graph;
    return refusal("the drawing has no such place any more");
}

Block* findBlock(Graph& graph, std::string_view id)
{
    const auto found =
        std::find_if(graph.blocks.begin(), graph.blocks.end(), [&](const Block& block) { return block.id == id; });
    return found == graph.blocks.end() ? nullptr : &*found;
}

Result<Block*> blockToEdit(SearchSpace& space, const GraphAddress& at, const std::string& id)
{
    const auto graph = graphToEdit(space, at);
    if (!graph)
        return graph.error();
    if (Block* block = findBlock(**graph, id))
        return block;
    return refusal(fmt::format("there is no block '{}' here", shortened(id, 128)));
}

BlockIndex indexOf(const Graph& graph)
{
    BlockIndex index;
    index.reserve(graph.blocks.size());
    for (std::size_t i = 0; i < graph.blocks.size(); ++i)
        index.emplace(graph.blocks[i].id, i);
    return index;
}

void forEachGraphIn(const Graph& graph, const std::function<void(const Graph&)>& visit)
{
    visitGraphs(graph, visit);
}

void forEachGraphIn(Graph& graph, const std::function<void(Graph&)>& visit)
{
    visitGraphs(graph, visit);
}

void forEachGraph(const SearchSpace& space, const std::function<void(const Graph&)>& visit)
{
    visitGraphs(space.graph, visit);
    for (const auto& [name, cell] : space.cells)
        visitGraphs(cell, visit);
}

void forEachGraph(SearchSpace& space, const std::function<void(Graph&)>& visit)
{
    visitGraphs(space.graph, visit);
    for (auto& [name, cell] : space.cells)
        visitGraphs(cell, visit);
}

std::size_t countBlocks(const Graph& graph)
{
    std::size_t count = 0;
    visitGraphs(graph, [&](const Graph& each) { count += each.blocks.size(); });
    return count;
}

std::size_t countBlocks(const SearchSpace& space)
{
    std::size_t count = countBlocks(space.graph);
    for (const auto& [name, cell] : space.cells)
        count += countBlocks(cell);
    return count;
}

std::size_t insideOf(const Block& block)
{
    std::size_t count = 0;
    for (const Graph& body : block.body)
        count += countBlocks(body);
    for (const Alternative& alternative : block.alternatives) {
        for (const Graph& body : alternative.body)
            count += countBlocks(body);
    }
    return count;
}

UniqueNames::UniqueNames(const Graph& graph)
{
    m_taken.reserve(graph.blocks.size());
    for (const Block& block : graph.blocks)
        m_taken.insert(block.id);
}

std::string UniqueNames::make(const std::string& wanted)
{
    if (m_taken.insert(wanted).second)
        return wanted;
    constexpr std::size_t longest = 120; // a number still fits into 128
    const std::string stem = shortened(stemOf(wanted), longest);
    int& next = m_next.try_emplace(stem, 2).first->second;
    for (;;) {
        std::string name = fmt::format("{}-{}", stem, next++);
        if (m_taken.insert(name).second)
            return name;
    }
}

std::string plainId(const Block& block)
{
    if (block.kind == BlockKind::Op && idRefusal(block.op).empty())
        return block.op;
    if (block.kind == BlockKind::Cell && idRefusal(block.cell).empty())
        return block.cell;
    return std::string(toText(block.kind));
}

bool isBare(const Graph& graph)
{
    if (graph.blocks.size() != 1 || !graph.links.empty())
        return false;
    const BlockKind kind = graph.blocks.front().kind;
    return kind != BlockKind::Input && kind != BlockKind::Output;
}

Block& appendBlock(Graph& graph, Block block)
{
    const bool before =
        block.kind != BlockKind::Output && !graph.blocks.empty() && graph.blocks.back().kind == BlockKind::Output;
    return *graph.blocks.insert(before ? graph.blocks.end() - 1 : graph.blocks.end(), std::move(block));
}

void insertBlocks(Graph& graph, std::vector<Block> blocks)
{
    const bool before = !graph.blocks.empty() && graph.blocks.back().kind == BlockKind::Output;
    graph.blocks.insert(before ? graph.blocks.end() - 1 : graph.blocks.end(), std::make_move_iterator(blocks.begin()),
                        std::make_move_iterator(blocks.end()));
}

void giveEnds(SearchSpace& space, const GraphAddress& at, Graph& graph)
{
    if (!isBare(graph))
        return;
    const Block& bare = graph.blocks.front();
    std::size_t count = mostLinks(space, bare);
    if (count > kMaxSubset || count == 0) // or any number
        count = 1;
    // An op such as a sum takes any number: as many as lead to the block around it.
    if (!at.steps.empty() && bare.kind != BlockKind::Cell) {
        GraphAddress around = at;
        around.steps.pop_back();
        if (const Graph* outer = graphAt(std::as_const(space), around)) {
            const auto links = std::count_if(outer->links.begin(), outer->links.end(),
                                             [&](const Link& link) { return link.to == at.steps.back().block; });
            count = std::clamp<std::size_t>(static_cast<std::size_t>(links), 1, kMaxSubset);
        }
    } else if (bare.kind == BlockKind::Op) {
        count = 1;
    }
    UniqueNames names(graph);
    const std::string id = bare.id;
    const double x = bare.x;
    const double y = bare.y;
    const auto limited = [](double value) { return std::clamp(value, -kMaxPosition, kMaxPosition); };
    std::vector<Block> blocks;
    for (std::size_t i = 0; i < count; ++i) {
        blocks.push_back({.id = names.make("input"),
                          .kind = BlockKind::Input,
                          .x = limited(x - kColumnWidth),
                          .y = limited(y + 96.0 * static_cast<double>(i))});
        graph.links.push_back({blocks.back().id, id});
    }
    blocks.push_back(std::move(graph.blocks.front()));
    if (id.empty()) // cannot be linked; a reader never leaves it so
        blocks.back().id = names.make("block");
    blocks.push_back({.id = names.make("output"), .kind = BlockKind::Output, .x = limited(x + kColumnWidth), .y = y});
    if (isInRecurrent(space, at))
        blocks.back().merge = "mean";
    graph.links.push_back({id, blocks.back().id});
    graph.blocks = std::move(blocks);
}

std::size_t mostLinks(const SearchSpace& space, const Block& block)
{
    return mostLinks(space, block, 0);
}

bool isInRecurrent(const SearchSpace& space, const GraphAddress& at)
{
    GraphAddress around{at.cell};
    for (const AddressStep& step : at.steps) {
        const Graph* graph = graphAt(space, around);
        const Block* block = graph == nullptr ? nullptr : graph->find(step.block);
        if (block != nullptr && block->kind == BlockKind::Recurrent)
            return true;
        around.steps.push_back(step);
    }
    return false;
}

} // namespace cw::space

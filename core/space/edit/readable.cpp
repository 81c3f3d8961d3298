// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "core/space/domain_json.h"
#include "core/space/edit/editing.h"
#include "core/space/limits.h"

namespace cw::space {

namespace {

bool hasBody(const Block& block)
{
    return block.kind == BlockKind::Repeat || block.kind == BlockKind::Optional || block.kind == BlockKind::Recurrent;
}

/// Exactly one graph where there has to be one, so that what is written can be read.
void giveBodies(Block& block)
{
    if (hasBody(block))
        block.body.resize(1);
    else
        block.body.clear();
    for (Alternative& alternative : block.alternatives)
        alternative.body.resize(1);
}

int depthOf(const Json& json)
{
    if (!json.is_structured() || json.empty())
        return json.is_structured() ? 1 : 0;
    int deepest = 0;
    for (const Json& item : json)
        deepest = std::max(deepest, depthOf(item));
    return deepest + 1;
}

/// How deep blocks are nested in a graph, and how deep the JSON written from it is.
struct Depth {
    int blocks = 0;
    int json = 0;
};

Depth depthOf(const Graph& graph);

Depth depthOf(const Block& block)
{
    Depth depth{0, std::max(5, 1 + depthOf(block.extra))}; // params: {name: {domain: [...]}}
    const auto inside = [&](const std::vector<Graph>& body, int json, int blocks) {
        for (const Graph& each : body) {
            const Depth found = depthOf(each);
            depth.blocks = std::max(depth.blocks, found.blocks + blocks);
            depth.json = std::max(depth.json, found.json + json);
        }
    };
    inside(block.body, 1, 1);
    for (const Alternative& alternative : block.alternatives) {
        inside(alternative.body, 3, 1);
        depth.json = std::max(depth.json, 3 + depthOf(alternative.extra));
    }
    for (const auto& [name, value] : block.params)
        depth.json = std::max(depth.json, 3 + depthOf(value.extra));
    return depth;
}

Depth depthOf(const Graph& graph)
{
    Depth depth{0, 1 + depthOf(graph.extra)};
    for (const Block& block : graph.blocks) {
        const Depth found = depthOf(block);
        depth.blocks = std::max(depth.blocks, found.blocks);
        depth.json = std::max(depth.json, found.json + 2);
    }
    return depth;
}

Result<Done> checkDepth(Depth depth)
{
    if (depth.blocks > kMaxNesting || depth.json > kMaxJsonDepth)
        return refusal(
            fmt::format("blocks would be nested too deep, the limit is {} levels, or less with choices; take "
                        "blocks out of those around them",
                        kMaxNesting));
    return Done{};
}

} // namespace

bool isUtf8(std::string_view text)
{
    for (std::size_t i = 0; i < text.size();) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const std::size_t more = byte < 0x80         ? 0
                                 : (byte >> 5) == 6  ? 1
                                 : (byte >> 4) == 14 ? 2
                                 : (byte >> 3) == 30 ? 3
                                                     : 4;
        if (more == 4 || i + more >= text.size())
            return false;
        std::uint32_t code = more == 0 ? byte : byte & (0x3Fu >> more);
        for (std::size_t k = 1; k <= more; ++k) {
            const auto next = static_cast<unsigned char>(text[i + k]);
            if ((next & 0xC0) != 0x80)
                return false;
            code = code << 6 | (next & 0x3Fu);
        }
        constexpr std::uint32_t smallest[] = {0, 0x80, 0x800, 0x10000};
        if (code < smallest[more] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
            return false;
        i += more + 1;
    }
    return true;
}

std::string idRefusal(const std::string& id)
{
    if (!isUtf8(id))
        return "the name is not text";
    return idProblem(id);
}

std::string textRefusal(const std::string& text, std::string_view what, std::size_t most)
{
    if (!isUtf8(text))
        return fmt::format("the {} is not text", what);
    const auto characters = static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
    if (characters > most)
        return fmt::format("the {} has at most {} characters, found {}", what, most, characters);
    if (std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }))
        return fmt::format("the {} may not hold line breaks or other control characters", what);
    return {};
}

Result<Block> readable(Block block)
{
    giveBodies(block);
    for (const auto& body : block.body) {
        if (countBlocks(body) > kMaxBlocks)
            return refusal(fmt::format("more than {} blocks", kMaxBlocks));
    }
    // Only what the reader takes can be saved and opened again; it has the sentences for everything else.
    if (const auto depth = checkDepth(depthOf(block)); !depth)
        return depth.error();
    SearchSpace probe;
    probe.graph.blocks.push_back(std::move(block));
    forEachGraphIn(probe.graph, [](Graph& graph) {
        for (Block& each : graph.blocks)
            giveBodies(each);
    });
    const std::string text = toJson(probe).dump(-1, ' ', false, Json::error_handler_t::ignore);
    Issue issue;
    bool whole = true;
    forEachGraphIn(std::as_const(probe.graph), [&](const Graph& graph) {
        for (const Block& each : graph.blocks)
            whole = whole && isUtf8(each.id) && isUtf8(each.title) && isUtf8(each.op) && isUtf8(each.cell);
    });
    if (!whole)
        return refusal("the name is not text");
    auto json = parseJson(text, "the block");
    if (!json)
        return refusal(json.error().problem());
    auto read = spaceFromJson(*json, "the block", &issue);
    if (!read)
        return refusal(fmt::format("{}: {}", issue.where, issue.what));
    return std::move(read->graph.blocks.front());
}

Result<Done> checkNesting(const GraphAddress& at, const std::vector<const Block*>& added)
{
    Depth depth;
    for (const Block* block : added) {
        const Depth found = depthOf(*block);
        depth.blocks = std::max(depth.blocks, found.blocks);
        depth.json = std::max(depth.json, found.json);
    }
    depth.json += at.cell.empty() ? 4 : 5;
    for (const AddressStep& step : at.steps) {
        depth.json += step.alternative < 0 ? 3 : 5;
        ++depth.blocks;
    }
    return checkDepth(depth);
}

Result<Done> checkCount(const SearchSpace& space, const std::vector<const Block*>& added)
{
    std::size_t more = 0;
    for (const Block* block : added)
        more += 1 + insideOf(*block);
    constexpr std::size_t ends = 2; // a bare op may get an input and an output
    const std::size_t there = countBlocks(space);
    if (there + more + ends > kMaxBlocks)
        return refusal(fmt::format("a search space has at most {} blocks, there would be {}; draw equal parts once, as "
                                   "a cell or a repeat",
                                   kMaxBlocks, there + more));
    return Done{};
}

Result<Done> checkRoom(const SearchSpace& space, const GraphAddress& at, const std::vector<const Block*>& added)
{
    const auto count = checkCount(space, added);
    return count ? checkNesting(at, added) : count;
}

std::string recursionProblem(const SearchSpace& space, const std::string& insideCell,
                             const std::vector<const Block*>& blocks)
{
    if (insideCell.empty())
        return {};
    std::set<std::string> seen;
    std::vector<std::string> waiting;
    const auto note = [&](const Block& block) {
        if (block.kind == BlockKind::Cell && seen.insert(block.cell).second)
            waiting.push_back(block.cell);
    };
    const auto noteAll = [&](const Graph& graph) {
        forEachGraphIn(graph, [&](const Graph& each) {
            for (const Block& block : each.blocks)
                note(block);
        });
    };
    for (const Block* block : blocks) {
        note(*block);
        for (const Graph& body : block->body)
            noteAll(body);
        for (const Alternative& alternative : block->alternatives) {
            for (const Graph& body : alternative.body)
                noteAll(body);
        }
    }
    while (!waiting.empty()) {
        const std::string name = std::move(waiting.back());
        waiting.pop_back();
        if (name == insideCell)
            return fmt::format("the cell '{}' would use itself", insideCell);
        const auto cell = space.cells.find(name);
        if (cell != space.cells.end())
            noteAll(cell->second);
    }
    return {};
}

} // namespace cw::space

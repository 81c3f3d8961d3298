// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/edit/references.h"

#include <functional>

#include "core/space/graph_plan.h"

namespace cw::space {

namespace {

using Names = std::set<std::string>;

void addGiven(const Block& block, Names& names)
{
    for (const auto& [name, values] : block.gives)
        names.insert(paramPath(block.id, name));
}

/// Calls `visit` with each reference of these blocks that none of them gives. Blocks nested without end are a bug.
template <class Blocks, class Visit>
void visitUnresolved(Blocks& blocks, Names given, const Visit& visit);

template <class ABlock, class Visit>
void visitInside(ABlock& block, const Names& given, const Visit& visit)
{
    for (auto& [name, value] : block.params) {
        if (!value.of.empty() && given.count(value.of) == 0)
            visit(value);
    }
    for (auto& alternative : block.alternatives) {
        for (auto& body : alternative.body)
            visitUnresolved(body.blocks, given, visit);
    }
    if (block.body.empty())
        return;
    Names inside = given;
    addGiven(block, inside);
    for (auto& body : block.body)
        visitUnresolved(body.blocks, inside, visit);
}

template <class Blocks, class Visit>
void visitUnresolved(Blocks& blocks, Names given, const Visit& visit)
{
    for (const Block& block : blocks) {
        if (block.kind == BlockKind::Inputs)
            addGiven(block, given);
    }
    for (auto& block : blocks)
        visitInside(block, given, visit);
}

/// By old reference the new one, for what a block gives.
std::map<std::string, std::string> newNames(const Block& block, const std::string& oldId, const std::string& newId)
{
    std::map<std::string, std::string> names;
    for (const auto& [name, values] : block.gives)
        names[paramPath(oldId, name)] = paramPath(newId, name);
    return names;
}

void replace(ParamValue& value, const std::map<std::string, std::string>& names)
{
    const auto found = names.find(value.of);
    if (found != names.end())
        value.of = found->second;
}

} // namespace

void renameGiven(Block& block, const std::string& oldId, const std::string& newId)
{
    const auto names = newNames(block, oldId, newId);
    if (names.empty() || oldId == newId)
        return;
    for (Graph& body : block.body)
        visitUnresolved(body.blocks, {}, [&](ParamValue& value) { replace(value, names); });
}

void renameGivenIn(Graph& graph, Block& block, const std::string& oldId, const std::string& newId)
{
    if (block.kind != BlockKind::Inputs)
        return renameGiven(block, oldId, newId);
    const auto names = newNames(block, oldId, newId);
    if (names.empty() || oldId == newId)
        return;
    Names given;
    for (const Block& each : graph.blocks) {
        if (each.kind == BlockKind::Inputs && &each != &block)
            addGiven(each, given);
    }
    for (Block& each : graph.blocks)
        visitInside(each, given, [&](ParamValue& value) { replace(value, names); });
}

void renameBlocks(std::vector<Block>& blocks, const Renamed& renamed)
{
    std::map<std::string, std::string> names;
    for (const Block& block : blocks) {
        const auto found = renamed.find(block.id);
        if (found == renamed.end() || block.kind != BlockKind::Inputs)
            continue;
        names.merge(newNames(block, block.id, found->second));
    }
    if (!names.empty()) {
        for (Block& block : blocks)
            visitInside(block, {}, [&](ParamValue& value) { replace(value, names); });
    }
    for (Block& block : blocks) {
        const auto found = renamed.find(block.id);
        if (found == renamed.end())
            continue;
        if (block.kind != BlockKind::Inputs)
            renameGiven(block, block.id, found->second);
        block.id = found->second;
    }
}

bool clashesGiven(const Graph& graph, const Block& block, const std::string& newId)
{
    Names before;
    Names after;
    for (const auto& [name, values] : block.gives) {
        before.insert(paramPath(block.id, name));
        after.insert(paramPath(newId, name));
    }
    bool clashes = false;
    // Something inside that gives the same name would take the references over; one to the new name would be caught.
    const std::function<void(const Block&)> look = [&](const Block& inner) {
        if (&inner != &block) {
            for (const auto& [name, values] : inner.gives)
                clashes = clashes || after.count(paramPath(inner.id, name)) > 0;
        }
        for (const auto& [name, value] : inner.params)
            clashes = clashes || after.count(value.of) > 0;
        for (const Graph& body : inner.body) {
            for (const Block& each : body.blocks)
                look(each);
        }
        for (const Alternative& alternative : inner.alternatives) {
            for (const Graph& body : alternative.body) {
                for (const Block& each : body.blocks)
                    look(each);
            }
        }
    };
    if (after.empty())
        return false;
    if (block.kind != BlockKind::Inputs) {
        look(block);
    } else {
        for (const Block& each : graph.blocks)
            look(each);
    }
    return clashes;
}

std::map<std::string, int> unresolvedCounts(const std::vector<const Block*>& blocks)
{
    std::map<std::string, int> counts;
    Names given;
    for (const Block* block : blocks) {
        if (block->kind == BlockKind::Inputs)
            addGiven(*block, given);
    }
    for (const Block* block : blocks)
        visitInside(*block, given, [&](const ParamValue& value) { ++counts[value.of]; });
    return counts;
}

std::set<std::string> unresolved(const std::vector<const Block*>& blocks)
{
    Names names;
    for (const auto& [name, count] : unresolvedCounts(blocks))
        names.insert(name);
    return names;
}

void resolveGiven(std::vector<Block>& blocks, const std::map<std::string, ParamValue>& values)
{
    visitUnresolved(blocks, {}, [&](ParamValue& value) {
        const auto found = values.find(value.of);
        if (found != values.end())
            value = ParamValue(found->second);
    });
}

std::set<std::string> cellParameters(const SearchSpace& space, const std::string& cell)
{
    std::vector<const Block*> blocks;
    const auto found = space.cells.find(cell);
    if (found == space.cells.end())
        return {};
    for (const Block& block : found->second.blocks)
        blocks.push_back(&block);
    return unresolved(blocks);
}

} // namespace cw::space

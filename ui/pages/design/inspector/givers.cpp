// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/inspector/givers.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <set>

#include "core/space/block_schema.h"
#include "core/space/graph_plan.h"
#include "core/space/limits.h"

namespace cw::ui {

namespace {

constexpr double kWhole = std::numeric_limits<int>::max();

template <class AGraph, class Visit>
void eachBlock(AGraph& graph, const Visit& visit, int depth = 0)
{
    if (depth > space::kMaxNesting)
        return;
    for (auto& block : graph.blocks) {
        visit(block);
        for (auto& inner : block.body)
            eachBlock(inner, visit, depth + 1);
        for (auto& alternative : block.alternatives) {
            for (auto& inner : alternative.body)
                eachBlock(inner, visit, depth + 1);
        }
    }
}

void addGiven(const space::Block& block, std::vector<std::string>& names)
{
    for (const auto& [name, values] : block.gives)
        names.push_back(space::paramPath(block.id, name));
}

void addGivenBySources(const space::Graph& graph, std::vector<std::string>& names)
{
    for (const space::Block& block : graph.blocks) {
        if (block.kind == space::BlockKind::Inputs)
            addGiven(block, names);
    }
}

/// Of a parameter about which nothing but a value is known.
ParamSpec specLike(const std::string& name, const Json& value)
{
    ParamSpec spec{.name = name, .defaultValue = value};
    if (value.is_boolean())
        spec.type = ParamType::Bool;
    else if (value.is_number_integer())
        spec.min = -kWhole, spec.max = kWhole;
    else if (value.is_number())
        spec.type = ParamType::Real;
    else if (value.is_string())
        spec.type = ParamType::Text;
    else
        spec.defaultValue = 0, spec.min = -kWhole, spec.max = kWhole;
    return spec;
}

/// All that take the same value must be able to.
void narrow(ParamSpec& spec, const ParamSpec& other)
{
    if (spec.type != other.type)
        return;
    spec.min = std::max(spec.min, other.min);
    spec.max = std::max(spec.min, std::min(spec.max, other.max)); // where none fits all, the problems say so
    spec.scalesWithWidth = spec.scalesWithWidth || other.scalesWithWidth;
    if (spec.type == ParamType::Choice) {
        std::erase_if(spec.choices, [&](const std::string& choice) {
            return std::find(other.choices.begin(), other.choices.end(), choice) == other.choices.end();
        });
    }
}

/// Specs by name of what a cell asks for; `open` are the cells being looked at, as a cell might use itself.
std::map<std::string, ParamSpec> specsOf(const space::SearchSpace& space, const std::string& cell,
                                         std::set<std::string>& open)
{
    std::map<std::string, ParamSpec> specs;
    const auto found = space.cells.find(cell);
    if (found == space.cells.end() || !open.insert(cell).second)
        return specs;
    std::set<std::string> given;
    eachBlock(found->second, [&](const space::Block& block) {
        for (const auto& [name, values] : block.gives)
            given.insert(space::paramPath(block.id, name));
    });
    eachBlock(found->second, [&](const space::Block& block) {
        const ParamSchema* schema = space::schemaOf(block);
        std::map<std::string, ParamSpec> inner;
        if (block.kind == space::BlockKind::Cell)
            inner = specsOf(space, block.cell, open);
        for (const auto& [name, value] : block.params) {
            if (value.of.empty() || given.count(value.of) > 0)
                continue;
            const ParamSpec* spec = schema != nullptr ? schema->find(name) : nullptr;
            if (const auto deeper = inner.find(name); deeper != inner.end())
                spec = &deeper->second;
            if (spec == nullptr)
                continue;
            const auto [known, isNew] = specs.emplace(value.of, *spec);
            known->second.name = value.of;
            if (isNew)
                known->second.title = value.of; // the cell's own word for it
            else
                narrow(known->second, *spec);
        }
    });
    open.erase(cell);
    return specs;
}

} // namespace

std::vector<std::string> giversAt(const space::SearchSpace& space, const space::GraphAddress& at)
{
    std::vector<std::string> names;
    if (!at.cell.empty()) {
        for (const ParamSpec& spec : cellParameters(space, at.cell))
            names.push_back(spec.name);
    }
    space::GraphAddress here{at.cell, {}};
    const space::Graph* graph = space::graphAt(space, here);
    for (std::size_t i = 0; graph != nullptr; ++i) {
        addGivenBySources(*graph, names);
        if (i == at.steps.size())
            break;
        if (const space::Block* outer = graph->find(at.steps[i].block);
            outer != nullptr && outer->kind == space::BlockKind::Repeat)
            addGiven(*outer, names);
        here.steps.push_back(at.steps[i]);
        graph = space::graphAt(space, here);
    }
    return names;
}

std::vector<ParamSpec> cellParameters(const space::SearchSpace& space, const std::string& cell)
{
    std::set<std::string> open;
    std::map<std::string, ParamSpec> specs = specsOf(space, cell, open);
    // What some use gives, though nothing inside takes it (any more), is shown too: it is a problem to be seen.
    const auto look = [&](const space::Block& block) {
        if (block.kind != space::BlockKind::Cell || block.cell != cell)
            return;
        for (const auto& [name, value] : block.params) {
            if (value.of.empty() && specs.count(name) == 0)
                specs.emplace(name, specLike(name, value.fixed));
        }
    };
    eachBlock(space.graph, look);
    for (const auto& [name, graph] : space.cells)
        eachBlock(graph, look);
    std::vector<ParamSpec> list;
    for (const auto& [name, spec] : specs)
        list.push_back(spec);
    return list;
}

int makeCellParameter(space::SearchSpace& space, const std::string& cell, const std::string& name,
                      const space::ParamValue& value)
{
    int uses = 0;
    const auto give = [&](space::Block& block) {
        if (block.kind != space::BlockKind::Cell || block.cell != cell)
            return;
        block.params.emplace(name, value);
        ++uses;
    };
    eachBlock(space.graph, give);
    for (auto& [id, graph] : space.cells)
        eachBlock(graph, give);
    return uses;
}

} // namespace cw::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <fmt/format.h>

#include "core/space/block_schema.h"
#include "core/space/edit/edit.h"
#include "core/space/edit/editing.h"
#include "core/space/limits.h"
#include "core/space/op_expansion.h"
#include "core/space/param_value.h"

namespace cw::space {

namespace {

using Shapes = std::vector<Shape>;

/// Looks for one way in which a block, as open as it is, takes the shapes.
class Fitting {
public:
    explicit Fitting(const SearchSpace& space)
        : m_space(space)
    {
    }
    std::string problemOf(const Block& block, const Shapes& inputs, int depth = 0) const;

private:
    std::string problemOf(const Graph& graph, const Shapes& inputs, int depth) const;
    std::string opProblem(const Block& block, const OpEntry& entry, const Shapes& inputs) const;
    std::string mergeProblem(const std::string& merge, const Shapes& inputs) const;
    std::string tried(const OpEntry& entry, const Json& params, const Shapes& inputs) const;

    const SearchSpace& m_space;
};

std::string Fitting::tried(const OpEntry& entry, const Json& params, const Shapes& inputs) const
{
    const auto settings = entry.schema.resolve(params, {});
    if (!settings)
        return {}; // said elsewhere
    try {
        expandOp(entry, *settings, inputs, m_space.task);
        return {};
    } catch (const Error& problem) {
        return problem.problem();
    }
}

/// The parameters of an op as they are when every searched one has its first value, with some of the others.
std::string Fitting::opProblem(const Block& block, const OpEntry& entry, const Shapes& inputs) const
{
    constexpr std::size_t mostTries = 64;
    Json first = Json::object();
    std::vector<Json> others;
    bool given = false;
    for (const auto& [name, value] : block.params) {
        const ParamSpec* spec = entry.schema.find(name);
        given = given || !value.of.empty();
        if (spec == nullptr || !value.of.empty())
            continue;
        if (!value.domain) {
            first[name] = value.fixed;
            continue;
        }
        const Domain& domain = *value.domain;
        std::vector<double> values{domain.low, domain.high};
        if (domain.kind == DomainKind::Categorical) {
            values.clear();
            for (std::size_t i = 0; i < domain.choices.size(); ++i)
                values.push_back(static_cast<double>(i));
        }
        for (std::size_t i = 0; i < values.size(); ++i) {
            const auto json = paramJson(*spec, domain, values[i]);
            if (json && i == 0)
                first[name] = *json;
            else if (json)
                others.push_back(Json{{name, *json}});
        }
    }
    std::string problem = tried(entry, first, inputs);
    for (std::size_t i = 0; i < others.size() && i < mostTries && !problem.empty(); ++i) {
        Json params = first;
        params.update(others[i]);
        if (tried(entry, params, inputs).empty())
            return {};
    }
    // A value that comes from elsewhere may mend anything but the kind of shape.
    return given && problem.find(" expects ") == std::string::npos ? std::string() : problem;
}

std::string Fitting::mergeProblem(const std::string& merge, const Shapes& inputs) const
{
    if (inputs.size() < 2 || merge == "mean")
        return {};
    const auto problem = [&](const char* op) { return tried(*opCatalogue().find(op), Json::object(), inputs); };
    if (merge == "searched")
        return problem("sum").empty() ? std::string() : problem("concat");
    return problem(merge == "concat" ? "concat" : "sum");
}

/// What stands right behind the inputs; further in, shapes are not known.
std::string Fitting::problemOf(const Graph& graph, const Shapes& inputs, int depth) const
{
    if (isBare(graph))
        return problemOf(graph.blocks.front(), inputs, depth);
    std::unordered_map<std::string_view, std::size_t> arriving;
    for (const Block& block : graph.blocks) {
        if (block.kind == BlockKind::Input)
            arriving.emplace(block.id, arriving.size());
    }
    if (arriving.size() != inputs.size())
        return {};
    std::unordered_map<std::string_view, Shapes> shapes;
    std::unordered_map<std::string_view, bool> unknown;
    for (const Link& link : graph.links) {
        const auto input = arriving.find(link.from);
        if (input == arriving.end())
            unknown[link.to] = true;
        else
            shapes[link.to].push_back(inputs[input->second]);
    }
    for (const Block& block : graph.blocks) {
        const auto found = shapes.find(block.id);
        if (found == shapes.end() || unknown.count(block.id) > 0 || block.kind == BlockKind::Inputs)
            continue;
        if (std::string problem = problemOf(block, found->second, depth); !problem.empty())
            return problem;
    }
    return {};
}

std::string Fitting::problemOf(const Block& block, const Shapes& inputs, int depth) const
{
    if (depth > kMaxNesting || inputs.empty())
        return {};
    switch (block.kind) {
    case BlockKind::Op: {
        const OpEntry* entry = opCatalogue().find(block.op);
        return entry == nullptr ? std::string() : opProblem(block, *entry, inputs);
    }
    case BlockKind::Recurrent: {
        const OpEntry* entry = opCatalogue().find(kRecurrentOp);
        return entry == nullptr ? std::string() : opProblem(block, *entry, inputs);
    }
    case BlockKind::Merge:
    case BlockKind::Output:
        return block.looseEnds ? std::string() : mergeProblem(block.merge, inputs);
    case BlockKind::Inputs:
        return block.high < static_cast<int>(inputs.size()) || block.low < static_cast<int>(inputs.size())
                   ? std::string() // some of them may fit each other
                   : mergeProblem(block.merge, inputs);
    case BlockKind::Choice: {
        std::string problem;
        for (const Alternative& alternative : block.alternatives) {
            if (alternative.body.empty())
                return {};
            problem = problemOf(alternative.body.front(), inputs, depth + 1);
            if (problem.empty())
                return {};
        }
        return problem;
    }
    case BlockKind::Repeat:
        return block.body.empty() || block.low == 0 ? std::string() : problemOf(block.body.front(), inputs, depth + 1);
    case BlockKind::Cell: {
        const auto cell = m_space.cells.find(block.cell);
        return cell == m_space.cells.end() ? std::string() : problemOf(cell->second, inputs, depth + 1);
    }
    case BlockKind::Optional: // may be left out
    case BlockKind::Input:
    case BlockKind::Training:
        break;
    }
    return {};
}

} // namespace

std::string shapeProblem(const SearchSpace& space, const Block& block, const std::vector<Shape>& inputs)
{
    const std::string problem = Fitting(space).problemOf(block, inputs);
    return problem.empty()
               ? std::string()
               : fmt::format("'{}' does not fit: {}", block.title.empty() ? block.id : block.title, problem);
}

} // namespace cw::space

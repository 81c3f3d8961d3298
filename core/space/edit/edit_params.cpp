// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <fmt/format.h>

#include "core/space/block_schema.h"
#include "core/space/domain_json.h"
#include "core/space/edit/decision_names.h"
#include "core/space/edit/edit.h"
#include "core/space/edit/editing.h"
#include "core/space/edit/references.h"
#include "core/space/limits.h"
#include "core/space/validate.h"

namespace cw::space {

namespace {

Result<Block*> blockOfKind(SearchSpace& space, const GraphAddress& at, const std::string& id,
                           std::initializer_list<BlockKind> kinds, std::string_view what)
{
    auto block = blockToEdit(space, at, id);
    if (block && std::find(kinds.begin(), kinds.end(), (*block)->kind) == kinds.end())
        return refusal(fmt::format("'{}' is a block of kind {}, which has no {}", id, toText((*block)->kind), what));
    return block;
}

/// Only one of value, domain and reference is written.
ParamValue tidy(ParamValue value)
{
    if (!value.of.empty()) {
        value.domain.reset();
        value.fixed = nullptr;
    } else if (value.domain) {
        value.fixed = nullptr;
        value.domain->low += 0.0; // no -0.0, which is read as 0.0
        value.domain->high += 0.0;
    } else {
        value.extra = Json::object();
    }
    return value;
}

std::string paramProblem(const Block& block, const std::string& name, const ParamValue& value)
{
    const ParamSchema* schema = schemaOf(block);
    const bool known = schema == nullptr || schema->find(name) != nullptr;
    if (block.kind != BlockKind::Cell && block.kind != BlockKind::Op && schema == nullptr)
        return fmt::format("a block of kind {} has no parameters", toText(block.kind));
    if (std::string problem = idRefusal(name); !problem.empty())
        return problem;
    if (!value.of.empty()) {
        if (std::string problem = idRefusal(value.of); !problem.empty())
            return problem;
        return known ? std::string() : fmt::format("'{}' has no parameter '{}'", block.id, name);
    }
    if (value.domain && value.domain->kind == DomainKind::Subset)
        return "a parameter has one value, its domain cannot be a subset";
    if (value.domain) {
        if (std::string problem = domainProblem(*value.domain); !problem.empty())
            return problem;
    } else if (!value.fixed.is_number() && !value.fixed.is_string() && !value.fixed.is_boolean()) {
        return fmt::format("expected a number, a text, true or false for '{}', found {}", name,
                           value.fixed.type_name());
    }
    if (block.kind == BlockKind::Cell || schema == nullptr)
        return {}; // named and typed where the cell uses it
    Block probe{.id = block.id, .kind = block.kind, .op = block.op};
    probe.params[name] = value;
    const Issues issues = validateParams(probe, block.id);
    return issues.empty() ? std::string() : issues.front().what;
}

/// Whether a parameter may be or hold a decision, whose name others depend on.
bool mayDecide(const ParamValue& value)
{
    return value.domain || !value.of.empty();
}

/// The value as it will be read from the file: texts, numbers and unknown keys. Errors: Config: it cannot have it
Result<std::optional<ParamValue>> asRead(const Block& block, const std::string& name, const ParamValue& value)
{
    if (const std::string problem = paramProblem(block, name, value); !problem.empty())
        return refusal(problem);
    Block probe{.id = "block", .kind = block.kind, .op = block.op};
    probe.params[name] = value;
    auto read = readable(std::move(probe));
    if (!read)
        return read.error();
    return std::optional(std::move(read->params.at(name)));
}

bool isRecursive(const SearchSpace& space, const GraphAddress& at, const std::string& cell)
{
    const Block use{.id = "use", .kind = BlockKind::Cell, .cell = cell};
    return !recursionProblem(space, at.cell, {&use}).empty();
}

} // namespace

Result<Done> setParam(SearchSpace& space, const GraphAddress& at, const std::string& id, const std::string& name,
                      const std::optional<ParamValue>& value)
{
    return setParam(space, {{at, id}}, name, value);
}

Result<Done> setParam(SearchSpace& space, const std::vector<BlockAddress>& blocks, const std::string& name,
                      const std::optional<ParamValue>& value)
{
    const std::optional<ParamValue> tidied = value ? std::optional(tidy(*value)) : std::nullopt;
    std::vector<std::pair<Block*, std::optional<ParamValue>>> changes;
    // A fixed value for another may come with every key, for all selected blocks, and names cost a look at the space.
    bool decides = tidied && mayDecide(*tidied);
    for (const BlockAddress& each : blocks) {
        const auto block = blockToEdit(space, each.graph, each.block);
        if (!block)
            return block.error();
        auto written = tidied ? asRead(**block, name, *tidied) : Result<std::optional<ParamValue>>(std::nullopt);
        if (!written)
            return written.error();
        const auto old = (*block)->params.find(name);
        decides = decides || (old != (*block)->params.end() && mayDecide(old->second));
        changes.emplace_back(*block, std::move(*written));
    }
    std::optional<DecisionNames> names;
    if (decides)
        names.emplace(space);
    for (auto& [block, written] : changes) {
        if (written)
            block->params[name] = std::move(*written);
        else
            block->params.erase(name);
    }
    return names ? names->follow() : Done{};
}

Result<Done> setRange(SearchSpace& space, const GraphAddress& at, const std::string& id, int low, int high)
{
    const auto block = blockOfKind(space, at, id, {BlockKind::Repeat, BlockKind::Inputs}, "number of copies or inputs");
    if (!block)
        return block.error();
    const bool repeats = (*block)->kind == BlockKind::Repeat;
    if (repeats && (low < 0 || high < low || high < 1 || high > kMaxCopies))
        return refusal(fmt::format("expected a number of copies from 0 or more to at most {}, found {} to {}",
                                   kMaxCopies, low, high));
    if (!repeats && (low < 1 || high < low || high > kMaxSubset))
        return refusal(
            fmt::format("expected to take from 1 to at most {} inputs, found {} to {}", kMaxSubset, low, high));
    DecisionNames names(space);
    (*block)->low = low;
    (*block)->high = high;
    return names.follow();
}

Result<Done> setTied(SearchSpace& space, const GraphAddress& at, const std::string& id, bool tied)
{
    const auto block = blockOfKind(space, at, id, {BlockKind::Repeat}, "copies");
    if (!block)
        return block.error();
    DecisionNames names(space);
    (*block)->tied = tied;
    return names.follow();
}

Result<Done> setStage(SearchSpace& space, const GraphAddress& at, const std::string& id, bool stage)
{
    const auto block = blockOfKind(space, at, id, {BlockKind::Repeat}, "copies");
    if (!block)
        return block.error();
    (*block)->stage = stage;
    return Done{};
}

Result<Done> setMerge(SearchSpace& space, const GraphAddress& at, const std::string& id, const std::string& merge)
{
    const auto block =
        blockOfKind(space, at, id, {BlockKind::Merge, BlockKind::Output, BlockKind::Inputs}, "way to merge");
    if (!block)
        return block.error();
    std::vector<std::string> ways{"sum", "concat"};
    if ((*block)->kind == BlockKind::Inputs)
        ways.push_back("searched");
    if ((*block)->kind == BlockKind::Output && isInRecurrent(space, at))
        ways = {"mean"};
    if (std::find(ways.begin(), ways.end(), merge) == ways.end())
        return refusal(
            fmt::format("expected to merge by {}, found '{}'", fmt::join(ways, " or "), merge.substr(0, 40)));
    DecisionNames names(space);
    (*block)->merge = merge;
    return names.follow();
}

Result<Done> setLooseEnds(SearchSpace& space, const GraphAddress& at, const std::string& id, bool looseEnds)
{
    const auto block = blockOfKind(space, at, id, {BlockKind::Merge, BlockKind::Output}, "loose ends to merge");
    if (!block)
        return block.error();
    (*block)->looseEnds = looseEnds;
    return Done{};
}

Result<Done> setGives(SearchSpace& space, const GraphAddress& at, const std::string& id,
                      const std::map<std::string, std::vector<Json>>& gives)
{
    const auto block = blockOfKind(space, at, id, {BlockKind::Repeat, BlockKind::Inputs}, "values to give");
    if (!block)
        return block.error();
    Block probe{.id = "block", .kind = BlockKind::Inputs, .gives = gives};
    auto read = readable(std::move(probe));
    if (!read)
        return read.error();
    (*block)->gives = std::move(read->gives);
    return Done{};
}

Result<Done> setCell(SearchSpace& space, const GraphAddress& at, const std::string& id, const std::string& cell)
{
    const auto block = blockOfKind(space, at, id, {BlockKind::Cell}, "cell to use");
    if (!block)
        return block.error();
    if (space.cells.count(cell) == 0)
        return refusal(fmt::format("there is no cell '{}' in this space", cell.substr(0, 128)));
    if (isRecursive(space, at, cell))
        return refusal(fmt::format("the cell '{}' would use itself", at.cell));
    DecisionNames names(space);
    (*block)->cell = cell;
    const auto known = cellParameters(space, cell);
    std::erase_if((*block)->params, [&](const auto& param) { return known.count(param.first) == 0; });
    return names.follow();
}

} // namespace cw::space

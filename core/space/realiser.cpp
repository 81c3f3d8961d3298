// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/realiser.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/space/builder.h"
#include "core/space/limits.h"
#include "core/space/place.h"

namespace cw::space {

namespace {

/// What helps where an op does not fit what leads to it.
std::string shapeFix(const std::string& problem)
{
    const auto says = [&](std::string_view text) { return problem.find(text) != std::string::npos; };
    if (says("has a window of"))
        return "make the window smaller, or take out a stride or a pool before it";
    if (says("must divide"))
        return "choose numbers that divide each other";
    if (says("the limit of"))
        return "make the network smaller before it";
    if (says("inputs of one shape") || says("differ in channels only") || says("as many channels as"))
        return "let the blocks that lead to it end in the same shape";
    return "put an op before it that makes what it expects, or choose another op";
}

std::string_view outputId(const Graph& graph)
{
    for (const Block& block : graph.blocks) {
        if (block.kind == BlockKind::Output)
            return block.id;
    }
    return graph.blocks.empty() ? std::string_view() : std::string_view(graph.blocks.back().id);
}

} // namespace

Realiser::Realiser(const RealisePlan& plan)
    : m_plan(plan)
    , m_cache(plan.task())
{
}

void Realiser::report(Issue issue)
{
    if (std::find(m_issues.begin(), m_issues.end(), issue) == m_issues.end())
        m_issues.push_back(std::move(issue));
}

void Realiser::report(const Path& where, std::string what, std::string fix)
{
    report({where.text(), std::move(what), std::move(fix)});
}

const double* Realiser::valueOf(int scope, const void* item, const Path& path)
{
    const int decision = m_plan.binding.decisionOf(scope, item);
    if (decision < 0 || std::isnan(m_values[static_cast<std::size_t>(decision)])) {
        const auto& decisions = m_plan.binding.tree.decisions;
        report(path,
               decision < 0 ? std::string("this decision is not known")
                            : fmt::format("the candidate has no value for the decision '{}'",
                                          decisions[static_cast<std::size_t>(decision)].name),
               "give the candidate a value for it");
        return nullptr;
    }
    return &m_values[static_cast<std::size_t>(decision)];
}

int Realiser::addOp(const OpSettings& settings, const Path& path, const std::string* label, const Wires& inputs)
{
    if (m_sketch.size() >= kMaxOps) {
        if (!m_tooLarge)
            report(path, fmt::format("the network has more than the limit of {} ops", kMaxOps), "allow fewer copies");
        m_tooLarge = true;
        return kNowhere;
    }
    m_inputs.clear();
    for (const int input : inputs)
        m_inputs.push_back(&m_sketch.expansion(input));
    const OpCache::Found found = m_cache.expand(settings, m_inputs);
    if (found.expansion == nullptr) {
        report(path, *found.problem, shapeFix(*found.problem));
        return kNowhere;
    }
    return m_sketch.add(*found.expansion, inputs, m_sketch.isNamed() ? path.text() : std::string(), label);
}

/// Null, with an issue, where there is no such op or cell.
const Realiser::Target* Realiser::targetOf(const Block& block, const Path& path)
{
    const auto known = m_targets.find(&block);
    if (known != m_targets.end())
        return &known->second;
    Target target;
    if (block.kind == BlockKind::Op) {
        const auto entry = opCatalogue().get(block.op);
        if (!entry) {
            report(path, entry.error().problem(), "choose an op of the catalogue");
            return nullptr;
        }
        target.op = *entry;
    } else {
        const auto found = m_plan.space->cells.find(block.cell);
        const auto scope = m_plan.binding.cells.find(block.cell);
        if (found == m_plan.space->cells.end() || scope == m_plan.binding.cells.end()) {
            report(path, fmt::format("there is no cell '{}'", block.cell), "choose a cell of this space");
            return nullptr;
        }
        target.cell = &found->second;
        target.scope = scope->second;
    }
    return &m_targets.emplace(&block, target).first->second;
}

int Realiser::op(const Block& block, Place place, const Path& path, const std::string* label, const Wires& inputs)
{
    const Target* target = targetOf(block, path);
    const OpSettings* settings = target == nullptr ? nullptr : settingsOf(block, *target->op, place, path);
    return settings == nullptr ? kNowhere : addOp(*settings, path, label, inputs);
}

const std::string* Realiser::mergeOf(const Block& block, Place place, const Path& path)
{
    static const std::string ways[] = {"sum", "concat"};
    if (block.merge != "searched")
        return &block.merge;
    const double* value = valueOf(place.scope, &block.merge, Path::param(path, "merge"));
    return value == nullptr ? nullptr : &ways[*value == 0 ? 0 : 1];
}

int Realiser::merge(const std::string& how, const Path& path, const Wires& inputs)
{
    if (inputs.size() == 1)
        return inputs.front();
    const OpEntry* entry = opCatalogue().find(how == "concat" ? "concat" : "sum");
    return addOp(m_cache.plain(*entry), path, nullptr, inputs);
}

int Realiser::choice(const Block& block, Place place, const Path& path, const Wires& inputs)
{
    const double* value = valueOf(place.scope, &block, path);
    if (value == nullptr || block.alternatives[static_cast<std::size_t>(*value)].body.empty())
        return kNowhere;
    const Alternative& chosen = block.alternatives[static_cast<std::size_t>(*value)];
    return graph(chosen.body.front(), place, path, &chosen.name, inputs);
}

int Realiser::optional(const Block& block, Place place, const Path& path, const Wires& inputs)
{
    const double* value = valueOf(place.scope, &block, path);
    if (value == nullptr || block.body.empty())
        return kNowhere;
    if (*value != 0)
        return graph(block.body.front(), place, path, nullptr, inputs);
    if (inputs.size() == 1)
        return inputs.front();
    report(path, fmt::format("'{}' may be left out, but {} links lead to it", block.id, inputs.size()),
           "merge them in a merge block first");
    return kNowhere;
}

/// A body with several inputs gets what the copies before it gave: the last input is the newest.
Realiser::Ends Realiser::repeat(const Block& block, Place place, const Path& path, Wires inputs)
{
    const int high = boundedCopies(block.high);
    int copies = high;
    if (block.low < high) {
        const double* value = valueOf(place.scope, &block, path);
        if (value == nullptr)
            return {};
        copies = static_cast<int>(*value);
    }
    if (block.stage && m_plan.options.cells > 0)
        copies = std::min(copies, m_plan.options.cells);
    if (block.body.empty())
        return {};
    for (int copy = 0; copy < copies; ++copy) {
        const Place inside{m_plan.binding.scopeOf(place.scope, block, copy),
                           given(block, static_cast<std::size_t>(copy), place.environment)};
        const int result = graph(block.body.front(), inside, Path::copyOf(path, copy), nullptr, inputs);
        if (result == kNowhere)
            return {};
        inputs.erase(inputs.begin());
        inputs.push_back(result);
    }
    return {inputs.back(), inputs.size() > 1 ? inputs[inputs.size() - 2] : kNowhere};
}

int Realiser::cell(const Block& block, Place place, const Path& path, const Wires& inputs)
{
    const Target* target = targetOf(block, path);
    if (target == nullptr)
        return kNowhere;
    return graph(*target->cell, {target->scope, environmentOf(block, place, path)}, path, nullptr, inputs);
}

Realiser::Ends Realiser::block(const Block& block, Place place, const Path& path, const std::string* label,
                               const Wires& inputs)
{
    if (inputs.empty())
        return {}; // planGraph() has said so
    for (const int input : inputs) {
        if (input == kNowhere)
            return {}; // what went wrong before it is reported there
    }
    switch (block.kind) {
    case BlockKind::Output:
    case BlockKind::Merge:
        return {merge(block.merge, path, inputs), kNowhere};
    case BlockKind::Inputs: {
        const std::string* how = mergeOf(block, place, path);
        return {how == nullptr ? kNowhere : merge(*how, path, inputs), kNowhere};
    }
    case BlockKind::Op:
        return {op(block, place, path, label, inputs), kNowhere};
    case BlockKind::Choice:
        return {choice(block, place, path, inputs), kNowhere};
    case BlockKind::Optional:
        return {optional(block, place, path, inputs), kNowhere};
    case BlockKind::Repeat:
        return repeat(block, place, path, inputs);
    case BlockKind::Cell:
        return {cell(block, place, path, inputs), kNowhere};
    case BlockKind::Recurrent:
        return {recurrent(block, place, path, label, inputs), kNowhere};
    case BlockKind::Input:
    case BlockKind::Training:
        break;
    }
    return {};
}

void Realiser::walk(const Candidate& candidate, bool named)
{
    if (m_cache.isLarge())
        m_cache.clear();
    m_stamps.clear();
    m_reported.clear();
    m_issues.clear();
    m_depth = m_visits = 0;
    m_tooLarge = false;
    m_sketch.start(m_cache.input(), named);
    m_plan.readValues(candidate, m_values, m_issues);
    training();
    const Path top;
    m_output = graph(m_plan.space->graph, {}, top, nullptr, {0});
    if (m_output != kNowhere)
        checkDropout();
    const Task& task = m_plan.task();
    if (m_output != kNowhere && m_sketch.expansion(m_output).shape != task.output())
        report(Path(top, outputId(m_plan.space->graph)),
               fmt::format("the network ends in {}, expected {} with one number for each class",
                           m_sketch.expansion(m_output).shape.describe(), task.output().describe()),
               "end it with a linear op or a classifier head");
    if (m_output == kNowhere && m_issues.empty())
        report(top, "nothing leads to the output", "link a block to it");
    if (m_output == kNowhere || m_sketch.endsWith(m_output))
        return;
    const OpExpansion* input[] = {&m_sketch.expansion(m_output)};
    const int from[] = {m_output};
    const OpCache::Found identity = m_cache.expand(m_cache.plain(*opCatalogue().find("identity")), input);
    m_sketch.add(*identity.expansion, from, kOutputName, nullptr);
}

Realised Realiser::realise(const Candidate& candidate)
{
    walk(candidate, true);
    namePlaces(*m_plan.space, m_issues);
    Realised result{m_sketch.architecture(m_plan.task()), std::move(m_issues)};
    result.architecture.costs = m_sketch.costs(m_counter);
    result.architecture.space = m_plan.space->name;
    result.architecture.training = std::move(m_training);
    return result;
}

Costs Realiser::costs(const Candidate& candidate, Issues& issues)
{
    walk(candidate, false);
    namePlaces(*m_plan.space, m_issues);
    issues = std::move(m_issues);
    return m_sketch.costs(m_counter);
}

} // namespace cw::space

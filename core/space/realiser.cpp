// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/realiser.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/space/limits.h"

namespace cw::space {

Realiser::Realiser(const SearchSpace& space, const RealiseOptions& options)
    : m_space(space)
    , m_options(options)
    , m_binding(bindDecisions(space))
    , m_builder(options.task.value_or(space.task))
{
}

void Realiser::report(const std::string& where, std::string what, std::string fix)
{
    Issue issue{where, std::move(what), std::move(fix)};
    if (std::find(m_issues.begin(), m_issues.end(), issue) == m_issues.end())
        m_issues.push_back(std::move(issue));
}

/// The candidate may come from another tree over the same decisions, such as that of a table, whose order and
/// alternatives are sorted differently.
void Realiser::readValues(const DecisionTree& tree, const Candidate& candidate)
{
    m_values.assign(m_binding.tree.size(), kInactive);
    for (std::size_t i = 0; i < m_values.size(); ++i) {
        const Decision& decision = m_binding.tree.decisions[i];
        const bool same = i < tree.size() && tree.decisions[i].name == decision.name;
        const int index = same ? static_cast<int>(i) : tree.find(decision.name);
        if (index < 0 || static_cast<std::size_t>(index) >= candidate.values.size())
            continue;
        const auto at = static_cast<std::size_t>(index);
        const Domain& domain = tree.decisions[at].domain;
        const double value = candidate.values[at];
        if (std::isnan(value))
            continue;
        if (!domain.contains(value)) {
            report(decision.where, fmt::format("the decision '{}' cannot be {}", decision.name, value));
        } else if (domain == decision.domain) {
            m_values[i] = value;
        } else if (const auto translated = decision.domain.parseValue(domain.valueText(value), decision.name)) {
            m_values[i] = *translated;
        } else {
            report(decision.where, translated.error().problem());
        }
    }
}

const double* Realiser::valueOf(int scope, const void* item, const std::string& path)
{
    const int decision = m_binding.decisionOf(scope, item);
    if (decision < 0 || std::isnan(m_values[static_cast<std::size_t>(decision)])) {
        report(path, decision < 0 ? std::string("this decision is not known")
                                  : fmt::format("the candidate has no value for the decision '{}'",
                                                m_binding.tree.decisions[static_cast<std::size_t>(decision)].name));
        return nullptr;
    }
    return &m_values[static_cast<std::size_t>(decision)];
}

int Realiser::addOp(const OpEntry& entry, const Settings& settings, const std::string& path, const std::string& label,
                    const Wires& inputs)
{
    if (m_builder.opCount() >= kMaxOps) {
        if (!m_tooLarge)
            report(path, fmt::format("the network has more than the limit of {} ops", kMaxOps), "allow fewer copies");
        m_tooLarge = true;
        return kNowhere;
    }
    try {
        return m_builder.add(entry, settings, path, label, inputs);
    } catch (const Error& problem) {
        report(path, problem.problem());
        return kNowhere;
    }
}

int Realiser::op(const Block& block, Place place, const std::string& path, const std::string& label,
                 const Wires& inputs)
{
    const auto entry = opCatalogue().get(block.op);
    if (!entry) {
        report(path, entry.error().problem(), "choose an op of the catalogue");
        return kNowhere;
    }
    const Settings* settings = settingsOf(block, **entry, place, path);
    return settings == nullptr ? kNowhere : addOp(**entry, *settings, path, label, inputs);
}

const std::string* Realiser::mergeOf(const Block& block, Place place, const std::string& path)
{
    static const std::string ways[] = {"sum", "concat"};
    if (block.merge != "searched")
        return &block.merge;
    const double* value = valueOf(place.scope, &block.merge, paramPath(path, "merge"));
    return value == nullptr ? nullptr : &ways[*value == 0 ? 0 : 1];
}

int Realiser::merge(const std::string& how, const std::string& path, const Wires& inputs)
{
    if (inputs.size() == 1)
        return inputs.front();
    const OpEntry* entry = opCatalogue().find(how == "concat" ? "concat" : "sum");
    return addOp(*entry, Settings{}, path, {}, inputs);
}

int Realiser::choice(const Block& block, Place place, const std::string& path, const Wires& inputs)
{
    const double* value = valueOf(place.scope, &block, path);
    if (value == nullptr || block.alternatives[static_cast<std::size_t>(*value)].body.empty())
        return kNowhere;
    const Alternative& chosen = block.alternatives[static_cast<std::size_t>(*value)];
    return graph(chosen.body.front(), place, path, chosen.name, inputs);
}

int Realiser::optional(const Block& block, Place place, const std::string& path, const Wires& inputs)
{
    const double* value = valueOf(place.scope, &block, path);
    if (value == nullptr || block.body.empty())
        return kNowhere;
    if (*value != 0)
        return graph(block.body.front(), place, path, {}, inputs);
    if (inputs.size() == 1)
        return inputs.front();
    report(path, fmt::format("'{}' may be left out, but {} links lead to it", block.id, inputs.size()),
           "merge them in a merge block first");
    return kNowhere;
}

/// A body with several inputs gets what the copies before it gave: the last input is the newest.
Realiser::Ends Realiser::repeat(const Block& block, Place place, const std::string& path, Wires inputs)
{
    const int high = boundedCopies(block.high);
    int copies = high;
    if (block.low < high) {
        const double* value = valueOf(place.scope, &block, path);
        if (value == nullptr)
            return {};
        copies = static_cast<int>(*value);
    }
    if (block.stage && m_options.cells > 0)
        copies = std::min(copies, m_options.cells);
    if (block.body.empty())
        return {};
    for (int copy = 0; copy < copies; ++copy) {
        const Place inside{m_binding.scopeOf(place.scope, block, copy),
                           given(block, static_cast<std::size_t>(copy), place.environment)};
        const int result = graph(block.body.front(), inside, fmt::format("{}[{}]", path, copy), {}, inputs);
        if (result == kNowhere)
            return {};
        inputs.erase(inputs.begin());
        inputs.push_back(result);
    }
    return {inputs.back(), inputs.size() > 1 ? inputs[inputs.size() - 2] : kNowhere};
}

int Realiser::cell(const Block& block, Place place, const std::string& path, const Wires& inputs)
{
    const auto found = m_space.cells.find(block.cell);
    const auto scope = m_binding.cells.find(block.cell);
    if (found == m_space.cells.end() || scope == m_binding.cells.end()) {
        report(path, fmt::format("there is no cell '{}'", block.cell), "choose a cell of this space");
        return kNowhere;
    }
    return graph(found->second, {scope->second, environmentOf(block, place, path)}, path, {}, inputs);
}

Realiser::Ends Realiser::block(const Block& block, Place place, const std::string& path, const std::string& label,
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

Realised Realiser::run(const DecisionTree& tree, const Candidate& candidate)
{
    readValues(tree, candidate);
    training();
    const int output = graph(m_space.graph, {}, {}, {}, {0});
    if (output != kNowhere)
        checkDropout();
    const Task& task = m_options.task ? *m_options.task : m_space.task;
    if (output != kNowhere && m_builder.outputOf(output) != task.output())
        report("",
               fmt::format("the network ends in {}, expected {} with one number for each class",
                           m_builder.outputOf(output).describe(), task.output().describe()),
               "end it with a linear op or a classifier head");
    if (output == kNowhere && m_issues.empty())
        report("", "nothing leads to the output");
    Realised result{m_builder.finish(output), std::move(m_issues)};
    result.architecture.space = m_space.name;
    result.architecture.training = std::move(m_training);
    return result;
}

} // namespace cw::space

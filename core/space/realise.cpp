// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/realise.h"

#include <cmath>
#include <unordered_map>

#include <fmt/format.h>

#include "core/space/binding.h"
#include "core/space/builder.h"
#include "core/space/graph_plan.h"
#include "core/space/limits.h"
#include "core/space/param_value.h"

namespace cw::space {

namespace {

constexpr int kNowhere = -1; ///< what comes out of a block that could not be built

/// Walks the drawing once, taking at every open thing what the candidate says.
class Realiser {
public:
    Realiser(const SearchSpace& space, const RealiseOptions& options)
        : m_space(space)
        , m_options(options)
        , m_binding(bindDecisions(space))
        , m_builder(options.task.value_or(space.task))
    {
    }

    Realised run(const DecisionTree& tree, const Candidate& candidate);

private:
    void readValues(const DecisionTree& tree, const Candidate& candidate);
    void report(const std::string& where, std::string what, std::string fix = {});
    const double* valueOf(int scope, const void* item, const std::string& path);
    const GraphPlan& planOf(const Graph& graph, const std::string& path);
    const Settings* settingsOf(const Block& block, const OpEntry& entry, int scope, const std::string& path);

    int graph(const Graph& graph, int scope, const std::string& path, const std::string& label, int input);
    int block(const Block& block, int scope, const std::string& path, const std::string& label,
              const std::vector<int>& inputs);
    int op(const Block& block, int scope, const std::string& path, const std::string& label,
           const std::vector<int>& inputs);
    int merge(const std::string& how, const std::string& path, const std::vector<int>& inputs);
    int choice(const Block& block, int scope, const std::string& path, int input);
    int repeat(const Block& block, int scope, const std::string& path, int input);
    int cell(const Block& block, const std::string& path, int input);
    int addOp(const OpEntry& entry, const Settings& settings, const std::string& path, const std::string& label,
              const std::vector<int>& inputs);

    const SearchSpace& m_space;
    const RealiseOptions& m_options;
    Binding m_binding;
    ArchitectureBuilder m_builder;
    std::vector<double> m_values; ///< by decision of m_binding.tree
    std::unordered_map<const Graph*, GraphPlan> m_plans;
    std::unordered_map<Binding::Key, std::optional<Settings>, Binding::KeyHash> m_settings;
    Issues m_issues;
    int m_depth = 0;
    int m_visits = 0;
    bool m_tooLarge = false;
};

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

const GraphPlan& Realiser::planOf(const Graph& graph, const std::string& path)
{
    const auto known = m_plans.find(&graph);
    if (known != m_plans.end())
        return known->second;
    return m_plans.emplace(&graph, planGraph(graph, path, m_issues)).first->second;
}

const Settings* Realiser::settingsOf(const Block& block, const OpEntry& entry, int scope, const std::string& path)
{
    const auto [known, isNew] = m_settings.try_emplace(Binding::Key{scope, &block});
    if (!isNew)
        return known->second ? &*known->second : nullptr;
    Json given = Json::object();
    for (const auto& [name, value] : block.params) {
        given[name] = value.fixed;
        const ParamSpec* spec = entry.schema.find(name);
        if (!value.domain || spec == nullptr)
            continue;
        const double* chosen = valueOf(scope, &value, path + '.' + name);
        if (chosen == nullptr)
            return nullptr;
        auto json = paramJson(*spec, *value.domain, *chosen);
        if (!json) {
            report(path + '.' + name, json.error().problem());
            return nullptr;
        }
        given[name] = std::move(*json);
    }
    auto settings = entry.schema.resolve(given, {});
    if (!settings) {
        report(path, settings.error().problem());
        return nullptr;
    }
    if (m_options.width != 1.0) {
        Json scaled = settings->json();
        for (const ParamSpec& spec : entry.schema.specs()) {
            const auto channels = spec.scalesWithWidth ? scaled[spec.name].get<std::int64_t>() : 0;
            if (channels > 0)
                scaled[spec.name] =
                    std::max<std::int64_t>(1, std::llround(static_cast<double>(channels) * m_options.width));
        }
        settings = Settings(std::move(scaled));
    }
    known->second = std::move(*settings);
    return &*known->second;
}

int Realiser::addOp(const OpEntry& entry, const Settings& settings, const std::string& path, const std::string& label,
                    const std::vector<int>& inputs)
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

int Realiser::op(const Block& block, int scope, const std::string& path, const std::string& label,
                 const std::vector<int>& inputs)
{
    const auto entry = opCatalogue().get(block.op);
    if (!entry) {
        report(path, entry.error().problem(), "choose an op of the catalogue");
        return kNowhere;
    }
    const Settings* settings = settingsOf(block, **entry, scope, path);
    return settings == nullptr ? kNowhere : addOp(**entry, *settings, path, label, inputs);
}

int Realiser::merge(const std::string& how, const std::string& path, const std::vector<int>& inputs)
{
    if (inputs.size() == 1)
        return inputs.front();
    const OpEntry* entry = opCatalogue().find(how == "concat" ? "concat" : "sum");
    return addOp(*entry, Settings{}, path, {}, inputs);
}

int Realiser::choice(const Block& block, int scope, const std::string& path, int input)
{
    const double* value = valueOf(scope, &block, path);
    if (value == nullptr || block.alternatives[static_cast<std::size_t>(*value)].body.empty())
        return kNowhere;
    const Alternative& chosen = block.alternatives[static_cast<std::size_t>(*value)];
    return graph(chosen.body.front(), scope, path, chosen.name, input);
}

int Realiser::repeat(const Block& block, int scope, const std::string& path, int input)
{
    const int high = boundedCopies(block.high);
    int copies = high;
    if (block.low < high) {
        const double* value = valueOf(scope, &block, path);
        if (value == nullptr)
            return kNowhere;
        copies = static_cast<int>(*value);
    }
    if (block.stage && m_options.cells > 0)
        copies = std::min(copies, m_options.cells);
    if (block.body.empty())
        return kNowhere;
    for (int copy = 0; copy < copies && input != kNowhere; ++copy)
        input = graph(block.body.front(), m_binding.scopeOf(scope, block, copy), fmt::format("{}[{}]", path, copy), {},
                      input);
    return input;
}

int Realiser::cell(const Block& block, const std::string& path, int input)
{
    const auto found = m_space.cells.find(block.cell);
    const auto scope = m_binding.cells.find(block.cell);
    if (found == m_space.cells.end() || scope == m_binding.cells.end()) {
        report(path, fmt::format("there is no cell '{}'", block.cell), "choose a cell of this space");
        return kNowhere;
    }
    return graph(found->second, scope->second, path, {}, input);
}

int Realiser::block(const Block& block, int scope, const std::string& path, const std::string& label,
                    const std::vector<int>& inputs)
{
    if (inputs.empty())
        return kNowhere; // planGraph() has said so
    for (const int input : inputs) {
        if (input == kNowhere)
            return kNowhere; // what went wrong before it is reported there
    }
    switch (block.kind) {
    case BlockKind::Input:
        return kNowhere;
    case BlockKind::Output:
    case BlockKind::Merge:
        return merge(block.merge, path, inputs);
    case BlockKind::Op:
        return op(block, scope, path, label, inputs);
    case BlockKind::Choice:
    case BlockKind::Repeat:
    case BlockKind::Cell:
        break;
    }
    if (inputs.size() > 1) {
        report(path, fmt::format("'{}' takes 1 input, {} links lead to it", block.id, inputs.size()),
               "merge them in a merge block first");
        return kNowhere;
    }
    if (block.kind == BlockKind::Choice)
        return choice(block, scope, path, inputs.front());
    return block.kind == BlockKind::Repeat ? repeat(block, scope, path, inputs.front())
                                           : cell(block, path, inputs.front());
}

int Realiser::graph(const Graph& graph, int scope, const std::string& path, const std::string& label, int input)
{
    // Guards against drawings made in code that use themselves or copy nothing without end.
    if (m_depth > 4 * kMaxNesting || ++m_visits > 4 * kMaxOps || m_tooLarge) {
        report("", "the blocks are nested too deep or copied too often");
        m_tooLarge = true;
        return kNowhere;
    }
    ++m_depth;
    const GraphPlan& plan = planOf(graph, path);
    if (plan.single) {
        // The only op of an alternative is called as the choice is; a copy or a cell's use as its path.
        const Block& only = graph.blocks.front();
        const int output = block(only, scope, blockPath(graph, only, path), label, {input});
        --m_depth;
        return output;
    }
    std::vector<int> outputs(graph.blocks.size(), kNowhere);
    std::vector<int> inputs;
    for (const int index : plan.order) {
        const auto at = static_cast<std::size_t>(index);
        const Block& inner = graph.blocks[at];
        if (inner.kind == BlockKind::Input) {
            outputs[at] = input;
            continue;
        }
        inputs.clear();
        for (const int source : plan.sources[at])
            inputs.push_back(outputs[static_cast<std::size_t>(source)]);
        outputs[at] = block(inner, scope, blockPath(graph, inner, path), {}, inputs);
    }
    --m_depth;
    return plan.output < 0 ? kNowhere : outputs[static_cast<std::size_t>(plan.output)];
}

Realised Realiser::run(const DecisionTree& tree, const Candidate& candidate)
{
    readValues(tree, candidate);
    const int output = graph(m_space.graph, 0, {}, {}, 0);
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
    return result;
}

} // namespace

Realised realise(const SearchSpace& space, const DecisionTree& tree, const Candidate& candidate,
                 const RealiseOptions& options)
{
    return Realiser(space, options).run(tree, candidate);
}

} // namespace cw::space

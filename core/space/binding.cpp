// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/binding.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/hash.h"
#include "core/space/inputs_plan.h"
#include "core/space/limits.h"

namespace cw::space {

namespace {

constexpr int kUnknown = -2; ///< not worked out yet

/// A place in the drawing whose decisions share one condition. A cell has one condition for each of its uses.
struct Context {
    Condition condition;
    std::vector<int> uses; ///< contexts of a cell's uses
    bool isCell = false;
    bool resolved = false;
};

class Binder {
public:
    explicit Binder(const SearchSpace& space)
        : m_space(space)
    {
    }

    Binding run();

private:
    /// One graph at one place, while its blocks are bound.
    struct Place {
        const Graph& graph;
        int scope;
        int context;
        const std::string& path;
        GraphPlan plan;
        std::vector<Chooser> choosers;
        std::vector<int> decisions; ///< of each Inputs block; kUnknown until asked, -1: it takes all
    };

    void graph(const Graph& graph, int scope, int context, const std::string& path);
    void block(Place& place, int index);
    int contextOf(Place& place, int index);
    void inputs(Place& place, int index);
    void bindInputs(Place& place, int index);
    void params(const Block& block, int scope, int context, const std::string& path);
    void optional(const Block& block, int scope, int context, const std::string& path);
    void choice(const Block& block, int scope, int context, const std::string& path);
    void repeat(const Block& block, int scope, int context, const std::string& path);
    void cell(const Block& block, int context);
    int decide(const void* item, DecisionRole role, int scope, int context, Domain domain, const std::string& path,
               const std::string& param = {});
    int newContext(Context context)
    {
        m_contexts.push_back(std::move(context));
        return static_cast<int>(m_contexts.size()) - 1;
    }
    Condition resolve(int context);
    void nameDecisions();

    const SearchSpace& m_space;
    Binding m_result;
    std::vector<Context> m_contexts{Context{}};
    std::vector<int> m_contextOf;        ///< for each decision
    std::vector<std::string> m_fullName; ///< for each decision
    std::unordered_map<std::string_view, int> m_cellContext;
    int m_scopes = 1;
    int m_visits = 0;
    int m_depth = 0;
};

int Binder::decide(const void* item, DecisionRole role, int scope, int context, Domain domain, const std::string& path,
                   const std::string& param)
{
    const std::string name = param.empty() ? path : paramPath(path, param);
    const int index = static_cast<int>(m_result.tree.size());
    m_result.tree.decisions.push_back(
        {.name = name, .domain = std::move(domain), .condition = {}, .where = path, .role = role});
    m_result.decisions.emplace(Binding::Key{scope, item}, index);
    m_contextOf.push_back(context);
    m_fullName.push_back(name);
    return index;
}

void Binder::choice(const Block& block, int scope, int context, const std::string& path)
{
    if (block.alternatives.empty())
        return;
    std::vector<std::string> names;
    for (const Alternative& alternative : block.alternatives)
        names.push_back(alternative.name);
    const int decision = decide(&block, DecisionRole::Op, scope, context, Domain::categorical(std::move(names)), path);
    for (std::size_t i = 0; i < block.alternatives.size(); ++i) {
        const Alternative& alternative = block.alternatives[i];
        const int inside = newContext({.condition = {decision, {static_cast<double>(i)}}});
        if (!alternative.body.empty())
            graph(alternative.body.front(), scope, inside, joinPath(path, alternative.name));
    }
}

void Binder::repeat(const Block& block, int scope, int context, const std::string& path)
{
    const int high = boundedCopies(block.high);
    if (block.body.empty() || high == 0)
        return;
    int decision = -1;
    if (block.low < high)
        decision =
            decide(&block, DecisionRole::Copies, scope, context, Domain::integer(std::max(0, block.low), high), path);
    const auto contextOfCopy = [&](int copy) {
        if (copy < block.low || decision < 0)
            return context;
        Condition condition{decision, {}};
        for (int count = copy + 1; count <= high; ++count)
            condition.values.push_back(count);
        return newContext({.condition = std::move(condition)});
    };
    if (block.tied) {
        graph(block.body.front(), scope, contextOfCopy(0), path);
        return;
    }
    for (int copy = 0; copy < high && m_visits < kMaxOps; ++copy) {
        const int inside = m_scopes++;
        m_result.copies.emplace(Binding::Key{scope, &block, copy}, inside);
        graph(block.body.front(), inside, contextOfCopy(copy), fmt::format("{}[{}]", path, copy));
    }
}

void Binder::cell(const Block& block, int context)
{
    const auto found = m_space.cells.find(block.cell);
    if (found == m_space.cells.end())
        return;
    const auto known = m_cellContext.find(found->first);
    if (known != m_cellContext.end()) {
        m_contexts[static_cast<std::size_t>(known->second)].uses.push_back(context);
        return;
    }
    const int inside = newContext({.condition = {}, .uses = {context}, .isCell = true});
    m_cellContext.emplace(found->first, inside);
    const int scope = m_scopes++;
    m_result.cells.emplace(found->first, scope);
    graph(found->second, scope, inside, found->first);
}

void Binder::params(const Block& block, int scope, int context, const std::string& path)
{
    for (const auto& [name, value] : block.params) {
        if (value.domain)
            decide(&value, DecisionRole::Parameter, scope, context, *value.domain, path, name);
    }
}

void Binder::optional(const Block& block, int scope, int context, const std::string& path)
{
    const int decision =
        decide(&block, DecisionRole::Presence, scope, context, Domain::categorical({"off", "on"}), path);
    if (!block.body.empty())
        graph(block.body.front(), scope, newContext({.condition = {decision, {1}}}), path);
}

void Binder::bindInputs(Place& place, int index)
{
    const Block& block = place.graph.blocks[static_cast<std::size_t>(index)];
    const std::string path = blockPath(place.graph, block, place.path);
    const int context = contextOf(place, index);
    int& decision = place.decisions[static_cast<std::size_t>(index)];
    decision = -1;
    if (auto domain = sourcesDomain(place.graph, place.plan, index))
        decision = decide(&block, DecisionRole::Inputs, place.scope, context, std::move(*domain), path);
    if (block.merge == "searched")
        decide(&block.merge, DecisionRole::Merge, place.scope, context, Domain::categorical({"sum", "concat"}), path,
               "merge");
}

/// Binds the decision of an Inputs block after those that decide whether the block itself is needed. A loop, because
/// such blocks may form a chain as long as the document.
void Binder::inputs(Place& place, int index)
{
    std::vector<int> chain;
    for (int at = index; at >= 0 && place.decisions[static_cast<std::size_t>(at)] == kUnknown;
         at = place.choosers[static_cast<std::size_t>(at)].block)
        chain.push_back(at);
    for (auto at = chain.rbegin(); at != chain.rend(); ++at)
        bindInputs(place, *at);
}

int Binder::contextOf(Place& place, int index)
{
    const Chooser& chooser = place.choosers[static_cast<std::size_t>(index)];
    if (chooser.block < 0)
        return place.context;
    inputs(place, chooser.block);
    const int decision = place.decisions[static_cast<std::size_t>(chooser.block)];
    const Domain& domain = m_result.tree.decisions[static_cast<std::size_t>(decision)].domain;
    return newContext(
        {.condition = {decision, {static_cast<double>(chooser.member)}, domain.kind == DomainKind::Subset}});
}

void Binder::block(Place& place, int index)
{
    const Block& block = place.graph.blocks[static_cast<std::size_t>(index)];
    const std::string at = blockPath(place.graph, block, place.path);
    const int context = contextOf(place, index);
    switch (block.kind) {
    case BlockKind::Choice:
        return choice(block, place.scope, context, at);
    case BlockKind::Repeat:
        return repeat(block, place.scope, context, at);
    case BlockKind::Optional:
        return optional(block, place.scope, context, at);
    case BlockKind::Cell:
        params(block, place.scope, context, at);
        return cell(block, context);
    case BlockKind::Inputs:
        inputs(place, index);
        return;
    case BlockKind::Recurrent:
        params(block, place.scope, context, at);
        if (!block.body.empty())
            graph(block.body.front(), place.scope, context, at);
        return;
    case BlockKind::Op:
    case BlockKind::Training:
        return params(block, place.scope, context, at);
    case BlockKind::Input:
    case BlockKind::Output:
    case BlockKind::Merge:
        return;
    }
}

void Binder::graph(const Graph& graph, int scope, int context, const std::string& path)
{
    // Drawings made in code are not bounded by the reader; compile() reports what is too deep or too large.
    if (m_depth > 4 * kMaxNesting || m_visits > kMaxOps || m_result.tree.size() > kMaxDecisions)
        return;
    ++m_depth;
    Issues ignored; // validateStructure() reports them
    const std::size_t n = graph.blocks.size();
    Place place{.graph = graph,
                .scope = scope,
                .context = context,
                .path = path,
                .plan = planGraph(graph, path, ignored),
                .choosers = {},
                .decisions = std::vector<int>(n, kUnknown)};
    place.choosers = choosersOf(graph, place.plan);
    for (std::size_t i = 0; i < n; ++i) {
        ++m_visits;
        block(place, static_cast<int>(i));
    }
    --m_depth;
}

/// A cell is active where any of its uses is. One parent can say so if all uses hang on it; else it is always active:
/// a value that is drawn for nothing harms less than one that is missing.
Condition Binder::resolve(int index)
{
    Context& context = m_contexts[static_cast<std::size_t>(index)];
    if (!context.isCell || context.resolved)
        return context.condition;
    context.resolved = true; // before its uses: a cell that uses itself (an issue) must not go round for ever
    Condition merged = resolve(context.uses.front());
    for (const int use : context.uses) {
        const Condition other = resolve(use);
        if (other.parent != merged.parent || other.ofMember != merged.ofMember)
            return context.condition = {};
        for (const double value : other.values) {
            if (std::find(merged.values.begin(), merged.values.end(), value) == merged.values.end())
                merged.values.push_back(value);
        }
    }
    std::sort(merged.values.begin(), merged.values.end());
    return context.condition = merged;
}

/// Short names where they are unique, as in the published tables; the path in front where not.
void Binder::nameDecisions()
{
    const auto shortName = [](const std::string& full) { return full.substr(full.rfind('/') + 1); };
    std::unordered_map<std::string, int> uses;
    for (const std::string& full : m_fullName)
        ++uses[shortName(full)];
    std::unordered_map<std::string, int> taken;
    for (std::size_t i = 0; i < m_result.tree.size(); ++i) {
        const std::string brief = shortName(m_fullName[i]);
        std::string& name = m_result.tree.decisions[i].name;
        name = uses[brief] == 1 ? brief : m_fullName[i];
        if (++taken[name] == 2)
            m_result.issues.push_back(
                {m_fullName[i], fmt::format("two decisions are called '{}'", name), "rename one of the blocks"});
    }
}

Binding Binder::run()
{
    for (const Decision& decision : m_space.decisions)
        decide(&decision, DecisionRole::Plain, 0, 0, decision.domain, decision.name);
    graph(m_space.graph, 0, 0, {});
    if (m_result.tree.size() > kMaxDecisions)
        m_result.issues.push_back({"", fmt::format("more than {} decisions", kMaxDecisions), "tie some copies"});
    for (std::size_t i = 0; i < m_result.tree.size(); ++i)
        m_result.tree.decisions[i].condition = resolve(m_contextOf[i]);
    nameDecisions();
    for (std::size_t i = 0; i < m_space.decisions.size(); ++i)
        m_result.tree.decisions[i].name = m_space.decisions[i].name;
    return std::move(m_result);
}

} // namespace

std::size_t Binding::KeyHash::operator()(const Key& key) const noexcept
{
    const auto word = static_cast<std::uint64_t>(reinterpret_cast<std::uintptr_t>(key.item));
    const auto place = static_cast<std::uint64_t>(key.scope) << 32 | static_cast<std::uint32_t>(key.copy);
    return static_cast<std::size_t>(mix64(word, place));
}

int Binding::decisionOf(int scope, const void* item) const
{
    const auto found = decisions.find(Key{scope, item});
    return found == decisions.end() ? -1 : found->second;
}

int Binding::scopeOf(int scope, const Block& repeat, int copy) const
{
    const auto found = copies.find(Key{scope, &repeat, copy});
    return found == copies.end() ? scope : found->second;
}

Binding bindDecisions(const SearchSpace& space)
{
    return Binder(space).run();
}

int boundedCopies(int copies)
{
    return std::clamp(copies, 0, kMaxCopies);
}

} // namespace cw::space

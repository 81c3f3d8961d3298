// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/edit/decision_names.h"

#include <cmath>
#include <unordered_map>

#include <fmt/format.h>

#include "core/space/binding.h"
#include "core/space/constraint.h"
#include "core/space/edit/constraint_words.h"
#include "core/space/edit/editing.h"
#include "core/space/graph_plan.h"

namespace cw::space {

namespace {

constexpr const char* kMark = "\x01mark";

std::int64_t markIn(const Json& extra)
{
    const auto found = extra.is_object() ? extra.find(kMark) : extra.end();
    // What came in meanwhile, from the clipboard, may have anything under that key.
    return found == extra.end() || !found->is_number_integer() ? 0 : found->get<std::int64_t>();
}

/// What tells the values of a decision from each other: of an alternative its mark, of a source that of its block, of
/// a parameter's value the text.
std::vector<std::string> identitiesOf(const Graph& graph, const Block& block, bool isParameter, const Domain& domain)
{
    std::vector<std::string> what;
    if (isParameter)
        return domain.choices;
    for (const Alternative& alternative : block.alternatives)
        what.push_back(std::to_string(markIn(alternative.extra)));
    if (block.kind != BlockKind::Inputs)
        return what;
    Issues ignored; // validateStructure() reports them
    const auto place = static_cast<std::size_t>(&block - graph.blocks.data());
    const GraphPlan plan = planGraph(graph, {}, ignored);
    for (const GraphPlan::Source& source : plan.sources[place])
        what.push_back(fmt::format("{}{}", markIn(graph.blocks[static_cast<std::size_t>(source.block)].extra),
                                   source.previous ? " previous" : ""));
    return what;
}

NumberedValues numbered(const Graph& graph, const Block& block, bool isParameter, const Domain& domain)
{
    NumberedValues values{.kind = domain.kind, .inPlace = block.kind == BlockKind::Inputs};
    if (domain.kind != DomainKind::Categorical && domain.kind != DomainKind::Subset)
        return values;
    std::vector<std::string> what = identitiesOf(graph, block, isParameter, domain);
    if (what.size() != domain.choices.size())
        return values;
    bool spelled = true;
    for (std::size_t i = 0; i < what.size(); ++i) {
        const double place = static_cast<double>(i);
        values.numbers.push_back(domain.kind == DomainKind::Subset ? std::exp2(place)
                                                                   : Constraints::number(domain, place));
        spelled = spelled && Constraints::spelledNumber(domain.choices[i]).has_value();
    }
    if (isParameter && spelled)
        values.numbers.clear(); // a comparison means the number, whether the parameter may have it or not
    else
        values.what = std::move(what);
    return values;
}

} // namespace

DecisionNames::DecisionNames(SearchSpace& space)
    : m_space(space.constraints.empty() ? nullptr : &space)
{
    if (m_space == nullptr)
        return;
    for (const std::string& constraint : space.constraints) {
        for (const std::string_view word : constraintWords(constraint))
            m_used.emplace(word);
    }
    std::int64_t next = 0;
    forEachGraph(space, [&](Graph& graph) {
        for (Block& block : graph.blocks) {
            block.extra[kMark] = ++next;
            for (Alternative& alternative : block.alternatives)
                alternative.extra[kMark] = ++next;
        }
    });
    m_before = named();
    for (const Named& each : m_before) {
        if (isUsed(each))
            m_usedKeys.insert(each.key);
    }
    if (!m_usedKeys.empty())
        m_whole = std::make_unique<SearchSpace>(space);
}

DecisionNames::~DecisionNames()
{
    if (m_space == nullptr)
        return;
    forEachGraph(*m_space, [](Graph& graph) {
        for (Block& block : graph.blocks) {
            block.extra.erase(kMark);
            for (Alternative& alternative : block.alternatives)
                alternative.extra.erase(kMark);
        }
    });
}

bool DecisionNames::isUsed(const Named& decision) const
{
    return !decision.hidden && m_used.count(decision.variable) > 0;
}

std::vector<DecisionNames::Named> DecisionNames::named() const
{
    const Binding binding = bindDecisions(*m_space);
    struct Item {
        const Graph* graph = nullptr;
        const Block* block = nullptr;
        std::string what;
    };
    std::unordered_map<const void*, Item> items;
    forEachGraph(std::as_const(*m_space), [&](const Graph& graph) {
        for (const Block& block : graph.blocks) {
            items[&block] = {&graph, &block, {}};
            items[&block.merge] = {&graph, &block, "merge"};
            for (const auto& [name, value] : block.params)
                items[&value] = {&graph, &block, "." + name};
        }
    });
    std::vector<const void*> itemOf(binding.tree.size(), nullptr);
    for (const auto& [key, decision] : binding.decisions)
        itemOf[static_cast<std::size_t>(decision)] = key.item;
    std::vector<Named> result;
    std::set<std::string> taken{"params", "macs", "activations", "depth"};
    std::map<std::pair<std::int64_t, std::string>, int> counts;
    for (std::size_t i = 0; i < binding.tree.size(); ++i) {
        const Decision& decision = binding.tree.decisions[i];
        Named named;
        named.variable = Constraints::variableName(decision.name);
        named.hidden = !taken.insert(named.variable).second;
        const auto item = items.find(itemOf[i]);
        if (item == items.end()) {
            named.key = {-1, decision.name, 0}; // one of a table
        } else {
            const auto& [graph, block, what] = item->second;
            const std::int64_t mark = markIn(block->extra);
            named.key = {mark, what, counts[{mark, what}]++};
            const bool hasValues = decision.role == DecisionRole::Op || decision.role == DecisionRole::Inputs ||
                                   decision.role == DecisionRole::Parameter;
            if (hasValues && (m_whole == nullptr ? isUsed(named) : m_usedKeys.count(named.key) > 0))
                named.values = numbered(*graph, *block, decision.role == DecisionRole::Parameter, decision.domain);
        }
        result.push_back(std::move(named));
    }
    return result;
}

Result<std::vector<std::string>> DecisionNames::followed() const
{
    std::map<Key, const Named*> now;
    const std::vector<Named> after = named();
    for (const Named& each : after)
        now.emplace(each.key, &each);
    std::vector<std::string> constraints = m_space->constraints;
    std::map<std::string, std::string> words;
    for (const Named& old : m_before) {
        const auto found = isUsed(old) ? now.find(old.key) : now.end();
        if (found == now.end())
            continue;
        if (found->second->hidden)
            return refusal(fmt::format("a constraint uses '{}', and could not tell it from another decision of that "
                                       "name",
                                       old.variable));
        if (const auto done = renumberValues(constraints, old.variable, old.values, found->second->values); !done)
            return done.error();
        if (found->second->variable != old.variable)
            words[old.variable] = found->second->variable;
    }
    if (!words.empty()) {
        for (std::string& constraint : constraints)
            constraint = withNewWords(constraint, words);
    }
    return constraints;
}

Result<Done> DecisionNames::follow()
{
    if (m_whole == nullptr)
        return Done{};
    auto constraints = followed();
    if (!constraints) {
        *m_space = std::move(*m_whole);
        return constraints.error();
    }
    m_space->constraints = std::move(*constraints);
    return Done{};
}

} // namespace cw::space

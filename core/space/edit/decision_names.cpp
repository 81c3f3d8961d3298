// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/edit/decision_names.h"

#include <set>
#include <unordered_map>

#include <fmt/format.h>

#include "core/space/binding.h"
#include "core/space/constraint.h"
#include "core/space/edit/editing.h"

namespace cw::space {

namespace {

constexpr const char* kMark = "\x01mark";

bool isWordCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
}

/// Replaces whole words, all at once.
std::string withNewWords(const std::string& text, const std::map<std::string, std::string>& words)
{
    std::string result;
    for (std::size_t i = 0; i < text.size();) {
        if (!isWordCharacter(text[i])) {
            result += text[i++];
            continue;
        }
        std::size_t end = i;
        while (end < text.size() && isWordCharacter(text[end]))
            ++end;
        const std::string word = text.substr(i, end - i);
        const auto found = words.find(word);
        result += found == words.end() ? word : found->second;
        i = end;
    }
    return result;
}

std::set<std::string> wordsOf(const std::vector<std::string>& texts)
{
    std::set<std::string> words;
    for (const std::string& text : texts) {
        std::string word;
        for (const char c : text + ' ') {
            if (isWordCharacter(c)) {
                word += c;
            } else if (!word.empty()) {
                words.insert(std::move(word));
                word.clear();
            }
        }
    }
    return words;
}

std::int64_t markOf(const Block& block)
{
    const auto found = block.extra.is_object() ? block.extra.find(kMark) : block.extra.end();
    // What came in meanwhile, from the clipboard, may have anything under that key.
    return found == block.extra.end() || !found->is_number_integer() ? 0 : found->get<std::int64_t>();
}

} // namespace

DecisionNames::DecisionNames(SearchSpace& space)
    : m_space(space.constraints.empty() ? nullptr : &space)
{
    if (m_space == nullptr)
        return;
    std::int64_t next = 0;
    forEachGraph(space, [&](Graph& graph) {
        for (Block& block : graph.blocks)
            block.extra[kMark] = ++next;
    });
    m_before = named();
}

DecisionNames::~DecisionNames()
{
    if (m_space == nullptr)
        return;
    forEachGraph(*m_space, [](Graph& graph) {
        for (Block& block : graph.blocks)
            block.extra.erase(kMark);
    });
}

std::vector<DecisionNames::Named> DecisionNames::named() const
{
    const Binding binding = bindDecisions(*m_space);
    struct Item {
        std::int64_t mark;
        std::string what;
    };
    std::unordered_map<const void*, Item> items;
    forEachGraph(std::as_const(*m_space), [&](const Graph& graph) {
        for (const Block& block : graph.blocks) {
            const std::int64_t mark = markOf(block);
            items[&block] = {mark, {}};
            items[&block.merge] = {mark, "merge"};
            for (const auto& [name, value] : block.params)
                items[&value] = {mark, "." + name};
        }
    });
    std::vector<const void*> itemOf(binding.tree.size(), nullptr);
    for (const auto& [key, decision] : binding.decisions)
        itemOf[static_cast<std::size_t>(decision)] = key.item;
    std::vector<Named> result;
    std::set<std::string> taken{"params", "macs", "activations", "depth"};
    std::map<std::pair<std::int64_t, std::string>, int> counts;
    for (std::size_t i = 0; i < binding.tree.size(); ++i) {
        const auto item = items.find(itemOf[i]);
        const std::string variable = Constraints::variableName(binding.tree.decisions[i].name);
        const bool hidden = !taken.insert(variable).second;
        Key key{-1, binding.tree.decisions[i].name, 0}; // one of a table
        if (item != items.end())
            key = {item->second.mark, item->second.what, counts[{item->second.mark, item->second.what}]++};
        result.push_back({std::move(key), variable, hidden});
    }
    return result;
}

std::string DecisionNames::follow() const
{
    if (m_space == nullptr)
        return {};
    std::map<Key, const Named*> now;
    const std::vector<Named> after = named();
    for (const Named& each : after)
        now.emplace(each.key, &each);
    const std::set<std::string> used = wordsOf(m_space->constraints);
    std::map<std::string, std::string> words;
    for (const Named& old : m_before) {
        if (old.hidden || used.count(old.variable) == 0)
            continue;
        const auto found = now.find(old.key);
        if (found == now.end())
            continue;
        if (found->second->hidden)
            return fmt::format("a constraint uses '{}', and could not tell it from another decision of that name",
                               old.variable);
        if (found->second->variable != old.variable)
            words[old.variable] = found->second->variable;
    }
    if (words.empty())
        return {};
    for (std::string& constraint : m_space->constraints)
        constraint = withNewWords(constraint, words);
    return {};
}

} // namespace cw::space

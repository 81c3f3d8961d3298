// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/candidate.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "core/base/hash.h"

namespace cw::space {

namespace {

Error badCandidate(const std::string& what, const std::string& where)
{
    return Error(ErrorCode::Config, what, where);
}

/// Values given by name, as parsed numbers; which of them are due is known only parent by parent.
using Given = std::map<std::string, double, std::less<>>;

Result<Candidate> assemble(const DecisionTree& tree, const Given& given, const std::string& where)
{
    Candidate candidate;
    candidate.values.assign(tree.size(), kInactive);
    for (std::size_t i = 0; i < tree.size(); ++i) {
        const Decision& decision = tree.decisions[i];
        const auto found = given.find(decision.name);
        const bool active = isConditionMet(decision.condition, candidate);
        if (active && found == given.end())
            return badCandidate(fmt::format("no value for the decision '{}'", decision.name), where);
        if (!active && found != given.end())
            return badCandidate(fmt::format("the decision '{}' has a value but is not active here ('{}' decides that)",
                                            decision.name,
                                            tree.decisions[static_cast<std::size_t>(decision.condition.parent)].name),
                                where);
        if (active)
            candidate.values[i] = found->second;
    }
    return candidate;
}

Result<const Decision*> findDecision(const DecisionTree& tree, std::string_view name, const std::string& where)
{
    const int index = tree.find(name);
    if (index >= 0)
        return &tree.decisions[static_cast<std::size_t>(index)];
    std::string known;
    for (std::size_t i = 0; i < tree.size() && i < 12; ++i)
        known += (i == 0 ? "" : ", ") + tree.decisions[i].name;
    if (tree.size() > 12)
        known += ", ...";
    return badCandidate(fmt::format("unknown decision '{}', expected one of {}", name, known), where);
}

Json valueToJson(const Domain& domain, double value)
{
    switch (domain.kind) {
    case DomainKind::Integer:
        return static_cast<std::int64_t>(value);
    case DomainKind::Real:
    case DomainKind::LogReal:
        return value;
    case DomainKind::Categorical:
    case DomainKind::Subset:
        break;
    }
    return domain.valueText(value);
}

Result<double> valueFromJson(const Decision& decision, const Json& json, const std::string& where)
{
    const Domain& domain = decision.domain;
    const bool named = domain.kind == DomainKind::Categorical || domain.kind == DomainKind::Subset;
    if (named && json.is_string())
        return domain.parseValue(json.get_ref<const std::string&>(), fmt::format("{}: {}", where, decision.name));
    if (!named && json.is_number() && domain.contains(json.get<double>() + 0.0))
        return json.get<double>() + 0.0;
    return badCandidate(fmt::format("'{}' cannot be {}", decision.name, json.dump()), where);
}

} // namespace

std::size_t CandidateHash::operator()(const Candidate& candidate) const noexcept
{
    std::uint64_t hash = candidate.values.size();
    for (const double value : candidate.values)
        hash = mix64(hash, std::bit_cast<std::uint64_t>(value));
    return static_cast<std::size_t>(hash);
}

bool isConditionMet(const Condition& condition, const Candidate& candidate) noexcept
{
    if (condition.parent < 0)
        return true;
    // An inactive parent is NaN, which equals nothing.
    const double value = candidate.values[static_cast<std::size_t>(condition.parent)];
    if (condition.ofMember) {
        const std::uint64_t mask = std::isnan(value) ? 0 : static_cast<std::uint64_t>(value);
        return std::any_of(condition.values.begin(), condition.values.end(),
                           [mask](double member) { return (mask >> static_cast<unsigned>(member) & 1) != 0; });
    }
    return std::find(condition.values.begin(), condition.values.end(), value) != condition.values.end();
}

std::string toText(const DecisionTree& tree, const Candidate& candidate)
{
    std::string text;
    for (std::size_t i = 0; i < tree.size(); ++i) {
        if (!candidate.isActive(i))
            continue;
        if (!text.empty())
            text += ';';
        text += tree.decisions[i].name + '=' + tree.decisions[i].domain.valueText(candidate.values[i]);
    }
    return text;
}

Result<Candidate> candidateFromText(const DecisionTree& tree, std::string_view text, const std::string& where)
{
    Given given;
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t end = std::min(text.find(';', start), text.size());
        const std::string_view part = text.substr(start, end - start);
        const std::size_t equals = part.find('=');
        if (equals == std::string_view::npos)
            return badCandidate(fmt::format("expected 'decision=value', found '{}'", part), where);
        const std::string_view name = part.substr(0, equals);
        const auto decision = findDecision(tree, name, where);
        if (!decision)
            return decision.error();
        const auto value = (*decision)->domain.parseValue(part.substr(equals + 1), fmt::format("{}: {}", where, name));
        if (!value)
            return value.error();
        if (!given.emplace(name, *value).second)
            return badCandidate(fmt::format("the decision '{}' is given twice", name), where);
        start = end + 1;
    }
    return assemble(tree, given, where);
}

Json toJson(const DecisionTree& tree, const Candidate& candidate)
{
    Json json = Json::object();
    for (std::size_t i = 0; i < tree.size(); ++i) {
        if (candidate.isActive(i))
            json[tree.decisions[i].name] = valueToJson(tree.decisions[i].domain, candidate.values[i]);
    }
    return json;
}

Result<Candidate> candidateFromJson(const DecisionTree& tree, const Json& json, const std::string& where)
{
    if (!json.is_object())
        return badCandidate(fmt::format("expected an object of decisions, found {}", json.type_name()), where);
    Given given;
    for (const auto& [name, item] : json.items()) {
        const auto decision = findDecision(tree, name, where);
        if (!decision)
            return decision.error();
        const auto value = valueFromJson(**decision, item, where);
        if (!value)
            return value.error();
        given.emplace(name, *value);
    }
    return assemble(tree, given, where);
}

Result<Done> checkCandidate(const DecisionTree& tree, const Candidate& candidate, const std::string& where)
{
    if (candidate.values.size() != tree.size())
        return badCandidate(fmt::format("expected {} values, found {}", tree.size(), candidate.values.size()), where);
    for (std::size_t i = 0; i < tree.size(); ++i) {
        const Decision& decision = tree.decisions[i];
        const double value = candidate.values[i];
        if (isConditionMet(decision.condition, candidate)) {
            if (!decision.domain.contains(value))
                return badCandidate(fmt::format("the decision '{}' cannot be {}", decision.name, value), where);
        } else if (std::bit_cast<std::uint64_t>(value) != std::bit_cast<std::uint64_t>(kInactive)) {
            return badCandidate(
                fmt::format("the decision '{}' is not active, but has the value {}", decision.name, value), where);
        }
    }
    return Done{};
}

} // namespace cw::space

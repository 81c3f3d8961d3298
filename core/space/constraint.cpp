// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/constraint.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <mutex>

#include <fmt/format.h>
#include <muParser.h>

namespace cw::space {

namespace {

constexpr std::array<const char*, 4> kCosts{"params", "macs", "activations", "depth"};

bool isWordCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
}

/// Whether somewhere a single = stands, which muParser takes for an assignment to the variable before it.
bool assigns(const std::string& expression)
{
    for (std::size_t i = 0; i < expression.size(); ++i) {
        if (expression[i] != '=')
            continue;
        if (i + 1 < expression.size() && expression[i + 1] == '=')
            ++i;
        else if (i == 0 || std::string_view("<>!").find(expression[i - 1]) == std::string_view::npos)
            return true;
    }
    return false;
}

bool compares(const std::string& expression)
{
    constexpr std::array<std::string_view, 6> operators{"<", ">", "==", "!=", "&&", "||"};
    return std::any_of(operators.begin(), operators.end(),
                       [&](std::string_view each) { return expression.find(each) != std::string::npos; });
}

/// The names that an expression may use, or empty where they are too many for a message.
std::string usableNames(const mu::Parser& parser)
{
    constexpr std::size_t most = 16;
    std::vector<std::string> names;
    for (const auto& [name, variable] : parser.GetVar())
        names.push_back(name);
    return names.size() > most ? std::string() : fmt::format(", expected names among {}", fmt::join(names, ", "));
}

/// Evaluates once. Returns the sentence that says why the expression is no constraint, or empty.
std::string problemOf(mu::Parser& parser, const std::string& expression)
{
    if (assigns(expression))
        return "a single = would set a value, write == to compare";
    int results = 0;
    try {
        parser.SetExpr(expression);
        parser.Eval(results);
    } catch (const mu::Parser::exception_type& problem) {
        return problem.GetMsg() + usableNames(parser);
    }
    if (results != 1)
        return fmt::format("expected one expression, found {} separated by commas, write && between them", results);
    if (parser.GetUsedVar().empty())
        return "it has the same value for every candidate, compare a cost or a decision" + usableNames(parser);
    if (!compares(expression))
        return "it compares nothing, write a comparison such as params <= 5e5";
    return {};
}

} // namespace

/// The parsers read the variables in place, so that they are parsed once; hence one evaluation at a time.
struct Constraints::State {
    std::mutex mutex;
    std::vector<Domain> domains;
    std::vector<double> variables; ///< decisions, then costs
    std::vector<mu::Parser> parsers;
    bool needsCosts = false;
};

std::string Constraints::variableName(const std::string& decision)
{
    std::string name;
    for (const char c : decision)
        name += isWordCharacter(c) ? c : '_';
    const bool letter = !name.empty() && ((name[0] >= 'a' && name[0] <= 'z') || (name[0] >= 'A' && name[0] <= 'Z'));
    return letter || (!name.empty() && name[0] == '_') ? name : '_' + name;
}

double Constraints::number(const Domain& domain, double value)
{
    if (domain.kind != DomainKind::Categorical)
        return value;
    return spelledNumber(domain.valueText(value)).value_or(value);
}

std::optional<double> Constraints::spelledNumber(std::string_view text)
{
    double number = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    return failure == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

Result<Constraints> Constraints::parse(const DecisionTree& tree, const std::vector<std::string>& expressions)
{
    Constraints result;
    result.m_state = std::make_shared<State>();
    State& state = *result.m_state;
    for (const Decision& decision : tree.decisions)
        state.domains.push_back(decision.domain);
    state.variables.assign(tree.size() + kCosts.size(), 0);
    for (const std::string& expression : expressions) {
        mu::Parser parser;
        parser.DefineNameChars("0123456789_.abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
        for (std::size_t i = 0; i < kCosts.size(); ++i)
            parser.DefineVar(kCosts[i], &state.variables[tree.size() + i]);
        for (std::size_t i = 0; i < tree.size(); ++i) {
            const std::string name = variableName(tree.decisions[i].name);
            if (parser.GetVar().count(name) == 0) // a decision called as a cost stays hidden behind it
                parser.DefineVar(name, &state.variables[i]);
        }
        if (const std::string problem = problemOf(parser, expression); !problem.empty())
            return Error(ErrorCode::Config, problem, fmt::format("constraint '{}'", expression));
        for (const auto& [name, variable] : parser.GetUsedVar())
            state.needsCosts = state.needsCosts || variable >= &state.variables[tree.size()];
        state.parsers.push_back(std::move(parser));
    }
    return result;
}

bool Constraints::empty() const
{
    return m_state->parsers.empty();
}
bool Constraints::needsCosts() const
{
    return m_state->needsCosts;
}

bool Constraints::allow(const Candidate& candidate, const Costs& costs) const
{
    State& state = *m_state;
    const std::lock_guard lock(state.mutex);
    const std::size_t decisions = state.domains.size();
    for (std::size_t i = 0; i < decisions; ++i)
        state.variables[i] = candidate.isActive(i) ? number(state.domains[i], candidate.values[i]) : 0;
    state.variables[decisions] = static_cast<double>(costs.parameters);
    state.variables[decisions + 1] = static_cast<double>(costs.macs);
    state.variables[decisions + 2] = static_cast<double>(costs.activations);
    state.variables[decisions + 3] = costs.depth;
    for (mu::Parser& parser : state.parsers) {
        try {
            if (parser.Eval() == 0)
                return false;
        } catch (const mu::Parser::exception_type&) {
            return false; // such as a division by zero: not a candidate that satisfies it
        }
    }
    return true;
}

} // namespace cw::space

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/edit/decision_numbers.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include <fmt/format.h>

#include "core/space/constraint.h"
#include "core/space/edit/constraint_words.h"
#include "core/space/edit/editing.h"

namespace cw::space {

namespace {

/// What became of a value.
struct Renumbered {
    double before = 0;
    std::optional<double> after; ///< none: it is gone
};

struct Change {
    std::vector<Renumbered> values;
    std::vector<double> added; ///< numbers of values that are new
};

Change changeOf(const NumberedValues& before, const NumberedValues& after)
{
    Change change;
    std::vector<bool> taken(after.what.size(), false);
    for (std::size_t i = 0; i < before.what.size(); ++i) {
        const auto found = std::find(after.what.begin(), after.what.end(), before.what[i]);
        change.values.push_back({before.numbers[i], {}});
        if (found == after.what.end())
            continue;
        const auto place = static_cast<std::size_t>(found - after.what.begin());
        taken[place] = true;
        change.values.back().after = after.numbers[place];
    }
    for (std::size_t i = 0; i < taken.size(); ++i) {
        if (!taken[i])
            change.added.push_back(after.numbers[i]);
    }
    const auto isGone = [](const Renumbered& value) { return !value.after; };
    const auto gone = std::count_if(change.values.begin(), change.values.end(), isGone);
    if (before.inPlace && static_cast<std::size_t>(gone) == change.added.size()) {
        auto next = change.added.begin();
        for (Renumbered& value : change.values) {
            if (isGone(value))
                value.after = *next++;
        }
        change.added.clear();
    }
    return change;
}

bool holds(double value, std::string_view op, double number)
{
    if (op == "==")
        return value == number;
    if (op == "!=")
        return value != number;
    if (op == "<")
        return value < number;
    if (op == "<=")
        return value <= number;
    return op == ">" ? value > number : value >= number;
}

/// The operator with its sides exchanged.
std::string_view mirrored(std::string_view op)
{
    if (op == "<")
        return ">";
    if (op == "<=")
        return ">=";
    if (op == ">")
        return "<";
    return op == ">=" ? "<=" : op;
}

/// `variable op number`, whichever stands first.
struct Comparison {
    std::string_view op;
    double number = 0;
    std::string_view written; ///< the number
    std::string_view whole;
};

template <std::size_t N>
bool isOneOf(std::string_view word, const std::string_view (&words)[N])
{
    return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

/// The comparison with a number that the word at that place takes part in, where nothing is counted with its sides.
std::optional<Comparison> comparisonAt(const std::vector<std::string_view>& words, std::size_t place)
{
    constexpr std::string_view comparing[]{"==", "!=", "<", "<=", ">", ">="};
    constexpr std::string_view before[]{"", "(", "&&", "||", ",", "?", ":"};
    constexpr std::string_view behind[]{"", ")", "&&", "||", ",", "?", ":"};
    const auto word = [&](std::size_t at) { return at < words.size() ? words[at] : std::string_view(); };
    for (const std::size_t first : {place, place - 2}) {
        const std::size_t other = first == place ? place + 2 : first;
        const auto number = other < words.size() ? Constraints::spelledNumber(word(other)) : std::nullopt;
        if (!number || !isOneOf(word(first + 1), comparing) || !isOneOf(word(first - 1), before) ||
            !isOneOf(word(first + 3), behind))
            continue;
        const std::string_view last = word(first + 2);
        const char* const start = word(first).data();
        return Comparison{first == place ? word(first + 1) : mirrored(word(first + 1)), *number, word(other),
                          std::string_view(start, static_cast<std::size_t>(last.data() + last.size() - start))};
    }
    return {};
}

/// A constraint while the numbers of one decision change.
class Rewriting {
public:
    Rewriting(const std::string& constraint, const std::string& variable, const Change& change, DomainKind kind)
        : m_constraint(constraint)
        , m_variable(variable)
        , m_change(change)
        , m_kind(kind)
    {
    }

    /// Empty: every candidate meets it.
    Result<std::string> run() const
    {
        const std::vector<std::string_view> words = constraintWords(m_constraint);
        std::string result;
        const char* done = m_constraint.data();
        for (std::size_t i = 0; i < words.size(); ++i) {
            if (words[i] != m_variable)
                continue;
            const auto comparison = comparisonAt(words, i);
            if (!comparison && keepsNumbers())
                continue;
            if (!comparison)
                return countsWithNumbers();
            const auto written = m_kind == DomainKind::Subset ? ofMembers(*comparison) : ofValues(*comparison);
            if (!written)
                return written.error();
            if (written->empty() && words.size() == 3)
                return std::string();
            if (written->empty())
                return isGone(*comparison);
            result.append(done, comparison->whole.data());
            result += *written;
            done = comparison->whole.data() + comparison->whole.size();
        }
        return result.append(done, m_constraint.data() + m_constraint.size());
    }

private:
    bool keepsNumbers() const
    {
        return std::all_of(m_change.values.begin(), m_change.values.end(),
                           [](const Renumbered& value) { return !value.after || *value.after == value.before; });
    }
    Error countsWithNumbers() const
    {
        return refusal(fmt::format("the constraint '{}' counts with the numbers of what '{}' can be, which would "
                                   "change; change or remove the constraint first",
                                   m_constraint, m_variable));
    }
    Error isGone(const Comparison& comparison) const
    {
        return refusal(fmt::format("'{}' in the constraint '{}' is about what would be gone; change or remove the "
                                   "constraint first",
                                   comparison.whole, m_constraint));
    }

    std::string withNumber(const Comparison& comparison, double number) const
    {
        const auto before = static_cast<std::size_t>(comparison.written.data() - comparison.whole.data());
        return fmt::format("{}{}{}", comparison.whole.substr(0, before), number,
                           comparison.whole.substr(before + comparison.written.size()));
    }

    /// The comparison with what has other numbers now; empty: it always holds. Errors: it never does, or cannot be said
    Result<std::string> ofValues(const Comparison& comparison) const
    {
        std::vector<double> wanted;
        std::vector<double> others;
        bool wasConstant = true;
        const bool first = holds(m_change.values.front().before, comparison.op, comparison.number);
        for (const Renumbered& value : m_change.values) {
            const bool held = holds(value.before, comparison.op, comparison.number);
            wasConstant = wasConstant && held == first;
            if (value.after)
                (held ? wanted : others).push_back(*value.after);
        }
        if (wasConstant)
            return std::string(comparison.whole); // as much about nothing as before
        if (wanted.empty())
            return isGone(comparison);
        if (others.empty() && m_change.added.empty())
            return std::string();
        std::vector<double>& withAdded = comparison.op == "!=" ? wanted : others;
        withAdded.insert(withAdded.end(), m_change.added.begin(), m_change.added.end());
        std::sort(wanted.begin(), wanted.end());
        const auto says = [&](double number) {
            const auto held = [&](double value) { return holds(value, comparison.op, number); };
            return std::all_of(wanted.begin(), wanted.end(), held) && std::none_of(others.begin(), others.end(), held);
        };
        if (says(comparison.number))
            return std::string(comparison.whole);
        for (const auto& numbers : {wanted, others}) {
            for (const double number : numbers) {
                if (says(number))
                    return withNumber(comparison, number);
            }
        }
        std::string list;
        for (const double number : wanted) {
            if (std::find(others.begin(), others.end(), number) != others.end())
                return countsWithNumbers();
            list += fmt::format("{}{} == {}", list.empty() ? "" : " || ", m_variable, number);
        }
        return '(' + list + ')';
    }

    Result<std::string> ofMembers(const Comparison& comparison) const
    {
        if (comparison.op != "==" && comparison.op != "!=")
            return countsWithNumbers();
        double left = comparison.number;
        double mask = 0;
        for (auto value = m_change.values.rbegin(); value != m_change.values.rend(); ++value) {
            if (left < value->before)
                continue;
            if (!value->after)
                return isGone(comparison);
            left -= value->before;
            mask += *value->after;
        }
        // Else it was none of them.
        return left == 0 && mask != comparison.number ? withNumber(comparison, mask) : std::string(comparison.whole);
    }

    const std::string& m_constraint;
    const std::string& m_variable;
    const Change& m_change;
    DomainKind m_kind;
};

} // namespace

Result<Done> renumberValues(std::vector<std::string>& constraints, const std::string& variable,
                            const NumberedValues& before, const NumberedValues& after)
{
    if (before.numbers.empty())
        return Done{};
    Change change = before.kind == after.kind ? changeOf(before, after) : Change{};
    const auto isSame = [](const Renumbered& value) { return value.after && *value.after == value.before; };
    if (before.kind == after.kind && std::all_of(change.values.begin(), change.values.end(), isSame))
        return Done{};
    std::vector<std::string> written;
    for (const std::string& constraint : constraints) {
        const std::vector<std::string_view> words = constraintWords(constraint);
        if (std::find(words.begin(), words.end(), variable) == words.end()) {
            written.push_back(constraint);
            continue;
        }
        if (before.kind != after.kind)
            return refusal(fmt::format("the constraint '{}' compares '{}' by a number that would mean something else; "
                                       "change or remove the constraint first",
                                       constraint, variable));
        auto rewritten = Rewriting(constraint, variable, change, before.kind).run();
        if (!rewritten)
            return rewritten.error();
        if (!rewritten->empty())
            written.push_back(std::move(*rewritten));
    }
    constraints = std::move(written);
    return Done{};
}

} // namespace cw::space

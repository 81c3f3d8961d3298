// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/inspector/param_state.h"

#include <algorithm>
#include <cmath>

#include "core/space/domain_json.h"
#include "core/space/param_value.h"

namespace cw::ui {

namespace {

using space::Domain;
using space::DomainKind;

constexpr std::size_t kFewValues = 6;   ///< a range of so many becomes a choice of all of them
constexpr double kUsualWidth = 16;      ///< of a layer whose width follows its input so far
constexpr double kLogSpan = 1e4;        ///< a legal range this wide is searched on a logarithmic scale
constexpr double kSmall = 0.01;         ///< and so is a number below this
constexpr std::size_t kMostTyped = 128; ///< characters of a value; the names of decisions have the same bound

double clamped(const ParamSpec& spec, double value)
{
    return std::clamp(value, spec.min, spec.max) + 0.0; // -0 becomes 0
}

std::string numberText(const ParamSpec& spec, double value)
{
    const bool whole = spec.type == ParamType::Int || (value == std::floor(value) && std::abs(value) < 1e9);
    return whole ? Json(static_cast<std::int64_t>(value)).dump() : Json(value).dump();
}

std::string textOf(const Json& value)
{
    return value.is_string() ? value.get<std::string>() : value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<double> numberOf(const ParamSpec& spec, const std::string& text)
{
    const auto value = ParamSchema{spec}.parse(spec.name, text, {});
    return value && value->is_number() ? std::optional(value->get<double>()) : std::nullopt;
}

std::vector<double> numbersOf(const ParamSpec& spec, const std::vector<std::string>& texts)
{
    std::vector<double> numbers;
    for (const std::string& text : texts) {
        if (const auto number = numberOf(spec, text))
            numbers.push_back(*number);
    }
    std::sort(numbers.begin(), numbers.end());
    return numbers;
}

/// Numbers that a person would try next to this one: kernels go by two, widths by doubling.
std::vector<double> neighbours(const ParamSpec& spec, double value)
{
    if (spec.type == ParamType::Real) {
        if (value == 0)
            return spec.max <= 1 ? std::vector<double>{0, spec.max / 10, spec.max / 5} : std::vector<double>{0, 1};
        return {value / 2, value, value * 2};
    }
    if (value == 0 && spec.scalesWithWidth)
        return {0, kUsualWidth, 2 * kUsualWidth};
    const bool odd = std::fmod(value, 2) != 0;
    if (odd && value >= 3)
        return {value - 2, value, value + 2};
    if (value >= 8)
        return {value / 2, value, value * 2};
    return {value - 1, value, value + 1};
}

Domain choiceAround(const ParamSpec& spec, const Json& value)
{
    if (spec.type == ParamType::Bool)
        return Domain::categorical({"false", "true"});
    std::vector<std::string> names;
    if (spec.type == ParamType::Choice) {
        const auto at = std::find(spec.choices.begin(), spec.choices.end(), textOf(value));
        const auto here = static_cast<std::ptrdiff_t>(at == spec.choices.end() ? 0 : at - spec.choices.begin());
        const auto all = static_cast<std::ptrdiff_t>(spec.choices.size());
        for (std::ptrdiff_t i = std::max<std::ptrdiff_t>(0, here - 1); i < std::min(all, here + 2); ++i)
            names.push_back(spec.choices[static_cast<std::size_t>(i)]);
    } else if (isNumber(spec) && value.is_number()) {
        for (const double near : neighbours(spec, value.get<double>())) {
            const std::string text = numberText(spec, near);
            if (near >= spec.min && near <= spec.max && std::find(names.begin(), names.end(), text) == names.end())
                names.push_back(text);
        }
    } else {
        names.push_back(textOf(value));
    }
    return Domain::categorical(std::move(names));
}

Domain realRange(const ParamSpec& spec, double value)
{
    const bool wide = spec.min > 0 && spec.max / spec.min >= kLogSpan;
    if (value > 0 && (wide || value < kSmall))
        return Domain::logReal(std::max(spec.min, value / 10), clamped(spec, value * 10));
    if (value == 0)
        return Domain::real(clamped(spec, 0), clamped(spec, spec.max <= 1 ? spec.max / 2 : 1));
    return Domain::real(clamped(spec, std::min(value / 2, value * 2)), clamped(spec, std::max(value / 2, value * 2)));
}

Domain rangeAround(const ParamSpec& spec, double value)
{
    if (spec.type == ParamType::Real)
        return realRange(spec, value);
    if (value == 0 && spec.scalesWithWidth)
        return Domain::integer(kUsualWidth, 4 * kUsualWidth, kUsualWidth / 2);
    if (std::fmod(value, 2) != 0 && value >= 3)
        return Domain::integer(clamped(spec, value - 2), clamped(spec, value + 2), 2);
    if (value >= 8) {
        const double low = clamped(spec, std::floor(value / 2));
        return Domain::integer(low, clamped(spec, value * 2), std::max(1.0, std::floor(value / 4)));
    }
    return Domain::integer(clamped(spec, value - 1), clamped(spec, value + 1));
}

/// The ends of a list of numbers, in steps that hit as many of them as possible.
Domain rangeOver(const ParamSpec& spec, const std::vector<double>& numbers)
{
    if (spec.type == ParamType::Real)
        return Domain::real(numbers.front(), numbers.back());
    double step = numbers.size() > 1 ? numbers.back() - numbers.front() : 1;
    for (std::size_t i = 1; i < numbers.size(); ++i)
        step = std::min(step, numbers[i] - numbers[i - 1]);
    return Domain::integer(numbers.front(), numbers.back(), std::max(1.0, step));
}

/// All values of a small range, else its ends and its middle.
Domain choiceOver(const ParamSpec& spec, const Domain& range)
{
    std::vector<double> values;
    const std::uint64_t count = range.count();
    if (range.kind == DomainKind::Integer && count <= kFewValues) {
        for (std::uint64_t i = 0; i < count; ++i)
            values.push_back(range.low + static_cast<double>(i) * range.step);
    } else if (range.kind == DomainKind::Integer) {
        const double middle = range.low + std::floor(static_cast<double>(count) / 2) * range.step;
        values = {range.low, middle, range.low + static_cast<double>(count - 1) * range.step};
    } else {
        const bool log = range.kind == DomainKind::LogReal;
        values = {range.low, log ? std::sqrt(range.low * range.high) : (range.low + range.high) / 2, range.high};
    }
    values.erase(std::unique(values.begin(), values.end()), values.end());
    std::vector<std::string> names;
    for (const double value : values)
        names.push_back(numberText(spec, value));
    return Domain::categorical(std::move(names));
}

bool allows(const ParamSpec& spec, const Domain& domain, const Json& value)
{
    if (domain.kind == DomainKind::Categorical)
        return std::any_of(domain.choices.begin(), domain.choices.end(), [&](const std::string& choice) {
            const auto read = ParamSchema{spec}.parse(spec.name, choice, {});
            return read && *read == value;
        });
    return value.is_number() && domain.contains(value.get<double>());
}

/// What a searched parameter is when it is searched no more: what it was, else its default, else from the middle.
Json oneOf(const ParamSpec& spec, const Domain& domain, const Json& remembered)
{
    for (const Json& candidate : {remembered, spec.defaultValue}) {
        if (!candidate.is_null() && allows(spec, domain, candidate))
            return candidate;
    }
    if (!remembered.is_null())
        return remembered;
    if (domain.kind == DomainKind::Categorical) {
        for (std::size_t i = domain.choices.size() / 2; i < domain.choices.size(); ++i) {
            if (auto value = ParamSchema{spec}.parse(spec.name, domain.choices[i], {}))
                return *value;
        }
        return spec.defaultValue;
    }
    const Domain few = choiceOver(spec, domain);
    const auto value = ParamSchema{spec}.parse(spec.name, few.choices[few.choices.size() / 2], {});
    return value ? *value : spec.defaultValue;
}

} // namespace

bool isNumber(const ParamSpec& spec)
{
    return spec.type == ParamType::Int || spec.type == ParamType::Real;
}

ParamState stateOf(const ParamSpec& spec, const space::ParamValue* value, bool absent)
{
    ParamState state;
    if (value == nullptr) {
        state.value.fixed = spec.defaultValue;
        state.mode = absent ? ParamMode::Absent : ParamMode::Fixed;
        return state;
    }
    state.value = *value;
    state.mode = !value->of.empty() ? ParamMode::Given
                 : !value->domain   ? ParamMode::Fixed
                 : value->domain->kind == DomainKind::Categorical || value->domain->kind == DomainKind::Subset
                     ? ParamMode::Choice
                     : ParamMode::Range;
    state.changed = absent || state.mode != ParamMode::Fixed || value->fixed != spec.defaultValue;
    return state;
}

space::ParamValue valueIn(ParamMode mode, const ParamSpec& spec, const space::ParamValue& now, const Json& remembered,
                          const std::vector<std::string>& givers)
{
    space::ParamValue value{.extra = now.extra};
    const Json& known = remembered.is_null() ? spec.defaultValue : remembered;
    const Json& fixed = now.of.empty() && !now.domain && !now.fixed.is_null() ? now.fixed : known;
    switch (mode) {
    case ParamMode::Absent:
        break;
    case ParamMode::Fixed:
        value.fixed = now.domain ? oneOf(spec, *now.domain, remembered) : fixed;
        break;
    case ParamMode::Choice:
        value.domain = now.domain && now.domain->kind != DomainKind::Categorical ? choiceOver(spec, *now.domain)
                                                                                 : choiceAround(spec, fixed);
        break;
    case ParamMode::Range: {
        const std::vector<double> numbers = now.domain ? numbersOf(spec, now.domain->choices) : std::vector<double>{};
        value.domain = numbers.size() > 1 && numbers.front() < numbers.back()
                           ? rangeOver(spec, numbers)
                           : rangeAround(spec, fixed.is_number() ? fixed.get<double>() : clamped(spec, 0));
        break;
    }
    case ParamMode::Given: {
        // A giver of the same name is what is meant most often.
        const auto same = std::find_if(givers.begin(), givers.end(), [&](const std::string& name) {
            return name == spec.name || name.ends_with('.' + spec.name);
        });
        value.of = same != givers.end() ? *same : givers.empty() ? std::string() : givers.front();
        break;
    }
    }
    return value;
}

std::string valueProblem(const ParamSpec& spec, const space::ParamValue& value)
{
    const ParamSchema schema{spec};
    const auto problemOf = [&](const Json& json) {
        const auto settings = schema.resolve(Json{{spec.name, json}}, {});
        return settings ? std::string() : settings.error().problem();
    };
    if (!value.of.empty())
        return {};
    if (!value.domain)
        return problemOf(value.fixed);
    if (std::string problem = space::domainProblem(*value.domain); !problem.empty())
        return problem;
    if (value.domain->kind != DomainKind::Categorical) {
        for (const double end : {value.domain->low, value.domain->high}) {
            const auto json = space::paramJson(spec, *value.domain, end);
            if (std::string problem = json ? problemOf(*json) : json.error().problem(); !problem.empty())
                return problem;
        }
        return {};
    }
    for (const std::string& choice : value.domain->choices) {
        if (const auto json = schema.parse(spec.name, choice, {}); !json)
            return json.error().problem();
    }
    return {};
}

Result<std::string> choiceText(const ParamSpec& spec, const std::string& typed)
{
    if (typed.size() > kMostTyped)
        return Error(ErrorCode::Usage, "a value has at most 128 characters");
    auto value = ParamSchema{spec}.parse(spec.name, typed, {});
    if (!value)
        return value.error();
    if (spec.type == ParamType::Real && value->get<double>() == 0)
        return std::string("0"); // also of -0
    std::string text = spec.type == ParamType::Real ? Json::parse(typed, nullptr, false).dump() : textOf(*value);
    if (spec.type == ParamType::Real && !numberOf(spec, text))
        text = value->dump(); // "1." and ".5" are numbers, but not in a document
    if (std::string problem = space::nameProblem(text); !problem.empty())
        return Error(ErrorCode::Usage, problem);
    return text;
}

std::size_t placeAmong(const std::vector<std::string>& choices, const std::string& value)
{
    const auto numberIn = [](const std::string& text) -> std::optional<double> {
        const Json json = Json::parse(text, nullptr, false);
        return json.is_number() ? std::optional(json.get<double>()) : std::nullopt;
    };
    const auto added = numberIn(value);
    double last = -std::numeric_limits<double>::infinity();
    std::size_t place = 0;
    for (const std::string& choice : choices) {
        const auto number = numberIn(choice);
        if (!added || !number || *number < last)
            return choices.size();
        last = *number;
        place += *number < *added ? 1 : 0;
    }
    return place;
}

} // namespace cw::ui

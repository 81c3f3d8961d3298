// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/decision.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "core/base/param_schema.h"

namespace cw::space {

namespace {

std::uint64_t binomial(std::uint64_t n, std::uint64_t k)
{
    // Exact: every partial product is a binomial coefficient; n <= 52 keeps it below 2^58.
    std::uint64_t result = 1;
    for (std::uint64_t i = 0; i < k; ++i)
        result = result * (n - i) / (i + 1);
    return result;
}

std::string subsetText(const Domain& domain, double value)
{
    const auto mask = static_cast<std::uint64_t>(value);
    std::string text;
    for (std::size_t i = 0; i < domain.choices.size(); ++i) {
        if ((mask >> i & 1) == 0)
            continue;
        if (!text.empty())
            text += '+';
        text += domain.choices[i];
    }
    return text;
}

Result<double> parseSubset(const Domain& domain, std::string_view text, const std::string& where)
{
    std::uint64_t mask = 0;
    for (std::size_t start = 0; !text.empty() && start <= text.size();) {
        const std::size_t end = std::min(text.find('+', start), text.size());
        const std::string_view member = text.substr(start, end - start);
        const auto found = std::find(domain.choices.begin(), domain.choices.end(), member);
        if (found == domain.choices.end())
            return Error(ErrorCode::Config, fmt::format("'{}' is not one of {}", member, joinNames(domain.choices)),
                         where);
        mask |= std::uint64_t{1} << (found - domain.choices.begin());
        start = end + 1;
    }
    if (!domain.contains(static_cast<double>(mask)))
        return Error(
            ErrorCode::Config,
            fmt::format("expected {} to {} members, found {}", domain.minSize, domain.maxSize, std::popcount(mask)),
            where);
    return static_cast<double>(mask);
}

Result<double> parseNumber(const Domain& domain, std::string_view text, const std::string& where)
{
    double value = 0;
    const char* end = text.data() + text.size();
    const auto [stop, failure] = std::from_chars(text.data(), end, value);
    value += 0.0; // -0.0 becomes +0.0: candidates are compared bit for bit
    if (failure != std::errc() || stop != end || !domain.contains(value)) {
        const std::string step =
            domain.kind == DomainKind::Integer && domain.step != 1 ? fmt::format(" in steps of {}", domain.step) : "";
        return Error(ErrorCode::Config,
                     fmt::format("expected {} from {} to {}{}, found '{}'",
                                 domain.kind == DomainKind::Integer ? "a whole number" : "a number", domain.low,
                                 domain.high, step, text),
                     where);
    }
    return value;
}

} // namespace

Domain Domain::categorical(std::vector<std::string> choices)
{
    return {.kind = DomainKind::Categorical, .choices = std::move(choices)};
}
Domain Domain::integer(double low, double high, double step)
{
    return {.kind = DomainKind::Integer, .low = low, .high = high, .step = step};
}
Domain Domain::real(double low, double high)
{
    return {.kind = DomainKind::Real, .low = low, .high = high};
}
Domain Domain::logReal(double low, double high)
{
    return {.kind = DomainKind::LogReal, .low = low, .high = high};
}

std::uint64_t Domain::count() const
{
    switch (kind) {
    case DomainKind::Categorical:
        return choices.size();
    case DomainKind::Integer:
        return high < low ? 0 : static_cast<std::uint64_t>((high - low) / step) + 1;
    case DomainKind::Real:
    case DomainKind::LogReal:
        return 0;
    case DomainKind::Subset: {
        std::uint64_t total = 0;
        for (int size = minSize; size <= maxSize; ++size)
            total += binomial(choices.size(), static_cast<std::uint64_t>(size));
        return total;
    }
    }
    return 0;
}

bool Domain::contains(double value) const
{
    if (!std::isfinite(value) || (value == 0 && std::signbit(value)))
        return false;
    switch (kind) {
    case DomainKind::Categorical:
        return value >= 0 && value < static_cast<double>(choices.size()) && value == std::floor(value);
    case DomainKind::Integer:
        return value >= low && value <= high && std::fmod(value - low, step) == 0;
    case DomainKind::Real:
    case DomainKind::LogReal:
        return value >= low && value <= high;
    case DomainKind::Subset: {
        if (value < 0 || value >= std::ldexp(1.0, static_cast<int>(choices.size())) || value != std::floor(value))
            return false;
        const int size = std::popcount(static_cast<std::uint64_t>(value));
        return size >= minSize && size <= maxSize;
    }
    }
    return false;
}

std::string Domain::valueText(double value) const
{
    switch (kind) {
    case DomainKind::Categorical:
        return choices.at(static_cast<std::size_t>(value));
    case DomainKind::Integer:
        return fmt::format("{}", static_cast<std::int64_t>(value));
    case DomainKind::Real:
    case DomainKind::LogReal:
        return fmt::format("{}", value);
    case DomainKind::Subset:
        return subsetText(*this, value);
    }
    return {};
}

Result<double> Domain::parseValue(std::string_view text, const std::string& where) const
{
    if (kind == DomainKind::Subset)
        return parseSubset(*this, text, where);
    if (kind != DomainKind::Categorical)
        return parseNumber(*this, text, where);
    const auto found = std::find(choices.begin(), choices.end(), text);
    if (found == choices.end())
        return Error(ErrorCode::Config, fmt::format("'{}' is not one of {}", text, joinNames(choices)), where);
    return static_cast<double>(found - choices.begin());
}

int DecisionTree::find(std::string_view name) const
{
    for (std::size_t i = 0; i < decisions.size(); ++i) {
        if (decisions[i].name == name)
            return static_cast<int>(i);
    }
    return -1;
}

} // namespace cw::space

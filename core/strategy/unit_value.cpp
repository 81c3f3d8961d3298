// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strategy/unit_value.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "core/base/assert.h"

namespace cw::strategy {

namespace {

/// floor(unit * count), which must not round up to count.
std::uint64_t shareOf(double unit, std::uint64_t count)
{
    return std::min(std::uint64_t(unit * double(count)), count - 1);
}

std::uint64_t choose(std::uint64_t n, std::uint64_t k)
{
    std::uint64_t ways = 1; // of 52 at most: no overflow
    for (std::uint64_t i = 1; i <= k; ++i)
        ways = ways * (n - k + i) / i;
    return ways;
}

/// Smaller subsets first; those of one size as numbers in ascending order.
double subsetAt(const space::Domain& domain, std::uint64_t number)
{
    const auto members = std::uint64_t(domain.choices.size());
    auto size = std::uint64_t(domain.minSize);
    for (; number >= choose(members, size); ++size)
        number -= choose(members, size);
    std::uint64_t mask = 0;
    for (std::uint64_t member = members; size > 0; --member) {
        // Subsets without this member come first: it is the highest of those left.
        const std::uint64_t without = member - 1 < size ? 0 : choose(member - 1, size);
        if (number < without)
            continue;
        number -= without;
        mask |= std::uint64_t{1} << (member - 1);
        --size;
    }
    return double(mask);
}

} // namespace

double valueAtUnit(const space::Domain& domain, double unit)
{
    CW_ASSERT(unit >= 0 && unit < 1);
    switch (domain.kind) {
    case space::DomainKind::Categorical:
        return double(shareOf(unit, domain.count()));
    case space::DomainKind::Integer:
        return domain.low + domain.step * double(shareOf(unit, domain.count())) + 0.0;
    case space::DomainKind::Real:
        return std::clamp(domain.low + unit * (domain.high - domain.low), domain.low, domain.high) + 0.0;
    case space::DomainKind::LogReal: {
        const double low = std::log(domain.low);
        return std::clamp(std::exp(low + unit * (std::log(domain.high) - low)), domain.low, domain.high);
    }
    case space::DomainKind::Subset:
        return subsetAt(domain, shareOf(unit, domain.count()));
    }
    return 0;
}

} // namespace cw::strategy

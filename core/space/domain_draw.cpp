// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/domain_draw.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "core/base/assert.h"

namespace cw::space {

namespace {

constexpr std::uint64_t kManyValues = 64;

/// Uniform over the members of one size; sizes weighted by how many subsets they have.
double drawSubset(const Domain& domain, Rng& rng)
{
    Domain oneSize = domain;
    std::uint64_t rank = rng.below(domain.count());
    int size = domain.minSize;
    for (;; ++size) {
        oneSize.minSize = oneSize.maxSize = size;
        const std::uint64_t count = oneSize.count();
        if (rank < count)
            break;
        rank -= count;
    }
    std::uint64_t mask = 0;
    for (const std::size_t member : rng.sampleIndices(domain.choices.size(), static_cast<std::size_t>(size)))
        mask |= std::uint64_t{1} << member;
    return static_cast<double>(mask);
}

double drawLogarithmic(const Domain& domain, Rng& rng)
{
    const double low = std::log(domain.low);
    const double value = std::exp(low + rng.uniform() * (std::log(domain.high) - low));
    return std::clamp(value, domain.low, domain.high); // exp(log(x)) may leave the domain by a last bit
}

/// The smallest mask from `mask` on with a legal number of members (of which there may be none): few steps even where
/// two of 52 are wanted.
std::uint64_t nextSubset(const Domain& domain, std::uint64_t mask)
{
    while (std::popcount(mask) > domain.maxSize)
        mask += mask & (~mask + 1); // carries the lowest run of members upwards
    for (std::uint64_t bit = 1; std::popcount(mask) < domain.minSize; bit <<= 1)
        mask |= bit;
    return mask;
}

std::vector<double> nearbySubsets(const Domain& domain, double current)
{
    std::vector<double> values;
    const auto mask = static_cast<std::uint64_t>(current);
    const auto keep = [&](std::uint64_t other) {
        if (domain.contains(static_cast<double>(other)))
            values.push_back(static_cast<double>(other));
    };
    for (std::size_t i = 0; i < domain.choices.size(); ++i) {
        const std::uint64_t bit = std::uint64_t{1} << i;
        keep(mask ^ bit);
        if ((mask & bit) == 0)
            continue;
        for (std::size_t j = 0; j < domain.choices.size(); ++j) {
            if ((mask >> j & 1) == 0)
                keep((mask ^ bit) | std::uint64_t{1} << j);
        }
    }
    return values;
}

} // namespace

double drawValue(const Domain& domain, Rng& rng)
{
    switch (domain.kind) {
    case DomainKind::Categorical:
        return static_cast<double>(rng.below(domain.choices.size()));
    case DomainKind::Integer:
        return domain.low + domain.step * static_cast<double>(rng.below(domain.count())) + 0.0;
    case DomainKind::Real:
        return domain.low + rng.uniform() * (domain.high - domain.low) + 0.0;
    case DomainKind::LogReal:
        return drawLogarithmic(domain, rng);
    case DomainKind::Subset:
        return drawSubset(domain, rng);
    }
    return 0;
}

double drawOther(const Domain& domain, double current, Rng& rng)
{
    CW_ASSERT(isMovable(domain));
    if (domain.kind == DomainKind::Categorical || domain.kind == DomainKind::Integer) {
        const bool named = domain.kind == DomainKind::Categorical;
        const double low = named ? 0 : domain.low;
        const double step = named ? 1 : domain.step;
        const double value = low + step * static_cast<double>(rng.below(domain.count() - 1));
        return (value < current ? value : value + step) + 0.0;
    }
    for (;;) {
        const double value = drawValue(domain, rng);
        if (value != current)
            return value;
    }
}

bool isMovable(const Domain& domain)
{
    if (domain.kind == DomainKind::Real || domain.kind == DomainKind::LogReal)
        return domain.low < domain.high;
    return domain.count() > 1;
}

double firstValue(const Domain& domain)
{
    switch (domain.kind) {
    case DomainKind::Categorical:
        return 0;
    case DomainKind::Integer:
        return domain.low + 0.0;
    case DomainKind::Real:
        return (domain.low + domain.high) / 2 + 0.0;
    case DomainKind::LogReal:
        return std::clamp(std::sqrt(domain.low * domain.high), domain.low, domain.high);
    case DomainKind::Subset:
        return static_cast<double>((std::uint64_t{1} << domain.minSize) - 1);
    }
    return 0;
}

double nextValue(const Domain& domain, double current)
{
    CW_ASSERT(domain.kind != DomainKind::Real && domain.kind != DomainKind::LogReal);
    if (domain.kind != DomainKind::Subset) {
        const double value = current + (domain.kind == DomainKind::Integer ? domain.step : 1) + 0.0;
        return domain.contains(value) ? value : std::nan("");
    }
    if (domain.maxSize == 0)
        return std::nan(""); // the empty subset has no successor
    const double next = static_cast<double>(nextSubset(domain, static_cast<std::uint64_t>(current) + 1));
    return domain.contains(next) ? next : std::nan("");
}

std::vector<double> nearbyValues(const Domain& domain, double current)
{
    if (domain.kind == DomainKind::Real || domain.kind == DomainKind::LogReal)
        return {};
    if (domain.kind == DomainKind::Subset)
        return nearbySubsets(domain, current);
    std::vector<double> values;
    if (domain.kind == DomainKind::Integer && domain.count() > kManyValues) {
        for (const double value : {current - domain.step, current + domain.step}) {
            if (domain.contains(value + 0.0))
                values.push_back(value + 0.0);
        }
        return values;
    }
    for (double value = firstValue(domain); !std::isnan(value); value = nextValue(domain, value)) {
        if (value != current)
            values.push_back(value);
    }
    return values;
}

} // namespace cw::space

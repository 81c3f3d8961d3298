// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strategy/parzen_kernel.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numbers>

#include "core/base/assert.h"
#include "core/space/domain_draw.h"

namespace cw::strategy {

namespace {

using space::DomainKind;

constexpr double kInactiveCode = -1;
constexpr double kMostGrid = 256;
constexpr double kKernelDeviation = 0.2; // of the range, for one point
constexpr int kMostKernelDraws = 100;

/// Probability that a Gaussian around `mean` falls into [0, 1].
double massInside(double mean, double deviation)
{
    const double scale = 1 / (deviation * std::numbers::sqrt2);
    return 0.5 * (std::erf((1 - mean) * scale) + std::erf(mean * scale));
}

double binomial(int n, int k)
{
    double result = 1;
    for (int i = 1; i <= k; ++i)
        result = result * (n - k + i) / i;
    return result;
}

/// exp(x) for x <= 0 to 13 digits, 0 below -700. Without branches and calls, so that compilers do several at once.
inline double expOfNegative(double x)
{
    constexpr double kRound =
        6755399441055744.0; // 1.5 * 2^52: added, it leaves the nearest whole number in the low bits
    const double scaled = std::max(x, -700.0) * std::numbers::log2e;
    const double shifted = scaled + kRound;
    const double rest = (scaled - (shifted - kRound)) * std::numbers::ln2; // in [-0.35, 0.35]
    double power = 1.0 / 39916800;                                         // the series of exp
    power = power * rest + 1.0 / 3628800;
    power = power * rest + 1.0 / 362880;
    power = power * rest + 1.0 / 40320;
    power = power * rest + 1.0 / 5040;
    power = power * rest + 1.0 / 720;
    power = power * rest + 1.0 / 120;
    power = power * rest + 1.0 / 24;
    power = power * rest + 1.0 / 6;
    power = power * rest + 0.5;
    power = power * rest + 1;
    power = power * rest + 1;
    const std::uint64_t exponent = (std::bit_cast<std::uint64_t>(shifted) + 1023) << 52;
    return power * std::bit_cast<double>(exponent);
}

int membersIn(double mask)
{
    return std::popcount(static_cast<std::uint64_t>(mask));
}

/// The mask with `count` of the members that `from` holds turned over.
std::uint64_t turnSome(std::uint64_t mask, std::uint64_t from, int count, Rng& rng)
{
    for (int left = std::popcount(from); count > 0; --left) {
        const std::uint64_t bit = from & (~from + 1);
        from ^= bit;
        if (rng.below(std::uint64_t(left)) < std::uint64_t(count)) {
            mask ^= bit;
            --count;
        }
    }
    return mask;
}

} // namespace

ParzenKernel::ParzenKernel(const space::Decision& decision, std::size_t at, std::size_t dimensions)
    : m_decision(&decision)
    , m_at(at)
    , m_dimensions(dimensions)
    , m_count(double(decision.domain.count()))
    , m_uniform(m_count > 0 ? 1 / m_count : 1)
{
    const DomainKind kind = decision.domain.kind;
    if (!space::isMovable(decision.domain))
        m_shape = Shape::Constant;
    else if (kind == DomainKind::Categorical)
        m_shape = Shape::Names;
    else if (kind == DomainKind::Subset)
        m_shape = Shape::Subsets;
    else if (kind == DomainKind::Integer && m_count <= kMostGrid)
        m_shape = Shape::Grid;
    else
        m_shape = Shape::Line;
    // A large integer is a place on the line: its mass is the density over the number of values, as the prior's is.
    if (m_shape == Shape::Line || m_shape == Shape::Constant)
        m_uniform = 1;
}

double ParzenKernel::codeOf(double value) const
{
    const space::Domain& domain = m_decision->domain;
    switch (domain.kind) {
    case DomainKind::Integer: {
        const double index = std::round((value - domain.low) / domain.step);
        return m_shape == Shape::Line ? (index + 0.5) / m_count : index;
    }
    case DomainKind::Real:
        return (value - domain.low) / (domain.high - domain.low);
    case DomainKind::LogReal:
        return std::clamp(std::log(value / domain.low) / std::log(domain.high / domain.low), 0.0, 1.0);
    case DomainKind::Categorical:
    case DomainKind::Subset:
        break;
    }
    return value;
}

double ParzenKernel::valueOf(double code) const
{
    const space::Domain& domain = m_decision->domain;
    switch (domain.kind) {
    case DomainKind::Integer: {
        const double index = m_shape == Shape::Line ? std::min(std::floor(code * m_count), m_count - 1) : code;
        return domain.low + domain.step * index + 0.0;
    }
    case DomainKind::Real:
        return std::min(domain.low + code * (domain.high - domain.low), domain.high) + 0.0;
    case DomainKind::LogReal:
        return std::clamp(domain.low * std::exp(code * std::log(domain.high / domain.low)), domain.low, domain.high);
    case DomainKind::Categorical:
    case DomainKind::Subset:
        break;
    }
    return code;
}

void ParzenKernel::fit(const std::vector<const space::Candidate*>& points, double priorWeight)
{
    m_codes.resize(points.size());
    if (m_shape == Shape::Constant)
        return;
    std::size_t active = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const double value = points[i]->values[m_at];
        m_codes[i] = std::isnan(value) ? kInactiveCode : codeOf(value);
        active += std::isnan(value) ? 0 : 1;
    }
    m_anyInactive = active < points.size();
    const auto n = double(active);
    const double q = priorWeight / (n + 1);
    m_deviation = std::max(kKernelDeviation * std::pow(std::max(n, 1.0), -1 / (double(m_dimensions) + 4)),
                           1 / std::min(100.0, n + 1));
    if (m_shape == Shape::Names) {
        m_keep = (1 + q) / (1 + m_count * q);
        m_other = q / (1 + m_count * q);
    } else if (m_shape == Shape::Grid) {
        fitGrid();
    } else if (m_shape == Shape::Line) {
        fitLine();
    } else {
        fitSubsets(q / (1 + q));
    }
}

void ParzenKernel::fitGrid()
{
    const auto count = std::size_t(m_count);
    m_table.resize(count);
    m_norms.resize(count);
    std::vector<double> sums(count); // of the table up to each distance
    for (std::size_t i = 0; i < count; ++i) {
        const double z = double(i) / (m_deviation * m_count);
        m_table[i] = std::exp(-0.5 * z * z);
        sums[i] = m_table[i] + (i > 0 ? sums[i - 1] : 0);
    }
    for (std::size_t i = 0; i < count; ++i)
        m_norms[i] = 1 / (sums[i] + sums[count - 1 - i] - m_table[0]);
}

void ParzenKernel::fitLine()
{
    const double peak = m_deviation * std::sqrt(2 * std::numbers::pi);
    m_norms.resize(m_codes.size());
    for (std::size_t i = 0; i < m_codes.size(); ++i)
        m_norms[i] = m_codes[i] < 0 ? 0 : 1 / (peak * massInside(m_codes[i], m_deviation));
}

/// How much all subsets weigh that lack `removed` of a point's `size` members and have `added` others.
double ParzenKernel::subsetWeight(int size, int removed, int added) const
{
    const space::Domain& domain = m_decision->domain;
    const int left = size - removed + added;
    if (left < domain.minSize || left > domain.maxSize)
        return 0;
    return binomial(size, removed) * binomial(int(domain.choices.size()) - size, added) *
           m_table[std::size_t(removed) + std::size_t(added)];
}

void ParzenKernel::fitSubsets(double ratio)
{
    const int members = int(m_decision->domain.choices.size());
    m_table.assign(std::size_t(members) + 1, 1.0);
    for (std::size_t i = 1; i < m_table.size(); ++i)
        m_table[i] = m_table[i - 1] * ratio;
    m_norms.assign(std::size_t(members) + 1, 0.0);
    for (int size = m_decision->domain.minSize; size <= m_decision->domain.maxSize; ++size) {
        double sum = 0;
        for (int removed = 0; removed <= size; ++removed) {
            for (int added = 0; added <= members - size; ++added)
                sum += subsetWeight(size, removed, added);
        }
        m_norms[std::size_t(size)] = 1 / sum;
    }
}

void ParzenKernel::multiply(double value, std::vector<double>& factors) const
{
    CW_ASSERT(factors.size() == m_codes.size() + 1);
    if (m_shape == Shape::Constant)
        return;
    const double code = codeOf(value);
    const std::size_t n = m_codes.size();
    const double* codes = m_codes.data();
    double* to = factors.data();
    to[n] *= m_uniform;
    const double uniform = m_uniform;
    if (m_shape == Shape::Names) {
        const double same = m_keep;
        const double other = m_other;
        for (std::size_t i = 0; i < n && !m_anyInactive; ++i)
            to[i] *= codes[i] == code ? same : other;
        for (std::size_t i = 0; i < n && m_anyInactive; ++i)
            to[i] *= codes[i] == code ? same : codes[i] < 0 ? uniform : other;
    } else if (m_shape == Shape::Line) {
        const double scale = 1 / m_deviation;
        for (std::size_t i = 0; i < n; ++i) {
            const double z = (code - codes[i]) * scale;
            const double gauss = expOfNegative(-0.5 * z * z) * m_norms[i];
            to[i] *= codes[i] < 0 ? uniform : gauss;
        }
    } else if (m_shape == Shape::Grid) {
        for (std::size_t i = 0; i < n; ++i)
            to[i] *= codes[i] < 0 ? uniform
                                  : m_table[std::size_t(std::abs(code - codes[i]))] * m_norms[std::size_t(codes[i])];
    } else {
        const auto mask = std::uint64_t(code);
        for (std::size_t i = 0; i < n; ++i) {
            const auto differ = codes[i] < 0 ? 0 : std::size_t(std::popcount(mask ^ std::uint64_t(codes[i])));
            to[i] *= codes[i] < 0 ? uniform : m_table[differ] * m_norms[std::size_t(membersIn(codes[i]))];
        }
    }
}

double ParzenKernel::draw(std::size_t point, Rng& rng) const
{
    const bool prior = point == m_codes.size() || m_shape == Shape::Constant || m_codes[point] < 0;
    if (prior)
        return space::drawValue(m_decision->domain, rng);
    const double code = m_codes[point];
    switch (m_shape) {
    case Shape::Constant:
        break;
    case Shape::Names: {
        const double value = valueOf(code);
        return rng.chance(m_keep) ? value : space::drawOther(m_decision->domain, value, rng);
    }
    case Shape::Grid:
        return valueOf(drawGrid(code, rng));
    case Shape::Line:
        return valueOf(drawLine(code, rng));
    case Shape::Subsets:
        return drawSubset(code, rng);
    }
    return space::drawValue(m_decision->domain, rng);
}

double ParzenKernel::drawGrid(double code, Rng& rng) const
{
    double left = rng.uniform() / m_norms[std::size_t(code)];
    const auto count = static_cast<std::int64_t>(m_count);
    for (std::int64_t i = 0; i < count; ++i) {
        const auto index = static_cast<double>(i);
        left -= m_table[std::size_t(std::abs(index - code))];
        if (left < 0)
            return index;
    }
    return m_count - 1; // by a last bit
}

double ParzenKernel::drawLine(double code, Rng& rng) const
{
    for (int tries = 0; tries < kMostKernelDraws; ++tries) {
        const double place = code + m_deviation * rng.normal();
        if (place >= 0 && place <= 1)
            return place;
    }
    return rng.uniform(); // once in 10^20: at least a third of the Gaussian is inside
}

double ParzenKernel::drawSubset(double code, Rng& rng) const
{
    const auto mask = std::uint64_t(code);
    const int members = int(m_decision->domain.choices.size());
    const std::uint64_t all = (std::uint64_t{1} << members) - 1;
    const int size = std::popcount(mask);
    double left = rng.uniform() / m_norms[std::size_t(size)];
    for (int removed = 0; removed <= size; ++removed) {
        for (int added = 0; added <= members - size; ++added) {
            left -= subsetWeight(size, removed, added);
            if (left < 0)
                return double(turnSome(turnSome(mask, mask, removed, rng), all & ~mask, added, rng));
        }
    }
    return code; // by a last bit
}

} // namespace cw::strategy

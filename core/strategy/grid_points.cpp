// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strategy/grid_points.h"

#include <algorithm>
#include <cmath>

#include "core/space/domain_draw.h"

namespace cw::strategy {

namespace {

constexpr std::uint64_t kTooMany = std::uint64_t{1} << 62;
constexpr std::uint64_t kMostValues = 65'536;    // of one decision
constexpr std::uint64_t kMostListed = 1'000'000; // values of all decisions together: some 10 MB
/// A table with fewer rows than one in so many combinations is listed: numbers would nearly all be refused.
constexpr std::uint64_t kSparse = 64;
constexpr std::uint64_t kMostRows = 65'536;

std::uint64_t multiply(std::uint64_t a, std::uint64_t b)
{
    return a != 0 && b > kTooMany / a ? kTooMany : std::min(a * b, kTooMany);
}

bool isContinuous(const space::Domain& domain)
{
    return domain.kind == space::DomainKind::Real || domain.kind == space::DomainKind::LogReal;
}

/// `share` of the way from the lowest to the highest value.
double valueAt(const space::Domain& domain, double share)
{
    if (domain.kind == space::DomainKind::Integer)
        return domain.low + domain.step * std::round(share * double(domain.count() - 1)) + 0.0;
    if (domain.kind == space::DomainKind::Real)
        return std::clamp(domain.low + share * (domain.high - domain.low), domain.low, domain.high) + 0.0;
    const double low = std::log(domain.low);
    return std::clamp(std::exp(low + share * (std::log(domain.high) - low)), domain.low, domain.high);
}

} // namespace

GridPoints::GridPoints(std::shared_ptr<const space::CandidateSet> candidates, std::size_t perDecision)
    : m_candidates(std::move(candidates))
    , m_axes(m_candidates->tree().size())
    , m_children(m_axes.size())
{
    const auto& decisions = m_candidates->tree().decisions;
    for (std::size_t i = 0; i < decisions.size(); ++i) {
        makeAxis(decisions[i].domain, perDecision, m_axes[i]);
        const int parent = decisions[i].condition.parent;
        (parent < 0 ? m_roots : m_children[std::size_t(parent)]).push_back(i);
    }
    countWays();
    const std::uint64_t rows = m_whole ? m_candidates->count() : 0;
    if (rows > 0 && rows <= kMostRows && (m_size == 0 || rows < m_size / kSparse)) {
        m_candidates->enumerate(rows, [&](const space::Candidate& candidate) {
            m_rows.push_back(candidate);
            return true;
        });
        m_size = m_rows.size();
    }
}

void GridPoints::makeAxis(const space::Domain& domain, std::size_t perDecision, Axis& axis)
{
    const bool continuous = isContinuous(domain);
    axis.count = domain.count();
    if (continuous || (domain.kind == space::DomainKind::Integer && axis.count > kMostValues)) {
        m_whole = m_whole && continuous && domain.low == domain.high;
        for (std::size_t i = 0; i < perDecision; ++i)
            axis.values.push_back(valueAt(domain, perDecision > 1 ? double(i) / double(perDecision - 1) : 0.5));
        axis.values.erase(std::unique(axis.values.begin(), axis.values.end()), axis.values.end());
        axis.count = axis.values.size();
    } else if (domain.kind == space::DomainKind::Subset) {
        if (axis.count > kMostValues || m_listed + axis.count > kMostListed) {
            axis.count = 0;
            return;
        }
        for (double value = space::firstValue(domain); !std::isnan(value); value = space::nextValue(domain, value))
            axis.values.push_back(value);
    }
    m_listed += axis.values.size();
}

double GridPoints::valueOf(std::size_t decision, std::uint64_t number) const
{
    const Axis& axis = m_axes[decision];
    const space::Domain& domain = m_candidates->tree().decisions[decision].domain;
    if (!axis.values.empty())
        return axis.values[number];
    return domain.kind == space::DomainKind::Integer ? domain.low + domain.step * double(number) + 0.0 : double(number);
}

/// Children come after their parents, so that walking backwards finds every subtree complete.
void GridPoints::countWays()
{
    const auto& decisions = m_candidates->tree().decisions;
    space::Candidate probe;
    probe.values.assign(m_axes.size(), space::kInactive);
    for (std::size_t i = m_axes.size(); i-- > 0;) {
        Axis& axis = m_axes[i];
        axis.ways = axis.count > 0 ? axis.count : kTooMany;
        if (m_children[i].empty() || axis.count == 0)
            continue;
        axis.ways = 0;
        for (std::uint64_t number = 0; number < axis.count; ++number) {
            probe.values[i] = valueOf(i, number);
            std::uint64_t product = 1;
            for (const std::size_t child : m_children[i]) {
                if (space::isConditionMet(decisions[child].condition, probe))
                    product = multiply(product, m_axes[child].ways);
            }
            axis.upTo.push_back(axis.ways = std::min(axis.ways + product, kTooMany));
        }
    }
    m_size = 1;
    for (const std::size_t root : m_roots)
        m_size = multiply(m_size, m_axes[root].ways);
    if (m_size == kTooMany)
        m_size = 0;
}

/// Every decision takes its share of the number and hands the rest to the decisions that hang on its value.
space::Candidate GridPoints::unranked(std::uint64_t number) const
{
    const auto& decisions = m_candidates->tree().decisions;
    std::vector<std::uint64_t> shares(m_axes.size());
    const auto take = [&](std::uint64_t& rest, std::size_t decision) {
        shares[decision] = rest % m_axes[decision].ways;
        rest /= m_axes[decision].ways;
    };
    for (auto root = m_roots.rbegin(); root != m_roots.rend(); ++root) // the last is fastest
        take(number, *root);
    space::Candidate candidate;
    candidate.values.assign(m_axes.size(), space::kInactive);
    for (std::size_t i = 0; i < m_axes.size(); ++i) {
        if (!space::isConditionMet(decisions[i].condition, candidate))
            continue;
        const auto& upTo = m_axes[i].upTo;
        if (upTo.empty()) {
            candidate.values[i] = valueOf(i, shares[i]);
            continue;
        }
        const auto found = std::upper_bound(upTo.begin(), upTo.end(), shares[i]);
        candidate.values[i] = valueOf(i, std::uint64_t(found - upTo.begin()));
        std::uint64_t rest = found == upTo.begin() ? shares[i] : shares[i] - *std::prev(found);
        for (auto child = m_children[i].rbegin(); child != m_children[i].rend(); ++child) {
            if (space::isConditionMet(decisions[*child].condition, candidate))
                take(rest, *child);
        }
    }
    return candidate;
}

std::optional<space::Candidate> GridPoints::at(std::uint64_t number) const
{
    if (!m_rows.empty())
        return m_rows[number];
    space::Candidate candidate = unranked(number);
    if (!m_candidates->contains(candidate))
        return {};
    return candidate;
}

space::Candidate GridPoints::draw(Rng& rng) const
{
    const auto& decisions = m_candidates->tree().decisions;
    space::Candidate candidate;
    candidate.values.assign(m_axes.size(), space::kInactive);
    for (std::size_t i = 0; i < m_axes.size(); ++i) {
        if (!space::isConditionMet(decisions[i].condition, candidate))
            continue;
        candidate.values[i] =
            m_axes[i].count > 0 ? valueOf(i, rng.below(m_axes[i].count)) : space::drawValue(decisions[i].domain, rng);
    }
    return candidate;
}

} // namespace cw::strategy

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strategy/kernel_space.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/space/features.h"

namespace cw::strategy {

namespace {

using space::DomainKind;

/// Two different corners of a simplex whose coordinates are this long lie 1 apart.
constexpr double kCorner = 1 / std::numbers::sqrt2;

std::size_t sizeOf(const space::Domain& domain, bool isConditional)
{
    if (domain.kind == DomainKind::Categorical || domain.kind == DomainKind::Subset)
        return domain.choices.size() + (isConditional ? 1 : 0);
    return isConditional ? 2 : 1;
}

/// The most members that are in one of two subsets only.
double mostDifferent(const space::Domain& domain)
{
    return std::max(1.0, double(std::min<std::size_t>(domain.choices.size(), 2 * std::size_t(domain.maxSize))));
}

} // namespace

KernelSpace::KernelSpace(const space::DecisionTree& tree)
{
    for (const space::Decision& decision : tree.decisions) {
        const bool isConditional = decision.condition.parent >= 0;
        m_sizes.push_back(sizeOf(decision.domain, isConditional));
        m_groupOf.insert(m_groupOf.end(), m_sizes.back(), m_domains.size());
        m_domains.push_back(decision.domain);
        m_isConditional.push_back(isConditional);
    }
}

void KernelSpace::write(const space::Candidate& candidate, double* to) const
{
    for (std::size_t i = 0; i < m_domains.size(); to += m_sizes[i], ++i) {
        const space::Domain& domain = m_domains[i];
        const bool active = candidate.isActive(i);
        std::fill_n(to, m_sizes[i], 0.0);
        if (domain.kind == DomainKind::Categorical) {
            // "Inactive" is one more alternative.
            to[active ? std::size_t(candidate.index(i)) : m_sizes[i] - 1] = kCorner;
        } else if (domain.kind == DomainKind::Subset) {
            if (!active)
                continue;
            const auto mask = static_cast<std::uint64_t>(candidate.values[i]);
            const double length = 1 / std::sqrt(mostDifferent(domain));
            for (std::size_t member = 0; member < domain.choices.size(); ++member)
                to[member] = (mask >> member & 1) != 0 ? length : 0;
            if (m_isConditional[i])
                to[m_sizes[i] - 1] = kCorner;
        } else if (!m_isConditional[i]) {
            to[0] = space::unitPlace(domain, candidate.values[i]);
        } else if (active) {
            const double angle = std::numbers::pi / 3 * space::unitPlace(domain, candidate.values[i]);
            to[0] = std::cos(angle);
            to[1] = std::sin(angle);
        }
    }
}

} // namespace cw::strategy

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/features.h"

#include <algorithm>
#include <cmath>

namespace cw::space {

namespace {

bool isIn(double mask, std::size_t member)
{
    return (static_cast<std::uint64_t>(mask) >> member & 1) != 0;
}

} // namespace

double unitPlace(const Domain& domain, double value)
{
    double place = 0.5;
    if (domain.kind == DomainKind::Integer && domain.count() > 1)
        place = (value - domain.low) / (domain.step * double(domain.count() - 1));
    else if (domain.kind == DomainKind::Real && domain.high > domain.low)
        place = (value - domain.low) / (domain.high - domain.low);
    else if (domain.kind == DomainKind::LogReal && domain.high > domain.low)
        place = std::log(value / domain.low) / std::log(domain.high / domain.low);
    return std::clamp(place, 0.0, 1.0);
}

double valueAtPlace(const Domain& domain, double place)
{
    place = std::clamp(place, 0.0, 1.0);
    if (domain.kind == DomainKind::Integer)
        return domain.low + domain.step * std::round(place * double(domain.count() - 1)) + 0.0;
    const double value = domain.kind == DomainKind::LogReal
                             ? domain.low * std::exp(place * std::log(domain.high / domain.low))
                             : domain.low + place * (domain.high - domain.low);
    return std::clamp(value, domain.low, domain.high) + 0.0;
}

Features::Features(const DecisionTree& tree)
{
    for (const Decision& decision : tree.decisions) {
        const Domain& domain = decision.domain;
        const bool named = domain.kind == DomainKind::Categorical || domain.kind == DomainKind::Subset;
        const bool hasFlag = decision.condition.parent >= 0;
        const std::size_t size = (named ? domain.choices.size() : 1) + (hasFlag ? 1 : 0);
        m_domains.push_back(domain);
        m_blocks.push_back({m_size, size, hasFlag});
        m_size += size;
    }
}

void Features::write(const Candidate& candidate, double* to) const
{
    for (std::size_t i = 0; i < m_blocks.size(); ++i) {
        const Domain& domain = m_domains[i];
        const bool active = candidate.isActive(i);
        const double value = candidate.values[i];
        std::size_t left = m_blocks[i].size;
        if (m_blocks[i].hasFlag) {
            *to++ = active ? 1 : 0;
            --left;
        }
        if (domain.kind == DomainKind::Categorical) {
            std::fill_n(to, left, 0.0);
            if (active)
                to[candidate.index(i)] = 1;
        } else if (domain.kind == DomainKind::Subset) {
            for (std::size_t member = 0; member < left; ++member)
                to[member] = active && isIn(value, member) ? 1 : 0;
        } else {
            *to = active ? unitPlace(domain, value) : 0.5;
        }
        to += left;
    }
}

std::vector<double> Features::of(const Candidate& candidate) const
{
    std::vector<double> numbers(m_size);
    write(candidate, numbers.data());
    return numbers;
}

Columns::Columns(const DecisionTree& tree)
{
    for (std::size_t i = 0; i < tree.size(); ++i) {
        const Domain& domain = tree.decisions[i].domain;
        const std::uint32_t inactive = tree.decisions[i].condition.parent >= 0 ? 1 : 0;
        m_domains.push_back(domain);
        if (domain.kind == DomainKind::Categorical) {
            m_columns.push_back({i, -1, std::uint32_t(domain.choices.size()) + inactive});
        } else if (domain.kind == DomainKind::Subset) {
            for (std::size_t member = 0; member < domain.choices.size(); ++member)
                m_columns.push_back({i, int(member), 2 + inactive});
        } else {
            m_columns.push_back({i, -1, 0});
        }
    }
}

std::vector<std::uint32_t> Columns::categories() const
{
    std::vector<std::uint32_t> categories;
    for (const Column& column : m_columns)
        categories.push_back(column.categories);
    return categories;
}

void Columns::write(const Candidate& candidate, double* to) const
{
    for (const Column& column : m_columns) {
        const double value = candidate.values[column.decision];
        if (!candidate.isActive(column.decision))
            *to++ = column.categories > 0 ? double(column.categories - 1) : kNoPlace;
        else if (column.member >= 0)
            *to++ = isIn(value, std::size_t(column.member)) ? 1 : 0;
        else if (column.categories > 0)
            *to++ = value;
        else
            *to++ = unitPlace(m_domains[column.decision], value);
    }
}

} // namespace cw::space

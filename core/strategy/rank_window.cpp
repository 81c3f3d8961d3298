// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strategy/rank_window.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/base/assert.h"

namespace cw::strategy {

RankWindow::RankWindow(std::size_t capacity)
    : m_capacity(capacity)
{
    CW_ASSERT(capacity > 0);
}

void RankWindow::add(double value)
{
    CW_ASSERT(!std::isnan(value));
    if (m_values.size() < m_capacity) {
        m_values.push_back(value);
    } else {
        m_sorted.erase(std::lower_bound(m_sorted.begin(), m_sorted.end(), m_values[m_next]));
        m_values[m_next] = value;
        m_next = (m_next + 1) % m_capacity;
    }
    m_sorted.insert(std::upper_bound(m_sorted.begin(), m_sorted.end(), value), value);
}

double RankWindow::rank(double value) const
{
    if (m_sorted.empty())
        return 0.5;
    const auto [first, last] = std::equal_range(m_sorted.begin(), m_sorted.end(), value);
    const auto below = static_cast<double>(first - m_sorted.begin());
    return (below + 0.5 * static_cast<double>(last - first)) / static_cast<double>(m_sorted.size());
}

Json RankWindow::state() const
{
    Json values = Json::array(); // the oldest first
    for (std::size_t i = 0; i < m_values.size(); ++i)
        values.push_back(encodeNumber(m_values[(m_next + i) % m_values.size()]));
    return values;
}

void RankWindow::restore(const Json& state)
{
    const std::string where = "strategy state";
    if (!state.is_array() || state.size() > m_capacity)
        throw Error(ErrorCode::Format, fmt::format("expected a list of at most {} results", m_capacity), where);
    RankWindow fresh(m_capacity);
    for (const Json& item : state) {
        const double value = decodeNumber(item, where).value();
        if (std::isnan(value))
            throw Error(ErrorCode::Format, "expected results, found NaN among them", where);
        fresh.m_values.push_back(value);
    }
    fresh.m_sorted = fresh.m_values;
    std::sort(fresh.m_sorted.begin(), fresh.m_sorted.end());
    *this = std::move(fresh);
}

} // namespace cw::strategy

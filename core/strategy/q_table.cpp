// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "core/base/hash.h"
#include "core/strategy/encoding.h"
#include "core/strategy/learner_state.h"
#include "core/strategy/q_learning.h"

namespace cw::strategy {

namespace {

constexpr double kMostValue = 1e6;

} // namespace

QTable::QTable(const Slots& slots, int order, double rate, std::size_t capacity)
    : m_slots(&slots)
    , m_order(order)
    , m_rate(rate)
    , m_capacity(capacity)
{
}

std::uint64_t QTable::keyOf(std::size_t slot, const std::vector<int>& arms) const
{
    std::uint64_t key = mix64(0, slot);
    int left = m_order;
    for (std::size_t i = slot; i > 0 && left > 0; --i) {
        if (arms[i - 1] == Slots::kNoArm)
            continue;
        key = mix64(key, m_slots->first(i - 1) + std::size_t(arms[i - 1]));
        --left;
    }
    return key;
}

std::size_t QTable::find(std::size_t slot, const std::vector<int>& arms) const
{
    const auto found = m_index.find(keyOf(slot, arms));
    return found == m_index.end() ? kNoRow : found->second;
}

std::size_t QTable::add(std::uint64_t key, std::size_t slot)
{
    if (const auto found = m_index.find(key); found != m_index.end())
        return found->second;
    if (m_rows.size() >= m_capacity)
        return kNoRow;
    const std::size_t at = m_values.size();
    m_values.resize(at + std::size_t((*m_slots)[slot].arms), kInitial);
    m_rows.push_back({key, slot, at});
    m_index.emplace(key, at);
    return at;
}

std::vector<std::size_t> QTable::rowsOf(const std::vector<int>& arms)
{
    std::vector<std::size_t> rows(arms.size(), kNoRow);
    for (std::size_t slot = 0; slot < arms.size(); ++slot) {
        if (arms[slot] != Slots::kNoArm)
            rows[slot] = add(keyOf(slot, arms), slot);
    }
    return rows;
}

void QTable::learn(const std::vector<int>& arms, const std::vector<std::size_t>& rows, double reward)
{
    double target = reward;
    for (std::size_t slot = arms.size(); slot-- > 0;) {
        if (arms[slot] == Slots::kNoArm)
            continue;
        if (rows[slot] == kNoRow) {
            target = std::max(target, kInitial); // the best that is believed of a state without a row
            continue;
        }
        double* row = &m_values[rows[slot]];
        row[arms[slot]] += m_rate * (target - row[arms[slot]]);
        target = *std::max_element(row, row + (*m_slots)[slot].arms);
    }
}

Json QTable::state() const
{
    Json rows = Json::array();
    for (const Row& row : m_rows) {
        Json values = Json::array();
        for (int arm = 0; arm < (*m_slots)[row.slot].arms; ++arm)
            values.push_back(m_values[row.at + std::size_t(arm)]);
        rows.push_back({{"key", fmt::format("{:016x}", row.key)}, {"slot", row.slot}, {"values", values}});
    }
    return rows;
}

void QTable::restore(const Json& state)
{
    const std::string where = "strategy state";
    if (!state.is_array() || state.size() > m_capacity)
        throw Error(ErrorCode::Format, fmt::format("expected a list of at most {} states", m_capacity), where);
    QTable fresh(*m_slots, m_order, m_rate, m_capacity);
    for (const Json& item : state) {
        const Json& text = item.is_object() ? stateMember(item, "key") : item;
        std::uint64_t key = 0;
        const std::string digits = text.is_string() ? text.get<std::string>() : "";
        const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), key, 16);
        if (failure != std::errc() || digits.size() != 16 || end != digits.data() + digits.size())
            throw Error(ErrorCode::Format, "'key': expected 16 hexadecimal digits", where);
        const auto slot = std::size_t(stateInteger(item, "slot", 0));
        if (slot >= m_slots->size() || fresh.m_index.count(key) > 0)
            throw Error(ErrorCode::Format, "expected different states of this space", where);
        const auto values =
            numbersFromState(item, "values", std::size_t((*m_slots)[slot].arms), -kMostValue, kMostValue);
        const std::size_t at = fresh.add(key, slot);
        std::copy(values.begin(), values.end(), fresh.m_values.begin() + std::ptrdiff_t(at));
    }
    *this = std::move(fresh);
}

} // namespace cw::strategy

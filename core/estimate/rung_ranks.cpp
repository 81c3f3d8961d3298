// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimate/rung_ranks.h"

#include <limits>
#include <utility>

#include "core/base/error.h"
#include "core/estimate/rungs.h"
#include "core/estimate/scheduler_state.h"

namespace cw::estimate {

namespace {

constexpr std::int64_t kMostTrials = 1'000'000'000;
/// A trial is given up when it would take so many times the trials for it to go on.
constexpr std::size_t kHopeless = 2;
constexpr std::size_t kAlwaysKept = 16;

} // namespace

void RungRanks::add(std::int64_t trial, const std::vector<double>& values)
{
    const auto order = std::int64_t(m_members.size());
    m_members.push_back({trial, isRankable(values) ? values : std::vector<double>()});
    if (m_members.back().values.empty())
        m_retired.push_back(trial);
    else if (m_objectives == 1)
        file({-values[0], order, trial});
    else
        m_stale = true;
    fit();
}

void RungRanks::file(Key key)
{
    if (m_bestLost && *m_bestLost < key) {
        m_retired.push_back(key.trial);
    } else if (!m_rest.empty() && *m_rest.begin() < key) {
        m_rest.insert(key);
    } else {
        m_top.insert(key);
        if (!m_members[std::size_t(key.order)].promoted)
            m_ready.insert(key);
    }
}

/// Moves trials between the parts until the first holds the best quota().
void RungRanks::fit()
{
    while (m_top.size() > quota()) {
        const auto worst = std::prev(m_top.end());
        m_ready.erase(*worst);
        m_rest.insert(*worst);
        m_top.erase(worst);
    }
    while (m_top.size() < quota() && !m_rest.empty()) {
        const Key best = *m_rest.begin();
        m_rest.erase(m_rest.begin());
        m_top.insert(best);
        if (!m_members[std::size_t(best.order)].promoted)
            m_ready.insert(best);
    }
    while (m_rest.size() > kHopeless * m_top.size() + kAlwaysKept) {
        const auto worst = std::prev(m_rest.end());
        m_retired.push_back(worst->trial);
        m_bestLost = *worst;
        m_rest.erase(worst);
    }
}

void RungRanks::rankAnew()
{
    if (!std::exchange(m_stale, false))
        return;
    m_top.clear();
    m_rest.clear();
    m_bestLost.reset();
    m_ready.clear();
    std::vector<std::vector<double>> values;
    std::vector<std::int64_t> orders;
    for (std::size_t i = 0; i < m_members.size(); ++i) {
        if (m_members[i].values.empty())
            continue;
        values.push_back(m_members[i].values);
        orders.push_back(std::int64_t(i));
    }
    const std::vector<std::size_t> ranks = ranking(values);
    for (std::size_t rank = 0; rank < ranks.size(); ++rank) {
        const std::int64_t order = orders[ranks[rank]];
        m_rest.insert({double(rank), order, m_members[std::size_t(order)].trial});
    }
    fit();
}

std::optional<std::int64_t> RungRanks::promote()
{
    rankAnew();
    if (m_ready.empty())
        return std::nullopt;
    const Key best = *m_ready.begin();
    m_ready.erase(m_ready.begin());
    m_members[std::size_t(best.order)].promoted = true;
    return best.trial;
}

std::vector<std::int64_t> RungRanks::takeRetired()
{
    return std::exchange(m_retired, {});
}

Json RungRanks::state() const
{
    Json members = Json::array();
    for (const Member& member : m_members)
        members.push_back(
            {{"trial", member.trial}, {"values", valuesToState(member.values)}, {"promoted", member.promoted}});
    return members;
}

void RungRanks::restore(const Json& state)
{
    RungRanks read(m_reduction, m_objectives);
    if (!state.is_array())
        throw Error(ErrorCode::Format, "expected a rung to be a list of trials", "scheduler state");
    for (const Json& item : state) {
        const std::int64_t trial = wholeOf(item, "trial", 1, kMostTrials);
        const Json& promoted = memberOf(item, "promoted");
        if (!promoted.is_boolean())
            throw Error(ErrorCode::Format, "'promoted': expected true or false", "scheduler state");
        read.add(trial, valuesFromState(item, "values", m_objectives));
        read.m_members.back().promoted = promoted.get<bool>();
    }
    std::erase_if(read.m_ready, [&](const Key& key) { return read.m_members[std::size_t(key.order)].promoted; });
    *this = std::move(read);
    m_retired.clear();
}

} // namespace cw::estimate

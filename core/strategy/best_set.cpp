// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strategy/best_set.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/strategy/encoding.h"

namespace cw::strategy {

void BestSet::add(const space::Candidate& candidate, double fitness, std::int64_t trial)
{
    const bool full = m_members.size() == m_capacity;
    if (full && fitness <= m_members.back().fitness)
        return;
    const auto same = std::find_if(m_members.begin(), m_members.end(),
                                   [&](const Member& member) { return member.candidate == candidate; });
    if (same != m_members.end()) {
        if (fitness <= same->fitness)
            return;
        m_members.erase(same);
    } else if (full) {
        m_members.pop_back();
    }
    const auto at = std::partition_point(m_members.begin(), m_members.end(),
                                         [&](const Member& member) { return member.fitness >= fitness; });
    m_members.insert(at, {candidate, fitness, trial});
}

Json BestSet::state() const
{
    Json members = Json::array();
    for (const Member& member : m_members)
        members.push_back({{"candidate", candidateToState(member.candidate)},
                           {"fitness", encodeNumber(member.fitness)},
                           {"trial", member.trial}});
    return members;
}

void BestSet::restore(const Json& state, const space::CandidateSet& candidates)
{
    const std::string where = "strategy state";
    if (!state.is_array() || state.size() > m_capacity)
        throw Error(ErrorCode::Format, fmt::format("expected at most {} members", m_capacity), where);
    std::vector<Member> members;
    for (const Json& item : state) {
        Member member;
        member.candidate = candidateFromState(stateMember(item, "candidate"), candidates);
        member.fitness = decodeNumber(stateMember(item, "fitness"), where).value();
        member.trial = stateInteger(item, "trial", 0);
        if (std::isnan(member.fitness) || (!members.empty() && members.back().fitness < member.fitness))
            throw Error(ErrorCode::Format, "'fitness': expected numbers from the best to the worst", where);
        members.push_back(std::move(member));
    }
    m_members = std::move(members);
}

} // namespace cw::strategy

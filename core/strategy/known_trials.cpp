// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strategy/known_trials.h"

#include <algorithm>
#include <limits>
#include <vector>

#include <fmt/format.h>

namespace cw::strategy {

const KnownTrials::Outcome* KnownTrials::find(const space::Candidate& candidate) const
{
    const auto found = m_outcomes.find(space::CandidateHash()(candidate));
    return found == m_outcomes.end() ? nullptr : &found->second;
}

void KnownTrials::asked(const space::Candidate& candidate)
{
    m_outcomes.try_emplace(space::CandidateHash()(candidate), Outcome{std::numeric_limits<double>::quiet_NaN(), 0});
}

void KnownTrials::told(const space::Candidate& candidate, double fitness, std::int64_t trial)
{
    m_outcomes.insert_or_assign(space::CandidateHash()(candidate), Outcome{fitness, trial});
}

Json KnownTrials::state() const
{
    std::vector<std::uint64_t> hashes;
    for (const auto& [hash, outcome] : m_outcomes)
        hashes.push_back(hash);
    std::sort(hashes.begin(), hashes.end());
    Json list = Json::array();
    for (const std::uint64_t hash : hashes) {
        const Outcome& outcome = m_outcomes.at(hash);
        list.push_back({hash, encodeNumber(outcome.fitness), outcome.trial});
    }
    return list;
}

KnownTrials KnownTrials::fromState(const Json& state)
{
    const char* const where = "strategy state: known trials";
    if (!state.is_array())
        throw Error(ErrorCode::Format, fmt::format("expected a list, found {}", state.type_name()), where);
    KnownTrials known;
    for (const Json& item : state) {
        if (!item.is_array() || item.size() != 3 || !item[0].is_number_unsigned() || !item[2].is_number_integer())
            throw Error(ErrorCode::Format,
                        fmt::format("expected [hash, fitness, trial], found {}", item.dump().substr(0, 60)), where);
        known.m_outcomes.insert_or_assign(item[0].get<std::uint64_t>(),
                                          Outcome{decodeNumber(item[1], where).value(), item[2].get<std::int64_t>()});
    }
    return known;
}

} // namespace cw::strategy

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/vote_reference.h"

#include <algorithm>
#include <cmath>
#include <exception>
#include <limits>
#include <numeric>

namespace cw::train {

namespace {

constexpr double kNone = -std::numeric_limits<double>::infinity();

double scoreOf(const estimate::Metrics& metrics, const std::string& name)
{
    const auto found = metrics.find(name);
    return found == metrics.end() || std::isnan(found->second) ? kNone : found->second;
}

/// How far `its` beats `theirs`, in [0, 1].
double beats(double its, double theirs, double softness)
{
    if (its == theirs)
        return 0.5;
    if (softness > 0 && std::isfinite(its) && std::isfinite(theirs))
        return 1 / (1 + std::exp((theirs - its) / softness));
    return its > theirs ? 1 : 0;
}

} // namespace

VoteReference::VoteReference(std::size_t members, std::vector<std::string> voters)
    : m_names(std::move(voters))
    , m_waiting(members)
    , m_members(members)
{
    std::iota(m_waiting.rbegin(), m_waiting.rend(), std::size_t{0}); // taken from the back
}

bool VoteReference::complete(const Score& score)
{
    std::unique_lock lock(m_mutex);
    while (m_scored < m_members.size()) {
        if (m_waiting.empty()) {
            // Who is interrupted hands its member back, so that this ends.
            m_changed.wait(lock, [this] { return m_scored == m_members.size() || !m_waiting.empty(); });
            continue;
        }
        const std::size_t member = m_waiting.back();
        m_waiting.pop_back();
        lock.unlock();
        std::optional<estimate::Metrics> scores;
        try {
            scores = score(member);
        } catch (const std::exception&) {
            scores.emplace();
        }
        lock.lock();
        if (scores) {
            m_members[member] = std::move(*scores);
            if (++m_scored == m_members.size())
                prepareVoters();
        } else {
            m_waiting.push_back(member);
        }
        m_changed.notify_all();
        if (!scores)
            return false;
    }
    return true;
}

void VoteReference::prepareVoters()
{
    for (const std::string& name : m_names) {
        Voter voter;
        for (const estimate::Metrics& member : m_members)
            voter.scores.push_back(scoreOf(member, name));
        std::sort(voter.scores.begin(), voter.scores.end());
        const auto first = std::upper_bound(voter.scores.begin(), voter.scores.end(), kNone);
        if (const auto count = voter.scores.end() - first; count > 0)
            voter.softness = (first[count - 1 - count / 4] - first[count / 4]) / 4;
        m_voters[name] = std::move(voter);
    }
}

double VoteReference::vote(const estimate::Metrics& metrics) const
{
    double sum = 0;
    for (const auto& [name, voter] : m_voters) {
        const double its = scoreOf(metrics, name);
        double share = 0;
        for (const double theirs : voter.scores)
            share += beats(its, theirs, voter.softness);
        sum += share / double(voter.scores.size());
    }
    return sum / double(m_voters.size());
}

} // namespace cw::train

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/json.h"
#include "core/space/candidate_set.h"
#include "core/strategy/fitness.h"

namespace cw::strategy {

/// The best `capacity` candidates told so far, each once; failures are the worst. Of equals the one told first is
/// ahead. Cost: O(capacity) per candidate that enters      Thread: one at a time Determinism: same adds -> same members
/// in the same order
class BestSet {
public:
    struct Member {
        space::Candidate candidate;
        double fitness = kWorst;
        std::int64_t trial = 0;
    };

    explicit BestSet(std::size_t capacity)
        : m_capacity(capacity)
    {
    }

    /// The better of its results counts when a candidate is told again. fitness: no NaN
    void add(const space::Candidate& candidate, double fitness, std::int64_t trial);
    /// From the best to the worst.
    const std::vector<Member>& members() const { return m_members; }
    bool empty() const { return m_members.empty(); }
    std::size_t size() const { return m_members.size(); }
    std::size_t capacity() const { return m_capacity; }

    Json state() const;
    /// Errors: throws Error(Format); this object is then untouched
    void restore(const Json& state, const space::CandidateSet& candidates);

private:
    std::size_t m_capacity;
    std::vector<Member> m_members;
};

} // namespace cw::strategy

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/history/records.h"
#include "core/run/pins.h"
#include "core/space/search_space.h"
#include "core/strategy/seen_set.h"

namespace cw::run {

/// What a person wants of a search while it lives: candidates to try next, and decisions that are pinned. Its state is
/// part of the search's, so that a snapshot says how much of what was done it holds.
/// Determinism: a pure function of its making and the order of calls      Thread: one at a time
class Guidance {
public:
    Guidance(std::shared_ptr<const space::SearchSpace> space, std::shared_ptr<const space::CandidateSet> candidates,
             std::uint64_t seed);

    /// Enqueue or Pin, with the argument as in the history (see intervention.h).
    /// Errors: Config in one sentence; nothing has changed then
    Result<Done> apply(history::InterventionKind kind, const Json& argument);
    /// How many were applied and not refused.
    std::int64_t applied() const { return m_applied; }

    /// Candidates that wait to be tried.
    std::int64_t waiting() const { return std::int64_t(m_queue.size()); }
    /// The one that has waited longest; there must be one.
    space::Candidate takeNext();

    /// What to try in place of a proposal; nothing: the proposal itself, no pin is against it.
    std::optional<space::Candidate> inPlaceOf(const space::Candidate& proposed, std::int64_t trial) const;
    /// What is tried, in order: known from the first pin on, as nobody asks before.
    void begun(const space::Candidate& candidate);
    bool hasBegun(const space::Candidate& candidate) const { return m_begun.contains(candidate); }

    Json state() const;
    /// Errors: throws Error(Format)
    void restore(const Json& state);

private:
    Result<Done> enqueue(const Json& argument);
    Result<Done> pin(const Json& argument);

    std::shared_ptr<const space::SearchSpace> m_space;
    std::shared_ptr<const space::CandidateSet> m_candidates;
    std::deque<space::Candidate> m_queue;
    Pins m_pins;
    strategy::SeenSet m_begun;
    bool m_wasPinned = false;
    std::int64_t m_applied = 0;
};

} // namespace cw::run

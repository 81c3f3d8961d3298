// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <vector>

#include "core/base/rng.h"
#include "core/space/candidate_set.h"
#include "core/strategy/active_set.h"
#include "core/strategy/seen_set.h"

namespace cw::strategy {

/// Scores a batch, larger is better; NaN is never chosen. Writes as many numbers as there are candidates.
using BatchScore = std::function<void(const std::vector<space::Candidate>&, double* scores)>;

/// How long a maximiser looks. The defaults score some 500 candidates.
struct Effort {
    std::size_t random = 150;  ///< drawn from the whole space
    std::size_t parents = 10;  ///< best trials that are changed
    std::size_t children = 10; ///< of each parent, by one change or several
    std::size_t climbers = 4;  ///< best of those above that climb on
    std::size_t moves = 12;    ///< changes that a climber tries at once; all of them in a small space
    std::size_t rounds = 8;    ///< of climbing, at most
};

struct Found {
    space::Candidate candidate;
    std::int64_t parent = 0;                                 ///< trial that it was derived from; 0: none
    double score = std::numeric_limits<double>::quiet_NaN(); ///< what it promises; NaN: chance has found it
};

/// Finds the candidate that promises most, among those not seen: draws at random, changes the best trials (an op, an
/// input, a layer more or less, a number perturbed: core/space/variation), then climbs from the best of all by the same
/// changes. When everything it meets has been seen, it looks through the whole space if that can be listed, and else
/// takes a seen one. nullopt: the number of candidates is known and all have been seen.
/// Determinism: only by the Rng      Errors: asks throw Error(Config) when the space admits nothing
/// Paper: Hutter, Hoos and Leyton-Brown, LION 2011 (local search from the best trials and random ones);
/// White, Neiswanger and Savani, AAAI 2021 (changes of the best trials)
class Maximiser {
public:
    explicit Maximiser(std::shared_ptr<const space::CandidateSet> candidates, Effort effort = {});

    std::optional<Found> find(const std::vector<Record>& known, const SeenSet& seen, const BatchScore& score,
                              Rng& rng) const;
    /// One not seen, drawn from the whole space; a seen one or nullopt as above.
    std::optional<Found> draw(const SeenSet& seen, Rng& rng) const;
    /// What find() scores before it climbs, without seen ones: for acquisitions that are no function of one candidate.
    std::vector<Found> pool(const std::vector<Record>& known, const SeenSet& seen, Rng& rng) const;
    /// One candidate not seen, or a seen one, when chance met none.
    std::optional<Found> last(const SeenSet& seen, Rng& rng) const;

private:
    struct Scored;

    bool isExhausted(const SeenSet& seen) const;
    space::Candidate changed(const space::Candidate& candidate, Rng& rng) const;
    bool nudge(space::Candidate& candidate, Rng& rng) const;
    std::vector<space::Candidate> around(const space::Candidate& candidate, Rng& rng) const;
    void climb(std::vector<Scored>& climbers, const SeenSet& seen, const BatchScore& score, Rng& rng) const;

    std::shared_ptr<const space::CandidateSet> m_candidates;
    Effort m_effort;
    std::uint64_t m_count;             ///< candidates of the space, 0: not known
    bool m_isSmall = false;            ///< few enough neighbours to look at all of them
    std::vector<std::size_t> m_places; ///< numbers that no other decision depends on
};

} // namespace cw::strategy

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <unordered_map>

#include "core/base/json.h"
#include "core/space/candidate.h"

namespace cw::strategy {

/// What became of every candidate asked or told, found by a 64-bit hash of its values: some 40 bytes each. Two that
/// share a hash count as one (see SeenSet).
/// Memory: grows with the number of different candidates      Thread: one at a time
class KnownTrials {
public:
    struct Outcome {
        double fitness = 0;     ///< NaN: not told yet
        std::int64_t trial = 0; ///< 0: not told yet
    };

    /// Null when it was neither asked nor told.
    const Outcome* find(const space::Candidate& candidate) const;
    /// Leaves an outcome that is there alone.
    void asked(const space::Candidate& candidate);
    /// The latest of a repeated candidate counts. fitness: no NaN
    void told(const space::Candidate& candidate, double fitness, std::int64_t trial);
    std::size_t size() const { return m_outcomes.size(); }

    /// [[hash, fitness, trial]] in ascending order of the hash: the state depends on what is known alone.
    Json state() const;
    /// Errors: throws Error(Format)
    static KnownTrials fromState(const Json& state);

private:
    std::unordered_map<std::uint64_t, Outcome> m_outcomes;
};

} // namespace cw::strategy

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <unordered_set>

#include "core/base/json.h"
#include "core/space/candidate.h"

namespace cw::strategy {

/// Which candidates have been asked or told, by a 64-bit hash of their values: some 16 bytes each instead of the whole
/// candidate. Two that share a hash (once in 10^9 searches of 100,000 trials) count as one: the second is not asked.
/// Memory: grows with the number of different candidates      Thread: one at a time
class SeenSet {
public:
    /// True when it is new.
    bool insert(const space::Candidate& candidate) { return m_hashes.insert(hashOf(candidate)).second; }
    bool contains(const space::Candidate& candidate) const { return m_hashes.count(hashOf(candidate)) > 0; }
    std::size_t size() const { return m_hashes.size(); }

    /// The hashes in ascending order: the state depends on what was seen alone.
    Json state() const;
    /// Errors: throws Error(Format)
    static SeenSet fromState(const Json& state);

private:
    static std::uint64_t hashOf(const space::Candidate& candidate);

    std::unordered_set<std::uint64_t> m_hashes;
};

} // namespace cw::strategy

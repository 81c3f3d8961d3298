// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strategy/unseen.h"

namespace cw::strategy {

namespace {

constexpr int kMostMoves = 20;
constexpr int kMostDraws = 100;
constexpr std::uint64_t kListable = 1'000'000;

} // namespace

std::optional<space::Candidate> unseenCandidate(const space::CandidateSet& candidates, const SeenSet& seen,
                                                const space::Candidate* near, Rng& rng)
{
    for (int tries = 0; near != nullptr && tries < kMostMoves; ++tries) {
        space::Candidate moved = candidates.mutate(*near, rng);
        if (!seen.contains(moved))
            return moved;
    }
    space::Candidate drawn;
    for (int tries = 0; tries < kMostDraws; ++tries) {
        drawn = candidates.sample(rng);
        if (!seen.contains(drawn))
            return drawn;
    }
    const std::uint64_t count = candidates.count();
    if (count == 0)
        return drawn;
    if (seen.size() >= count)
        return std::nullopt;
    if (count > kListable)
        return drawn;
    std::optional<space::Candidate> first;
    candidates.enumerate(count, [&](const space::Candidate& candidate) {
        if (!seen.contains(candidate))
            first = candidate;
        return !first;
    });
    return first;
}

} // namespace cw::strategy

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strategy/seen_set.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

namespace cw::strategy {

std::uint64_t SeenSet::hashOf(const space::Candidate& candidate)
{
    return space::CandidateHash()(candidate);
}

Json SeenSet::state() const
{
    std::vector<std::uint64_t> hashes(m_hashes.begin(), m_hashes.end());
    std::sort(hashes.begin(), hashes.end());
    return hashes;
}

SeenSet SeenSet::fromState(const Json& state)
{
    const auto isHash = [](const Json& hash) { return hash.is_number_unsigned(); };
    if (!state.is_array() || !std::all_of(state.begin(), state.end(), isHash))
        throw Error(ErrorCode::Format,
                    fmt::format("expected a list of whole numbers from 0, found {}", state.dump().substr(0, 60)),
                    "strategy state: seen candidates");
    SeenSet seen;
    for (const Json& hash : state)
        seen.m_hashes.insert(hash.get<std::uint64_t>());
    return seen;
}

} // namespace cw::strategy

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strategy/strategy.h"

#include <fmt/format.h>

namespace cw::strategy {

Result<std::unique_ptr<Strategy>> makeStrategy(const StrategyRegistry& registry, const std::string& id,
                                               const Json& settings,
                                               std::shared_ptr<const space::CandidateSet> candidates,
                                               std::uint64_t seed, int objectives)
{
    CW_ASSERT(candidates != nullptr);
    const auto entry = registry.get(id);
    if (!entry)
        return entry.error();
    const std::string where = fmt::format("strategy '{}'", id);
    if (objectives < 1 || (objectives > 1 && !(*entry)->severalObjectives))
        return Error(ErrorCode::Config,
                     fmt::format("expected {} objective, found {}",
                                 (*entry)->severalObjectives ? "at least one" : "exactly one", objectives),
                     where);
    auto resolved = (*entry)->schema.resolve(settings, where);
    if (!resolved)
        return resolved.error();
    try {
        return (*entry)->make({std::move(candidates), std::move(*resolved), seed, objectives});
    } catch (const Error& error) {
        return error;
    }
}

} // namespace cw::strategy

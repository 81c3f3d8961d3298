// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/space_count.h"

#include <cmath>
#include <set>
#include <unordered_set>

#include <fmt/format.h>

#include "core/space/prepared_space.h"

namespace cw::cli {

namespace {

constexpr std::uint64_t kMostBuilt = 20000; ///< candidates built to count networks exactly
constexpr int kSamples = 2000;

std::string atLeast(std::size_t count)
{
    return fmt::format(">= {}", count);
}

} // namespace

SpaceCount countSpace(const space::SearchSpace& space, const space::DecisionTree& tree)
{
    const auto candidates = space::candidatesOf(space, {}).value();
    const std::uint64_t count = candidates->count();
    const space::PreparedSpace prepared(space, tree);
    std::set<Hash128> networks;
    const auto build = [&](const space::Candidate& candidate) {
        const space::Realised realised = prepared.realise(candidate);
        if (realised.issues.empty())
            networks.insert(space::canonicalHash(realised.architecture));
        return true;
    };
    if (count > 0 && count <= kMostBuilt) {
        candidates->enumerate(count, build);
        return {std::to_string(count), std::to_string(networks.size())};
    }
    std::unordered_set<space::Candidate, space::CandidateHash> drawn;
    Rng rng(0, 0, "space count");
    for (int i = 0; i < kSamples; ++i) {
        space::Candidate candidate = candidates->sample(rng);
        build(candidate);
        drawn.insert(std::move(candidate));
    }
    if (space.constraints.empty()) {
        if (std::string all = space::countText(tree); !all.empty())
            return {std::move(all), atLeast(networks.size())};
    }
    const double fewest = space.constraints.empty() ? space::fewestCandidates(tree) : 0;
    const bool known = std::isfinite(fewest) && fewest > static_cast<double>(drawn.size());
    return {count > 0 ? std::to_string(count)
            : known   ? fmt::format(">= {:.3g}", fewest)
                      : atLeast(drawn.size()),
            atLeast(networks.size())};
}

} // namespace cw::cli

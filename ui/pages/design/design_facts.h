// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

#include <QString>

#include "core/space/issue.h"
#include "core/space/search_space.h"
#include "ui/canvas/space_graph.h"

namespace cw::ui {

/// Smallest and largest of a cost over the samples, and how often each of 24 equal steps between occurs.
struct CostSpread {
    std::int64_t low = 0;
    std::int64_t high = 0;
    std::vector<int> histogram;
};

/// What the Design page says about a space.
struct DesignFacts {
    int decisions = 0;
    std::uint64_t candidates = 0; ///< 0: not countable
    double fewest = 0;            ///< then at least so many; infinite: some decision is continuous
    CostSpread params;
    CostSpread macs;
    int samples = 0; ///< drawn
    int valid = 0;   ///< of those, complete networks
    double milliseconds = 0;
    space::Issues issues;       ///< why it cannot be searched
    std::size_t moreIssues = 0; ///< beyond those
    space::Issues warnings;     ///< of the samples that are no networks: a run rejects such candidates
    space::Issues hints;
    FactsByBlock blocks;                             ///< of the first complete sample
    std::shared_ptr<const space::DecisionTree> tree; ///< where there are no issues
};

inline constexpr int kDesignSamples = 1000;
/// A space of more blocks is large: everything about it takes longer, and fewer of its issues are listed.
inline constexpr std::size_t kManyBlocks = 5'000;

/// Compiles the space and draws kDesignSamples candidates of it (seed 0), fewer where they are networks of thousands of
/// ops.
/// Thread: any; ends early when stopped
DesignFacts readFacts(const space::SearchSpace& space, std::stop_token stop);

/// Number of different networks of the space with that tree, by hashing every candidate; nothing when there are more
/// than `limit` or it was stopped. Where that loses nothing, stages are cut to one copy.
std::optional<std::uint64_t> countDistinct(const space::SearchSpace& space, const space::DecisionTree& tree,
                                           std::uint64_t limit, std::stop_token stop);

} // namespace cw::ui

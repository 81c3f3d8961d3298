// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/base/rng.h"

namespace cw {

/// How the trees of a forest grow. Trees, share and bootstrap are those of SMAC, which splits from 10 noisy run times
/// on.
struct ForestOptions {
    int trees = 10;
    double share = 5.0 / 6; ///< of the columns, looked at for each split
    int leastSplit = 3;     ///< fewest rows that are split further
    bool bootstrap = true;  ///< every tree has its own draw of the rows, with replacement
};

/// Regression by trees that each see other rows and columns, with an idea of how sure they are. Columns are ordered
/// numbers or categories (core/space/features.h). An ordered column is split between two values at a place drawn
/// uniformly; of categories those of the lower means go left, which is the best of all subsets for squared errors.
/// Categories that a node has not seen go either way by chance. Cost: fit O(trees * columns * n log^2 n), prediction
/// O(trees * depth)      Thread: predict() is const Determinism: by rows, targets and the Rng Paper: Breiman 2001;
/// Breiman et al. 1984 (categories); Hutter, Xu, Hoos and Leyton-Brown, Artificial Intelligence 2014 (place of a split,
/// law of total variance)
class RandomForest {
public:
    /// `categories` of each column, 0 for an ordered one; category values are 0 .. categories - 1.
    explicit RandomForest(std::vector<std::uint32_t> categories, ForestOptions options = {});

    std::size_t columns() const { return m_categories.size(); }
    /// `rows`: one after another, columns() numbers each; as many targets, at least one.
    void fit(std::span<const double> rows, std::span<const double> targets, Rng& rng);
    bool isFitted() const { return !m_roots.empty(); }

    struct Prediction {
        double mean = 0;      ///< of the trees' means
        double deviation = 0; ///< root of: mean of the leaves' variances + variance of the leaves' means
    };
    Prediction predict(const double* row) const;

private:
    struct Node {
        std::int32_t column = -1; ///< -1: a leaf
        std::uint32_t left = 0;   ///< the right one follows it
        std::uint32_t word = 0;   ///< of the categories that go left
        double threshold = 0;     ///< ordered: smaller values go left
        double mean = 0;          ///< leaf: of its targets
        double variance = 0;
    };
    struct Split;
    struct Grower;

    bool goesLeft(const Node& node, const double* row) const;
    void growTree(Grower& grower);
    static void describeLeaf(const Grower& grower, std::size_t first, std::size_t last, Node& node);
    Split bestSplit(Grower& grower, std::size_t first, std::size_t last) const;
    std::uint32_t writeCategories(const Split& split, Rng& rng);

    std::vector<std::uint32_t> m_categories;
    ForestOptions m_options;
    std::vector<Node> m_nodes;
    std::vector<std::uint64_t> m_words; ///< a bit per category
    std::vector<std::uint32_t> m_roots;
};

} // namespace cw

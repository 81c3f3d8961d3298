// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/learn/random_forest.h"

#include <algorithm>
#include <cmath>

#include "core/base/assert.h"

namespace cw {

/// The best way found to split the rows of a node. The gain is that of the squared sums: maximal where the squared
/// error is minimal.
struct RandomForest::Split {
    double gain = 0;
    std::size_t column = 0;
    double threshold = 0; ///< ordered: the lower of the two values in between, until a place is drawn
    double upper = 0;     ///< ordered: the other one
    std::vector<std::uint32_t> leftCategories;
    std::vector<std::uint32_t> rightCategories;
    bool isFound = false;
};

/// What a tree is grown from.
struct RandomForest::Grower {
    std::span<const double> rows;
    std::span<const double> targets;
    std::size_t columns;
    Rng& rng;
    std::vector<std::uint32_t> order; ///< rows of the tree; a node has a range of them
    std::vector<std::pair<double, double>> sorted;
    std::vector<double> sums;
    std::vector<std::uint32_t> counts;

    double value(std::uint32_t row, std::size_t column) const { return rows[row * columns + column]; }

    static double gainOf(double leftSum, double leftCount, double sum, double count)
    {
        const double rightSum = sum - leftSum;
        return leftSum * leftSum / leftCount + rightSum * rightSum / (count - leftCount) - sum * sum / count;
    }

    void tryOrdered(std::size_t first, std::size_t last, std::size_t column, Split& best)
    {
        sorted.clear();
        double sum = 0;
        for (std::size_t i = first; i < last; ++i) {
            sorted.emplace_back(value(order[i], column), targets[order[i]]);
            sum += sorted.back().second;
        }
        std::sort(sorted.begin(), sorted.end());
        double left = 0;
        for (std::size_t i = 0; i + 1 < sorted.size(); ++i) {
            left += sorted[i].second;
            const double low = sorted[i].first;
            const double high = sorted[i + 1].first;
            if (!(low < high))
                continue;
            const double gain = gainOf(left, double(i + 1), sum, double(sorted.size()));
            if (best.isFound && !(gain > best.gain))
                continue;
            best = {gain, column, low, high, {}, {}, true};
        }
    }

    void tryCategories(std::size_t first, std::size_t last, std::size_t column, std::uint32_t categories, Split& best)
    {
        sums.assign(categories, 0.0);
        counts.assign(categories, 0);
        double sum = 0;
        for (std::size_t i = first; i < last; ++i) {
            const auto category = std::size_t(value(order[i], column));
            sums[category] += targets[order[i]];
            ++counts[category];
            sum += targets[order[i]];
        }
        std::vector<std::uint32_t> present;
        for (std::uint32_t c = 0; c < categories; ++c) {
            if (counts[c] > 0)
                present.push_back(c);
        }
        std::stable_sort(present.begin(), present.end(),
                         [&](std::uint32_t a, std::uint32_t b) { return sums[a] / counts[a] < sums[b] / counts[b]; });
        double leftSum = 0;
        double leftCount = 0;
        for (std::size_t i = 0; i + 1 < present.size(); ++i) {
            leftSum += sums[present[i]];
            leftCount += counts[present[i]];
            const double gain = gainOf(leftSum, leftCount, sum, double(last - first));
            if (best.isFound && !(gain > best.gain))
                continue;
            const auto middle = present.begin() + std::ptrdiff_t(i + 1);
            best = {gain, column, 0, 0, {present.begin(), middle}, {middle, present.end()}, true};
        }
    }
};

RandomForest::RandomForest(std::vector<std::uint32_t> categories, ForestOptions options)
    : m_categories(std::move(categories))
    , m_options(options)
{
    CW_ASSERT(m_options.trees >= 1 && m_options.leastSplit >= 2);
}

void RandomForest::fit(std::span<const double> rows, std::span<const double> targets, Rng& rng)
{
    CW_ASSERT(!targets.empty() && rows.size() == targets.size() * columns());
    m_nodes.clear();
    m_words.clear();
    m_roots.clear();
    Grower grower{rows, targets, columns(), rng, {}, {}, {}, {}};
    for (int tree = 0; tree < m_options.trees; ++tree) {
        grower.order.resize(targets.size());
        for (std::size_t i = 0; i < targets.size(); ++i)
            grower.order[i] = std::uint32_t(m_options.bootstrap ? rng.below(targets.size()) : i);
        growTree(grower);
    }
}

void RandomForest::growTree(Grower& grower)
{
    struct Range {
        std::uint32_t node;
        std::size_t first;
        std::size_t last;
    };
    m_roots.push_back(std::uint32_t(m_nodes.size()));
    m_nodes.emplace_back();
    std::vector<Range> open{{m_roots.back(), 0, grower.order.size()}};
    while (!open.empty()) {
        const Range range = open.back();
        open.pop_back();
        describeLeaf(grower, range.first, range.last, m_nodes[range.node]);
        if (range.last - range.first < std::size_t(m_options.leastSplit) || !(m_nodes[range.node].variance > 0))
            continue;
        const Split split = bestSplit(grower, range.first, range.last);
        if (!split.isFound)
            continue;
        Node& node = m_nodes[range.node];
        node.column = std::int32_t(split.column);
        node.threshold = split.threshold;
        if (m_categories[split.column] > 0)
            node.word = writeCategories(split, grower.rng);
        node.left = std::uint32_t(m_nodes.size());
        const auto begin = grower.order.begin();
        const auto middle = std::stable_partition(
            begin + std::ptrdiff_t(range.first), begin + std::ptrdiff_t(range.last),
            [&](std::uint32_t row) { return goesLeft(node, &grower.rows[row * grower.columns]); });
        const auto cut = std::size_t(middle - begin);
        open.push_back({node.left + 1, cut, range.last});
        open.push_back({node.left, range.first, cut});
        m_nodes.resize(m_nodes.size() + 2); // ends the life of `node`
    }
}

void RandomForest::describeLeaf(const Grower& grower, std::size_t first, std::size_t last, Node& node)
{
    const double count = double(last - first);
    double sum = 0;
    for (std::size_t i = first; i < last; ++i)
        sum += grower.targets[grower.order[i]];
    node.mean = sum / count;
    double squares = 0;
    bool differs = false;
    for (std::size_t i = first; i < last; ++i) {
        const double target = grower.targets[grower.order[i]];
        squares += (target - node.mean) * (target - node.mean);
        differs = differs || target != grower.targets[grower.order[first]];
    }
    node.variance = differs ? squares / count : 0;
}

/// The best over a random part of the columns; over the others when that part has nothing to split.
RandomForest::Split RandomForest::bestSplit(Grower& grower, std::size_t first, std::size_t last) const
{
    Split best;
    const std::size_t looked = std::max<std::size_t>(1, std::size_t(std::ceil(m_options.share * double(columns()))));
    const std::vector<std::size_t> order = grower.rng.sampleIndices(columns(), columns());
    for (std::size_t i = 0; i < order.size() && (i < looked || !best.isFound); ++i) {
        if (m_categories[order[i]] > 0)
            grower.tryCategories(first, last, order[i], m_categories[order[i]], best);
        else
            grower.tryOrdered(first, last, order[i], best);
    }
    if (best.isFound && m_categories[best.column] == 0) {
        // Above the lower value, so that this one goes left and the next one right.
        const double low = best.threshold;
        best.threshold = best.upper - grower.rng.uniform() * (best.upper - low);
        if (!(best.threshold > low))
            best.threshold = best.upper;
    }
    return best;
}

std::uint32_t RandomForest::writeCategories(const Split& split, Rng& rng)
{
    const std::uint32_t categories = m_categories[split.column];
    const auto first = std::uint32_t(m_words.size());
    for (std::uint32_t c = 0; c < categories; c += 64)
        m_words.push_back(rng.next());
    for (const std::uint32_t c : split.leftCategories)
        m_words[first + c / 64] |= std::uint64_t{1} << (c % 64);
    for (const std::uint32_t c : split.rightCategories)
        m_words[first + c / 64] &= ~(std::uint64_t{1} << (c % 64));
    return first;
}

bool RandomForest::goesLeft(const Node& node, const double* row) const
{
    const double value = row[node.column];
    if (m_categories[std::size_t(node.column)] == 0)
        return value < node.threshold;
    const auto category = std::uint32_t(value);
    return (m_words[node.word + category / 64] >> (category % 64) & 1) != 0;
}

RandomForest::Prediction RandomForest::predict(const double* row) const
{
    CW_ASSERT(isFitted());
    // Means and squares as they come (Welford): equal means have no variance at all.
    double mean = 0;
    double squares = 0;
    double variances = 0;
    double count = 0;
    for (const std::uint32_t root : m_roots) {
        const Node* node = &m_nodes[root];
        while (node->column >= 0)
            node = &m_nodes[node->left + (goesLeft(*node, row) ? 0 : 1)];
        const double off = node->mean - mean;
        mean += off / ++count;
        squares += off * (node->mean - mean);
        variances += node->variance;
    }
    return {mean, std::sqrt((variances + squares) / count)};
}

} // namespace cw

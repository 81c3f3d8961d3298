// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/correlation.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <utility>

#include "core/base/assert.h"

namespace cw {

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

struct Lists {
    std::vector<double> a;
    std::vector<double> b;
};

Lists withoutNaN(std::span<const double> a, std::span<const double> b)
{
    CW_ASSERT(a.size() == b.size());
    Lists lists;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (std::isnan(a[i]) || std::isnan(b[i]))
            continue;
        lists.a.push_back(a[i]);
        lists.b.push_back(b[i]);
    }
    return lists;
}

double meanOf(const std::vector<double>& values)
{
    return std::accumulate(values.begin(), values.end(), 0.0) / double(values.size());
}

/// Of lists without NaN.
double linear(const Lists& lists)
{
    if (lists.a.size() < 2)
        return kNaN;
    const double meanA = meanOf(lists.a);
    const double meanB = meanOf(lists.b);
    double together = 0;
    double squaresA = 0;
    double squaresB = 0;
    for (std::size_t i = 0; i < lists.a.size(); ++i) {
        const double offA = lists.a[i] - meanA;
        const double offB = lists.b[i] - meanB;
        together += offA * offB;
        squaresA += offA * offA;
        squaresB += offB * offB;
    }
    if (!(squaresA > 0 && squaresB > 0))
        return kNaN;
    return std::clamp(together / std::sqrt(squaresA) / std::sqrt(squaresB), -1.0, 1.0);
}

std::int64_t pairsAmong(std::int64_t n)
{
    return n * (n - 1) / 2;
}

/// Pairs of neighbours-in-order that are equal by `same`.
template <class Same>
std::int64_t tiedPairs(std::size_t n, const Same& same)
{
    std::int64_t pairs = 0;
    for (std::size_t first = 0; first < n;) {
        std::size_t end = first + 1;
        while (end < n && same(first, end))
            ++end;
        pairs += pairsAmong(std::int64_t(end - first));
        first = end;
    }
    return pairs;
}

/// Sorts by merging and counts how often a larger number stood before a smaller one.
std::int64_t sortCounting(std::vector<double>& values)
{
    std::vector<double> merged(values.size());
    std::int64_t swaps = 0;
    for (std::size_t width = 1; width < values.size(); width *= 2) {
        for (std::size_t first = 0; first < values.size(); first += 2 * width) {
            const std::size_t middle = std::min(first + width, values.size());
            const std::size_t end = std::min(middle + width, values.size());
            std::size_t left = first;
            std::size_t right = middle;
            for (std::size_t to = first; to < end; ++to) {
                const bool takesRight = right < end && (left == middle || values[right] < values[left]);
                if (takesRight)
                    swaps += std::int64_t(middle - left);
                merged[to] = takesRight ? values[right++] : values[left++];
            }
        }
        values.swap(merged);
    }
    return swaps;
}

} // namespace

std::vector<double> averageRanks(std::span<const double> values)
{
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t i, std::size_t j) { return values[i] < values[j]; });
    std::vector<double> ranks(values.size());
    for (std::size_t first = 0; first < order.size();) {
        std::size_t end = first + 1;
        while (end < order.size() && values[order[end]] == values[order[first]])
            ++end;
        const double shared = double(first + 1 + end) / 2;
        for (; first < end; ++first)
            ranks[order[first]] = shared;
    }
    return ranks;
}

double pearson(std::span<const double> a, std::span<const double> b)
{
    return linear(withoutNaN(a, b));
}

double spearman(std::span<const double> a, std::span<const double> b)
{
    const Lists lists = withoutNaN(a, b);
    return linear({averageRanks(lists.a), averageRanks(lists.b)});
}

double kendallTauB(std::span<const double> a, std::span<const double> b)
{
    const Lists lists = withoutNaN(a, b);
    const std::size_t n = lists.a.size();
    if (n < 2)
        return kNaN;
    std::vector<std::pair<double, double>> pairs(n);
    for (std::size_t i = 0; i < n; ++i)
        pairs[i] = {lists.a[i], lists.b[i]};
    std::sort(pairs.begin(), pairs.end());
    const auto tiedA = tiedPairs(n, [&](std::size_t i, std::size_t j) { return pairs[i].first == pairs[j].first; });
    const auto tiedBoth = tiedPairs(n, [&](std::size_t i, std::size_t j) { return pairs[i] == pairs[j]; });
    std::vector<double> seconds(n);
    for (std::size_t i = 0; i < n; ++i)
        seconds[i] = pairs[i].second;
    const std::int64_t discordant = sortCounting(seconds);
    const auto tiedB = tiedPairs(n, [&](std::size_t i, std::size_t j) { return seconds[i] == seconds[j]; });
    const std::int64_t all = pairsAmong(std::int64_t(n));
    if (tiedA == all || tiedB == all)
        return kNaN;
    const double difference = double(all - tiedA - tiedB + tiedBoth - 2 * discordant);
    const double tau = difference / std::sqrt(double(all - tiedA)) / std::sqrt(double(all - tiedB));
    return std::clamp(tau, -1.0, 1.0);
}

} // namespace cw

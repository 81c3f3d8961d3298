// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

namespace cw {

// How alike two lists of numbers are: the i-th of one belongs to the i-th of the other. All answers lie in [-1, 1], or
// are NaN where nothing can be said: fewer than two pairs, or one list has the same number everywhere. A pair with a
// NaN in it is left out; infinities have their place in ranks, but leave Pearson's coefficient undefined (NaN).
// Errors: lists of different lengths are a bug (assertion)      Thread: any

/// The rank of each number from the smallest (1) on; equal numbers share the mean of their ranks. No NaN.
std::vector<double> averageRanks(std::span<const double> values);

/// Linear correlation.
double pearson(std::span<const double> a, std::span<const double> b);

/// Rank correlation: Pearson's of the average ranks.
double spearman(std::span<const double> a, std::span<const double> b);

/// Concordant minus discordant pairs of pairs, with the correction for ties: (C - D) / sqrt((N - Ta) (N - Tb)), where
/// N counts all pairs of pairs and Ta, Tb those tied in a and in b.
/// Cost: O(n log n)
/// Paper: Kendall, Biometrika 1945 (tau-b); Knight, JASA 1966 (by merging)
double kendallTauB(std::span<const double> a, std::span<const double> b);

} // namespace cw

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

namespace cw::strategy {

/// Scores of several objectives (larger is better, no NaN) on one scale: the worst of each objective becomes 0, the
/// best 1; infinite scores count as the worst or best finite one.
std::vector<std::vector<double>> toUnitBox(const std::vector<std::vector<double>>& scores);

/// Indices of the `count` best points of a unit box, best first: whole fronts of mutually non-dominated points, of the
/// front that does not fit those that add most to the dominated hypervolume above (-0.1, ..., -0.1), chosen one after
/// the other. Of equals the first.
/// Paper: Ozaki, Tanigaki, Watanabe and Onishi, GECCO 2020 (MOTPE), section 4.1; the greedy choice loses at most 1/e:
/// Guerreiro, Fonseca and Paquete, Evolutionary Computation 2016
std::vector<std::size_t> bestByHypervolume(const std::vector<std::vector<double>>& points, std::size_t count);

/// How much hypervolume each of the points alone adds to all others, the largest of them being 1; at least 1e-12.
/// Paper: Ozaki et al. 2020, equation 15
std::vector<double> hypervolumeWeights(const std::vector<std::vector<double>>& points);

} // namespace cw::strategy

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

#include "core/base/rng.h"
#include "core/space/candidate.h"
#include "core/space/decision.h"

namespace cw::strategy {

/// What a Parzen estimator lays around each of its n points along one decision. With q = prior weight / (n + 1) and
/// s = 0.2 n^(-1 / (d + 4)) of the range, at least 1 / min(100, n + 1) of it, d the number of decisions:
/// - categorical: 1 + q for the value of the point and q for every other one, divided by their sum;
/// - integer of up to 256 values: a Gaussian of deviation s over the values, divided by its sum over them;
/// - real, log-real, larger integer: a Gaussian of deviation s over the range (its logarithm), cut off at both ends;
/// - subset: (q / (1 + q))^(members that differ), divided by its sum over the legal subsets.
/// Where the decision is not active in the point: uniform, as the prior is. All are densities on a range of length 1.
/// Thread: one at a time
class ParzenKernel {
public:
    /// `decision` outlives this object; `at` is its place in the tree, `dimensions` the d above.
    ParzenKernel(const space::Decision& decision, std::size_t at, std::size_t dimensions);

    void fit(const std::vector<const space::Candidate*>& points, double priorWeight);
    /// Multiplies `factors` by the densities at `value`: one for each point, then that of the prior.
    void multiply(double value, std::vector<double>& factors) const;
    /// A value from the kernel of a point; from the prior if `point` is their number.
    double draw(std::size_t point, Rng& rng) const;

    std::size_t at() const { return m_at; }
    const space::Decision& decision() const { return *m_decision; }

private:
    enum class Shape { Constant, Names, Grid, Line, Subsets };

    double codeOf(double value) const;
    double valueOf(double code) const;
    void fitGrid();
    void fitLine();
    void fitSubsets(double ratio);
    double drawGrid(double code, Rng& rng) const;
    double drawLine(double code, Rng& rng) const;
    double drawSubset(double code, Rng& rng) const;
    double subsetWeight(int size, int removed, int added) const;

    const space::Decision* m_decision;
    std::size_t m_at;
    std::size_t m_dimensions;
    Shape m_shape = Shape::Constant;
    double m_count = 0;   ///< number of values; 0: continuous
    double m_uniform = 1; ///< density of the prior

    std::vector<double> m_codes; ///< of each point: index, place in [0, 1] or mask; -1 where inactive
    bool m_anyInactive = false;
    double m_keep = 0;           ///< Names: probability of the point's own value
    double m_other = 0;          ///< Names: of every other one
    double m_deviation = 0;      ///< in units of the range
    std::vector<double> m_table; ///< Grid: the Gaussian by distance; Subsets: powers of the ratio
    std::vector<double> m_norms; ///< one over the sum: Grid by index; Line by point; Subsets by size
};

} // namespace cw::strategy

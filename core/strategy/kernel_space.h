// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/space/candidate.h"

namespace cw::strategy {

/// Candidates as points whose squared distance is the sum over decisions of how much they differ there, so that any
/// kernel of Euclidean distances is positive definite on them:
/// - Categorical: 1 if they differ, else 0;
/// - Integer, Real, LogReal: the square of the difference of their unitPlace();
/// - Subset: the number of members in one of the two only, over the most that this can be;
/// - a decision under a condition: nothing if inactive in both, 1 if in one (a Subset: 1/2 and its members), else as
///   above, but numbers lie on a sixth of a circle around the inactive point: 4 sin^2(pi/6 * difference), 1 at most.
/// Thread: const, may be used by several threads at once
/// Paper: Hutter and Osborne, arXiv:1310.5738 (their embedding with omega = 1, rho = 1/3)
class KernelSpace {
public:
    explicit KernelSpace(const space::DecisionTree& tree);

    /// Coordinates of a point.
    std::size_t size() const { return m_groupOf.size(); }
    /// Number of decisions.
    std::size_t groups() const { return m_domains.size(); }
    /// The decision of each coordinate, ascending.
    const std::vector<std::size_t>& groupOf() const { return m_groupOf; }
    /// Writes size() coordinates. The candidate must be one of the tree.
    void write(const space::Candidate& candidate, double* to) const;

private:
    std::vector<space::Domain> m_domains;
    std::vector<bool> m_isConditional;
    std::vector<std::size_t> m_sizes;
    std::vector<std::size_t> m_groupOf;
};

} // namespace cw::strategy

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

#include "core/base/rng.h"
#include "core/space/candidate.h"
#include "core/space/decision.h"
#include "core/strategy/parzen_kernel.h"

namespace cw::strategy {

/// A density over some decisions of a tree: a mixture of one kernel around each point and a uniform prior, each the
/// product of its parts along the decisions that are active in what is asked (parzen_kernel.h).
/// Paper: Bergstra, Bardenet, Bengio and Kegl, NeurIPS 2011, section 4; as one joint density: Falkner, Klein and
/// Hutter, ICML 2018, section 4.1
/// Thread: one at a time
class Parzen {
public:
    /// `tree` outlives this object; `decisions` are places in it, parents first.
    Parzen(const space::DecisionTree& tree, const std::vector<std::size_t>& decisions);

    /// The points may go afterwards. As many weights as points; that of the prior is `priorWeight`.
    void fit(const std::vector<const space::Candidate*>& points, const std::vector<double>& weights,
             double priorWeight);
    /// Draws the decisions that are active, given those before them, and makes the others inactive. Returns the point
    /// whose kernel was drawn from; their number: the prior.
    std::size_t draw(space::Candidate& candidate, Rng& rng) const;
    /// Of the decisions that are active in it.
    double logDensity(const space::Candidate& candidate);

private:
    std::vector<ParzenKernel> m_kernels;
    std::vector<double> m_cumulative; ///< weights of the points and of the prior, summed up to 1
    std::vector<double> m_weights;    ///< the same, not summed up
    std::vector<double> m_factors;    ///< room to work in
};

} // namespace cw::strategy

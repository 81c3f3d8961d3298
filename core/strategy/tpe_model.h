// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <vector>

#include "core/strategy/active_set.h"
#include "core/strategy/parzen.h"

namespace cw::strategy {

/// How tpe tells good trials from others.
struct TpeSplit {
    double share = 0.1;    ///< of the trials with scores, rounded up
    std::size_t most = 25; ///< good trials
};

/// Places in `records` of the good ones, and how much each weighs.
struct GoodTrials {
    std::vector<std::size_t> places;
    std::vector<double> weights;
};
GoodTrials goodTrials(const std::vector<Record>& records, const TpeSplit& split);

/// The two densities of tpe, over all decisions at once or one pair for each.
/// Thread: one at a time
class TpeModel {
public:
    /// `tree` outlives this object.
    TpeModel(const space::DecisionTree& tree, bool multivariate, double priorWeight);

    /// `pending` counts among the trials that are not good.
    void fit(const std::vector<Record>& records, const GoodTrials& good, const std::deque<space::Candidate>& pending);

    /// Draws from the density of the good trials; with one pair of densities for each decision, the best of `tries`
    /// draws for each. Returns the place in `records` that it was drawn around, or -1.
    std::ptrdiff_t draw(space::Candidate& candidate, std::size_t tries, Rng& rng);
    /// Logarithm of good over others; 0 with a pair for each decision, where draw() has chosen.
    double logRatio(const space::Candidate& candidate);
    /// With a pair for each decision: the sum of their logarithms, by which draw() has chosen one by one.
    double logRatioByDecision(const space::Candidate& candidate);

private:
    struct Pair {
        Parzen good;
        Parzen others;
    };

    void fitPair(Pair& pair, std::size_t at);
    void drawBest(Pair& pair, std::size_t at, space::Candidate& candidate, std::size_t tries, Rng& rng);

    const space::DecisionTree& m_tree;
    bool m_multivariate;
    double m_priorWeight;
    std::vector<Pair> m_pairs;
    std::vector<std::size_t> m_goodPlaces;
    std::vector<const space::Candidate*> m_good;
    std::vector<double> m_goodWeights;
    std::vector<const space::Candidate*> m_others;
    // Room to work in.
    std::vector<const space::Candidate*> m_points;
    std::vector<double> m_weights;
    std::vector<double> m_ratios;
};

} // namespace cw::strategy

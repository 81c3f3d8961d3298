// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

#include "core/base/json.h"
#include "core/base/learn/network_ensemble.h"
#include "core/base/rng.h"
#include "core/space/features.h"
#include "core/strategy/active_set.h"

namespace cw::strategy {

/// What networks are trained to predict instead of the scores, one number per objective for each record: with rank r
/// from the worst (0) among n, the mean of ranks where equal, the normal score of the n - r th largest. The same for
/// accuracies in percent or in parts, for losses, and whatever the outliers. Records without scores are worst.
std::vector<float> rankTargets(const std::vector<Record>& records, std::size_t objectives);

/// An ensemble of networks (network_ensemble.h) that predicts the objectives of candidates, one output for each.
/// Determinism: only by the Rng      Thread: one at a time
class Ensemble {
public:
    struct Shape {
        std::size_t networks = 5;
        std::size_t width = 32; ///< of both hidden layers
        std::size_t objectives = 1;
    };

    Ensemble(const space::DecisionTree& tree, const Shape& shape);

    bool isFitted() const { return m_isFitted; }
    /// From new weights. At least one record.
    void fit(const std::vector<Record>& records, const Mlp::Training& training, Rng& rng);

    using Prediction = NetworkEnsemble::Prediction;
    /// For each candidate one per objective, in rankTargets() units.
    std::vector<Prediction> predict(const std::vector<space::Candidate>& candidates) const;

    /// The weights as hexadecimal digits, a string per network; an empty list before the first fit.
    Json state() const;
    /// Errors: throws Error(Format); this object is then untouched
    void restore(const Json& state);

private:
    void addInputs(const space::Candidate& candidate, std::vector<float>& inputs) const;

    space::Features m_features;
    std::size_t m_objectives;
    NetworkEnsemble m_ensemble;
    bool m_isFitted = false;
};

} // namespace cw::strategy

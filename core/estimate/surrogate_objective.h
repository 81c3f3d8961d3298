// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include "core/estimate/surrogate_model.h"

namespace cw::estimate {

/// What is known of one objective: candidates and their values, finite, in the order they became known.
struct KnownValues {
    std::vector<const space::Candidate*> candidates;
    std::vector<double> values;
};

/// Predicts one objective, on its own or on top of what a model of another data set says.
///
/// With a prior: value = a + b * prior + residual. The line is fitted by least squares to the known values (with fewer
/// than three only the offset, with none a = 0 and b = 1), with b >= 0: a prior that orders candidates the wrong way
/// round is none. What is left is learnt by a model of its own from kFewestResiduals values on. Variances add up: that
/// of b * prior, and that of the residuals (the model's, or their own). Where known values are near, the error of the
/// prior counts twice, which errs on the careful side.
/// Thread: predict() is const      Determinism: only by the Rng
class ObjectiveModel {
public:
    static constexpr std::size_t kFewestResiduals = 10;

    /// Without a prior at least one value.
    ObjectiveModel(const LearnerOptions& options, const space::DecisionTree& tree, const KnownValues& known,
                   std::shared_ptr<const ValueModel> prior, Rng& rng);

    Predicted predict(const space::Candidate& candidate) const;
    /// Standard deviation of the known values; 0: unknown, or all alike.
    double spread() const { return m_spread; }

private:
    void fitLine(const KnownValues& known, const std::vector<double>& priors);

    std::shared_ptr<const ValueModel> m_prior;
    std::shared_ptr<const ValueModel> m_model; ///< of values, or of residuals; null: of neither
    double m_offset = 0;
    double m_slope = 1;
    double m_residual = 0; ///< deviation of the residuals, without a model of them
    double m_spread = 0;
};

} // namespace cw::estimate

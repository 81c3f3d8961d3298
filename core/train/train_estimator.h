// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/estimate/estimator.h"
#include "core/train/session.h"

namespace cw::train {

/// Trains every candidate from new weights at a fidelity and measures it on held-out samples.
/// Metrics: valid_accuracy in [0, 1], valid_loss, train_loss (of the last epoch), params, macs; of text
/// valid_perplexity too. Nothing measured by the clock is among them, so that equal trials have equal metrics. Curve:
/// valid_accuracy, train_loss, and of text valid_perplexity per epoch
class TrainEstimator : public estimate::Estimator {
public:
    explicit TrainEstimator(estimate::EstimatorSetup setup);

    void prepare() override;
    estimate::Estimate estimate(const space::Candidate& candidate, const estimate::Fidelity& fidelity,
                                estimate::Context& context) override;

protected:
    const estimate::EstimatorSetup& setup() const { return m_setup; }
    /// Errors: throws Error(Config)
    std::shared_ptr<const space::Architecture> realise(const space::Candidate& candidate,
                                                       const estimate::Fidelity& fidelity) const;
    /// Called before a training with what it is about to be asked for; may add metrics.
    virtual void adapt(const space::Candidate& candidate, const estimate::Context& context, SessionRequest& request,
                       estimate::Metrics& metrics) const;

private:
    estimate::EstimatorSetup m_setup;
    std::shared_ptr<TrainingData> m_data; ///< null before prepare()
};

} // namespace cw::train

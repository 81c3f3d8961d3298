// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/estimate/estimator.h"
#include "core/train/admission.h"
#include "core/train/session.h"

namespace cw::train {

struct RepeatsResult;

/// Trains every candidate from new weights at a fidelity and measures it on held-out samples.
/// Metrics: valid_accuracy in [0, 1], valid_loss, train_loss (of the last epoch), params, macs; of text
/// valid_perplexity too; with `repeats` their means and valid_accuracy_sd. Nothing measured by the clock is among them,
/// so that equal trials have equal metrics. Curve: valid_accuracy, train_loss, and of text valid_perplexity per epoch,
/// from the first epoch also when the training went on from a checkpoint.
/// Rejected: what cannot be built at that fidelity, and what the settings max_params, max_memory and max_seconds rule
/// out. Failed: a training that diverges or gets no memory, and a checkpoint of something else.
class TrainEstimator : public estimate::Estimator {
public:
    explicit TrainEstimator(estimate::EstimatorSetup setup);

    void prepare() override;
    estimate::Estimate estimate(const space::Candidate& candidate, const estimate::Fidelity& fidelity,
                                estimate::Context& context) override;

protected:
    const estimate::EstimatorSetup& setup() const { return m_setup; }
    /// Errors: Config
    Result<space::Architecture> realise(const space::Candidate& candidate, const estimate::Fidelity& fidelity) const;
    /// Called before a training with what it is about to be asked for; may add metrics.
    virtual void adapt(const space::Candidate& candidate, const estimate::Context& context, SessionRequest& request,
                       estimate::Metrics& metrics) const;

private:
    void train(estimate::Estimate& estimate, const SessionRequest& request);
    void fill(estimate::Estimate& estimate, const RepeatsResult& result) const;

    estimate::EstimatorSetup m_setup;
    std::shared_ptr<TrainingData> m_data; ///< null before prepare()
    Admission m_admission;
};

} // namespace cw::train

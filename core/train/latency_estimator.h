// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/estimate/estimator.h"

namespace cw::train {

/// Measures how long a network needs to answer on the device: passes without training, after some to warm up.
/// Metrics: latency_ms, the median of the timed passes of one batch in milliseconds; latency_ms_low and
/// latency_ms_high, their quartiles; params, macs. With `also` those of another estimator too (its params
/// and macs stand), with its curve, epochs and candidates; where that one does not finish, its estimate is passed on as
/// it is and nothing is measured. Determinism: none, the clock measures. A resumed or repeated run takes these numbers
/// from its record
class LatencyEstimator : public estimate::Estimator {
public:
    /// Errors: throws Error(Config): an unknown estimator `also`, itself, or settings that it does not have
    explicit LatencyEstimator(estimate::EstimatorSetup setup);

    void prepare() override;
    estimate::Estimate estimate(const space::Candidate& candidate, const estimate::Fidelity& fidelity,
                                estimate::Context& context) override;
    std::shared_ptr<const space::CandidateSet> candidates() const override;
    std::vector<double> epochs() const override;

private:
    /// False: stopped.
    bool measure(const space::Candidate& candidate, const estimate::Fidelity& fidelity,
                 const estimate::Context& context, estimate::Metrics& metrics) const;

    estimate::EstimatorSetup m_setup;
    std::unique_ptr<estimate::Estimator> m_other; ///< null: none
};

} // namespace cw::train

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "core/estimate/estimator.h"
#include "core/train/proxies/selection.h"
#include "core/train/session.h"
#include "core/train/vote_reference.h"

namespace cw::train {

struct Batch;

/// Scores a candidate by its untrained network on minibatches of the training part, the same for all candidates.
/// Metrics: one for each proxy computed, under its name; params, macs; vote. All proxies are larger for better
/// networks. A proxy that a network cannot have is left out when nobody asked for it by name, else the candidate is
/// Rejected; one that is not a number makes it Failed.
/// A network too large for the free memory is Rejected.
/// Vote, in [0, 1]: what VoteReference says, against `vote_sample` candidates of the space drawn uniformly with the
/// run's seed and scored as candidates are, at the fidelity, when a vote is first needed.
/// Determinism: same candidate, seed, trial, fidelity and threads -> same bits
/// Paper: Abdelfattah et al., ICLR 2021; each proxy names its own.   Differs: the vote, which is for one network
class ZeroCostEstimator : public estimate::Estimator {
public:
    /// Errors: throws Error(Config): no data set, what selectProxies() refuses
    explicit ZeroCostEstimator(estimate::EstimatorSetup setup);

    /// Errors: also Error(Config) when the minibatches need more samples than there are
    void prepare() override;
    estimate::Estimate estimate(const space::Candidate& candidate, const estimate::Fidelity& fidelity,
                                estimate::Context& context) override;

private:
    struct Problem {
        TrialState state = TrialState::Rejected; ///< of a candidate that must have the metric
        std::string reason;
    };
    struct Scores {
        estimate::Metrics metrics;
        std::map<std::string, Problem> problems; ///< of the proxies that have no metric
    };
    /// A sample of candidates and what they scored.
    struct Sample {
        std::shared_ptr<const space::CandidateSet> space;
        std::vector<space::Candidate> candidates;
        std::unique_ptr<VoteReference> reference;
    };

    std::vector<std::uint32_t> samples(double part) const;
    std::vector<Batch> batches(const space::Architecture& architecture, const estimate::Fidelity& fidelity,
                               const std::string& device) const;
    /// Nullopt: interrupted.
    std::optional<Scores> score(const std::shared_ptr<const space::Architecture>& architecture,
                                const std::vector<const Proxy*>& proxies, const estimate::Fidelity& fidelity,
                                const estimate::Context& context, std::int64_t trial) const;
    bool canVote(const estimate::Metrics& metrics) const;
    Sample& sampleAt(const estimate::Fidelity& fidelity);
    std::optional<double> vote(const estimate::Metrics& metrics, const estimate::Fidelity& fidelity,
                               const estimate::Context& context);

    estimate::EstimatorSetup m_setup;
    ProxySelection m_selection;
    std::shared_ptr<TrainingData> m_data; ///< null before prepare()
    std::mutex m_mutex;
    std::map<std::string, Sample> m_samples; ///< by fidelity; guarded by m_mutex, entries stay where they are
};

} // namespace cw::train

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/strategy/controller.h"
#include "core/strategy/rank_window.h"
#include "core/strategy/seen_set.h"
#include "core/strategy/slots.h"
#include "core/strategy/strategy.h"

namespace cw::strategy {

/// What the strategies with an LSTM controller share: candidates are drawn from it arm by arm; the reward of a result
/// is its rank among the newest 500, less a moving average of the rewards; a batch of results is a step of learning.
/// Settings used: hidden, rate, batch, entropy, baseline, redraws
class PolicyLearner : public Strategy {
public:
    std::vector<Proposal> ask(std::size_t n) override;
    void tell(const Observation& observation) override;
    Insight insight() const override;
    Json state() const override;
    void restore(const Json& state) override;

protected:
    struct Sample {
        std::vector<int> arms;
        double advantage = 0; ///< reward less baseline
    };

    PolicyLearner(const StrategySetup& setup, const char* id);
    virtual void learn(const std::vector<Sample>& batch) = 0;

    const Controller& controller() const { return m_controller; }
    double entropyWeight() const { return m_entropyWeight; }
    /// A step along the gradient of the mean over a batch of that size.
    void ascend(std::vector<double>& gradient, std::size_t batch);

private:
    struct Result {
        std::vector<int> arms;
        double fitness = 0;
    };

    std::string m_id;
    std::shared_ptr<const space::CandidateSet> m_candidates;
    Slots m_slots;
    Rng m_rng;
    std::size_t m_batchSize;
    double m_entropyWeight;
    double m_decay; ///< of the baseline
    int m_redraws;
    Controller m_controller;
    Adam m_adam;
    RankWindow m_window;
    SeenSet m_seen;
    double m_baseline = 0.5;
    std::vector<Result> m_batch; ///< told since the last step
};

/// Their settings, for the schema.
std::vector<ParamSpec> policySettings(int batch);

} // namespace cw::strategy

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strategy/reinforce.h"

#include "core/strategy/policy_learner.h"

namespace cw::strategy {

namespace {

constexpr const char* kReinforceId = "reinforce";

class Reinforce final : public PolicyLearner {
public:
    explicit Reinforce(const StrategySetup& setup)
        : PolicyLearner(setup, kReinforceId)
    {
    }

private:
    void learn(const std::vector<Sample>& batch) override
    {
        std::vector<double> gradient(controller().weightCount(), 0);
        for (const Sample& sample : batch) {
            const Controller::Trace trace = controller().trace(sample.arms);
            const std::vector<double> weights(trace.size(), sample.advantage);
            controller().addGradient(trace, weights, entropyWeight(), gradient);
        }
        ascend(gradient, batch.size());
    }
};

} // namespace

StrategyEntry reinforce()
{
    StrategyEntry entry;
    entry.id = kReinforceId;
    entry.title = "REINFORCE controller";
    entry.summary = "A recurrent network draws candidates choice by choice and reinforces what did better than usual.";
    entry.paper = "Zoph and Le, ICLR 2017";
    entry.hasInsight = true;
    entry.schema = ParamSchema(policySettings(1));
    entry.make = [](const StrategySetup& setup) -> std::unique_ptr<Strategy> {
        return std::make_unique<Reinforce>(setup);
    };
    return entry;
}

} // namespace cw::strategy

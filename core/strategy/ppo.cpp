// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strategy/ppo.h"

#include <algorithm>
#include <cmath>

#include "core/strategy/policy_learner.h"

namespace cw::strategy {

namespace {

constexpr const char* kPpoId = "ppo";

class Ppo final : public PolicyLearner {
public:
    explicit Ppo(const StrategySetup& setup)
        : PolicyLearner(setup, kPpoId)
        , m_epochs(int(setup.settings.integer("epochs")))
        , m_clip(setup.settings.real("clip"))
    {
    }

private:
    void learn(const std::vector<Sample>& batch) override
    {
        std::vector<std::vector<double>> before(batch.size()); // log p(chosen) per step
        std::vector<double> gradient(controller().weightCount());
        std::vector<double> weights;
        for (int epoch = 0; epoch < m_epochs; ++epoch) {
            std::fill(gradient.begin(), gradient.end(), 0);
            for (std::size_t i = 0; i < batch.size(); ++i) {
                const Controller::Trace trace = controller().trace(batch[i].arms);
                weights.resize(trace.size());
                for (std::size_t step = 0; step < trace.size(); ++step) {
                    const double now = trace.logProbability(step);
                    if (epoch == 0)
                        before[i].push_back(now);
                    weights[step] = clippedSlope(std::exp(now - before[i][step]), batch[i].advantage, m_clip);
                }
                controller().addGradient(trace, weights, entropyWeight(), gradient);
            }
            ascend(gradient, batch.size());
        }
    }

    int m_epochs;
    double m_clip;
};

} // namespace

double clippedSlope(double ratio, double advantage, double clip)
{
    const bool flat = advantage > 0 ? ratio > 1 + clip : ratio < 1 - clip;
    return flat ? 0 : ratio * advantage;
}

StrategyEntry ppo()
{
    StrategyEntry entry;
    entry.id = kPpoId;
    entry.title = "PPO controller";
    entry.summary = "A recurrent network draws candidates choice by choice; steps that change it too much are clipped.";
    entry.paper = "Zoph et al., CVPR 2018";
    entry.hasInsight = true;
    std::vector<ParamSpec> settings = policySettings(10);
    settings.push_back({.name = "epochs",
                        .type = ParamType::Int,
                        .defaultValue = 4,
                        .title = "Epochs per batch",
                        .help = "Steps of learning that every batch of results is used for.",
                        .min = 1,
                        .max = 1000});
    settings.push_back({.name = "clip",
                        .type = ParamType::Real,
                        .defaultValue = 0.2,
                        .title = "Clip",
                        .help = "How far a batch may change the probability of a choice, as a part of it.",
                        .min = 0.001,
                        .max = 10});
    entry.schema = ParamSchema(std::move(settings));
    entry.make = [](const StrategySetup& setup) -> std::unique_ptr<Strategy> { return std::make_unique<Ppo>(setup); };
    return entry;
}

} // namespace cw::strategy

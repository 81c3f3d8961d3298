// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strategy/policy_learner.h"

#include <cmath>

#include <fmt/format.h>

#include "core/strategy/encoding.h"
#include "core/strategy/fitness.h"
#include "core/strategy/learner_state.h"

namespace cw::strategy {

namespace {

constexpr std::size_t kWindow = 500;
constexpr double kInitialWeight = 0.08;
constexpr double kMostNorm = 1.0;
constexpr double kMostWeight = 1e100;
constexpr int kLooks = 16; ///< draws that a choice's probabilities are the mean of: they depend on those before it

} // namespace

PolicyLearner::PolicyLearner(const StrategySetup& setup, const char* id)
    : m_id(id)
    , m_candidates(setup.candidates)
    , m_slots(m_candidates->tree())
    , m_rng(setup.seed, 0, id)
    , m_batchSize(std::size_t(setup.settings.integer("batch")))
    , m_entropyWeight(setup.settings.real("entropy"))
    , m_decay(setup.settings.real("baseline"))
    , m_redraws(int(setup.settings.integer("redraws")))
    , m_controller(m_slots, int(setup.settings.integer("hidden")), kInitialWeight, m_rng)
    , m_adam(m_controller.weightCount(), setup.settings.real("rate"))
    , m_window(kWindow)
{
}

std::vector<Proposal> PolicyLearner::ask(std::size_t n)
{
    const auto draw = [this] {
        Controller::Walk walk(m_controller);
        return m_slots.draw([&](std::size_t slot) { return walk.choose(slot, m_rng); }, m_rng);
    };
    const auto isKnown = [this](const space::Candidate& candidate) { return m_seen.contains(candidate); };
    std::vector<Proposal> proposals(n);
    for (Proposal& proposal : proposals) {
        proposal.candidate = drawFresh(*m_candidates, draw, isKnown, m_redraws, m_rng);
        m_seen.insert(proposal.candidate);
    }
    return proposals;
}

void PolicyLearner::tell(const Observation& observation)
{
    if (!isOfSpace(observation, *m_candidates))
        return;
    m_seen.insert(observation.candidate);
    m_batch.push_back({m_slots.armsOf(observation.candidate), fitnessOf(observation)});
    m_window.add(m_batch.back().fitness);
    if (m_batch.size() < m_batchSize)
        return;
    std::vector<Sample> samples;
    double mean = 0;
    for (Result& result : m_batch) {
        const double reward = m_window.rank(result.fitness);
        samples.push_back({std::move(result.arms), reward - m_baseline});
        mean += reward / double(m_batchSize);
    }
    m_batch.clear();
    learn(samples);
    m_baseline = m_decay * m_baseline + (1 - m_decay) * mean;
}

void PolicyLearner::ascend(std::vector<double>& gradient, std::size_t batch)
{
    for (double& value : gradient)
        value /= double(batch);
    m_adam.ascend(m_controller.weights(), gradient, kMostNorm);
}

Insight PolicyLearner::insight() const
{
    std::vector<double> sums(m_slots.armCount(), 0);
    std::vector<int> seen(m_slots.size(), 0);
    Rng rng(1, 0, "insight"); // not its own, which must not notice
    double entropy = 0;
    int choices = 0;
    for (int look = 0; look < kLooks; ++look) {
        Controller::Walk walk(m_controller);
        const Slots::Pick pick = [&](std::size_t slot) {
            const int arm = walk.choose(slot, rng);
            for (std::size_t i = 0; i < walk.probabilities().size(); ++i)
                sums[m_slots.first(slot) + i] += walk.probabilities()[i];
            entropy += evenness(walk.probabilities().data(), m_slots[slot].arms);
            ++seen[slot];
            ++choices;
            return arm;
        };
        m_slots.draw(pick, rng);
    }
    for (std::size_t slot = 0; slot < m_slots.size(); ++slot) {
        for (int arm = 0; arm < m_slots[slot].arms; ++arm) // never active: 0 of 0 is not known
            sums[m_slots.first(slot) + std::size_t(arm)] /= seen[slot];
    }
    return {.numbers = {{"entropy", entropy / choices}, {"baseline", m_baseline}}, .rows = insightRows(m_slots, sums)};
}

Json PolicyLearner::state() const
{
    Json batch = Json::array();
    for (const Result& result : m_batch)
        batch.push_back({{"arms", result.arms}, {"fitness", encodeNumber(result.fitness)}});
    return {{"strategy", m_id},
            {"rng", m_rng.state()},
            {"weights", numbersToState(m_controller.weights())},
            {"adam", m_adam.state()},
            {"window", m_window.state()},
            {"seen", m_seen.state()},
            {"baseline", m_baseline},
            {"batch", batch}};
}

void PolicyLearner::restore(const Json& state)
{
    checkStateOf(state, m_id);
    Rng rng = m_rng;
    rng.restore(stateMember(state, "rng"));
    auto weights = numbersFromState(state, "weights", m_controller.weightCount(), -kMostWeight, kMostWeight);
    Adam adam = m_adam;
    adam.restore(stateMember(state, "adam"));
    RankWindow window = m_window;
    window.restore(stateMember(state, "window"));
    SeenSet seen = SeenSet::fromState(stateMember(state, "seen"));
    const double baseline = numberFromState(state, "baseline", 0, 1);
    const Json& list = stateMember(state, "batch");
    if (!list.is_array() || list.size() >= m_batchSize)
        throw Error(ErrorCode::Format, fmt::format("'batch': expected fewer than {} results", m_batchSize),
                    "strategy state");
    std::vector<Result> batch;
    for (const Json& item : list) {
        Result result{armsFromState(stateMember(item, "arms"), m_slots),
                      decodeNumber(stateMember(item, "fitness"), "strategy state").value()};
        if (std::isnan(result.fitness))
            throw Error(ErrorCode::Format, "'fitness': expected a number, found NaN", "strategy state");
        batch.push_back(std::move(result));
    }
    m_rng = rng;
    m_controller.weights() = std::move(weights);
    m_adam = std::move(adam);
    m_window = std::move(window);
    m_seen = std::move(seen);
    m_baseline = baseline;
    m_batch = std::move(batch);
}

std::vector<ParamSpec> policySettings(int batch)
{
    return {
        {.name = "hidden",
         .type = ParamType::Int,
         .defaultValue = 32,
         .title = "Hidden units",
         .help = "Size of the controller's LSTM and of its embeddings.",
         .min = 1,
         .max = 512},
        {.name = "rate",
         .type = ParamType::Real,
         .defaultValue = 0.005,
         .title = "Learning rate",
         .help = "Of Adam, for the controller's weights; lower learns more slowly and forgets less.",
         .min = 1e-7,
         .max = 1},
        {.name = "batch",
         .type = ParamType::Int,
         .defaultValue = batch,
         .title = "Batch",
         .help = "Results that make a step of learning.",
         .unit = "trials",
         .min = 1,
         .max = 10000},
        {.name = "entropy",
         .type = ParamType::Real,
         .defaultValue = 0.1,
         .title = "Entropy bonus",
         .help = "Weight of the evenness of every choice (1 when uniform) against the reward; keeps exploring.",
         .min = 0,
         .max = 10},
        {.name = "baseline",
         .type = ParamType::Real,
         .defaultValue = 0.95,
         .title = "Baseline decay",
         .help = "Part of the moving average of rewards that stays at a step; what is better than it is reinforced.",
         .min = 0,
         .max = 0.9999},
        {.name = "redraws",
         .type = ParamType::Int,
         .defaultValue = 10,
         .title = "Redraws",
         .help = "How often a candidate proposed before, or forbidden, is drawn again.",
         .min = 0,
         .max = 1000},
    };
}

} // namespace cw::strategy

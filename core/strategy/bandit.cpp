// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strategy/bandit.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/strategy/encoding.h"
#include "core/strategy/fitness.h"
#include "core/strategy/learner_state.h"
#include "core/strategy/rank_window.h"
#include "core/strategy/seen_set.h"
#include "core/strategy/slots.h"

namespace cw::strategy {

namespace {

constexpr const char* kBanditId = "bandit";
constexpr std::size_t kWindow = 500;
constexpr double kNoise = 0.5;
constexpr double kPriorMean = 0.5;
constexpr double kJitter = 0.1;
constexpr double kMostCount = 1e12;

enum class Policy { Thompson, Ucb1, Exp3 };

Policy policyOf(const std::string& name)
{
    if (name == "ucb1")
        return Policy::Ucb1;
    return name == "exp3" ? Policy::Exp3 : Policy::Thompson;
}

class Bandit final : public Strategy {
public:
    explicit Bandit(const StrategySetup& setup)
        : m_candidates(setup.candidates)
        , m_slots(m_candidates->tree())
        , m_rng(setup.seed, 0, kBanditId)
        , m_policy(policyOf(setup.settings.text("policy")))
        , m_uniform(setup.settings.real("uniform"))
        , m_keep(1 - 1 / setup.settings.real("memory"))
        , m_redraws(int(setup.settings.integer("redraws")))
        , m_window(kWindow)
        , m_counts(m_slots.armCount(), 0)
        , m_sums(m_slots.armCount(), 0)
    {
        // Exp3 keeps a weight per arm, those of a slot summing up to 1.
        for (std::size_t slot = 0; slot < m_slots.size() && m_policy == Policy::Exp3; ++slot)
            std::fill_n(m_sums.begin() + std::ptrdiff_t(m_slots.first(slot)), m_slots[slot].arms,
                        1.0 / m_slots[slot].arms);
    }

    std::vector<Proposal> ask(std::size_t n) override
    {
        const Slots::Pick pick = [this](std::size_t slot) { return choose(slot); };
        const auto draw = [&] { return m_slots.draw(pick, m_rng); };
        const auto isKnown = [this](const space::Candidate& candidate) { return m_seen.contains(candidate); };
        std::vector<Proposal> proposals(n);
        for (Proposal& proposal : proposals) {
            proposal.candidate = drawFresh(*m_candidates, draw, isKnown, m_redraws, m_rng);
            m_seen.insert(proposal.candidate);
        }
        return proposals;
    }

    void tell(const Observation& observation) override
    {
        if (!isOfSpace(observation, *m_candidates))
            return;
        m_seen.insert(observation.candidate);
        const double fitness = fitnessOf(observation);
        m_window.add(fitness);
        const double reward = m_window.rank(fitness);
        m_slots.armsOf(observation.candidate, m_arms);
        for (std::size_t slot = 0; slot < m_slots.size(); ++slot) {
            if (m_arms[slot] == Slots::kNoArm)
                continue;
            if (m_policy == Policy::Exp3)
                learnWeights(slot, m_arms[slot], reward);
            else
                learnMeans(slot, m_arms[slot], reward);
        }
    }

    Insight insight() const override;
    Json state() const override;
    void restore(const Json& state) override;

private:
    int choose(std::size_t slot)
    {
        const int arms = m_slots[slot].arms;
        if (m_rng.chance(m_uniform))
            return int(m_rng.below(std::uint64_t(arms)));
        switch (m_policy) {
        case Policy::Ucb1:
            return chooseUcb(slot);
        case Policy::Exp3:
            return chooseByWeight(slot);
        case Policy::Thompson:
            break;
        }
        int best = 0;
        double most = -1e300;
        for (int arm = 0; arm < arms; ++arm) {
            const std::size_t at = m_slots.first(slot) + std::size_t(arm);
            const Posterior posterior = posteriorOf(m_counts[at], m_sums[at]);
            const double drawn = posterior.mean + posterior.deviation * m_rng.normal();
            if (drawn > most) {
                most = drawn;
                best = arm;
            }
        }
        return best;
    }

    int chooseUcb(std::size_t slot)
    {
        const std::size_t first = m_slots.first(slot);
        const int arms = m_slots[slot].arms;
        double all = 0;
        for (int arm = 0; arm < arms; ++arm)
            all += m_counts[first + std::size_t(arm)];
        const double width = m_rng.uniform() * std::sqrt(2 * std::log(std::max(all, 1.0)));
        // From an arm at random on, so that equal ones have equal chances.
        const int start = int(m_rng.below(std::uint64_t(arms)));
        int best = start;
        double most = -1e300;
        for (int i = 0; i < arms; ++i) {
            const int arm = (start + i) % arms;
            const double count = m_counts[first + std::size_t(arm)];
            if (count == 0)
                return arm;
            const double bound =
                m_sums[first + std::size_t(arm)] / count + width * (1 + kJitter * m_rng.uniform()) / std::sqrt(count);
            if (bound > most) {
                most = bound;
                best = arm;
            }
        }
        return best;
    }

    int chooseByWeight(std::size_t slot)
    {
        const std::size_t first = m_slots.first(slot);
        double at = m_rng.uniform();
        for (int arm = 0; arm + 1 < m_slots[slot].arms; ++arm) {
            at -= m_sums[first + std::size_t(arm)];
            if (at < 0)
                return arm;
        }
        return m_slots[slot].arms - 1;
    }

    void learnMeans(std::size_t slot, int arm, double reward)
    {
        const std::size_t first = m_slots.first(slot);
        for (std::size_t at = first; at < first + std::size_t(m_slots[slot].arms); ++at) {
            m_counts[at] *= m_keep;
            m_sums[at] *= m_keep;
        }
        m_counts[first + std::size_t(arm)] += 1;
        m_sums[first + std::size_t(arm)] += reward;
    }

    void learnWeights(std::size_t slot, int arm, double reward)
    {
        const std::size_t first = m_slots.first(slot);
        const auto arms = double(m_slots[slot].arms);
        double& weight = m_sums[first + std::size_t(arm)];
        const double share = std::max(m_uniform, kLeastShare);
        const double probability = (1 - share) * weight + share / arms;
        weight *= std::exp(share / arms * reward / probability); // the exponent is at most 1
        double sum = 0;
        for (std::size_t at = first; at < first + std::size_t(arms); ++at)
            sum += m_sums[at];
        for (std::size_t at = first; at < first + std::size_t(arms); ++at)
            m_sums[at] = m_keep * m_sums[at] / sum + (1 - m_keep) / arms;
    }

    static constexpr double kLeastShare = 0.01; ///< Exp3 divides by it

    std::shared_ptr<const space::CandidateSet> m_candidates;
    Slots m_slots;
    Rng m_rng;
    Policy m_policy;
    double m_uniform;
    double m_keep; ///< what is left of an older result
    int m_redraws;
    RankWindow m_window;
    SeenSet m_seen;
    std::vector<double> m_counts; ///< of every arm: results, faded
    std::vector<double> m_sums;   ///< of every arm: their rewards; for Exp3 its weight
    std::vector<int> m_arms;
};

/// What is believed of every arm, or for Exp3 what it is drawn with. The entropy is that of the choices lately made.
Insight Bandit::insight() const
{
    const bool byWeight = m_policy == Policy::Exp3;
    std::vector<double> numbers = m_sums;
    for (std::size_t slot = 0; slot < m_slots.size(); ++slot) {
        for (int arm = 0; arm < m_slots[slot].arms; ++arm) {
            const std::size_t at = m_slots.first(slot) + std::size_t(arm);
            numbers[at] = byWeight ? (1 - m_uniform) * m_sums[at] + m_uniform / m_slots[slot].arms
                                   : posteriorOf(m_counts[at], m_sums[at]).mean;
        }
    }
    return {.numbers = {{"entropy", meanEvenness(m_slots, byWeight ? numbers : m_counts)}},
            .areOdds = byWeight,
            .rows = insightRows(m_slots, numbers)};
}

Json Bandit::state() const
{
    return {{"strategy", kBanditId},
            {"rng", m_rng.state()},
            {"window", m_window.state()},
            {"seen", m_seen.state()},
            {"counts", numbersToState(m_counts)},
            {"sums", numbersToState(m_sums)}};
}

void Bandit::restore(const Json& state)
{
    checkStateOf(state, kBanditId);
    Rng rng = m_rng;
    rng.restore(stateMember(state, "rng"));
    RankWindow window = m_window;
    window.restore(stateMember(state, "window"));
    SeenSet seen = SeenSet::fromState(stateMember(state, "seen"));
    auto counts = numbersFromState(state, "counts", m_counts.size(), 0, kMostCount);
    auto sums = numbersFromState(state, "sums", m_sums.size(), 0, kMostCount);
    m_rng = rng;
    m_window = std::move(window);
    m_seen = std::move(seen);
    m_counts = std::move(counts);
    m_sums = std::move(sums);
}

} // namespace

Posterior posteriorOf(double count, double sum)
{
    return {(kPriorMean + sum) / (1 + count), kNoise / std::sqrt(1 + count)};
}

StrategyEntry bandit()
{
    StrategyEntry entry;
    entry.id = kBanditId;
    entry.title = "Bandit per decision";
    entry.summary = "Learns for every decision by itself which alternative does well: Thompson sampling, UCB1 or EXP3.";
    entry.paper = "Agrawal and Goyal, AISTATS 2013";
    entry.hasInsight = true;
    entry.schema = ParamSchema{
        {.name = "policy",
         .type = ParamType::Choice,
         .defaultValue = "thompson",
         .title = "Policy",
         .help = "How an alternative is chosen: by a draw from what is believed of it, by the upper bound of its mean "
                 "reward, or by weights that survive rewards of any kind.",
         .choices = {"thompson", "ucb1", "exp3"}},
        {.name = "uniform",
         .type = ParamType::Real,
         .defaultValue = 0.1,
         .title = "Uniform share",
         .help = "Part of all choices made at random; 0 trusts what was learnt alone.",
         .min = 0,
         .max = 1},
        {.name = "memory",
         .type = ParamType::Real,
         .defaultValue = 200,
         .title = "Memory",
         .help = "Results after which an older one counts 1/e; what suits a decision changes with the others.",
         .unit = "trials",
         .min = 2,
         .max = 1e9},
        {.name = "redraws",
         .type = ParamType::Int,
         .defaultValue = 20,
         .title = "Redraws",
         .help = "How often a candidate proposed before, or forbidden, is drawn again.",
         .min = 0,
         .max = 1000},
    };
    entry.make = [](const StrategySetup& setup) -> std::unique_ptr<Strategy> {
        return std::make_unique<Bandit>(setup);
    };
    return entry;
}

} // namespace cw::strategy

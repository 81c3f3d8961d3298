// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strategy/pbil.h"

#include <cmath>

#include "core/strategy/encoding.h"
#include "core/strategy/fitness.h"
#include "core/strategy/learner_state.h"
#include "core/strategy/seen_set.h"
#include "core/strategy/slots.h"

namespace cw::strategy {

namespace {

constexpr const char* kPbilId = "pbil";
constexpr int kRedraws = 20;

class Pbil final : public Strategy {
public:
    explicit Pbil(const StrategySetup& setup)
        : m_candidates(setup.candidates)
        , m_slots(setup.candidates->tree())
        , m_rng(setup.seed, 0, kPbilId)
        , m_batch(setup.settings.integer("batch"))
        , m_rate(setup.settings.real("rate"))
        , m_forgetting(setup.settings.real("forgetting"))
        , m_chain(setup.settings.flag("chain"))
        , m_bestArms(m_slots.size(), Slots::kNoArm)
    {
        for (std::size_t slot = 0; slot < m_slots.size(); ++slot) {
            m_first.push_back(m_odds.size());
            const std::size_t tables = m_chain && slot > 0 ? std::size_t(m_slots[slot - 1].arms) + 1 : 1;
            m_odds.resize(m_odds.size() + tables * std::size_t(m_slots[slot].arms), 1.0 / m_slots[slot].arms);
        }
    }

    std::vector<Proposal> ask(std::size_t n) override
    {
        std::vector<Proposal> proposals(n);
        for (Proposal& proposal : proposals) {
            proposal.candidate = draw();
            m_seen.insert(proposal.candidate);
        }
        return proposals;
    }

    void tell(const Observation& observation) override
    {
        if (!isOfSpace(observation, *m_candidates))
            return;
        m_seen.insert(observation.candidate);
        if (const double fitness = fitnessOf(observation); fitness > m_bestFitness) {
            m_bestFitness = fitness;
            m_slots.armsOf(observation.candidate, m_bestArms);
        }
        if (++m_told < m_batch)
            return;
        if (m_bestFitness > kWorst)
            learn();
        m_told = 0;
        m_bestFitness = kWorst;
        m_bestArms.assign(m_slots.size(), Slots::kNoArm);
    }

    Insight insight() const override;
    Json state() const override;
    void restore(const Json& state) override;

private:
    /// The table of a slot, given the arms of the slots before it.
    double* oddsOf(std::size_t slot, const std::vector<int>& arms)
    {
        const auto table = m_chain && slot > 0 ? std::size_t(arms[slot - 1] + 1) : 0; // the first: not active
        return &m_odds[m_first[slot] + table * std::size_t(m_slots[slot].arms)];
    }

    void learn()
    {
        for (std::size_t slot = 0; slot < m_slots.size(); ++slot) {
            if (m_bestArms[slot] == Slots::kNoArm)
                continue;
            double* odds = oddsOf(slot, m_bestArms);
            const int arms = m_slots[slot].arms;
            for (int arm = 0; arm < arms; ++arm) {
                odds[arm] += m_rate * ((arm == m_bestArms[slot] ? 1.0 : 0.0) - odds[arm]);
                odds[arm] += m_forgetting * (1.0 / arms - odds[arm]);
            }
        }
    }

    int pick(std::size_t slot, const std::vector<int>& drawn)
    {
        const double* odds = oddsOf(slot, drawn);
        const int last = m_slots[slot].arms - 1;
        double rest = m_rng.uniform();
        for (int arm = 0; arm < last; ++arm) {
            rest -= odds[arm];
            if (rest < 0)
                return arm;
        }
        return last; // also for what rounding leaves over
    }

    space::Candidate draw()
    {
        std::vector<int> drawn;
        const auto drawOnce = [&] {
            drawn.assign(m_slots.size(), Slots::kNoArm);
            return m_slots.draw([&](std::size_t slot) { return drawn[slot] = pick(slot, drawn); }, m_rng);
        };
        return drawFresh(
            *m_candidates, drawOnce, [this](const space::Candidate& candidate) { return m_seen.contains(candidate); },
            kRedraws, m_rng);
    }

    std::shared_ptr<const space::CandidateSet> m_candidates;
    Slots m_slots;
    Rng m_rng;
    std::int64_t m_batch;
    double m_rate;
    double m_forgetting;
    bool m_chain;
    std::vector<std::size_t> m_first; ///< where the tables of a slot start
    std::vector<double> m_odds;
    std::int64_t m_told = 0; ///< of this batch
    double m_bestFitness = kWorst;
    std::vector<int> m_bestArms; ///< of the best of this batch
    SeenSet m_seen;
};

/// What an arm is drawn with; with `chain` as if no slot before it were ever inactive.
Insight Pbil::insight() const
{
    std::vector<double> odds(m_slots.armCount(), 0);
    for (std::size_t slot = 0; slot < m_slots.size(); ++slot) {
        const auto arms = std::size_t(m_slots[slot].arms);
        double* row = &odds[m_slots.first(slot)];
        const bool chained = m_chain && slot > 0;
        const std::size_t tables = chained ? std::size_t(m_slots[slot - 1].arms) : 1;
        for (std::size_t table = 0; table < tables; ++table) {
            const double weight = chained ? odds[m_slots.first(slot - 1) + table] : 1;
            const double* given = &m_odds[m_first[slot] + (chained ? table + 1 : 0) * arms];
            for (std::size_t arm = 0; arm < arms; ++arm)
                row[arm] += weight * given[arm];
        }
    }
    return {.numbers = {{"entropy", meanEvenness(m_slots, odds)}}, .rows = insightRows(m_slots, odds)};
}

Json Pbil::state() const
{
    return {{"strategy", kPbilId},
            {"rng", m_rng.state()},
            {"odds", numbersToState(m_odds)},
            {"told", m_told},
            {"bestFitness", encodeNumber(m_bestFitness)},
            {"bestArms", m_bestArms},
            {"seen", m_seen.state()}};
}

void Pbil::restore(const Json& state)
{
    checkStateOf(state, kPbilId);
    Rng rng = m_rng;
    rng.restore(stateMember(state, "rng"));
    std::vector<double> odds = numbersFromState(state, "odds", m_odds.size(), 0, 1);
    const std::int64_t told = stateInteger(state, "told", 0);
    const double bestFitness = decodeNumber(stateMember(state, "bestFitness"), "strategy state").value();
    if (told >= m_batch || std::isnan(bestFitness))
        throw Error(ErrorCode::Format, "'told': expected fewer than a batch, the best of them a number",
                    "strategy state");
    std::vector<int> bestArms = armsFromState(stateMember(state, "bestArms"), m_slots);
    m_seen = SeenSet::fromState(stateMember(state, "seen")); // the last thing that may throw
    m_rng = rng;
    m_odds = std::move(odds);
    m_told = told;
    m_bestFitness = bestFitness;
    m_bestArms = std::move(bestArms);
}

} // namespace

StrategyEntry pbil()
{
    StrategyEntry entry;
    entry.id = kPbilId;
    entry.title = "Population-based learning (PBIL)";
    entry.summary = "Draws from a table of probabilities that moves towards the best of every few results.";
    entry.paper = "Baluja, CMU-CS-94-163, 1994";
    entry.hasInsight = true;
    entry.schema = ParamSchema{
        {.name = "batch",
         .type = ParamType::Int,
         .defaultValue = 10,
         .title = "Batch",
         .help = "Results after which the table moves towards the best of them.",
         .unit = "trials",
         .min = 1,
         .max = 10'000},
        {.name = "rate",
         .type = ParamType::Real,
         .defaultValue = 0.1,
         .title = "Learning rate",
         .help = "How far the table moves: 0 stays, 1 repeats the best.",
         .min = 0,
         .max = 1},
        {.name = "forgetting",
         .type = ParamType::Real,
         .defaultValue = 0.001,
         .title = "Forgetting",
         .help = "How far the table also moves back to even odds; keeps every alternative possible.",
         .min = 0,
         .max = 1},
        {.name = "chain",
         .type = ParamType::Bool,
         .defaultValue = false,
         .title = "Chain",
         .help = "Every decision also looks at the one before it."},
    };
    entry.make = [](const StrategySetup& setup) -> std::unique_ptr<Strategy> { return std::make_unique<Pbil>(setup); };
    return entry;
}

} // namespace cw::strategy

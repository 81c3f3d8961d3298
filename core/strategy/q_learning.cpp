// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strategy/q_learning.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/strategy/encoding.h"
#include "core/strategy/fitness.h"
#include "core/strategy/learner_state.h"
#include "core/strategy/rank_window.h"
#include "core/strategy/seen_set.h"

namespace cw::strategy {

namespace {

constexpr const char* kQLearningId = "q-learning";

class QLearning final : public Strategy {
public:
    explicit QLearning(const StrategySetup& setup)
        : m_candidates(setup.candidates)
        , m_slots(m_candidates->tree())
        , m_rng(setup.seed, 0, kQLearningId)
        , m_explore(double(setup.settings.integer("explore")))
        , m_leastEpsilon(setup.settings.real("epsilon"))
        , m_replays(int(setup.settings.integer("replays")))
        , m_redraws(int(setup.settings.integer("redraws")))
        , m_capacity(std::size_t(setup.settings.integer("memory")))
        , m_table(m_slots, int(setup.settings.integer("order")), setup.settings.real("rate"),
                  std::size_t(setup.settings.integer("states")))
        , m_window(m_capacity)
        , m_arms(m_slots.size(), Slots::kNoArm)
    {
    }

    std::vector<Proposal> ask(std::size_t n) override
    {
        const Slots::Pick pick = [this](std::size_t slot) { return m_arms[slot] = choose(slot); };
        const auto draw = [&] {
            std::fill(m_arms.begin(), m_arms.end(), Slots::kNoArm);
            return m_slots.draw(pick, m_rng);
        };
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
        ++m_told;
        m_seen.insert(observation.candidate);
        Memory memory{.arms = m_slots.armsOf(observation.candidate), .rows = {}};
        memory.rows = m_table.rowsOf(memory.arms);
        memory.fitness = fitnessOf(observation);
        m_window.add(memory.fitness);
        m_table.learn(memory.arms, memory.rows, m_window.rank(memory.fitness));
        if (m_memories.size() < m_capacity)
            m_memories.push_back(std::move(memory));
        else
            m_memories[m_next] = std::move(memory);
        m_next = (m_next + 1) % m_capacity;
        for (int i = 0; i < m_replays; ++i) {
            const Memory& again = m_memories[m_rng.below(m_memories.size())];
            m_table.learn(again.arms, again.rows, m_window.rank(again.fitness));
        }
    }

    Insight insight() const override;
    Json state() const override;
    void restore(const Json& state) override;

private:
    struct Memory {
        std::vector<int> arms;
        std::vector<std::size_t> rows; ///< of m_table
        double fitness = kWorst;
    };

    double epsilon() const { return m_told <= m_explore ? 1 : std::max(m_leastEpsilon, m_explore / m_told); }

    int choose(std::size_t slot)
    {
        const int arms = m_slots[slot].arms;
        // From an arm at random on, so that equal ones have equal chances.
        const int start = int(m_rng.below(std::uint64_t(arms)));
        if (m_rng.chance(epsilon()))
            return start;
        const std::size_t row = m_table.find(slot, m_arms);
        int best = start;
        for (int i = 1; i < arms; ++i) {
            const int arm = (start + i) % arms;
            if (m_table.value(row, arm) > m_table.value(row, best))
                best = arm;
        }
        return best;
    }

    std::shared_ptr<const space::CandidateSet> m_candidates;
    Slots m_slots;
    Rng m_rng;
    double m_explore;
    double m_leastEpsilon;
    int m_replays;
    int m_redraws;
    std::size_t m_capacity;
    QTable m_table;
    RankWindow m_window; ///< holds the fitness of every memory
    SeenSet m_seen;
    std::vector<Memory> m_memories; ///< a ring once it is full
    std::size_t m_next = 0;
    double m_told = 0;
    std::vector<int> m_arms; ///< of the candidate that is being drawn
};

/// Q along the arms that are worth most, each after those before it.
Insight QLearning::insight() const
{
    std::vector<double> values(m_slots.armCount(), std::nan(""));
    std::vector<int> arms(m_slots.size(), Slots::kNoArm);
    double reward = std::nan("");
    const Slots::Pick pick = [&](std::size_t slot) {
        const std::size_t row = m_table.find(slot, arms);
        int best = 0;
        for (int arm = 0; arm < m_slots[slot].arms; ++arm) {
            values[m_slots.first(slot) + std::size_t(arm)] = m_table.value(row, arm);
            if (m_table.value(row, arm) > m_table.value(row, best))
                best = arm;
        }
        if (std::isnan(reward))
            reward = m_table.value(row, best);
        return arms[slot] = best;
    };
    Rng rng(1, 0, "insight"); // not its own, which must not notice
    m_slots.draw(pick, rng);
    return {.numbers = {{"epsilon", epsilon()}, {"reward", reward}},
            .areOdds = false,
            .rows = insightRows(m_slots, values)};
}

Json QLearning::state() const
{
    Json memories = Json::array(); // the oldest first, as in the window
    for (std::size_t i = 0; i < m_memories.size(); ++i)
        memories.push_back(m_memories[(m_memories.size() < m_capacity ? i : m_next + i) % m_memories.size()].arms);
    return {{"strategy", kQLearningId}, {"rng", m_rng.state()},       {"told", m_told},       {"seen", m_seen.state()},
            {"table", m_table.state()}, {"window", m_window.state()}, {"memories", memories}, {"next", m_next}};
}

void QLearning::restore(const Json& state)
{
    const std::string where = "strategy state";
    checkStateOf(state, kQLearningId);
    Rng rng = m_rng;
    rng.restore(stateMember(state, "rng"));
    const double told = numberFromState(state, "told", 0, 1e15);
    SeenSet seen = SeenSet::fromState(stateMember(state, "seen"));
    QTable table = m_table;
    table.restore(stateMember(state, "table"));
    RankWindow window = m_window;
    const Json& results = stateMember(state, "window");
    window.restore(results);
    const Json& list = stateMember(state, "memories");
    const auto next = std::size_t(stateInteger(state, "next", 0));
    if (!list.is_array() || list.size() != window.size() || next >= m_capacity ||
        (list.size() < m_capacity && next != list.size()))
        throw Error(ErrorCode::Format, fmt::format("expected as many memories as results, {} at most", m_capacity),
                    where);
    // A random index means a place: each goes where it was.
    std::vector<Memory> memories(list.size());
    for (std::size_t i = 0; i < list.size(); ++i) {
        Memory& memory = memories[(list.size() < m_capacity ? i : next + i) % list.size()];
        memory.arms = armsFromState(list[i], m_slots);
        memory.rows = table.rowsOf(memory.arms);
        memory.fitness = decodeNumber(results[i], where).value();
    }
    m_rng = rng;
    m_told = told;
    m_seen = std::move(seen);
    m_table = std::move(table);
    m_window = std::move(window);
    m_memories = std::move(memories);
    m_next = next;
}

} // namespace

StrategyEntry qLearning()
{
    StrategyEntry entry;
    entry.id = kQLearningId;
    entry.title = "Q-learning";
    entry.summary =
        "MetaQNN: builds a candidate choice by choice and learns what every choice is worth after the last.";
    entry.paper = "Baker et al., ICLR 2017";
    entry.hasInsight = true;
    entry.schema = ParamSchema{
        {.name = "explore",
         .type = ParamType::Int,
         .defaultValue = 20,
         .title = "Exploration",
         .help =
             "Results before anything learnt is used; then the part of random choices is this divided by the results.",
         .unit = "trials",
         .min = 1,
         .max = 1e6},
        {.name = "epsilon",
         .type = ParamType::Real,
         .defaultValue = 0.1,
         .title = "Least chance",
         .help = "Part of all choices that stays random for ever.",
         .min = 0,
         .max = 1},
        {.name = "order",
         .type = ParamType::Int,
         .defaultValue = 1,
         .title = "Earlier choices",
         .help = "How many choices before it the worth of a choice depends on; 0: none, 64: all.",
         .min = 0,
         .max = 64},
        {.name = "rate",
         .type = ParamType::Real,
         .defaultValue = 0.1,
         .title = "Learning rate",
         .help = "How far one result moves what a choice is worth.",
         .min = 1e-6,
         .max = 1},
        {.name = "replays",
         .type = ParamType::Int,
         .defaultValue = 50,
         .title = "Replays",
         .help = "Earlier results learnt once more after each new one.",
         .min = 0,
         .max = 10000},
        {.name = "memory",
         .type = ParamType::Int,
         .defaultValue = 1000,
         .title = "Replay memory",
         .help = "Newest results kept for replays; rewards are ranks among them.",
         .unit = "trials",
         .min = 1,
         .max = 1e6},
        {.name = "states",
         .type = ParamType::Int,
         .defaultValue = 100000,
         .title = "Most states",
         .help = "States whose choices are learnt; later ones stay at chance. Matters with many earlier choices only.",
         .min = 1,
         .max = 1e7},
        {.name = "redraws",
         .type = ParamType::Int,
         .defaultValue = 20,
         .title = "Redraws",
         .help = "How often a candidate proposed before, or forbidden, is drawn again.",
         .min = 0,
         .max = 1000},
    };
    entry.make = [](const StrategySetup& setup) -> std::unique_ptr<Strategy> {
        return std::make_unique<QLearning>(setup);
    };
    return entry;
}

} // namespace cw::strategy

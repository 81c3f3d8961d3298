// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strategy/mcts.h"

#include <algorithm>
#include <cmath>
#include <deque>

#include <fmt/format.h>

#include "core/strategy/choice_tree.h"
#include "core/strategy/encoding.h"
#include "core/strategy/fitness.h"
#include "core/strategy/learner_state.h"
#include "core/strategy/rank_window.h"
#include "core/strategy/seen_set.h"
#include "core/strategy/slots.h"
#include "core/strategy/withdrawing.h"

namespace cw::strategy {

namespace {

constexpr const char* kMctsId = "mcts";
/// Trials waited for; of more, the one asked longest ago is thought to be lost.
constexpr std::size_t kMostPending = 256;

class Mcts final : public Strategy, public Withdrawing {
public:
    explicit Mcts(const StrategySetup& setup)
        : m_candidates(setup.candidates)
        , m_slots(m_candidates->tree())
        , m_rng(setup.seed, 0, kMctsId)
        , m_redraws(int(setup.settings.integer("redraws")))
        , m_tree(m_slots, setup.settings.real("exploration"), std::size_t(setup.settings.integer("nodes")))
        , m_window(std::size_t(setup.settings.integer("window")))
    {
    }

    std::vector<Proposal> ask(std::size_t n) override
    {
        const auto isKnown = [this](const space::Candidate& candidate) {
            if (!m_seen.contains(candidate))
                return false;
            if (m_slots.areExact())
                m_tree.close(m_slots.armsOf(candidate));
            return true;
        };
        std::vector<Proposal> proposals(n);
        for (Proposal& proposal : proposals) {
            proposal.candidate = drawFresh(
                *m_candidates, [this] { return draw(); }, isKnown, m_redraws, m_rng);
            m_seen.insert(proposal.candidate);
            Waiting waiting{.arms = m_slots.armsOf(proposal.candidate)};
            waiting.edges = m_tree.addPending(waiting.arms);
            m_waiting.push_back(std::move(waiting));
            if (m_waiting.size() > kMostPending)
                forget(m_waiting.begin());
        }
        return proposals;
    }

    void tell(const Observation& observation) override
    {
        if (!isOfSpace(observation, *m_candidates))
            return;
        m_seen.insert(observation.candidate);
        withdraw(observation.candidate); // and its arms are m_arms
        const double fitness = fitnessOf(observation);
        m_window.add(fitness);
        m_tree.learn(m_arms, m_window.rank(fitness));
    }

    void withdraw(const space::Candidate& proposed) override
    {
        m_slots.armsOf(proposed, m_arms);
        const auto waiting = std::find_if(m_waiting.begin(), m_waiting.end(),
                                          [this](const Waiting& other) { return other.arms == m_arms; });
        if (waiting != m_waiting.end())
            forget(waiting);
    }

    Insight insight() const override;
    Json state() const override;
    void restore(const Json& state) override;

private:
    struct Waiting {
        std::vector<int> arms;
        std::size_t edges = 0; ///< how many of the tree count it
    };

    space::Candidate draw()
    {
        ChoiceTree::Walk walk(m_tree, m_rng);
        const auto pick = [&](std::size_t slot) {
            const int arm = walk.choose(slot);
            return arm != Slots::kNoArm ? arm : int(m_rng.below(std::uint64_t(m_slots[slot].arms)));
        };
        space::Candidate candidate = m_slots.draw(pick, m_rng);
        if (!m_candidates->contains(candidate)) {
            m_slots.armsOf(candidate, m_arms);
            m_tree.learn(m_arms, 0);
            if (m_slots.areExact())
                m_tree.close(m_arms);
        }
        return candidate;
    }

    void forget(std::deque<Waiting>::iterator waiting)
    {
        m_tree.removePending(waiting->arms, waiting->edges);
        m_waiting.erase(waiting);
    }

    std::shared_ptr<const space::CandidateSet> m_candidates;
    Slots m_slots;
    Rng m_rng;
    int m_redraws;
    ChoiceTree m_tree;
    RankWindow m_window;
    SeenSet m_seen;
    std::deque<Waiting> m_waiting; ///< asked, not told
    std::vector<int> m_arms;
};

/// Mean rewards along the choices made most often, as deep as the tree is; the entropy is that of their visits.
Insight Mcts::insight() const
{
    std::vector<double> means(m_slots.armCount(), std::nan(""));
    std::vector<double> visits(m_slots.armCount(), 0);
    for (const ChoiceTree::Choice& choice : m_tree.mostVisited()) {
        const auto first = std::ptrdiff_t(m_slots.first(choice.slot));
        std::copy(choice.means.begin(), choice.means.end(), means.begin() + first);
        std::copy(choice.visits.begin(), choice.visits.end(), visits.begin() + first);
    }
    return {.numbers = {{"entropy", meanEvenness(m_slots, visits)}, {"nodes", double(m_tree.nodes())}},
            .areOdds = false,
            .rows = insightRows(m_slots, means)};
}

Json Mcts::state() const
{
    Json waiting = Json::array();
    for (const Waiting& trial : m_waiting)
        waiting.push_back({{"arms", trial.arms}, {"edges", trial.edges}});
    return {{"strategy", kMctsId},    {"rng", m_rng.state()},       {"tree", m_tree.state()},
            {"seen", m_seen.state()}, {"window", m_window.state()}, {"waiting", waiting}};
}

void Mcts::restore(const Json& state)
{
    checkStateOf(state, kMctsId);
    Rng rng = m_rng;
    rng.restore(stateMember(state, "rng"));
    ChoiceTree tree = m_tree;
    tree.restore(stateMember(state, "tree"));
    SeenSet seen = SeenSet::fromState(stateMember(state, "seen"));
    RankWindow window = m_window;
    window.restore(stateMember(state, "window"));
    const Json& list = stateMember(state, "waiting");
    if (!list.is_array() || list.size() > kMostPending)
        throw Error(ErrorCode::Format, fmt::format("expected at most {} waiting trials", kMostPending),
                    "strategy state");
    std::deque<Waiting> waiting;
    for (const Json& item : list) {
        Waiting trial{.arms = armsFromState(stateMember(item, "arms"), m_slots)};
        trial.edges = std::size_t(stateInteger(item, "edges", 0));
        tree.addPending(trial.arms, trial.edges);
        waiting.push_back(std::move(trial));
    }
    m_rng = rng;
    m_tree = std::move(tree);
    m_seen = std::move(seen);
    m_window = std::move(window);
    m_waiting = std::move(waiting);
}

} // namespace

StrategyEntry mcts()
{
    StrategyEntry entry;
    entry.id = kMctsId;
    entry.title = "Monte Carlo tree search";
    entry.summary = "UCT over the tree of choices: goes where results were good or few, and completes at random.";
    entry.paper = "Wang et al., AAAI 2020";
    entry.hasInsight = true;
    entry.schema = ParamSchema{
        {.name = "exploration",
         .type = ParamType::Real,
         .defaultValue = 0.5,
         .title = "Exploration",
         .help = "Weight of the bonus for choices seldom made, against mean rewards from 0 to 1.",
         .min = 0,
         .max = 100},
        {.name = "nodes",
         .type = ParamType::Int,
         .defaultValue = 100000,
         .title = "Most nodes",
         .help = "The tree stops growing there; what it holds is still learnt.",
         .min = 1,
         .max = 1e7},
        {.name = "window",
         .type = ParamType::Int,
         .defaultValue = 1000,
         .title = "Window",
         .help = "Newest results among which a new one is ranked for its reward.",
         .unit = "trials",
         .min = 2,
         .max = 1e6},
        {.name = "redraws",
         .type = ParamType::Int,
         .defaultValue = 20,
         .title = "Redraws",
         .help = "How often a candidate proposed before, or forbidden, is drawn again.",
         .min = 0,
         .max = 1000},
    };
    entry.make = [](const StrategySetup& setup) -> std::unique_ptr<Strategy> { return std::make_unique<Mcts>(setup); };
    return entry;
}

} // namespace cw::strategy

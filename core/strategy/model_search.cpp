// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strategy/model_search.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/strategy/encoding.h"
#include "core/strategy/fitness.h"
#include "core/strategy/targets.h"

namespace cw::strategy {

ModelSearch::ModelSearch(std::string id, const StrategySetup& setup, Effort effort)
    : m_id(std::move(id))
    , m_candidates(setup.candidates)
    , m_rng(setup.seed, 0, m_id)
    , m_initial(std::uint64_t(setup.settings.integer("initial")))
    , m_known(std::size_t(setup.settings.integer("active-set")), 1)
    , m_maximiser(setup.candidates, effort)
{
}

std::vector<Proposal> ModelSearch::ask(std::size_t n)
{
    std::vector<Proposal> proposals;
    for (; proposals.size() < n; ++m_asked) {
        const std::ptrdiff_t best = m_known.best();
        const bool isInitial = std::max(m_asked, m_known.added()) < m_initial || best < 0;
        std::optional<Found> found = isInitial ? m_maximiser.draw(m_seen, m_rng) : propose(m_rng);
        if (!found)
            break;
        m_acquisition.reset();
        if (std::isfinite(found->score))
            m_acquisition = Acquisition{maximised(), found->score};
        m_seen.insert(found->candidate);
        m_pending.push_back(found->candidate);
        if (m_pending.size() > kMostPending)
            m_pending.pop_front();
        proposals.push_back({std::move(found->candidate), found->parent});
    }
    return proposals;
}

void ModelSearch::tell(const Observation& observation)
{
    // Nothing can be learnt from what is not a candidate of this space.
    if (!isOfSpace(observation, *m_candidates))
        return;
    withdraw(observation.candidate); // told: no longer pending either
    m_seen.insert(observation.candidate);
    m_known.add({observation.candidate, scoresOf(observation, 1), observation.trial});
}

void ModelSearch::withdraw(const space::Candidate& proposed)
{
    const auto waiting = std::find(m_pending.begin(), m_pending.end(), proposed);
    if (waiting != m_pending.end())
        m_pending.erase(waiting);
}

Json ModelSearch::state() const
{
    Json pending = Json::array();
    for (const space::Candidate& candidate : m_pending)
        pending.push_back(candidateToState(candidate));
    Json state{{"strategy", m_id},         {"rng", m_rng.state()},   {"asked", m_asked},
               {"known", m_known.state()}, {"seen", m_seen.state()}, {"pending", std::move(pending)}};
    writeModel(state);
    return state;
}

void ModelSearch::restore(const Json& state)
{
    checkStateOf(state, m_id);
    Rng rng = m_rng;
    rng.restore(stateMember(state, "rng"));
    const auto asked = std::uint64_t(stateInteger(state, "asked", 0));
    ActiveSet known = m_known;
    known.restore(stateMember(state, "known"), *m_candidates);
    SeenSet seen = SeenSet::fromState(stateMember(state, "seen"));
    const Json& list = stateMember(state, "pending");
    if (!list.is_array() || list.size() > kMostPending)
        throw Error(ErrorCode::Format, fmt::format("'pending': expected a list of at most {} candidates", kMostPending),
                    "strategy state");
    std::deque<space::Candidate> pending;
    for (const Json& candidate : list)
        pending.push_back(candidateFromState(candidate, *m_candidates));
    readModel(state);
    m_rng = rng;
    m_asked = asked;
    m_known = std::move(known);
    m_seen = std::move(seen);
    m_pending = std::move(pending);
    m_acquisition.reset();
}

std::vector<ParamSpec> modelSearchSettings(int initial, int activeSet, int mostActive)
{
    return {
        {.name = "initial",
         .type = ParamType::Int,
         .defaultValue = initial,
         .title = "Initial trials",
         .help = "So many first candidates are drawn at random before the model chooses.",
         .min = 1,
         .max = 1e6},
        {.name = "active-set",
         .type = ParamType::Int,
         .defaultValue = activeSet,
         .title = "Active set",
         .help = "Most trials that the model is fitted on: the best quarter and the newest others. More is slower.",
         .min = 10,
         .max = double(mostActive)},
    };
}

std::vector<ParamSpec> bayesianSettings(double refitGrowth)
{
    return {
        {.name = "refit-growth",
         .type = ParamType::Real,
         .defaultValue = refitGrowth,
         .title = "Refit growth",
         .help = "The model is fitted anew when the number of results has grown by this factor.",
         .min = 1.001,
         .max = 10},
        {.name = "targets",
         .type = ParamType::Choice,
         .defaultValue = "ranks",
         .title = "Targets",
         .help = "What the model learns: normal scores of ranks, the values themselves, or logarithms of the distance "
                 "to the best.",
         .choices = targetScaleNames()},
        {.name = "acquisition",
         .type = ParamType::Choice,
         .defaultValue = "ei",
         .title = "Acquisition",
         .help = "What is maximised: expected improvement, or an upper confidence bound.",
         .choices = {"ei", "ucb"}},
        {.name = "kappa",
         .type = ParamType::Real,
         .defaultValue = 2.0,
         .title = "Kappa",
         .help = "Of the upper confidence bound: deviations above the mean; more explores more.",
         .min = 0,
         .max = 100},
    };
}

} // namespace cw::strategy

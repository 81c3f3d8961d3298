// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strategy/regularized_evolution.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/base/pareto.h"
#include "core/strategy/encoding.h"
#include "core/strategy/fitness.h"

namespace cw::strategy {

namespace {

constexpr const char* kRegularizedEvolutionId = "regularized-evolution";

struct Member {
    space::Candidate candidate;
    Scores scores; ///< as many as objectives; all kWorst for a failure
    std::int64_t trial = 0;
};

class RegularizedEvolution final : public Strategy {
public:
    explicit RegularizedEvolution(const StrategySetup& setup)
        : m_candidates(setup.candidates)
        , m_objectives(std::size_t(setup.objectives))
        , m_rng(setup.seed, 0, kRegularizedEvolutionId)
        , m_capacity(std::size_t(setup.settings.integer("population")))
        , m_sample(std::size_t(setup.settings.integer("sample")))
    {
        if (m_sample > m_capacity)
            throw Error(
                ErrorCode::Config,
                fmt::format("setting 'sample': expected at most the population of {}, found {}", m_capacity, m_sample),
                fmt::format("strategy '{}'", kRegularizedEvolutionId));
    }

    std::vector<Proposal> ask(std::size_t n) override
    {
        std::vector<Proposal> proposals(n);
        for (Proposal& proposal : proposals) {
            if (m_asked++ < m_capacity || m_members.empty()) {
                proposal.candidate = m_candidates->sample(m_rng);
                continue;
            }
            const Member& parent = tournament();
            proposal.candidate = m_candidates->mutate(parent.candidate, m_rng);
            if (!(proposal.candidate == parent.candidate)) // else there is nothing to change
                proposal.parent = parent.trial;
        }
        return proposals;
    }

    void tell(const Observation& observation) override
    {
        if (!isOfSpace(observation, *m_candidates))
            return;
        m_asked += observation.isForeign() ? 1 : 0;
        if (m_members.size() < m_capacity)
            m_members.emplace_back();
        Member& place = m_members[m_next];
        m_next = (m_next + 1) % m_capacity;
        place.candidate = observation.candidate; // reuses the memory of the one that dies
        if (isScored(observation, m_objectives))
            place.scores.assign(observation.values.begin(), observation.values.begin() + std::ptrdiff_t(m_objectives));
        else
            place.scores.assign(m_objectives, kWorst);
        place.trial = observation.trial;
    }

    Json state() const override;
    void restore(const Json& state) override;

private:
    Scores scoresFromState(const Json& item) const;

    const Member& tournament() { return m_objectives == 1 ? bestOfSample() : loneliestOfFront(); }

    const Member& bestOfSample()
    {
        const Member* best = &m_members[m_rng.below(m_members.size())];
        for (std::size_t i = 1; i < m_sample; ++i) {
            const Member& other = m_members[m_rng.below(m_members.size())];
            if (other.scores.front() > best->scores.front())
                best = &other;
        }
        return *best;
    }
    const Member& loneliestOfFront();

    std::shared_ptr<const space::CandidateSet> m_candidates;
    std::size_t m_objectives;
    Rng m_rng;
    std::size_t m_capacity;
    std::size_t m_sample;
    std::uint64_t m_asked = 0;
    std::vector<Member> m_members; ///< a ring once it is full
    std::size_t m_next = 0;        ///< where the next member goes: the oldest one's place when the ring is full
};

/// Of those that no other of the sample dominates the one furthest from its neighbours, the first drawn of equals.
const Member& RegularizedEvolution::loneliestOfFront()
{
    std::vector<std::size_t> drawn;
    std::vector<Scores> points;
    for (std::size_t i = 0; i < m_sample; ++i) {
        drawn.push_back(m_rng.below(m_members.size()));
        points.push_back(m_members[drawn.back()].scores);
    }
    const std::vector<int> ranks = nonDominatedRanks(points);
    std::vector<std::size_t> front;
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (ranks[i] == 0)
            front.push_back(i);
    }
    const std::vector<double> distances = crowdingDistances(points, front);
    const auto best = std::max_element(distances.begin(), distances.end());
    return m_members[drawn[front[std::size_t(best - distances.begin())]]];
}

Json RegularizedEvolution::state() const
{
    // Places and not ages are stored: which member a random index means depends on the place.
    Json members = Json::array();
    for (const Member& member : m_members) {
        Json fitness = Json::array();
        for (const double score : member.scores)
            fitness.push_back(encodeNumber(score));
        members.push_back({{"candidate", candidateToState(member.candidate)},
                           {"fitness", m_objectives == 1 ? fitness.front() : fitness},
                           {"trial", member.trial}});
    }
    return {{"strategy", kRegularizedEvolutionId},
            {"rng", m_rng.state()},
            {"asked", m_asked},
            {"next", m_next},
            {"members", members}};
}

Scores RegularizedEvolution::scoresFromState(const Json& item) const
{
    const Json list = m_objectives == 1 ? Json::array({item}) : item;
    Scores scores;
    if (list.is_array()) {
        for (const Json& score : list)
            scores.push_back(decodeNumber(score, "strategy state").value());
    }
    if (scores.size() != m_objectives ||
        std::any_of(scores.begin(), scores.end(), [](double score) { return std::isnan(score); }))
        throw Error(ErrorCode::Format, fmt::format("'fitness': expected {} numbers, no NaN", m_objectives),
                    "strategy state");
    return scores;
}

void RegularizedEvolution::restore(const Json& state)
{
    const std::string where = "strategy state";
    checkStateOf(state, kRegularizedEvolutionId);
    Rng rng = m_rng;
    rng.restore(stateMember(state, "rng"));
    const auto asked = std::uint64_t(stateInteger(state, "asked", 0));
    const auto next = std::size_t(stateInteger(state, "next", 0));
    const Json& list = stateMember(state, "members");
    const bool full = list.is_array() && list.size() == m_capacity;
    if (!list.is_array() || list.size() > m_capacity || (full ? next >= m_capacity : next != list.size()))
        throw Error(ErrorCode::Format,
                    fmt::format("expected at most {} members and the place of the oldest", m_capacity), where);
    std::vector<Member> members;
    for (const Json& item : list) {
        Member member;
        member.candidate = candidateFromState(stateMember(item, "candidate"), *m_candidates);
        member.scores = scoresFromState(stateMember(item, "fitness"));
        member.trial = stateInteger(item, "trial", 0);
        members.push_back(std::move(member));
    }
    m_rng = rng;
    m_asked = asked;
    m_next = next;
    m_members = std::move(members);
}

} // namespace

StrategyEntry regularizedEvolution()
{
    StrategyEntry entry;
    entry.id = kRegularizedEvolutionId;
    entry.title = "Regularized evolution";
    entry.summary = "Aging evolution: changes one decision of the best of a random sample; the oldest member dies.";
    entry.paper = "Real et al., AAAI 2019";
    entry.severalObjectives = true;
    entry.schema = ParamSchema{
        {.name = "population",
         .type = ParamType::Int,
         .defaultValue = 50,
         .title = "Population",
         .help =
             "Members alive at once; as many first trials are random. For fewer than 100 trials take a third of them.",
         .min = 1,
         .max = 1e6},
        {.name = "sample",
         .type = ParamType::Int,
         .defaultValue = 10,
         .title = "Sample",
         .help = "Members drawn, the best of which becomes the parent; more is greedier. At most the population.",
         .min = 1,
         .max = 1e6},
    };
    entry.make = [](const StrategySetup& setup) -> std::unique_ptr<Strategy> {
        return std::make_unique<RegularizedEvolution>(setup);
    };
    return entry;
}

} // namespace cw::strategy

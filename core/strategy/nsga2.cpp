// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strategy/nsga2.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "core/base/pareto.h"
#include "core/strategy/breeder.h"
#include "core/strategy/encoding.h"
#include "core/strategy/fitness.h"
#include "core/strategy/seen_set.h"

namespace cw::strategy {

namespace {

constexpr const char* kNsga2Id = "nsga2";
constexpr int kMostFurtherChanges = 10;

struct Member {
    space::Candidate candidate;
    Scores scores; ///< as many as objectives; all kWorst for a failure
    std::int64_t trial = 0;
    int rank = 0;
    double crowding = 0;
};

/// Ranks all and measures how crowded each is in its front.
void rankAll(std::vector<Member>& members)
{
    std::vector<Scores> points;
    points.reserve(members.size());
    for (const Member& member : members)
        points.push_back(member.scores);
    const std::vector<int> ranks = nonDominatedRanks(points);
    std::vector<std::vector<std::size_t>> fronts;
    for (std::size_t i = 0; i < members.size(); ++i) {
        members[i].rank = ranks[i];
        fronts.resize(std::max(fronts.size(), std::size_t(ranks[i]) + 1));
        fronts[std::size_t(ranks[i])].push_back(i);
    }
    for (const auto& front : fronts) {
        const std::vector<double> distances = crowdingDistances(points, front);
        for (std::size_t i = 0; i < front.size(); ++i)
            members[front[i]].crowding = distances[i];
    }
}

bool isBetter(const Member& a, const Member& b)
{
    return a.rank != b.rank ? a.rank < b.rank : a.crowding > b.crowding;
}

class Nsga2 final : public Strategy {
public:
    explicit Nsga2(const StrategySetup& setup)
        : m_candidates(setup.candidates)
        , m_objectives(std::size_t(setup.objectives))
        , m_rng(setup.seed, 0, kNsga2Id)
        , m_breeder(setup.candidates, setup.settings.real("crossover"), setup.settings.real("mutation"))
        , m_capacity(std::size_t(setup.settings.integer("population")))
    {
    }

    std::vector<Proposal> ask(std::size_t n) override
    {
        std::vector<Proposal> proposals(n);
        for (Proposal& proposal : proposals) {
            if (m_asked++ < m_capacity || m_parents.empty())
                proposal.candidate = m_candidates->sample(m_rng);
            else
                proposal = child();
            m_seen.insert(proposal.candidate);
        }
        return proposals;
    }

    void tell(const Observation& observation) override;
    Json state() const override;
    void restore(const Json& state) override;

private:
    const Member& tournament()
    {
        const Member& first = m_parents[m_rng.below(m_parents.size())];
        const Member& second = m_parents[m_rng.below(m_parents.size())];
        return isBetter(second, first) ? second : first;
    }

    Proposal child()
    {
        const Member& first = tournament();
        const Member& second = tournament();
        space::Candidate child = m_breeder.child(first.candidate, second.candidate, m_rng);
        for (int i = 0; i < kMostFurtherChanges && m_seen.contains(child); ++i)
            child = m_breeder.changed(child, m_rng);
        const bool derived = !(child == first.candidate) && first.trial > 0;
        return {std::move(child), derived ? first.trial : 0};
    }

    void select();
    Json membersToState(const std::vector<Member>& members) const;
    std::vector<Member> membersFromState(const Json& state) const;

    std::shared_ptr<const space::CandidateSet> m_candidates;
    std::size_t m_objectives;
    Rng m_rng;
    Breeder m_breeder;
    std::size_t m_capacity;
    std::uint64_t m_asked = 0;
    std::vector<Member> m_parents;  ///< ranked; fewer than the capacity until as many have been told
    std::vector<Member> m_children; ///< told since
    SeenSet m_seen;
};

void Nsga2::tell(const Observation& observation)
{
    if (!isOfSpace(observation, *m_candidates))
        return;
    m_seen.insert(observation.candidate);
    m_asked += observation.isForeign() ? 1 : 0;
    Scores scores = scoresOf(observation, m_objectives);
    if (scores.empty())
        scores.assign(m_objectives, kWorst);
    m_children.push_back({observation.candidate, std::move(scores), observation.trial});
    // The first generation grows by doubling, so that late results do not leave the search without parents.
    if (m_children.size() >= std::min(m_capacity, std::max<std::size_t>(m_parents.size(), 1)))
        select();
}

/// The best of parents and children become the parents.
void Nsga2::select()
{
    std::vector<Member> all = std::move(m_parents);
    std::move(m_children.begin(), m_children.end(), std::back_inserter(all));
    m_children.clear();
    rankAll(all);
    if (all.size() > m_capacity) {
        std::stable_sort(all.begin(), all.end(), isBetter);
        all.resize(m_capacity);
    }
    m_parents = std::move(all);
}

Json Nsga2::membersToState(const std::vector<Member>& members) const
{
    Json list = Json::array();
    for (const Member& member : members) {
        Json scores = Json::array();
        for (const double score : member.scores)
            scores.push_back(encodeNumber(score));
        list.push_back({{"candidate", candidateToState(member.candidate)},
                        {"scores", std::move(scores)},
                        {"trial", member.trial},
                        {"rank", member.rank},
                        {"crowding", encodeNumber(member.crowding)}});
    }
    return list;
}

std::vector<Member> Nsga2::membersFromState(const Json& state) const
{
    const std::string where = "strategy state";
    if (!state.is_array() || state.size() > m_capacity)
        throw Error(ErrorCode::Format, fmt::format("expected at most {} members", m_capacity), where);
    std::vector<Member> members;
    for (const Json& item : state) {
        Member member;
        member.candidate = candidateFromState(stateMember(item, "candidate"), *m_candidates);
        member.trial = stateInteger(item, "trial", 0);
        member.rank = int(stateInteger(item, "rank", 0));
        member.crowding = decodeNumber(stateMember(item, "crowding"), where).value();
        const Json& scores = stateMember(item, "scores");
        if (!scores.is_array() || scores.size() != m_objectives)
            throw Error(ErrorCode::Format, fmt::format("'scores': expected {} numbers", m_objectives), where);
        for (const Json& score : scores)
            member.scores.push_back(decodeNumber(score, where).value());
        if (std::isnan(member.crowding) ||
            std::any_of(member.scores.begin(), member.scores.end(), [](double score) { return std::isnan(score); }))
            throw Error(ErrorCode::Format, "'scores': expected numbers, found NaN", where);
        members.push_back(std::move(member));
    }
    return members;
}

Json Nsga2::state() const
{
    return {{"strategy", kNsga2Id},
            {"rng", m_rng.state()},
            {"asked", m_asked},
            {"parents", membersToState(m_parents)},
            {"children", membersToState(m_children)},
            {"seen", m_seen.state()}};
}

void Nsga2::restore(const Json& state)
{
    checkStateOf(state, kNsga2Id);
    Rng rng = m_rng;
    rng.restore(stateMember(state, "rng"));
    const auto asked = std::uint64_t(stateInteger(state, "asked", 0));
    std::vector<Member> parents = membersFromState(stateMember(state, "parents"));
    std::vector<Member> children = membersFromState(stateMember(state, "children"));
    m_seen = SeenSet::fromState(stateMember(state, "seen")); // the last thing that may throw
    m_rng = rng;
    m_asked = asked;
    m_parents = std::move(parents);
    m_children = std::move(children);
}

} // namespace

StrategyEntry nsga2()
{
    StrategyEntry entry;
    entry.id = kNsga2Id;
    entry.title = "NSGA-II";
    entry.summary = "Evolves a Pareto front of several objectives: better fronts survive, and in a front the lonely.";
    entry.paper = "Deb et al., IEEE TEC 2002";
    entry.severalObjectives = true;
    entry.schema = ParamSchema{
        {.name = "population",
         .type = ParamType::Int,
         .defaultValue = 50,
         .title = "Population",
         .help = "Parents kept; as many first trials are random. Wants to hold the whole front.",
         .min = 2,
         .max = 2'000},
        {.name = "crossover",
         .type = ParamType::Real,
         .defaultValue = 0.9,
         .title = "Crossover",
         .help = "Share of children with two parents; the others start as a copy of one.",
         .min = 0,
         .max = 1},
        {.name = "mutation",
         .type = ParamType::Real,
         .defaultValue = 0.5,
         .title = "Mutation",
         .help = "Chance of each further change to a child: 0.5 makes one on average.",
         .min = 0,
         .max = 0.99},
    };
    entry.make = [](const StrategySetup& setup) -> std::unique_ptr<Strategy> { return std::make_unique<Nsga2>(setup); };
    return entry;
}

} // namespace cw::strategy

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strategy/regularized_evolution.h"

#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "core/strategy/encoding.h"

namespace cw::strategy {

namespace {

constexpr const char* kId = "regularized-evolution";
constexpr double kWorst = -std::numeric_limits<double>::infinity();

struct Member {
    space::Candidate candidate;
    double fitness = kWorst;
    std::int64_t trial = 0;
};

/// A trial pruned with a value has earned that value; what failed or is not allowed is worse than anything.
double fitnessOf(const Observation& observation)
{
    const bool failed = observation.state == TrialState::Failed || observation.state == TrialState::Rejected;
    if (failed || !observation.feasible || observation.values.empty() || std::isnan(observation.values.front()))
        return kWorst;
    return observation.values.front();
}

class RegularizedEvolution final : public Strategy {
public:
    explicit RegularizedEvolution(const StrategySetup& setup)
        : m_candidates(setup.candidates)
        , m_rng(setup.seed, 0, kId)
        , m_capacity(std::size_t(setup.settings.integer("population")))
        , m_sample(std::size_t(setup.settings.integer("sample")))
    {
        if (m_sample > m_capacity)
            throw Error(
                ErrorCode::Config,
                fmt::format("setting 'sample': expected at most the population of {}, found {}", m_capacity, m_sample),
                fmt::format("strategy '{}'", kId));
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
            proposal.parent = parent.trial;
        }
        return proposals;
    }

    void tell(const Observation& observation) override
    {
        // Nothing can be derived from what is not a candidate of this space.
        if (observation.candidate.values.size() != m_candidates->tree().size() ||
            !m_candidates->contains(observation.candidate))
            return;
        if (m_members.size() < m_capacity)
            m_members.emplace_back();
        Member& place = m_members[m_next];
        m_next = (m_next + 1) % m_capacity;
        place.candidate = observation.candidate; // reuses the memory of the one that dies
        place.fitness = fitnessOf(observation);
        place.trial = observation.trial;
    }

    Json state() const override;
    void restore(const Json& state) override;

private:
    const Member& tournament()
    {
        const Member* best = &m_members[m_rng.below(m_members.size())];
        for (std::size_t i = 1; i < m_sample; ++i) {
            const Member& other = m_members[m_rng.below(m_members.size())];
            if (other.fitness > best->fitness)
                best = &other;
        }
        return *best;
    }

    std::shared_ptr<const space::CandidateSet> m_candidates;
    Rng m_rng;
    std::size_t m_capacity;
    std::size_t m_sample;
    std::uint64_t m_asked = 0;
    std::vector<Member> m_members; ///< a ring once it is full
    std::size_t m_next = 0;        ///< where the next member goes: the oldest one's place when the ring is full
};

Json RegularizedEvolution::state() const
{
    // Places and not ages are stored: which member a random index means depends on the place.
    Json members = Json::array();
    for (const Member& member : m_members)
        members.push_back({{"candidate", candidateToState(member.candidate)},
                           {"fitness", encodeNumber(member.fitness)},
                           {"trial", member.trial}});
    return {{"strategy", kId}, {"rng", m_rng.state()}, {"asked", m_asked}, {"next", m_next}, {"members", members}};
}

void RegularizedEvolution::restore(const Json& state)
{
    const std::string where = "strategy state";
    checkStateOf(state, kId);
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
        member.fitness = decodeNumber(stateMember(item, "fitness"), where).value();
        member.trial = stateInteger(item, "trial", 0);
        if (std::isnan(member.fitness))
            throw Error(ErrorCode::Format, "'fitness': expected a number, found NaN", where);
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
    entry.id = kId;
    entry.title = "Regularized evolution";
    entry.summary = "Aging evolution: changes one decision of the best of a random sample; the oldest member dies.";
    entry.paper = "Real et al., AAAI 2019";
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

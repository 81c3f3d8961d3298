// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strategy/local_search.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "core/strategy/encoding.h"
#include "core/strategy/fitness.h"
#include "core/strategy/grid_points.h"
#include "core/strategy/known_trials.h"
#include "core/strategy/number_steps.h"
#include "core/strategy/withdrawing.h"

namespace cw::strategy {

namespace {

constexpr const char* kLocalSearchId = "local-search";
constexpr int kMostStarts = 100;
constexpr int kMostPoints = 10'000;
/// Climbs that wait for results at once; the oldest is given up, its results are lost.
constexpr std::size_t kMostClimbs = 256;

std::uint64_t hashOf(const space::Candidate& candidate)
{
    return space::CandidateHash()(candidate);
}

/// One walk uphill.
struct Climb {
    space::Candidate centre;
    std::vector<space::Candidate> neighbours;
    std::size_t next = 0;               ///< of the neighbours, the first not looked at yet
    std::vector<std::uint64_t> waiting; ///< hashes of what was asked for it and not told, the centre among them
};

class LocalSearch final : public Strategy, public Withdrawing {
public:
    explicit LocalSearch(const StrategySetup& setup)
        : m_candidates(setup.candidates)
        , m_rng(setup.seed, 0, kLocalSearchId)
    {
    }

    std::vector<Proposal> ask(std::size_t n) override;
    void tell(const Observation& observation) override;
    void withdraw(const space::Candidate& proposed) override { stopWaitingFor(proposed); }
    Json state() const override;
    void restore(const Json& state) override;

private:
    std::optional<Proposal> next();
    std::optional<Proposal> nextNeighbour(Climb& climb);
    std::optional<Proposal> nextStart();
    std::optional<space::Candidate> unknownCandidate();
    bool moveUp(Climb& climb);
    Climb& newClimb();
    void enter(Climb& climb, space::Candidate centre);
    void stopWaitingFor(const space::Candidate& candidate);

    std::shared_ptr<const space::CandidateSet> m_candidates;
    Rng m_rng;
    KnownTrials m_known;
    std::vector<Climb> m_climbs;             ///< from the oldest on
    std::optional<space::Candidate> m_start; ///< told from elsewhere and better than those before: to climb from
    double m_startFitness = kWorst;          ///< of the last such one
    std::optional<GridPoints> m_points;      ///< made when draws meet known candidates only
    std::uint64_t m_cursor = 0;              ///< all points before it are known
};

std::vector<Proposal> LocalSearch::ask(std::size_t n)
{
    std::vector<Proposal> proposals;
    while (proposals.size() < n) {
        std::optional<Proposal> proposal = next();
        if (!proposal)
            break;
        proposals.push_back(std::move(*proposal));
    }
    return proposals;
}

std::optional<Proposal> LocalSearch::next()
{
    if (m_start) {
        enter(newClimb(), std::move(*m_start));
        m_start.reset();
    }
    for (std::size_t i = 0; i < m_climbs.size();) {
        if (auto proposal = nextNeighbour(m_climbs[i]))
            return proposal;
        if (!m_climbs[i].waiting.empty())
            ++i;
        else if (!moveUp(m_climbs[i]))
            m_climbs.erase(m_climbs.begin() + std::ptrdiff_t(i));
    }
    return nextStart();
}

std::optional<Proposal> LocalSearch::nextNeighbour(Climb& climb)
{
    while (climb.next < climb.neighbours.size()) {
        const space::Candidate& candidate = climb.neighbours[climb.next++];
        if (m_known.find(candidate) != nullptr)
            continue;
        climb.waiting.push_back(hashOf(candidate));
        m_known.asked(candidate);
        // Not told yet, the centre has no number: trials of others may have come between.
        const auto* centre = m_known.find(climb.centre);
        return Proposal{candidate, centre != nullptr ? std::max<std::int64_t>(centre->trial, 0) : 0};
    }
    return {};
}

/// To the best neighbour; false when none is better than the centre. Fitness rises with every move, so that a walk over
/// known candidates ends.
bool LocalSearch::moveUp(Climb& climb)
{
    const auto* centre = m_known.find(climb.centre);
    double best = centre != nullptr && !std::isnan(centre->fitness) ? centre->fitness : kWorst;
    const space::Candidate* target = nullptr;
    for (const space::Candidate& neighbour : climb.neighbours) {
        const auto* outcome = m_known.find(neighbour);
        if (outcome == nullptr || !(outcome->fitness > best)) // also one that another climb still waits for
            continue;
        best = outcome->fitness;
        target = &neighbour;
    }
    if (target == nullptr)
        return false;
    enter(climb, space::Candidate(*target)); // a copy: it lies in the list that is replaced
    return true;
}

void LocalSearch::enter(Climb& climb, space::Candidate centre)
{
    climb.neighbours = m_candidates->neighbours(centre);
    addNumberSteps(*m_candidates, centre, m_rng, climb.neighbours);
    m_rng.shuffle(climb.neighbours);
    climb.next = 0;
    climb.centre = std::move(centre);
}

Climb& LocalSearch::newClimb()
{
    if (m_climbs.size() == kMostClimbs)
        m_climbs.erase(m_climbs.begin());
    return m_climbs.emplace_back();
}

std::optional<Proposal> LocalSearch::nextStart()
{
    std::optional<space::Candidate> start = unknownCandidate();
    if (!start)
        return {};
    Climb& climb = newClimb();
    enter(climb, *start);
    climb.waiting.push_back(hashOf(*start));
    m_known.asked(*start);
    return Proposal{std::move(*start)};
}

/// Nothing when all are known.
std::optional<space::Candidate> LocalSearch::unknownCandidate()
{
    for (int draws = 0; draws < kMostStarts; ++draws) {
        if (auto candidate = m_candidates->sample(m_rng); m_known.find(candidate) == nullptr)
            return candidate;
    }
    if (!m_points)
        m_points.emplace(m_candidates, 1);
    for (int points = 0; points < kMostPoints && m_cursor < m_points->size(); ++points) {
        if (auto candidate = m_points->at(m_cursor++); candidate && m_known.find(*candidate) == nullptr)
            return candidate;
    }
    if (m_points->isWhole() && m_points->size() > 0 && m_cursor >= m_points->size())
        return {};
    return m_candidates->sample(m_rng);
}

void LocalSearch::stopWaitingFor(const space::Candidate& candidate)
{
    for (Climb& climb : m_climbs)
        std::erase(climb.waiting, hashOf(candidate));
}

void LocalSearch::tell(const Observation& observation)
{
    if (!isOfSpace(observation, *m_candidates))
        return;
    stopWaitingFor(observation.candidate);
    m_known.told(observation.candidate, fitnessOf(observation), observation.trial);
    if (observation.isForeign() && fitnessOf(observation) > m_startFitness) {
        m_start = observation.candidate;
        m_startFitness = fitnessOf(observation);
    }
}

Json LocalSearch::state() const
{
    Json climbs = Json::array();
    for (const Climb& climb : m_climbs) {
        Json neighbours = Json::array();
        for (const space::Candidate& neighbour : climb.neighbours)
            neighbours.push_back(candidateToState(neighbour));
        climbs.push_back({{"centre", candidateToState(climb.centre)},
                          {"neighbours", std::move(neighbours)},
                          {"next", climb.next},
                          {"waiting", climb.waiting}});
    }
    return {{"strategy", kLocalSearchId},
            {"rng", m_rng.state()},
            {"known", m_known.state()},
            {"climbs", climbs},
            {"cursor", m_cursor},
            {"start", m_start ? candidateToState(*m_start) : Json()},
            {"start_fitness", encodeNumber(m_startFitness)}};
}

Climb climbFromState(const Json& state, const space::CandidateSet& candidates)
{
    Climb climb;
    climb.centre = candidateFromState(stateMember(state, "centre"), candidates);
    climb.next = std::size_t(stateInteger(state, "next", 0));
    const Json& neighbours = stateMember(state, "neighbours");
    const Json& waiting = stateMember(state, "waiting");
    if (!neighbours.is_array() || !waiting.is_array() || climb.next > neighbours.size())
        throw Error(ErrorCode::Format, "expected lists of neighbours and of hashes, found none", "strategy state");
    for (const Json& neighbour : neighbours)
        climb.neighbours.push_back(candidateFromState(neighbour, candidates));
    for (const Json& hash : waiting) {
        if (!hash.is_number_unsigned())
            throw Error(ErrorCode::Format, "'waiting': expected hashes", "strategy state");
        climb.waiting.push_back(hash.get<std::uint64_t>());
    }
    return climb;
}

void LocalSearch::restore(const Json& state)
{
    checkStateOf(state, kLocalSearchId);
    Rng rng = m_rng;
    rng.restore(stateMember(state, "rng"));
    const auto cursor = std::uint64_t(stateInteger(state, "cursor", 0));
    KnownTrials known = KnownTrials::fromState(stateMember(state, "known"));
    const Json& list = stateMember(state, "climbs");
    if (!list.is_array() || list.size() > kMostClimbs)
        throw Error(ErrorCode::Format, "'climbs': expected a list", "strategy state");
    std::vector<Climb> climbs;
    for (const Json& item : list)
        climbs.push_back(climbFromState(item, *m_candidates));
    const Json& start = stateMember(state, "start");
    std::optional<space::Candidate> startCandidate;
    if (!start.is_null())
        startCandidate = candidateFromState(start, *m_candidates);
    m_startFitness = decodeNumber(stateMember(state, "start_fitness"), "strategy state").value();
    m_start = std::move(startCandidate);
    m_rng = rng;
    m_cursor = cursor;
    m_known = std::move(known);
    m_climbs = std::move(climbs);
}

} // namespace

StrategyEntry localSearch()
{
    StrategyEntry entry;
    entry.id = kLocalSearchId;
    entry.title = "Local search";
    entry.summary =
        "Hill climbing: tries every neighbour, moves to the best while that is better, then starts again at random.";
    entry.paper = "White et al., UAI 2021";
    entry.make = [](const StrategySetup& setup) -> std::unique_ptr<Strategy> {
        return std::make_unique<LocalSearch>(setup);
    };
    return entry;
}

} // namespace cw::strategy

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strategy/genetic.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/strategy/best_set.h"
#include "core/strategy/breeder.h"
#include "core/strategy/encoding.h"
#include "core/strategy/fitness.h"
#include "core/strategy/seen_set.h"

namespace cw::strategy {

namespace {

constexpr const char* kGeneticId = "genetic";
constexpr int kMostFurtherChanges = 10;

class Genetic final : public Strategy {
public:
    explicit Genetic(const StrategySetup& setup)
        : m_candidates(setup.candidates)
        , m_rng(setup.seed, 0, kGeneticId)
        , m_breeder(setup.candidates, setup.settings.real("crossover"), setup.settings.real("mutation"))
        , m_best(std::size_t(setup.settings.integer("population")))
        , m_sample(std::size_t(setup.settings.integer("sample")))
    {
        if (m_sample > m_best.capacity())
            throw Error(ErrorCode::Config,
                        fmt::format("setting 'sample': expected at most the population of {}, found {}",
                                    m_best.capacity(), m_sample),
                        fmt::format("strategy '{}'", kGeneticId));
    }

    std::vector<Proposal> ask(std::size_t n) override
    {
        std::vector<Proposal> proposals(n);
        for (Proposal& proposal : proposals) {
            if (m_asked++ < m_best.capacity() || m_best.empty())
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
    /// The best of a few drawn with replacement: the members are sorted, the smallest place wins.
    const BestSet::Member& tournament()
    {
        std::uint64_t best = m_rng.below(m_best.size());
        for (std::size_t i = 1; i < m_sample; ++i)
            best = std::min(best, m_rng.below(m_best.size()));
        return m_best.members()[best];
    }

    Proposal child()
    {
        const BestSet::Member& first = tournament();
        const BestSet::Member& second = tournament();
        space::Candidate child = m_breeder.child(first.candidate, second.candidate, m_rng);
        for (int i = 0; i < kMostFurtherChanges && m_seen.contains(child); ++i)
            child = m_breeder.changed(child, m_rng);
        const bool derived = !(child == first.candidate) && first.trial > 0;
        return {std::move(child), derived ? first.trial : 0};
    }

    std::shared_ptr<const space::CandidateSet> m_candidates;
    Rng m_rng;
    Breeder m_breeder;
    BestSet m_best;
    std::size_t m_sample;
    std::uint64_t m_asked = 0;
    SeenSet m_seen;
};

void Genetic::tell(const Observation& observation)
{
    if (!isOfSpace(observation, *m_candidates))
        return;
    m_seen.insert(observation.candidate);
    m_asked += observation.isForeign() ? 1 : 0;
    m_best.add(observation.candidate, fitnessOf(observation), observation.trial);
}

Json Genetic::state() const
{
    return {{"strategy", kGeneticId},
            {"rng", m_rng.state()},
            {"asked", m_asked},
            {"members", m_best.state()},
            {"seen", m_seen.state()}};
}

void Genetic::restore(const Json& state)
{
    checkStateOf(state, kGeneticId);
    Rng rng = m_rng;
    rng.restore(stateMember(state, "rng"));
    const auto asked = std::uint64_t(stateInteger(state, "asked", 0));
    SeenSet seen = SeenSet::fromState(stateMember(state, "seen"));
    m_best.restore(stateMember(state, "members"), *m_candidates); // the last thing that may throw
    m_rng = rng;
    m_asked = asked;
    m_seen = std::move(seen);
}

} // namespace

StrategyEntry genetic()
{
    StrategyEntry entry;
    entry.id = kGeneticId;
    entry.title = "Genetic algorithm";
    entry.summary = "Crosses and changes good candidates; a better child takes the place of the worst member.";
    entry.paper = "Whitley, ICGA 1989";
    entry.schema = ParamSchema{
        {.name = "population",
         .type = ParamType::Int,
         .defaultValue = 50,
         .title = "Population",
         .help = "Best candidates kept as parents; as many first trials are random. At most a third of the budget.",
         .min = 1,
         .max = 10'000},
        {.name = "sample",
         .type = ParamType::Int,
         .defaultValue = 2,
         .title = "Sample",
         .help = "Members drawn, the best of which becomes the parent; more is greedier. At most the population.",
         .min = 1,
         .max = 10'000},
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
    entry.make = [](const StrategySetup& setup) -> std::unique_ptr<Strategy> {
        return std::make_unique<Genetic>(setup);
    };
    return entry;
}

} // namespace cw::strategy

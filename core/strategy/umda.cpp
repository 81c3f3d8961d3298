// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strategy/umda.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/strategy/best_set.h"
#include "core/strategy/encoding.h"
#include "core/strategy/seen_set.h"
#include "core/strategy/slots.h"

namespace cw::strategy {

namespace {

constexpr const char* kUmdaId = "umda";
constexpr int kRedraws = 20;

class Umda final : public Strategy {
public:
    explicit Umda(const StrategySetup& setup)
        : m_candidates(setup.candidates)
        , m_slots(setup.candidates->tree())
        , m_rng(setup.seed, 0, kUmdaId)
        , m_best(std::size_t(setup.settings.integer("population")))
        , m_selected(setup.settings.real("selected"))
        , m_smoothing(setup.settings.real("smoothing"))
        , m_chain(setup.settings.flag("chain"))
    {
    }

    std::vector<Proposal> ask(std::size_t n) override
    {
        std::vector<Proposal> proposals(n);
        if (m_asked + n > m_best.capacity())
            readSelected();
        for (Proposal& proposal : proposals) {
            proposal.candidate = m_asked++ < m_best.capacity() || m_arms.empty() ? m_candidates->sample(m_rng) : draw();
            m_seen.insert(proposal.candidate);
        }
        return proposals;
    }

    void tell(const Observation& observation) override
    {
        if (!isOfSpace(observation, *m_candidates))
            return;
        m_seen.insert(observation.candidate);
        m_asked += observation.isForeign() ? 1 : 0;
        m_best.add(observation.candidate, fitnessOf(observation), observation.trial);
    }

    Json state() const override
    {
        return {{"strategy", kUmdaId},
                {"rng", m_rng.state()},
                {"asked", m_asked},
                {"members", m_best.state()},
                {"seen", m_seen.state()}};
    }

    /// The smoothed frequencies among the selected; with `chain` as without it.
    Insight insight() const override
    {
        std::vector<double> odds(m_slots.armCount(), m_smoothing);
        std::vector<int> arms;
        for (std::size_t i = 0; i < selectedCount(); ++i) {
            m_slots.armsOf(m_best.members()[i].candidate, arms);
            for (std::size_t slot = 0; slot < m_slots.size(); ++slot) {
                if (arms[slot] != Slots::kNoArm)
                    odds[m_slots.first(slot) + std::size_t(arms[slot])] += 1;
            }
        }
        for (std::size_t slot = 0; slot < m_slots.size(); ++slot)
            normalise(&odds[m_slots.first(slot)], m_slots[slot].arms);
        return {.numbers = {{"entropy", meanEvenness(m_slots, odds)}}, .rows = insightRows(m_slots, odds)};
    }

    void restore(const Json& state) override
    {
        checkStateOf(state, kUmdaId);
        Rng rng = m_rng;
        rng.restore(stateMember(state, "rng"));
        const auto asked = std::uint64_t(stateInteger(state, "asked", 0));
        SeenSet seen = SeenSet::fromState(stateMember(state, "seen"));
        m_best.restore(stateMember(state, "members"), *m_candidates); // the last thing that may throw
        m_rng = rng;
        m_asked = asked;
        m_seen = std::move(seen);
    }

private:
    /// Of no weight at all: even.
    static void normalise(double* weights, int count)
    {
        const double sum = std::accumulate(weights, weights + count, 0.0);
        for (int i = 0; i < count; ++i)
            weights[i] = sum > 0 ? weights[i] / sum : 1.0 / count;
    }
    std::size_t selectedCount() const;
    void readSelected();
    int pick(std::size_t slot, const std::vector<int>& drawn);
    int marginal(std::size_t slot);
    space::Candidate draw();

    std::shared_ptr<const space::CandidateSet> m_candidates;
    Slots m_slots;
    Rng m_rng;
    BestSet m_best;
    double m_selected;
    double m_smoothing;
    bool m_chain;
    std::uint64_t m_asked = 0;
    SeenSet m_seen;
    std::vector<std::vector<int>> m_arms; ///< of each selected candidate: the model, read anew at every ask
    std::vector<int> m_like;              ///< arms that a slot may be drawn from: memory that is used again
};

std::size_t Umda::selectedCount() const
{
    // Failures teach nothing: without a result that counts the whole space stays open.
    const auto& members = m_best.members();
    const auto scored = std::partition_point(members.begin(), members.end(),
                                             [](const BestSet::Member& member) { return member.fitness > kWorst; });
    const auto wanted = std::size_t(std::ceil(m_selected * double(members.size())));
    return std::min(wanted, std::size_t(scored - members.begin()));
}

void Umda::readSelected()
{
    m_arms.resize(selectedCount());
    for (std::size_t i = 0; i < m_arms.size(); ++i)
        m_slots.armsOf(m_best.members()[i].candidate, m_arms[i]);
}

/// An arm drawn from the smoothed frequencies: that of a selected candidate, or now and then any. Equal to counting, as
/// (count + smoothing) / (n + smoothing * arms) is a mixture of both.
int Umda::marginal(std::size_t slot)
{
    m_like.clear();
    for (const auto& arms : m_arms) {
        if (arms[slot] != Slots::kNoArm)
            m_like.push_back(arms[slot]);
    }
    const int arms = m_slots[slot].arms;
    const double any = m_smoothing * arms;
    if (m_rng.uniform() * (double(m_like.size()) + any) < any || m_like.empty())
        return int(m_rng.below(std::uint64_t(arms)));
    return m_like[m_rng.below(m_like.size())];
}

int Umda::pick(std::size_t slot, const std::vector<int>& drawn)
{
    if (!m_chain || slot == 0)
        return marginal(slot);
    m_like.clear();
    for (const auto& arms : m_arms) {
        if (arms[slot] != Slots::kNoArm && arms[slot - 1] == drawn[slot - 1])
            m_like.push_back(arms[slot]);
    }
    const double weight = m_slots[slot].arms;
    if (m_like.empty() || m_rng.uniform() * (double(m_like.size()) + weight) < weight)
        return marginal(slot);
    return m_like[m_rng.below(m_like.size())];
}

space::Candidate Umda::draw()
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

} // namespace

StrategyEntry umda()
{
    StrategyEntry entry;
    entry.id = kUmdaId;
    entry.title = "Univariate marginals (UMDA)";
    entry.summary = "Draws every decision from how often its alternatives occur among the best candidates so far.";
    entry.paper = "Muehlenbein and Paass, PPSN 1996";
    entry.hasInsight = true;
    entry.schema = ParamSchema{
        {.name = "population",
         .type = ParamType::Int,
         .defaultValue = 50,
         .title = "Population",
         .help = "Best candidates kept; as many first trials are random. At most a third of the budget.",
         .min = 2,
         .max = 10'000},
        {.name = "selected",
         .type = ParamType::Real,
         .defaultValue = 0.5,
         .title = "Selected",
         .help = "Share of the population that the model is taken from; less is greedier.",
         .min = 0.01,
         .max = 1},
        {.name = "smoothing",
         .type = ParamType::Real,
         .defaultValue = 1,
         .title = "Smoothing",
         .help = "How often every alternative counts as seen beside the selected ones; 0 loses alternatives for good.",
         .min = 0,
         .max = 1000},
        {
            .name = "chain",
            .type = ParamType::Bool,
            .defaultValue = false,
            .title = "Chain",
            .help = "Every decision also looks at the one before it.",
        },
    };
    entry.make = [](const StrategySetup& setup) -> std::unique_ptr<Strategy> { return std::make_unique<Umda>(setup); };
    return entry;
}

} // namespace cw::strategy

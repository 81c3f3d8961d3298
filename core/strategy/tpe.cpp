// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strategy/tpe.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <limits>
#include <optional>

#include <fmt/format.h>

#include "core/strategy/acquirer.h"
#include "core/strategy/encoding.h"
#include "core/strategy/fitness.h"
#include "core/strategy/maximiser.h"
#include "core/strategy/seen_set.h"
#include "core/strategy/tpe_model.h"
#include "core/strategy/withdrawing.h"

namespace cw::strategy {

namespace {

constexpr const char* kTpeId = "tpe";
/// Trials that are never told must not slow the search down.
constexpr std::size_t kMostPending = 256;
constexpr int kMostRungs = 64;
/// Draws for each candidate that is wanted: others are refused by the space or seen.
constexpr std::size_t kDrawsPerCandidate = 8;
/// Where all that the good density draws has been seen: some 50 candidates, scored once.
constexpr Effort kLook{.random = 10, .parents = 5, .children = 8, .climbers = 1, .moves = 0, .rounds = 0};

class Tpe final : public Strategy, public Withdrawing, public Acquirer {
public:
    explicit Tpe(const StrategySetup& setup)
        : m_candidates(setup.candidates)
        , m_rng(setup.seed, 0, kTpeId)
        , m_objectives(std::size_t(setup.objectives))
        , m_multivariate(setup.settings.flag("multivariate"))
        , m_repeats(setup.settings.flag("repeats"))
        , m_startup(std::uint64_t(setup.settings.integer("startup")))
        , m_draws(std::size_t(setup.settings.integer("candidates")))
        , m_split{setup.settings.real("good-share"), std::size_t(setup.settings.integer("good-most"))}
        , m_known(1, ActiveSet(std::size_t(setup.settings.integer("known-trials")), m_objectives))
        , m_maximiser(m_candidates, kLook)
        , m_model(m_candidates->tree(), m_multivariate, setup.settings.real("prior-weight"))
    {
        m_drawn.values.assign(m_candidates->tree().size(), space::kInactive);
        m_best = m_drawn;
    }

    std::vector<Proposal> ask(std::size_t n) override;
    void tell(const Observation& observation) override;
    void withdraw(const space::Candidate& proposed) override;
    Json state() const override;
    void restore(const Json& state) override;
    bool learnsFromRungs() const override { return true; }
    const std::optional<Acquisition>& newestAcquisition() const override { return m_acquisition; }

private:
    /// The trials of the highest rung on which enough were told, and of the lowest while none has.
    const ActiveSet& known() const;
    std::optional<Proposal> propose();
    bool fromModel(Proposal& proposal);
    std::optional<Acquisition> ratioOf(const space::Candidate& candidate);
    bool isWelcome(const space::Candidate& candidate) const
    {
        return (m_repeats || !m_seen.contains(candidate)) && m_candidates->contains(candidate);
    }

    std::shared_ptr<const space::CandidateSet> m_candidates;
    Rng m_rng;
    std::size_t m_objectives;
    bool m_multivariate;
    bool m_repeats;
    std::uint64_t m_startup;
    std::size_t m_draws;
    TpeSplit m_split;
    std::vector<ActiveSet> m_known;         ///< by rung; those of one rung can be compared
    SeenSet m_seen;                         ///< empty when repeats are allowed
    std::deque<space::Candidate> m_pending; ///< asked, not told, oldest first
    Maximiser m_maximiser;
    // Follow from the above or are looked at only: not part of the state.
    std::optional<Acquisition> m_acquisition;
    TpeModel m_model;
    space::Candidate m_drawn;
    space::Candidate m_best;
};

std::vector<Proposal> Tpe::ask(std::size_t n)
{
    std::vector<Proposal> proposals;
    for (std::size_t i = 0; i < n; ++i) {
        auto proposal = propose();
        if (!proposal)
            break;
        if (!m_repeats)
            m_seen.insert(proposal->candidate);
        if (m_pending.size() == kMostPending)
            m_pending.pop_front();
        m_pending.push_back(proposal->candidate);
        proposals.push_back(std::move(*proposal));
    }
    return proposals;
}

std::optional<Proposal> Tpe::propose()
{
    Proposal proposal;
    m_acquisition.reset();
    const bool modelled = known().added() >= m_startup && known().best() >= 0;
    if (modelled && fromModel(proposal))
        return proposal;
    if (m_repeats) {
        proposal.candidate = m_candidates->sample(m_rng);
        return proposal;
    }
    const auto score = [&](const std::vector<space::Candidate>& batch, double* scores) {
        for (const space::Candidate& candidate : batch)
            *scores++ = m_model.logRatio(candidate);
    };
    auto found = modelled ? m_maximiser.find(known().records(), m_seen, score, m_rng) : m_maximiser.draw(m_seen, m_rng);
    if (!found)
        return std::nullopt;
    if (modelled && std::isfinite(found->score))
        m_acquisition = ratioOf(found->candidate);
    return Proposal{std::move(found->candidate), found->parent};
}

std::optional<Acquisition> Tpe::ratioOf(const space::Candidate& candidate)
{
    const double ratio = m_multivariate ? m_model.logRatio(candidate) : m_model.logRatioByDecision(candidate);
    return std::isfinite(ratio) ? std::optional(Acquisition{"log-density-ratio", ratio}) : std::nullopt;
}

/// False when nothing that was drawn is welcome.
bool Tpe::fromModel(Proposal& proposal)
{
    const std::vector<Record>& records = known().records();
    m_model.fit(records, goodTrials(records, m_split), m_pending);
    // Decision by decision every draw is the best of many already.
    const std::size_t wanted = m_multivariate ? m_draws : 1;
    double bestRatio = -std::numeric_limits<double>::infinity();
    std::ptrdiff_t from = -1;
    std::size_t kept = 0;
    for (std::size_t tries = 0; kept < wanted && tries < wanted * kDrawsPerCandidate; ++tries) {
        const std::ptrdiff_t place = m_model.draw(m_drawn, m_draws, m_rng);
        if (!isWelcome(m_drawn))
            continue;
        const double ratio = m_model.logRatio(m_drawn);
        if (kept++ > 0 && !(ratio > bestRatio))
            continue;
        bestRatio = ratio;
        from = place;
        std::swap(m_best.values, m_drawn.values);
    }
    if (kept == 0)
        return false;
    proposal.candidate = m_best;
    m_acquisition = ratioOf(m_best);
    if (from >= 0 && !(records[std::size_t(from)].candidate == m_best))
        proposal.parent = records[std::size_t(from)].trial;
    return true;
}

void Tpe::withdraw(const space::Candidate& proposed)
{
    const auto asked = std::find(m_pending.begin(), m_pending.end(), proposed);
    if (asked != m_pending.end())
        m_pending.erase(asked);
}

void Tpe::tell(const Observation& observation)
{
    if (!isOfSpace(observation, *m_candidates))
        return;
    withdraw(observation.candidate);
    if (!m_repeats)
        m_seen.insert(observation.candidate);
    const auto rung = std::size_t(std::clamp(observation.rung, 0, kMostRungs - 1));
    while (m_known.size() <= rung)
        m_known.emplace_back(m_known.front().capacity(), m_objectives);
    m_known[rung].add({observation.candidate, scoresOf(observation, m_objectives), observation.trial});
}

const ActiveSet& Tpe::known() const
{
    // BOHB: a model needs more trials than decisions.
    const std::uint64_t enough = std::max<std::uint64_t>(m_startup, m_candidates->tree().size() + 1);
    for (std::size_t rung = m_known.size(); rung-- > 1;) {
        if (m_known[rung].added() >= enough && m_known[rung].best() >= 0)
            return m_known[rung];
    }
    return m_known.front();
}

Json Tpe::state() const
{
    Json pending = Json::array();
    for (const space::Candidate& candidate : m_pending)
        pending.push_back(candidateToState(candidate));
    Json known = Json::array();
    for (const ActiveSet& rung : m_known)
        known.push_back(rung.state());
    return {{"strategy", kTpeId},
            {"rng", m_rng.state()},
            {"known", std::move(known)},
            {"seen", m_seen.state()},
            {"pending", std::move(pending)}};
}

void Tpe::restore(const Json& state)
{
    checkStateOf(state, kTpeId);
    Rng rng = m_rng;
    rng.restore(stateMember(state, "rng"));
    const Json& rungs = stateMember(state, "known");
    if (!rungs.is_array() || rungs.empty() || rungs.size() > kMostRungs)
        throw Error(ErrorCode::Format, fmt::format("'known': expected 1 to {} rungs", kMostRungs), "strategy state");
    std::vector<ActiveSet> known(rungs.size(), ActiveSet(m_known.front().capacity(), m_objectives));
    for (std::size_t i = 0; i < known.size(); ++i)
        known[i].restore(rungs[i], *m_candidates);
    SeenSet seen = SeenSet::fromState(stateMember(state, "seen"));
    const Json& list = stateMember(state, "pending");
    if (!list.is_array() || list.size() > kMostPending)
        throw Error(ErrorCode::Format, fmt::format("'pending': expected a list of at most {}", kMostPending),
                    "strategy state");
    std::deque<space::Candidate> pending;
    for (const Json& item : list)
        pending.push_back(candidateFromState(item, *m_candidates));
    m_rng = rng;
    m_known = std::move(known);
    m_seen = std::move(seen);
    m_pending = std::move(pending);
    m_acquisition.reset();
}

ParamSchema tpeSchema()
{
    return {
        {.name = "multivariate",
         .type = ParamType::Bool,
         .defaultValue = true,
         .title = "Joint density",
         .help = "One density over all decisions, which learns what goes well together; off: decision by decision."},
        {.name = "startup",
         .type = ParamType::Int,
         .defaultValue = 10,
         .title = "First trials at random",
         .help = "So many trials must have been told before the densities are used.",
         .unit = "trials",
         .min = 1,
         .max = 1e6},
        {.name = "candidates",
         .type = ParamType::Int,
         .defaultValue = 24,
         .title = "Draws per proposal",
         .help =
             "So many candidates are drawn from the good density and the best of them is proposed; more is greedier.",
         .min = 1,
         .max = 10'000},
        {.name = "good-share",
         .type = ParamType::Real,
         .defaultValue = 0.1,
         .title = "Share of good trials",
         .help = "This part of the trials, the best of them, makes the good density.",
         .min = 0.001,
         .max = 0.9},
        {.name = "good-most",
         .type = ParamType::Int,
         .defaultValue = 25,
         .title = "Most good trials",
         .help = "The good density is made of at most so many trials.",
         .min = 1,
         .max = 10'000},
        {.name = "prior-weight",
         .type = ParamType::Real,
         .defaultValue = 1.0,
         .title = "Weight of the prior",
         .help = "How much the uniform density counts beside one trial; more explores more.",
         .min = 0.01,
         .max = 100},
        {.name = "known-trials",
         .type = ParamType::Int,
         .defaultValue = 1000,
         .title = "Trials remembered",
         .help = "The densities are made of at most so many trials: the best quarter and the newest of the others.",
         .unit = "trials",
         .min = 20,
         .max = 100'000},
        {.name = "repeats",
         .type = ParamType::Bool,
         .defaultValue = false,
         .title = "Allow repeats",
         .help = "Propose a candidate again whose result is known already, as in the papers; it counts as a trial."},
    };
}

} // namespace

StrategyEntry tpe()
{
    StrategyEntry entry;
    entry.id = kTpeId;
    entry.title = "Tree-structured Parzen estimator";
    entry.summary = "Draws near the best trials and proposes what is likely among them and unlikely among the others.";
    entry.paper = "Bergstra et al., NeurIPS 2011; Falkner et al., ICML 2018";
    entry.schema = tpeSchema();
    entry.severalObjectives = true;
    entry.make = [](const StrategySetup& setup) -> std::unique_ptr<Strategy> { return std::make_unique<Tpe>(setup); };
    return entry;
}

} // namespace cw::strategy

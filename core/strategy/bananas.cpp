// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strategy/bananas.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include <fmt/format.h>

#include "core/base/learn/refit_schedule.h"
#include "core/strategy/acquirer.h"
#include "core/strategy/encoding.h"
#include "core/strategy/ensemble.h"
#include "core/strategy/fitness.h"
#include "core/strategy/forecaster.h"
#include "core/strategy/maximiser.h"
#include "core/strategy/tpe_model.h"

namespace cw::strategy {

namespace {

constexpr const char* kBananasId = "bananas";
constexpr std::size_t kChildren = 20; ///< of each parent
constexpr std::size_t kRandom = 100;
constexpr double kAbove = 4;         ///< normal scores of some thousand trials stay below
constexpr double kLinearPart = 0.05; ///< of Chebyshev weights: prefers, of equals, what is better by the others too

class Bananas final : public Strategy, public Forecaster, public Acquirer {
public:
    explicit Bananas(const StrategySetup& setup)
        : m_candidates(setup.candidates)
        , m_rng(setup.seed, 0, kBananasId)
        , m_objectives(std::size_t(setup.objectives))
        , m_startup(std::uint64_t(setup.settings.integer("startup")))
        , m_parents(std::size_t(setup.settings.integer("parents")))
        , m_training{.epochs = std::size_t(setup.settings.integer("epochs"))}
        , m_maximiser(setup.candidates, {.random = kRandom, .parents = m_parents, .children = kChildren})
        , m_known(std::size_t(setup.settings.integer("known-trials")), m_objectives)
        , m_schedule(setup.settings.real("refit-growth"))
        , m_ensemble(setup.candidates->tree(), {.networks = std::size_t(setup.settings.integer("networks")),
                                                .width = std::size_t(setup.settings.integer("width")),
                                                .objectives = m_objectives})
    {
    }

    std::vector<Proposal> ask(std::size_t n) override;
    void tell(const Observation& observation) override;
    Json state() const override;
    void restore(const Json& state) override;
    std::optional<Forecast> forecast(const space::Candidate& candidate) const override;
    const std::optional<Acquisition>& newestAcquisition() const override { return m_acquisition; }

private:
    std::optional<Found> propose();
    std::vector<Record> parents() const;
    struct Draw {
        std::size_t place = 0;
        double value = 0; ///< what was maximised
    };
    Draw bestDraw(const std::vector<Ensemble::Prediction>& predictions);

    std::shared_ptr<const space::CandidateSet> m_candidates;
    Rng m_rng;
    std::size_t m_objectives;
    std::uint64_t m_startup;
    std::size_t m_parents;
    Mlp::Training m_training;
    Maximiser m_maximiser;
    ActiveSet m_known;
    SeenSet m_seen;
    RefitSchedule m_schedule;
    Ensemble m_ensemble;
    std::optional<Acquisition> m_acquisition; ///< no part of the state
};

std::vector<Proposal> Bananas::ask(std::size_t n)
{
    std::vector<Proposal> proposals;
    proposals.reserve(n);
    for (std::size_t i = 0; i < n; ++i) {
        auto found = propose();
        if (!found)
            break;
        m_seen.insert(found->candidate);
        m_acquisition.reset();
        if (std::isfinite(found->score))
            m_acquisition = Acquisition{m_objectives > 1 ? "scalarised-sample" : "sample", found->score};
        proposals.push_back({std::move(found->candidate), found->parent});
    }
    return proposals;
}

std::optional<Found> Bananas::propose()
{
    if (m_known.added() < m_startup || m_known.best() < 0)
        return m_maximiser.draw(m_seen, m_rng);
    if (!m_ensemble.isFitted() || m_schedule.isDue(m_known.added())) {
        m_ensemble.fit(m_known.records(), m_training, m_rng);
        m_schedule.markFitted(m_known.added());
    }
    std::vector<Found> pool = m_maximiser.pool(parents(), m_seen, m_rng);
    if (pool.empty())
        return m_maximiser.last(m_seen, m_rng);
    std::vector<space::Candidate> batch;
    for (const Found& found : pool)
        batch.push_back(found.candidate);
    const Draw best = bestDraw(m_ensemble.predict(batch));
    Found found = std::move(pool[best.place]);
    // Of one objective the distance that was maximised says less than the draw itself.
    found.score = m_objectives > 1 ? best.value : kAbove + best.value / (1 + kLinearPart);
    return found;
}

std::vector<Record> Bananas::parents() const
{
    std::vector<Record> parents;
    for (const std::size_t place : goodTrials(m_known.records(), {.share = 1, .most = m_parents}).places)
        parents.push_back(m_known.records()[place]);
    return parents;
}

/// The candidate with the best draw from its predictions.
Bananas::Draw Bananas::bestDraw(const std::vector<Ensemble::Prediction>& predictions)
{
    std::vector<double> weights(m_objectives, 1.0); // uniform on the simplex
    for (double& weight : weights)
        weight = m_objectives > 1 ? -std::log(1 - m_rng.uniform()) : 1;
    Draw best{0, -std::numeric_limits<double>::infinity()};
    for (std::size_t i = 0; i * m_objectives < predictions.size(); ++i) {
        double least = std::numeric_limits<double>::infinity();
        double sum = 0;
        for (std::size_t k = 0; k < m_objectives; ++k) {
            const Ensemble::Prediction& prediction = predictions[i * m_objectives + k];
            const double draw = prediction.mean + prediction.deviation * m_rng.normal();
            // Distances from there, the smallest weighted one rules.
            const double gain = -weights[k] * (kAbove - draw);
            least = std::min(least, gain);
            sum += gain;
        }
        const double value = least + kLinearPart * sum;
        if (value > best.value)
            best = {i, value};
    }
    return best;
}

std::optional<Forecast> Bananas::forecast(const space::Candidate& candidate) const
{
    if (!m_ensemble.isFitted())
        return std::nullopt;
    const Ensemble::Prediction seen = m_ensemble.predict({candidate}).front(); // the first objective
    const std::vector<float> all = rankTargets(m_known.records(), m_objectives);
    std::vector<double> targets;
    for (std::size_t i = 0; i < all.size(); i += m_objectives)
        targets.push_back(double(all[i]));
    return forecastFrom(double(seen.mean), double(seen.deviation), m_known.records(), targets);
}

void Bananas::tell(const Observation& observation)
{
    if (!isOfSpace(observation, *m_candidates))
        return;
    m_seen.insert(observation.candidate);
    m_known.add({observation.candidate, scoresOf(observation, m_objectives), observation.trial});
}

Json Bananas::state() const
{
    return {{"strategy", kBananasId}, {"rng", m_rng.state()},          {"known", m_known.state()},
            {"seen", m_seen.state()}, {"next-fit", m_schedule.next()}, {"networks", m_ensemble.state()}};
}

void Bananas::restore(const Json& state)
{
    checkStateOf(state, kBananasId);
    Rng rng = m_rng;
    rng.restore(stateMember(state, "rng"));
    ActiveSet known = m_known;
    known.restore(stateMember(state, "known"), *m_candidates);
    SeenSet seen = SeenSet::fromState(stateMember(state, "seen"));
    const auto next = std::uint64_t(stateInteger(state, "next-fit", 1));
    m_ensemble.restore(stateMember(state, "networks")); // the last that can refuse
    m_rng = rng;
    m_known = std::move(known);
    m_seen = std::move(seen);
    m_schedule.restore(next);
    m_acquisition.reset();
}

ParamSchema bananasSchema()
{
    return {
        {.name = "startup",
         .type = ParamType::Int,
         .defaultValue = 10,
         .title = "First trials at random",
         .help = "So many trials must have been told before the networks are trained.",
         .unit = "trials",
         .min = 2,
         .max = 1e6},
        {.name = "networks",
         .type = ParamType::Int,
         .defaultValue = 5,
         .title = "Networks",
         .help = "Predictors that are trained on the same trials; where they disagree, more is tried.",
         .min = 2,
         .max = 100},
        {.name = "width",
         .type = ParamType::Int,
         .defaultValue = 32,
         .title = "Width",
         .help = "Neurons in each of the two hidden layers of a network.",
         .min = 1,
         .max = 1024},
        {.name = "epochs",
         .type = ParamType::Int,
         .defaultValue = 100,
         .title = "Epochs",
         .help = "How often a network sees every trial when it is trained.",
         .min = 1,
         .max = 10'000},
        {.name = "parents",
         .type = ParamType::Int,
         .defaultValue = 10,
         .title = "Parents",
         .help = "So many of the best trials are changed, twenty times each, to find what to propose.",
         .min = 1,
         .max = 1000},
        {.name = "known-trials",
         .type = ParamType::Int,
         .defaultValue = 500,
         .title = "Trials remembered",
         .help = "The networks are trained on at most so many trials: the best quarter and the newest of the others.",
         .unit = "trials",
         .min = 20,
         .max = 100'000},
        {.name = "refit-growth",
         .type = ParamType::Real,
         .defaultValue = 1.1,
         .title = "Growth between trainings",
         .help = "The networks are trained anew when the number of trials has grown by this factor.",
         .min = 1.001,
         .max = 10},
    };
}

} // namespace

StrategyEntry bananas()
{
    StrategyEntry entry;
    entry.id = kBananasId;
    entry.title = "BANANAS";
    entry.summary = "Changes the best trials and proposes what an ensemble of small neural predictors likes best.";
    entry.paper = "White et al., AAAI 2021";
    entry.schema = bananasSchema();
    entry.severalObjectives = true;
    entry.make = [](const StrategySetup& setup) -> std::unique_ptr<Strategy> {
        return std::make_unique<Bananas>(setup);
    };
    return entry;
}

} // namespace cw::strategy

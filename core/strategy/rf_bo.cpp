// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strategy/rf_bo.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/base/learn/random_forest.h"
#include "core/base/learn/refit_schedule.h"
#include "core/space/features.h"
#include "core/strategy/acquisition.h"
#include "core/strategy/encoding.h"
#include "core/strategy/forecaster.h"
#include "core/strategy/model_search.h"
#include "core/strategy/targets.h"

namespace cw::strategy {

namespace {

constexpr const char* kRfBoId = "rf-bo";

class RfBo final : public ModelSearch, public Forecaster {
public:
    explicit RfBo(const StrategySetup& setup)
        : ModelSearch(kRfBoId, setup)
        , m_columns(setup.candidates->tree())
        , m_forest(m_columns.categories(), {.trees = int(setup.settings.integer("trees")),
                                            .leastSplit = int(setup.settings.integer("least-split"))})
        , m_schedule(setup.settings.real("refit-growth"))
        , m_targets(targetScaleFrom(setup.settings.text("targets")))
        , m_randomShare(setup.settings.real("random-share"))
        , m_useBound(setup.settings.text("acquisition") == "ucb")
        , m_kappa(setup.settings.real("kappa"))
        , m_fitted(known())
    {
    }

    std::optional<Forecast> forecast(const space::Candidate& candidate) const override;

protected:
    std::optional<Found> propose(Rng& rng) override;
    const char* maximised() const override { return usesBound() ? "confidence-bound" : "log-improvement"; }
    void writeModel(Json& state) const override;
    void readModel(const Json& state) override;

private:
    void fit();
    /// While results are awaited it is the bound, of another kappa each time: proposals are then apart.
    bool usesBound() const { return m_useBound || !pending().empty(); }

    space::Columns m_columns;
    RandomForest m_forest;
    RefitSchedule m_schedule;
    TargetScale m_targets;
    double m_randomShare;
    bool m_useBound;
    double m_kappa;
    ActiveSet m_fitted; ///< what the forest was grown from
    std::uint64_t m_seed = 0;
    double m_best = 0;
};

/// The forest follows from m_fitted and m_seed: that is its state.
void RfBo::fit()
{
    const std::vector<Record>& records = m_fitted.records();
    if (records.empty())
        return;
    const std::vector<double> targets = targetsOf(records, m_targets);
    std::vector<double> rows(records.size() * m_columns.size());
    for (std::size_t i = 0; i < records.size(); ++i)
        m_columns.write(records[i].candidate, rows.data() + i * m_columns.size());
    Rng rng(m_seed, 0, "random forest");
    m_forest.fit(rows, targets, rng);
    m_best = *std::max_element(targets.begin(), targets.end());
}

std::optional<Found> RfBo::propose(Rng& rng)
{
    if (rng.chance(m_randomShare))
        return maximiser().draw(seen(), rng);
    if (m_schedule.isDue(known().added())) {
        m_fitted = known();
        m_seed = rng.next();
        fit();
        m_schedule.markFitted(known().added());
    }
    const bool inParallel = !pending().empty();
    const double kappa = inParallel ? -std::log(1 - rng.uniform()) : m_kappa;
    std::vector<double> row(m_columns.size());
    const BatchScore score = [&](const std::vector<space::Candidate>& batch, double* scores) {
        for (const space::Candidate& candidate : batch) {
            m_columns.write(candidate, row.data());
            const RandomForest::Prediction seen = m_forest.predict(row.data());
            *scores++ = usesBound() ? upperConfidenceBound(seen.mean, seen.deviation, kappa)
                                    : logExpectedImprovement(seen.mean, seen.deviation, m_best);
        }
    };
    return maximiser().find(known().records(), seen(), score, rng);
}

std::optional<Forecast> RfBo::forecast(const space::Candidate& candidate) const
{
    if (m_fitted.size() == 0)
        return std::nullopt;
    std::vector<double> row(m_columns.size());
    m_columns.write(candidate, row.data());
    const RandomForest::Prediction seen = m_forest.predict(row.data());
    return forecastFrom(seen.mean, seen.deviation, m_fitted.records(), targetsOf(m_fitted.records(), m_targets));
}

void RfBo::writeModel(Json& state) const
{
    state["fitted"] = m_fitted.state();
    state["forest-seed"] = m_seed;
    state["next-fit"] = m_schedule.next();
}

void RfBo::readModel(const Json& state)
{
    ActiveSet fitted = m_fitted;
    fitted.restore(stateMember(state, "fitted"), candidates());
    const Json& seed = stateMember(state, "forest-seed");
    if (!seed.is_number_unsigned())
        throw Error(ErrorCode::Format,
                    fmt::format("'forest-seed': expected a whole number from 0, found {}", seed.dump()),
                    "strategy state");
    const auto next = std::uint64_t(stateInteger(state, "next-fit", 1));
    // Only before the first fit there is nothing to predict from.
    if (fitted.size() == 0 && next > 1)
        throw Error(ErrorCode::Format, "'fitted': expected the trials of a fit, found none", "strategy state");
    m_fitted = std::move(fitted);
    m_seed = seed.get<std::uint64_t>();
    m_schedule.restore(next);
    fit();
}

} // namespace

StrategyEntry rfBo()
{
    StrategyEntry entry;
    entry.id = kRfBoId;
    entry.title = "Random forest (SMAC)";
    entry.summary = "Bayesian optimisation: asks where a random forest over all decisions expects the most.";
    entry.paper = "Hutter et al., LION 2011";
    std::vector<ParamSpec> specs = modelSearchSettings(10, 500, 10'000);
    specs.push_back({.name = "trees",
                     .type = ParamType::Int,
                     .defaultValue = 30,
                     .title = "Trees",
                     .help = "Of the forest; more are slower and surer.",
                     .min = 2,
                     .max = 1000});
    specs.push_back({.name = "least-split",
                     .type = ParamType::Int,
                     .defaultValue = 3,
                     .title = "Fewest trials to split",
                     .help = "Smaller groups of trials stay together in a leaf; more is smoother and explores more.",
                     .min = 2,
                     .max = 1000});
    specs.push_back({.name = "random-share",
                     .type = ParamType::Real,
                     .defaultValue = 0.2,
                     .title = "Share at random",
                     .help = "So many of the candidates are drawn at random, in case the forest is mistaken.",
                     .min = 0,
                     .max = 1});
    for (ParamSpec& spec : bayesianSettings(1.02))
        specs.push_back(std::move(spec));
    entry.schema = ParamSchema(std::move(specs));
    entry.make = [](const StrategySetup& setup) -> std::unique_ptr<Strategy> { return std::make_unique<RfBo>(setup); };
    return entry;
}

} // namespace cw::strategy

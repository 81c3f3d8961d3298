// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimate/surrogate_estimator.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/estimate/inner_estimator.h"
#include "core/estimate/surrogate_fits.h"

namespace cw::estimate {

namespace {

constexpr const char* kSurrogateId = "surrogate";

/// When the other estimator is asked.
struct RealRules {
    std::size_t minKnown = 10;
    std::int64_t every = 10;   ///< 0: never for this reason
    double maxUncertainty = 1; ///< in standard deviations of the known values; 0: no limit
};

class SurrogateEstimator final : public Estimator {
public:
    SurrogateEstimator(std::unique_ptr<Estimator> real, const RealRules& rules, bool pastIsPrior,
                       std::vector<std::string> metrics, std::unique_ptr<SurrogateFits> fits)
        : m_real(std::move(real))
        , m_rules(rules)
        , m_pastIsPrior(pastIsPrior)
        , m_metrics(std::move(metrics))
        , m_fits(std::move(fits))
    {
    }

    void prepare() override
    {
        if (m_real != nullptr)
            m_real->prepare();
    }
    Estimate estimate(const space::Candidate& candidate, const Fidelity& fidelity, Context& context) override;
    std::shared_ptr<const space::CandidateSet> candidates() const override
    {
        return m_real != nullptr ? m_real->candidates() : nullptr;
    }
    std::vector<double> epochs() const override { return m_real != nullptr ? m_real->epochs() : std::vector<double>(); }

private:
    Estimate measured(const space::Candidate& candidate, const Fidelity& fidelity, Context& context, std::size_t known);
    bool isDue(std::size_t known, std::int64_t trial) const
    {
        return known < m_rules.minKnown || (m_rules.every > 0 && trial % m_rules.every == 0);
    }

    std::unique_ptr<Estimator> m_real; ///< null: there is none
    RealRules m_rules;
    bool m_pastIsPrior;
    std::vector<std::string> m_metrics; ///< predicted
    std::unique_ptr<SurrogateFits> m_fits;
};

Estimate SurrogateEstimator::estimate(const space::Candidate& candidate, const Fidelity& fidelity, Context& context)
{
    const std::size_t real = m_fits->realAmong(context.told, fidelity);
    // The scale of another data set is learnt from real results, where there can be any.
    const std::size_t known = real + (m_pastIsPrior && m_real != nullptr ? 0 : m_fits->pastSize());
    if (m_real != nullptr && isDue(known, context.trial))
        return measured(candidate, fidelity, context, known);
    const std::shared_ptr<const SurrogateFits::Fit> fit = m_fits->fitFor(real, fidelity);
    Estimate estimate;
    double uncertainty = 0;
    for (std::size_t i = 0; i < m_metrics.size(); ++i) {
        const ObjectiveModel& model = fit->models[i];
        const Predicted predicted = model.predict(candidate);
        estimate.metrics[m_metrics[i]] = predicted.mean;
        estimate.metrics[m_metrics[i] + "_sd"] = predicted.deviation;
        if (model.spread() > 0)
            uncertainty = std::max(uncertainty, predicted.deviation / model.spread());
    }
    if (m_real != nullptr && m_rules.maxUncertainty > 0 && uncertainty > m_rules.maxUncertainty)
        return measured(candidate, fidelity, context, known);
    estimate.metrics["predicted"] = 1;
    estimate.metrics["known"] = double(fit->known);
    return estimate;
}

Estimate SurrogateEstimator::measured(const space::Candidate& candidate, const Fidelity& fidelity, Context& context,
                                      std::size_t known)
{
    Estimate estimate = m_real->estimate(candidate, fidelity, context);
    estimate.metrics["predicted"] = 0;
    estimate.metrics["known"] = double(known);
    return estimate;
}

std::vector<std::string> predictedMetrics(const EstimatorSetup& setup)
{
    const bool hasBlocks = setup.space != nullptr && !setup.space->graph.blocks.empty();
    std::vector<std::string> metrics;
    for (const Objective& objective : setup.objectives) {
        if (!hasBlocks || (objective.metric != "params" && objective.metric != "macs"))
            metrics.push_back(objective.metric);
    }
    return metrics;
}

std::unique_ptr<Estimator> makeSurrogate(const EstimatorSetup& setup)
{
    const Settings& settings = setup.settings;
    const bool pastIsPrior = settings.text("past_is") == "prior";
    const std::vector<std::string> metrics = predictedMetrics(setup);
    const SurrogateFits::Settings fitting{.learner = {.forest = settings.text("model") == "forest",
                                                      .trees = std::size_t(settings.integer("trees")),
                                                      .networks = std::size_t(settings.integer("networks"))},
                                          .pastIsPrior = pastIsPrior,
                                          .mostKnown = std::size_t(settings.integer("most_known")),
                                          .growth = settings.real("refit_growth"),
                                          .seed = setup.seed,
                                          .metrics = metrics};
    static const std::vector<PastResult> kNothing;
    auto fits = std::make_unique<SurrogateFits>(fitting, setup.tree, setup.past != nullptr ? *setup.past : kNothing);
    const RealRules rules{.minKnown = std::size_t(settings.integer("min_known")),
                          .every = settings.integer("real_every"),
                          .maxUncertainty = settings.real("max_uncertainty")};
    std::unique_ptr<Estimator> real;
    if (const std::string& id = settings.text("real"); !id.empty())
        real = makeInner(setup, kSurrogateId, id, settings.text("real_settings"));
    else if (fits->pastSize() < rules.minKnown)
        throw Error(ErrorCode::Config,
                    fmt::format("expected at least {} known results to predict from, found {}: warm-start from an "
                                "earlier run on this space, or set 'real' to an estimator that measures",
                                rules.minKnown, fits->pastSize()),
                    "estimator 'surrogate'");
    return std::make_unique<SurrogateEstimator>(std::move(real), rules, pastIsPrior, metrics, std::move(fits));
}

ParamSchema schema()
{
    return {
        {.name = "model",
         .type = ParamType::Choice,
         .defaultValue = "forest",
         .title = "Model",
         .help = "What predicts: a random forest, or an ensemble of small neural networks.",
         .choices = {"forest", "ensemble"}},
        {.name = "real",
         .type = ParamType::Text,
         .defaultValue = "",
         .title = "Real estimator",
         .help = "Id of the estimator that measures a part of the candidates; empty: all are predicted."},
        {.name = "real_settings",
         .type = ParamType::Text,
         .defaultValue = "",
         .title = "Its settings",
         .help = "name=value;name=value, or a JSON object; empty for its defaults."},
        {.name = "min_known",
         .type = ParamType::Int,
         .defaultValue = 10,
         .title = "Fewest known results",
         .help = "With fewer results than this, candidates are really estimated.",
         .min = 2,
         .max = 1e6},
        {.name = "real_every",
         .type = ParamType::Int,
         .defaultValue = 10,
         .title = "Really estimated",
         .help = "Every so manieth trial is really estimated, so that the model keeps learning; 0: none for this "
                 "reason.",
         .unit = "trials",
         .min = 0,
         .max = 1e6},
        {.name = "max_uncertainty",
         .type = ParamType::Real,
         .defaultValue = 1.0,
         .title = "Largest uncertainty",
         .help = "A candidate is really estimated when the predicted standard deviation is larger than this many "
                 "standard deviations of the known results; 0: never for this reason.",
         .min = 0,
         .max = 1e6},
        {.name = "past_is",
         .type = ParamType::Choice,
         .defaultValue = "same",
         .title = "Earlier results are",
         .help = "same: of this data set and fidelity, as good as those of this run; prior: of another one, so that "
                 "only their order and differences count, on a scale learnt from this run.",
         .choices = {"same", "prior"}},
        {.name = "trees",
         .type = ParamType::Int,
         .defaultValue = 100,
         .title = "Trees",
         .help = "Of the forest.",
         .min = 2,
         .max = 10'000},
        {.name = "networks",
         .type = ParamType::Int,
         .defaultValue = 5,
         .title = "Networks",
         .help = "Of the ensemble.",
         .min = 2,
         .max = 100},
        {.name = "most_known",
         .type = ParamType::Int,
         .defaultValue = 1000,
         .title = "Results remembered",
         .help = "A model is fitted on at most so many results, the newest.",
         .min = 10,
         .max = 100'000},
        {.name = "refit_growth",
         .type = ParamType::Real,
         .defaultValue = 1.1,
         .title = "Growth between fits",
         .help = "The model is fitted anew when the number of results has grown by this factor.",
         .min = 1.001,
         .max = 10},
    };
}

} // namespace

EstimatorEntry surrogateEstimator()
{
    EstimatorEntry entry;
    entry.id = kSurrogateId;
    entry.title = "Surrogate";
    entry.summary = "Predicts candidates from earlier results, with its uncertainty, and measures a part of them.";
    entry.paper = "White et al., NeurIPS 2021";
    entry.schema = schema();
    // Without an estimator that measures: whatever the results that it starts from have.
    entry.metrics = [](const Settings& settings, const space::Task& task) {
        return innerMetrics(kSurrogateId, settings.text("real"), settings.text("real_settings"), task);
    };
    entry.make = makeSurrogate;
    return entry;
}

} // namespace cw::estimate

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimate/curve_estimator.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/estimate/curve_watch.h"
#include "core/estimate/inner_estimator.h"

namespace cw::estimate {

namespace {

constexpr const char* kCurveId = "curve";
constexpr const char* kWhere = "estimator 'curve'";

class CurveEstimator final : public Estimator {
public:
    CurveEstimator(std::unique_ptr<Estimator> inner, std::string innerId, const CurveWatch::Settings& settings)
        : m_inner(std::move(inner))
        , m_innerId(std::move(innerId))
        , m_settings(settings)
    {
    }

    void prepare() override { m_inner->prepare(); }
    Estimate estimate(const space::Candidate& candidate, const Fidelity& fidelity, Context& context) override;
    std::shared_ptr<const space::CandidateSet> candidates() const override { return m_inner->candidates(); }
    std::vector<double> epochs() const override { return m_inner->epochs(); }

private:
    void judgeAfterwards(CurveWatch& watch, Estimate& estimate, double epochs) const;
    Estimate pruned(Estimate estimate, const CurveStop& stop, double epochs) const;
    std::string lacking(const std::set<std::string>& metrics) const;

    std::unique_ptr<Estimator> m_inner;
    std::string m_innerId;
    CurveWatch::Settings m_settings;
};

/// What the same trial has shown at fewer epochs: it may go on from there.
void addEarlier(PartialCurve& curve, const Context& context)
{
    for (std::size_t i = 0; context.told != nullptr && i < context.told->size(); ++i) {
        if (context.told->at(i).trial == context.trial)
            curve.add(context.told->at(i).estimate.curve);
    }
}

Estimate CurveEstimator::estimate(const space::Candidate& candidate, const Fidelity& fidelity, Context& context)
{
    CurveWatch watch(m_settings, fidelity, context.told);
    if (!context.continueFrom.empty())
        addEarlier(watch.curve(), context);
    watch.curve().load(context.checkpoint);
    std::stop_source ending;
    const std::stop_callback chained(context.stop, [&ending] { ending.request_stop(); });
    bool isLacking = false;
    Context inner = context;
    inner.stop = ending.get_token();
    inner.progress = [&](const Progress& progress) {
        if (context.progress)
            context.progress(progress);
        const bool isHopeless = watch.see(progress.points);
        isLacking = progress.step >= m_settings.minEpochs && !watch.metrics().empty() && watch.curve().empty();
        if (isHopeless || isLacking)
            ending.request_stop();
    };
    Estimate estimate = m_inner->estimate(candidate, fidelity, inner);
    if (estimate.state == TrialState::Paused) {
        store(context.storing, [&] { watch.curve().save(context.checkpoint); });
        return estimate;
    }
    PartialCurve::forget(context.checkpoint);
    const bool isOurs = estimate.state == TrialState::Stopped && !context.stop.stop_requested();
    if (estimate.state == TrialState::Finished && watch.metrics().empty())
        judgeAfterwards(watch, estimate, fidelity.epochs);
    else if (isOurs && watch.stop())
        return pruned(std::move(estimate), *watch.stop(), fidelity.epochs);
    if ((isOurs && isLacking) || (estimate.state == TrialState::Finished && watch.curve().empty())) {
        estimate.state = TrialState::Failed;
        estimate.reason = lacking(watch.metrics());
    }
    return estimate;
}

/// The curve came in one piece: it is read as if it had grown.
void CurveEstimator::judgeAfterwards(CurveWatch& watch, Estimate& estimate, double epochs) const
{
    std::vector<CurvePoint> curve = estimate.curve;
    std::stable_sort(curve.begin(), curve.end(),
                     [](const CurvePoint& a, const CurvePoint& b) { return a.step < b.step; });
    for (const CurvePoint& point : curve) {
        if (!watch.see({point}))
            continue;
        const CurveStop& stop = *watch.stop();
        std::erase_if(estimate.curve, [&](const CurvePoint& later) { return later.step > stop.epoch; });
        estimate.seconds *= double(stop.epoch) / epochs;
        estimate = pruned(std::move(estimate), stop, epochs);
        return;
    }
}

Estimate CurveEstimator::pruned(Estimate estimate, const CurveStop& stop, double epochs) const
{
    const std::string& metric = m_settings.objective.metric;
    estimate.state = TrialState::Pruned;
    estimate.reason = fmt::format("stopped at epoch {} of {}: chance {:.2g} to beat {} {:.4g}", stop.epoch, epochs,
                                  stop.chance, metric, stop.best);
    estimate.metrics[metric] = stop.mean;
    estimate.metrics["predicted_final"] = stop.mean;
    estimate.metrics["predicted_sd"] = stop.deviation;
    estimate.metrics["chance_of_best"] = stop.chance;
    estimate.metrics["epochs_done"] = double(stop.epoch);
    return estimate;
}

std::string CurveEstimator::lacking(const std::set<std::string>& metrics) const
{
    if (metrics.empty())
        return fmt::format("expected a learning curve of '{}', estimator '{}' gave none", m_settings.objective.metric,
                           m_innerId);
    return fmt::format("expected a learning curve of '{}', estimator '{}' gives that of {}",
                       m_settings.objective.metric, m_innerId, joinNames({metrics.begin(), metrics.end()}));
}

/// Refuses, before anything runs, what can have no curve.
void checkHasCurve(const std::string& inner, const std::string& innerSettings, const Objective& objective)
{
    if (objective.metric == "params" || objective.metric == "macs")
        throw Error(ErrorCode::Config,
                    fmt::format("expected a first objective with a learning curve, '{}' is known without training",
                                objective.metric),
                    kWhere);
    if (!innerImprovesWithEpochs(inner, innerSettings))
        throw Error(ErrorCode::Config,
                    fmt::format("setting 'inner': expected an estimator with a learning curve, '{}' has none", inner),
                    kWhere);
}

/// With no epoch left to save it would do nothing.
void checkCanStop(const Fidelity& full, std::int64_t minEpochs)
{
    if (full.epochs <= double(minEpochs))
        throw Error(ErrorCode::Config,
                    fmt::format("it stops no training in its first {} epochs (setting 'min_epochs'), expected a "
                                "fidelity of more epochs, found {}",
                                minEpochs, full.epochs),
                    kWhere);
}

std::unique_ptr<Estimator> makeCurve(const EstimatorSetup& setup)
{
    const std::string& inner = setup.settings.text("inner");
    const Objective& objective = setup.objectives.at(0);
    const CurveWatch::Settings settings{.objective = objective,
                                        .minEpochs = setup.settings.integer("min_epochs"),
                                        .threshold = setup.settings.real("threshold")};
    checkHasCurve(inner, setup.settings.text("inner_settings"), objective);
    checkCanStop(setup.full, settings.minEpochs);
    return std::make_unique<CurveEstimator>(makeInner(setup, kCurveId, inner, setup.settings.text("inner_settings")),
                                            inner, settings);
}

} // namespace

EstimatorEntry curveEstimator()
{
    EstimatorEntry entry;
    entry.id = kCurveId;
    entry.title = "Learning curve";
    entry.summary = "Lets another estimator train and stops it when its learning curve shows that it is hopeless.";
    entry.paper = "Domhan et al., IJCAI 2015";
    entry.schema = ParamSchema{
        {.name = "inner",
         .type = ParamType::Text,
         .defaultValue = "train",
         .title = "Estimator",
         .help = "Id of the estimator that trains: one with a learning curve."},
        {.name = "inner_settings",
         .type = ParamType::Text,
         .defaultValue = "",
         .title = "Its settings",
         .help = "name=value;name=value, or a JSON object; empty for its defaults."},
        {.name = "min_epochs",
         .type = ParamType::Int,
         .defaultValue = 3,
         .title = "First epochs",
         .help = "A training is not stopped before it has shown so many epochs.",
         .unit = "epochs",
         .min = double(kFewestCurvePoints),
         .max = 1e6},
        {.name = "threshold",
         .type = ParamType::Real,
         .defaultValue = 0.05,
         .title = "Least chance",
         .help = "A training ends when its chance to end better than the best known trial falls below this.",
         .min = 0,
         .max = 1},
    };
    entry.needsDataset = true; // the other one trains, as a rule: forms show epochs, and a data set is chosen
    entry.hasFidelities = true;
    entry.hasFidelitiesAt = [](const Settings& settings) {
        return innerImprovesWithEpochs(settings.text("inner"), settings.text("inner_settings"));
    };
    entry.metrics = [](const Settings& settings, const space::Task& task) {
        return innerMetrics(kCurveId, settings.text("inner"), settings.text("inner_settings"), task);
    };
    entry.make = makeCurve;
    return entry;
}

} // namespace cw::estimate

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strategy/gp_bo.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/base/learn/refit_schedule.h"
#include "core/strategy/acquisition.h"
#include "core/strategy/encoding.h"
#include "core/strategy/forecaster.h"
#include "core/strategy/gaussian_process.h"
#include "core/strategy/model_search.h"
#include "core/strategy/targets.h"

namespace cw::strategy {

namespace {

constexpr const char* kGpBoId = "gp-bo";

class GpBo final : public ModelSearch, public Forecaster {
public:
    explicit GpBo(const StrategySetup& setup)
        : ModelSearch(kGpBoId, setup)
        , m_process(KernelSpace(setup.candidates->tree()))
        , m_schedule(setup.settings.real("refit-growth"))
        , m_targets(targetScaleFrom(setup.settings.text("targets")))
        , m_useBound(setup.settings.text("acquisition") == "ucb")
        , m_kappa(setup.settings.real("kappa"))
        , m_useSamples(setup.settings.text("pending") == "thompson")
    {
    }

    std::optional<Forecast> forecast(const space::Candidate& candidate) const override;

protected:
    std::optional<Found> propose(Rng& rng) override;
    const char* maximised() const override;
    void writeModel(Json& state) const override;
    void readModel(const Json& state) override;

private:
    void update();
    bool drawsSamples() const { return m_useSamples && !pending().empty(); }
    std::optional<Found> bestOfSample(Rng& rng) const;

    GaussianProcess m_process;
    std::vector<space::Candidate> m_rows; ///< that the process holds
    RefitSchedule m_schedule;
    TargetScale m_targets;
    bool m_useBound;
    double m_kappa;
    bool m_useSamples;
    double m_best = 0;
};

/// Brings the rows of the process up to date: those of known trials in their places, then the pending ones. The factor
/// of the first rows that are as they were stays.
void GpBo::update()
{
    const std::vector<Record>& records = known().records();
    std::vector<double> targets = targetsOf(records, m_targets);
    m_best = *std::max_element(targets.begin(), targets.end());
    const auto candidateAt = [&](std::size_t i) -> const space::Candidate& {
        return i < records.size() ? records[i].candidate : pending()[i - records.size()];
    };
    const auto bringTo = [&](std::size_t rows) {
        std::size_t same = 0;
        while (same < std::min(rows, m_rows.size()) && m_rows[same] == candidateAt(same))
            ++same;
        m_rows.resize(same);
        m_process.truncate(same);
        for (; same < rows; ++same) {
            m_rows.push_back(candidateAt(same));
            m_process.append(m_rows.back());
        }
    };
    bringTo(records.size());
    if (m_schedule.isDue(known().added())) {
        m_process.fit(targets);
        m_schedule.markFitted(known().added());
    }
    bringTo(records.size() + pending().size());
    // The liar says that what is pending will be as the middle of what is known: nothing near it promises much.
    targets.resize(m_rows.size(), 0.0);
    m_process.solve(targets);
}

std::optional<Found> GpBo::bestOfSample(Rng& rng) const
{
    std::vector<Found> pool = maximiser().pool(known().records(), seen(), rng);
    if (pool.empty())
        return maximiser().last(seen(), rng);
    std::vector<space::Candidate> drawn;
    drawn.reserve(pool.size());
    for (const Found& found : pool)
        drawn.push_back(found.candidate);
    const std::vector<double> values = m_process.sample(drawn, rng);
    const auto best = std::max_element(values.begin(), values.end());
    Found found = pool[std::size_t(best - values.begin())];
    found.score = *best;
    return found;
}

const char* GpBo::maximised() const
{
    return drawsSamples() ? "sample" : m_useBound ? "confidence-bound" : "log-improvement";
}

std::optional<Found> GpBo::propose(Rng& rng)
{
    update();
    if (drawsSamples())
        return bestOfSample(rng);
    std::vector<double> means;
    std::vector<double> deviations;
    const BatchScore score = [&](const std::vector<space::Candidate>& batch, double* scores) {
        means.resize(batch.size());
        deviations.resize(batch.size());
        m_process.predict(batch, means.data(), deviations.data());
        for (std::size_t i = 0; i < batch.size(); ++i)
            scores[i] = m_useBound ? upperConfidenceBound(means[i], deviations[i], m_kappa)
                                   : logExpectedImprovement(means[i], deviations[i], m_best);
    };
    return maximiser().find(known().records(), seen(), score, rng);
}

std::optional<Forecast> GpBo::forecast(const space::Candidate& candidate) const
{
    if (m_rows.empty())
        return std::nullopt;
    double mean = 0;
    double deviation = 0;
    m_process.predict({candidate}, &mean, &deviation);
    return forecastFrom(mean, deviation, known().records(), targetsOf(known().records(), m_targets));
}

void GpBo::writeModel(Json& state) const
{
    Json weights = Json::array();
    for (const double weight : m_process.weights().weights)
        weights.push_back(encodeNumber(weight));
    state["weights"] = std::move(weights);
    state["noise"] = encodeNumber(m_process.weights().noise);
    state["next-fit"] = m_schedule.next();
}

void GpBo::readModel(const Json& state)
{
    const std::string where = "strategy state";
    const auto positive = [&](const Json& value, const char* key) {
        const double number = decodeNumber(value, where).value();
        if (!(number > 0) || !std::isfinite(number))
            throw Error(ErrorCode::Format, fmt::format("'{}': expected positive numbers, found {}", key, number),
                        where);
        return number;
    };
    KernelWeights weights;
    const Json& list = stateMember(state, "weights");
    if (!list.is_array() || list.size() != candidates().tree().size())
        throw Error(ErrorCode::Format, fmt::format("'weights': expected {} numbers", candidates().tree().size()),
                    where);
    for (const Json& value : list)
        weights.weights.push_back(positive(value, "weights"));
    weights.noise = positive(stateMember(state, "noise"), "noise");
    const auto next = std::uint64_t(stateInteger(state, "next-fit", 1));
    m_process.setWeights(std::move(weights));
    m_rows.clear();
    m_schedule.restore(next);
}

} // namespace

StrategyEntry gpBo()
{
    StrategyEntry entry;
    entry.id = kGpBoId;
    entry.title = "Gaussian process";
    entry.summary = "Bayesian optimisation: asks where a Gaussian process over all decisions expects the most.";
    entry.paper = "Snoek et al., NeurIPS 2012";
    std::vector<ParamSpec> specs = modelSearchSettings(10, 200, 1000);
    for (ParamSpec& spec : bayesianSettings(1.1))
        specs.push_back(std::move(spec));
    specs.push_back(
        {.name = "pending",
         .type = ParamType::Choice,
         .defaultValue = "liar",
         .title = "Pending trials",
         .help = "While results are awaited: pretend that they are middling, or ask the best of one function drawn "
                 "from the model (Thompson).",
         .choices = {"liar", "thompson"}});
    entry.schema = ParamSchema(std::move(specs));
    entry.make = [](const StrategySetup& setup) -> std::unique_ptr<Strategy> { return std::make_unique<GpBo>(setup); };
    return entry;
}

} // namespace cw::strategy

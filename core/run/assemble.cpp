// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/assemble.h"

#include <algorithm>
#include <filesystem>
#include <string_view>

#include <fmt/format.h>

#include "core/base/rng.h"
#include "core/estimate/options_at.h"
#include "core/estimate/table.h"
#include "core/run/ask_tell.h"
#include "core/space/realise.h"

namespace cw::run {

namespace {

constexpr const char* kWhere = "search";
constexpr int kTriesToBuild = 50;

bool isTablePath(std::string_view text)
{
    return text.ends_with(".csv") || text.ends_with(".csv.gz");
}

/// A cost of the network, also METRIC:SET of one data set among several.
bool isKnownUntrained(const std::string& metric)
{
    const std::string name = metric.substr(0, metric.find(':'));
    return name == "params" || name == "macs" || name.starts_with("latency_ms");
}

/// Fills Parts one after the other; every step may throw Error.
class Assembly {
public:
    Assembly(const RunConfig& config, const Catalogue& catalogue)
        : m_catalogue(catalogue)
    {
        m_parts.config = config;
    }

    Parts operator()()
    {
        checkRunConfig(m_parts.config, kWhere).value();
        checkDevices();
        findEstimator();
        openSpace();
        findTask();
        checkObjectives();
        makeEstimator();
        findCandidates();
        checkBuildable();
        makeSearch();
        m_parts.config.lag = m_parts.config.effectiveLag();
        m_parts.config.space = space::toJson(*m_parts.space);
        describeVersions();
        return std::move(m_parts);
    }

    /// As far as the decisions need it.
    space::DecisionTree decisions()
    {
        checkRunConfig(m_parts.config, kWhere).value();
        findEstimator();
        openSpace();
        return std::move(m_parts.tree);
    }

private:
    void checkDevices() const
    {
        for (const std::string& device : m_parts.config.devices) {
            if (device == "cpu")
                continue; // always there, and no reason to load torch
            if (!m_catalogue.torch)
                throw Error(ErrorCode::Config, fmt::format("expected device cpu, found '{}'", device), kWhere);
            m_catalogue.torch().trainer->checkDevice(device).value();
        }
    }

    void findEstimator()
    {
        RunConfig& config = m_parts.config;
        m_entry = m_catalogue.estimators.get(config.estimator).value();
        m_settings =
            m_entry->schema.resolve(config.estimatorSettings, fmt::format("estimator '{}'", m_entry->id)).value();
        config.estimatorSettings = m_settings.json();
        m_parts.keepsWeights = m_entry->keepsWeights;
        if (m_entry->needsDataset && config.dataset.empty())
            throw Error(ErrorCode::Config, fmt::format("estimator '{}' needs a data set, found none", m_entry->id),
                        kWhere);
    }

    /// The table that the estimator looks things up in, when the space is left to it.
    std::string tableOfEstimator() const
    {
        const ParamSpec* file = m_entry->schema.find("file");
        std::string path = file != nullptr && file->type == ParamType::Text ? m_settings.text("file") : "";
        if (path.empty())
            throw Error(ErrorCode::Config, "expected a space: a template, a path or a benchmark table, found none",
                        kWhere);
        return path;
    }

    /// The file that the space is read from: the name inside may be another's. Else `inside`.
    std::string nameOfSpace(const std::string& inside) const
    {
        const Json& given = m_parts.config.space;
        std::error_code failure;
        const bool isFile = given.is_string() && std::filesystem::exists(given.get<std::string>(), failure);
        return isFile ? given.get<std::string>() : inside;
    }

    void openSpace()
    {
        const Json& given = m_parts.config.space;
        space::SearchSpace opened;
        if (given.is_object()) {
            opened = space::spaceFromJson(given, "space").value();
        } else if (given.is_string() || given.is_null()) {
            std::string name = given.is_string() ? given.get<std::string>() : std::string();
            if (name.empty())
                name = tableOfEstimator();
            opened =
                isTablePath(name) ? estimate::Table::load(name).value()->asSpace() : space::openSpace(name).value();
        } else {
            throw Error(ErrorCode::Config,
                        fmt::format("expected a template, a path or a space, found {}", given.type_name()), "space");
        }
        auto compiled = space::compileOrError(opened);
        if (!compiled)
            throw Error(compiled.error().code(), compiled.error().problem(), nameOfSpace(compiled.error().where()));
        m_parts.tree = std::move(compiled).value();
        if (m_parts.tree.size() == 0)
            throw Error(ErrorCode::Config, "expected a space with something left open, found no decision",
                        nameOfSpace(opened.name.empty() ? "space" : opened.name));
        m_parts.space = std::make_shared<const space::SearchSpace>(std::move(opened));
    }

    void findTask()
    {
        m_parts.task = m_parts.space->task;
        if (!m_parts.config.dataset.empty()) {
            const DataFacts facts = m_catalogue.data(m_parts.config.dataset).value();
            m_parts.task = facts.task;
            m_data = facts.toJson();
        }
        if (m_parts.config.fidelity.resolution > 0 && m_parts.task.input.kind != space::ShapeKind::Image)
            throw Error(ErrorCode::Config,
                        fmt::format("the fidelity 'resolution' needs images, found {}", m_parts.task.input.describe()),
                        m_parts.config.dataset.empty() ? kWhere : m_parts.config.dataset);
    }

    /// An objective that no estimate will ever carry would leave every trial without a value.
    void checkObjectives() const
    {
        const auto known = metricsOf(*m_entry, m_settings, m_parts.task, !m_parts.space->graph.blocks.empty());
        for (const estimate::Objective& objective : m_parts.config.objectives) {
            if (!known.empty() && std::find(known.begin(), known.end(), objective.metric) == known.end())
                throw Error(ErrorCode::Config,
                            fmt::format("objective '{}' is not measured by estimator '{}', expected one of {}",
                                        objective.metric, m_entry->id, joinNames(known)),
                            kWhere);
        }
    }

    void makeEstimator()
    {
        const RunConfig& config = m_parts.config;
        m_parts.estimator = m_entry->make(
            {.space = m_parts.space,
             .tree = m_parts.tree,
             .dataset = config.dataset,
             .task = m_parts.task,
             .settings = m_settings,
             .seed = config.seed,
             .objectives = config.objectives,
             .full = config.fidelity,
             .past = past(),
             .other = otherEstimator(),
             .taskOf = [data = m_catalogue.data](const std::string& dataset) { return taskOf(data(dataset)); }});
    }

    /// The trials of the warm start, as estimators see them.
    std::shared_ptr<const std::vector<estimate::PastResult>> past() const
    {
        std::vector<estimate::PastResult> results;
        for (const KnownTrial& known : m_parts.config.known) {
            auto candidate =
                space::candidateFromText(m_parts.tree, known.candidate, fmt::format("known {}", results.size() + 1));
            results.push_back({std::move(candidate).value(), known.metrics, known.weights, known.fidelity});
        }
        return results.empty() ? nullptr
                               : std::make_shared<const std::vector<estimate::PastResult>>(std::move(results));
    }

    /// By id, for estimators that work on top of others.
    estimate::MakeEstimator otherEstimator() const
    {
        return [estimators = m_catalogue.estimators](const std::string& id, const Json& settings,
                                                     estimate::EstimatorSetup setup) {
            const estimate::EstimatorEntry* entry = estimators.get(id).value();
            setup.settings = entry->schema.resolve(settings, fmt::format("estimator '{}'", id)).value();
            if (entry->needsDataset && setup.dataset.empty())
                throw Error(ErrorCode::Config, fmt::format("estimator '{}' needs a data set, found none", id), kWhere);
            return entry->make(setup);
        };
    }

    void findCandidates()
    {
        const RunConfig& config = m_parts.config;
        const space::RealiseOptions options = estimate::optionsAt(m_parts.task, config.fidelity);
        const auto known = m_parts.estimator->candidates();
        const bool constrained = !config.constraints.empty() || !m_parts.space->constraints.empty();
        if (known && !constrained) {
            m_parts.candidates = known;
            return;
        }
        m_parts.candidates = space::candidatesOf(*m_parts.space, options, config.constraints).value();
        if (known)
            m_parts.candidates = std::make_shared<const space::TreeCandidates>(
                m_parts.tree, [known, allowed = m_parts.candidates](const space::Candidate& candidate) {
                    return known->contains(candidate) && allowed->contains(candidate);
                });
        const auto issues = constrained ? space::drawIssues(*m_parts.candidates) : space::Issues();
        if (!issues.empty())
            throw Error(ErrorCode::Config, fmt::format("{}, {}", issues.front().what, issues.front().fix),
                        issues.front().where);
    }

    /// A data set or a resolution that no network of the space fits would have every trial rejected.
    void checkBuildable() const
    {
        const RunConfig& config = m_parts.config;
        const bool hasInput = !config.dataset.empty() || config.fidelity.resolution > 0;
        if (!hasInput || m_parts.space->graph.blocks.empty())
            return;
        const space::RealiseOptions options = estimate::optionsAt(m_parts.task, config.fidelity);
        Rng rng(config.seed, 0, "buildable");
        std::string problem;
        for (int i = 0; i < kTriesToBuild; ++i) {
            const auto built =
                space::realiseOrError(*m_parts.space, m_parts.tree, m_parts.candidates->sample(rng), options);
            if (built)
                return;
            problem = built.error().what();
        }
        if (config.fidelity.resolution > 0)
            throw Error(ErrorCode::Config,
                        fmt::format("fidelity 'resolution': expected one that networks of the space can be built at, "
                                    "found {}, which none of {} drawn at random can: {}",
                                    config.fidelity.resolution, kTriesToBuild, problem),
                        kWhere);
        throw Error(ErrorCode::Config,
                    fmt::format("expected a data set that networks of the space can be built for, found {}, which none "
                                "of {} drawn at random can: {}",
                                options.task->input.describe(), kTriesToBuild, problem),
                    config.dataset);
    }

    /// A scheduler that stops trials needs answers that more epochs make better.
    void checkScheduled(const std::string& scheduler) const
    {
        const auto refuse = [&](const std::string& because) {
            return Error(ErrorCode::Config,
                         fmt::format("scheduler '{}' stops trials by what they reach in few epochs, {}; expected "
                                     "scheduler none",
                                     scheduler, because),
                         kWhere);
        };
        if (!m_entry->hasFidelities)
            throw refuse(fmt::format("estimator '{}' does not train by epochs", m_entry->id));
        if (!m_entry->improvesWithEpochs(m_settings))
            throw refuse(fmt::format("estimator '{}' with these settings does not train by epochs", m_entry->id));
        const auto& objectives = m_parts.config.objectives;
        if (std::all_of(objectives.begin(), objectives.end(),
                        [](const estimate::Objective& objective) { return isKnownUntrained(objective.metric); }))
            throw refuse(fmt::format("the objective '{}' does not change with them", objectives.front().metric));
    }

    void makeSearch()
    {
        RunConfig& config = m_parts.config;
        const strategy::StrategyEntry* entry = m_catalogue.strategies.get(config.strategy).value();
        config.strategySettings =
            entry->schema.resolve(config.strategySettings, fmt::format("strategy '{}'", entry->id)).value().json();
        auto strategy =
            strategy::makeStrategy(m_catalogue.strategies, config.strategy, config.strategySettings, m_parts.candidates,
                                   config.seed, static_cast<int>(config.objectives.size()))
                .value();
        const estimate::SchedulerEntry* scheduler = m_catalogue.schedulers.get(config.scheduler).value();
        const Settings settings =
            scheduler->schema.resolve(config.schedulerSettings, fmt::format("scheduler '{}'", scheduler->id)).value();
        config.schedulerSettings = settings.json();
        if (!scheduler->plain)
            checkScheduled(scheduler->id);
        const Beginning beginning = beginningOf(config, *m_parts.space, m_parts.tree, *m_parts.candidates).value();
        auto scheduling = scheduler->make({.settings = settings,
                                           .full = config.fidelity,
                                           .epochs = m_parts.estimator->epochs(),
                                           .objectives = config.objectives.size()});
        m_parts.search = std::make_unique<AskTell>(std::move(strategy), std::move(scheduling), config.objectives,
                                                   beginning, Guidance(m_parts.space, m_parts.candidates, config.seed));
    }

    void describeVersions()
    {
        m_parts.versions = {{"cellwright", CELLWRIGHT_VERSION}, {"compiler", __VERSION__}};
        const std::string torch = m_catalogue.torchVersion ? m_catalogue.torchVersion() : std::string();
        if (!torch.empty())
            m_parts.versions["libtorch"] = torch;
        if (!m_data.is_null())
            m_parts.versions["data"] = m_data;
    }

    const Catalogue& m_catalogue;
    Parts m_parts;
    const estimate::EstimatorEntry* m_entry = nullptr;
    Json m_data; ///< of the data set; null: none
    Settings m_settings;
};

} // namespace

std::vector<std::string> metricsOf(const estimate::EstimatorEntry& estimator, const Settings& settings,
                                   const space::Task& task, bool hasNetworks)
{
    std::vector<std::string> metrics;
    if (estimator.metrics)
        metrics = estimator.metrics(settings, task);
    if (metrics.empty() || !hasNetworks)
        return metrics;
    for (const char* cost : {"params", "macs"}) {
        if (std::find(metrics.begin(), metrics.end(), cost) == metrics.end())
            metrics.emplace_back(cost);
    }
    return metrics;
}

Result<Parts> assemble(const RunConfig& config, const Catalogue& catalogue)
{
    try {
        return Assembly(config, catalogue)();
    } catch (const Error& error) {
        return error;
    }
}

Result<space::DecisionTree> decisionsOf(const RunConfig& config, const Catalogue& catalogue)
{
    try {
        return Assembly(config, catalogue).decisions();
    } catch (const Error& error) {
        return error;
    }
}

} // namespace cw::run

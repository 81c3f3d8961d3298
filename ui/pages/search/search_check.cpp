// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search/search_check.h"

#include <algorithm>
#include <exception>

#include "core/base/rng.h"
#include "core/estimate/options_at.h"
#include "core/estimate/table.h"
#include "core/run/assemble.h"
#include "core/space/prepared_space.h"

namespace cw::ui {

namespace {

constexpr int kSamples = 200; ///< for the range of costs: enough to be near it, done in some 50 ms

/// The table that the estimator looks things up in; empty when there is none.
std::string tableOf(const run::RunConfig& config)
{
    const auto file = config.estimatorSettings.find("file");
    const bool given = file != config.estimatorSettings.end() && file->is_string();
    return given ? file->get<std::string>() : std::string();
}

Topic topicOf(const std::string& sentence, const run::RunConfig& config, const SearchCheck& known)
{
    const auto names = [&sentence](std::string_view word) { return sentence.find(word) != std::string::npos; };
    if (!known.issues.empty() || !known.space)
        return Topic::Space;
    if (known.data && !known.data->problem.empty())
        return Topic::Data;
    if (names("constraint") || names("objective"))
        return Topic::Objectives;
    if (names("strategy"))
        return Topic::Strategy;
    if (names("scheduler"))
        return Topic::Scheduler;
    if (names("estimator") || names("fidelity") || names("table") || names("torch library") ||
        (!tableOf(config).empty() && names(tableOf(config))))
        return Topic::Estimator;
    if (names("device") || names("workers") || names("threads") || names("lag") || names("LibTorch"))
        return Topic::Devices;
    if (names("evaluations") || names("hours") || names("target"))
        return Topic::Budget;
    if (names("data set"))
        return Topic::Data;
    return Topic::Other;
}

void openSpace(const run::RunConfig& config, SearchCheck& check)
{
    if (config.space.is_object()) {
        check.space = space::spaceFromJson(config.space, "space").value();
        return;
    }
    const std::string name = config.space.is_string() ? config.space.get<std::string>() : std::string();
    if (name.ends_with(".csv") || name.ends_with(".csv.gz"))
        check.space = estimate::Table::load(name).value()->asSpace();
    else
        check.space = space::openSpace(name).value();
}

void sampleCosts(const run::Parts& parts, const std::stop_token& stop, SearchCheck& check)
{
    if (parts.space->graph.blocks.empty())
        return; // a table alone has no networks
    const space::RealiseOptions options = estimate::optionsAt(parts.task, parts.config.fidelity);
    const space::PreparedSpace prepared(parts.space, std::make_shared<const space::DecisionTree>(parts.tree), options);
    Rng rng(1, 0, "preview");
    for (int i = 0; i < kSamples && !stop.stop_requested(); ++i) {
        const auto [costs, issues] = prepared.costs(parts.candidates->sample(rng));
        if (!issues.empty())
            continue;
        check.leastParams = check.leastParams < 0 ? costs.parameters : std::min(check.leastParams, costs.parameters);
        check.leastMacs = check.leastMacs < 0 ? costs.macs : std::min(check.leastMacs, costs.macs);
        check.mostParams = std::max(check.mostParams, costs.parameters);
        check.mostMacs = std::max(check.mostMacs, costs.macs);
    }
}

/// Those that the lists of objectives offer, known even when the search cannot be put together.
void findMetrics(const run::RunConfig& config, const run::Catalogue& catalogue, SearchCheck& check)
{
    check.metrics = {"valid_accuracy", "valid_loss", "train_loss", "params", "macs"};
    const estimate::EstimatorEntry* entry = catalogue.estimators.find(config.estimator);
    if (entry == nullptr)
        return;
    const auto settings = entry->schema.resolve(config.estimatorSettings, entry->id);
    if (!settings)
        return;
    const auto task = config.dataset.empty() ? Result<space::Task>(check.space->task) : catalogue.task(config.dataset);
    auto metrics =
        run::metricsOf(*entry, *settings, task ? *task : check.space->task, !check.space->graph.blocks.empty());
    if (!metrics.empty())
        check.metrics = std::move(metrics);
}

} // namespace

SearchCheck checkSearch(const run::RunConfig& config, const run::Catalogue& catalogue, const std::stop_token& stop)
{
    SearchCheck check;
    try {
        if (!config.dataset.empty()) {
            auto info = data::describeDataSet(config.dataset);
            if (info)
                check.data = std::move(*info);
            else
                check.data = data::DataSetInfo{.id = config.dataset, .problem = info.error().what()};
        }
        openSpace(config, check);
        findMetrics(config, catalogue, check);
        auto compiled = space::compile(*check.space);
        check.issues = std::move(compiled.issues);
        check.decisions = compiled.tree.size();
        const run::Parts parts = run::assemble(config, catalogue).value();
        check.candidates = parts.candidates->count();
        sampleCosts(parts, stop, check);
    } catch (const std::exception& error) { // the thread's top frame
        check.problem = SearchCheck::Problem{topicOf(error.what(), config, check), error.what()};
    }
    return check;
}

} // namespace cw::ui

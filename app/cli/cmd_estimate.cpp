// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "app/cli/candidate_list.h"
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/settings.h"
#include "app/cli/signals.h"
#include "app/cli/warm_start.h"
#include "core/run/judging.h"

namespace cw::cli {

namespace {

struct EstimateOptions {
    std::string candidates;
    std::optional<std::string> space, dataset, estimator, fidelity, reference, device;
    std::vector<std::string> settings, objectives, warmStart;
    std::optional<std::int64_t> threads;
    std::optional<std::uint64_t> seed;
};

run::RunConfig configOf(const EstimateOptions& options, Session& session)
{
    run::RunConfig config;
    config.strategy = "random";
    config.estimator = options.estimator.value_or(config.estimator);
    const auto* entry = session.catalogue().estimators.get(config.estimator).value();
    if (options.space)
        config.space = *options.space;
    else if (!entry->needsDataset)
        config.space = ""; // that of the estimator's table
    if (options.dataset)
        config.dataset = absoluteIfPath(*options.dataset);
    applySettings(options.settings, {{"estimator", entry, &config.estimatorSettings}});
    if (options.fidelity)
        config.fidelity = estimate::fidelityFromText(*options.fidelity, "--fidelity").value();
    if (!options.objectives.empty()) {
        config.objectives.clear();
        for (const std::string& text : options.objectives)
            config.objectives.push_back(estimate::objectiveFromText(text, "--objective").value());
    }
    config.threads = static_cast<int>(options.threads.value_or(config.threads));
    config.seed = options.seed.value_or(config.seed);
    if (options.device)
        config.devices = {*options.device};
    return config;
}

std::vector<double> columnOf(const CandidateList& list, const std::string& name)
{
    const auto found = std::find(list.names.begin(), list.names.end(), name);
    if (found == list.names.end())
        throw Error(ErrorCode::Config,
                    fmt::format("the file has no column '{}', it has {}", name,
                                list.names.empty() ? "none beside the candidates" : joinNames(list.names)),
                    "--reference");
    std::vector<double> values;
    for (const auto& row : list.values)
        values.push_back(row[std::size_t(found - list.names.begin())]);
    return values;
}

Json jsonOf(const std::vector<run::Judged>& judged)
{
    Json results = Json::array();
    for (const run::Judged& one : judged) {
        Json metrics = Json::object();
        for (const auto& [name, value] : one.estimate.metrics)
            metrics[name] = encodeNumber(value);
        results.push_back({{"candidate", one.candidate},
                           {"state", toText(one.estimate.state)},
                           {"reason", one.estimate.reason},
                           {"metrics", std::move(metrics)},
                           {"seconds", encodeNumber(one.estimate.seconds)}});
    }
    return results;
}

std::string tableOf(const std::vector<run::Judged>& judged, const std::vector<estimate::Objective>& objectives)
{
    std::vector<std::vector<std::string>> rows{{"#", "state"}};
    for (const estimate::Objective& objective : objectives)
        rows.front().push_back(objective.metric);
    rows.front().emplace_back("candidate");
    for (std::size_t i = 0; i < judged.size(); ++i) {
        rows.push_back({std::to_string(i + 1), std::string(toText(judged[i].estimate.state))});
        for (const estimate::Objective& objective : objectives) {
            const double value = run::valuesOf({judged[i]}, objective.metric).front();
            rows.back().push_back(std::isnan(value) ? "-" : shortNumber(value));
        }
        rows.back().push_back(judged[i].candidate);
    }
    std::vector<bool> right(rows.front().size(), true);
    right[1] = right.back() = false;
    return columns(rows, right);
}

int estimateAll(Session& session, const EstimateOptions& options)
{
    std::stop_source stop;
    const SignalWatcher signals([&stop](int) { stop.request_stop(); });
    const CandidateList list = readCandidates(options.candidates);
    const std::vector<double> reference =
        options.reference ? columnOf(list, *options.reference) : std::vector<double>();
    run::RunConfig config = configOf(options, session);
    warmStart(session, options.warmStart, config);
    const run::Parts parts = run::assemble(config, session.catalogue()).value();
    int number = 0;
    const auto each = [&](const run::Judged& one) {
        ++number;
        if (!session.globals.quiet)
            fmt::print(stderr, "{} of {}: {}{}\n", number, list.candidates.size(), toText(one.estimate.state),
                       one.estimate.reason.empty() ? "" : ", " + one.estimate.reason);
    };
    const std::vector<run::Judged> judged = run::judgeCandidates(parts, list.candidates, stop.get_token(), each);
    const std::string& metric = parts.config.objectives.front().metric;
    Json document{{"estimator", parts.config.estimator}, {"metric", metric}, {"results", jsonOf(judged)}};
    std::string line;
    if (options.reference) {
        const run::Agreement agreement = run::agreementOf(run::valuesOf(judged, metric), reference);
        document["reference"] = {{"column", *options.reference},
                                 {"pairs", agreement.pairs},
                                 {"spearman", encodeNumber(agreement.spearman)},
                                 {"kendall", encodeNumber(agreement.kendall)}};
        line = fmt::format("{} against {}: Spearman {:.3f}, Kendall {:.3f}, {} candidates\n", metric,
                           *options.reference, agreement.spearman, agreement.kendall, agreement.pairs);
    }
    if (session.globals.json)
        session.printJson(document);
    else
        fmt::print("{}{}", tableOf(judged, parts.config.objectives), line);
    if (stop.stop_requested())
        return kStopped;
    const bool any = std::any_of(judged.begin(), judged.end(),
                                 [](const run::Judged& one) { return one.estimate.state == TrialState::Finished; });
    return any ? kDone : kFailed;
}

} // namespace

void defineEstimate(Arguments& arguments, Session& session)
{
    const auto options = std::make_shared<EstimateOptions>();
    arguments.requiredText(
        "CANDIDATES", options->candidates,
        "File with one candidate a line; \"candidate,NAME,...\" above them names columns of numbers");
    arguments.text("--space", options->space, "FILE|TEMPLATE", "The space of the candidates");
    arguments.text("--dataset", options->dataset, "NAME|PATH", "Data set, for estimators that need one");
    arguments.text("--estimator", options->estimator, "ID", "What judges the candidates; see list estimators");
    arguments.texts("--set", options->settings, "KEY=VALUE", "Setting of the estimator, as estimator.KEY=VALUE");
    arguments.text("--fidelity", options->fidelity, "LIST", "As in epochs=1,data=0.05,width=0.5,cells=1");
    arguments.texts("--objective", options->objectives, "max:METRIC", "Metric to show; the first one is compared");
    arguments.text("--reference", options->reference, "NAME", "Column to compare with: prints Spearman and Kendall");
    arguments.texts("--warm-start", options->warmStart, "RUN",
                    "The finished trials of earlier runs on the same space are known; several as in 3,5");
    arguments.whole("--threads", options->threads, 1, "Threads for one candidate", 1024);
    arguments.text("--device", options->device, "cpu|cuda:N", "Where to compute");
    arguments.seed("--seed", options->seed, "Seed of everything random");
    arguments.action([options, &session] { return estimateAll(session, *options); });
}

} // namespace cw::cli

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/records_json.h"

#include <cmath>

#include <fmt/format.h>

#include "core/base/pareto.h"
#include "core/run/run_config.h"

namespace cw::cli {

namespace {

Json objectiveValues(const history::TrialRow& row, const std::vector<estimate::Objective>& objectives)
{
    Json values = Json::object();
    for (const estimate::Objective& objective : objectives) {
        const auto found = row.metrics.find(objective.metric);
        values[objective.metric] = found == row.metrics.end() ? Json(nullptr) : encodeNumber(found->second);
    }
    return values;
}

Json bestJson(history::Reader& reader, const history::RunRow& row)
{
    if (row.bestTrial == 0)
        return nullptr;
    const history::TrialRow best = reader.trial(row.run, row.bestTrial);
    return {{"trial", best.trial},
            {"candidate", best.candidate},
            {"objectives", objectiveValues(best, objectivesOf(row))},
            {"metrics", metricsJson(best.metrics)},
            {"architecture", reader.architecture(row.run, row.bestTrial)}};
}

} // namespace

Json metricsJson(const std::map<std::string, double>& metrics)
{
    Json values = Json::object();
    for (const auto& [name, value] : metrics)
        values[name] = encodeNumber(value);
    return values;
}

std::vector<estimate::Objective> objectivesOf(const history::RunRow& row)
{
    const auto config = run::runConfigFromJson(row.info.config, fmt::format("run {}", row.run));
    return config ? config->objectives : std::vector<estimate::Objective>{};
}

std::vector<std::int64_t> frontOf(const std::vector<history::TrialRow>& rows,
                                  const std::vector<estimate::Objective>& objectives)
{
    if (objectives.size() < 2)
        return {};
    ParetoArchive archive;
    for (const history::TrialRow& row : rows) {
        Scores scores;
        for (const estimate::Objective& objective : objectives) {
            const auto found = row.metrics.find(objective.metric);
            scores.push_back(found == row.metrics.end() ? std::nan("") : objective.oriented(found->second));
        }
        if (row.state == TrialState::Finished)
            archive.insert(row.trial, std::move(scores)); // not where one is missing
    }
    std::vector<std::int64_t> front;
    for (const ParetoArchive::Point& point : archive.front())
        front.push_back(point.id);
    return front;
}

Json runJson(const history::RunRow& row)
{
    return {{"run", row.run},
            {"experiment", row.info.experiment > 0 ? Json(row.info.experiment) : Json(nullptr)},
            {"name", row.info.name},
            {"state", toText(row.effectiveState(wallClock()))},
            {"reason", row.reason},
            {"strategy", row.info.strategy},
            {"space", row.info.spaceName},
            {"dataset", row.info.dataset},
            {"objective", row.info.objective},
            {"seed", row.info.seed},
            {"trials", row.trials},
            {"budget", row.info.budget},
            {"best", row.best ? encodeNumber(*row.best) : Json(nullptr)},
            {"best_trial", row.bestTrial},
            {"started", encodeNumber(row.started)},
            {"seconds", encodeNumber(row.seconds)},
            {"archived", row.archived}};
}

Json trialJson(const history::TrialRow& row, const std::vector<estimate::Objective>& objectives)
{
    return {{"trial", row.trial},
            {"state", toText(row.state)},
            {"reason", row.reason},
            {"candidate", row.candidate},
            {"objectives", objectiveValues(row, objectives)},
            {"metrics", metricsJson(row.metrics)},
            {"parent", row.parent},
            {"change", row.change},
            {"hash", row.hash},
            {"parameters", row.params},
            {"macs", row.macs},
            {"fidelity", row.fidelity},
            {"seconds", encodeNumber(row.seconds)}};
}

Json finalTrainingJson(const history::FinalTrainingRow& row, const std::filesystem::path& history)
{
    const Json weights =
        row.weights.empty() ? Json(nullptr) : Json((absolute(history).parent_path() / row.weights).string());
    return {{"trial", row.trial},     {"time", encodeNumber(row.time)},
            {"request", row.request}, {"report", row.report},
            {"weights", weights},     {"bytes", row.bytes}};
}

Json showJson(history::Reader& reader, const std::filesystem::path& history, std::int64_t run)
{
    const history::RunRow row = reader.run(run);
    Json trained = Json::array();
    for (const history::FinalTrainingRow& each : reader.finalTrainings(run))
        trained.push_back(finalTrainingJson(each, history));
    Json json{{"run", row.run},
              {"configuration", row.info.config},
              {"state", toText(row.effectiveState(wallClock()))},
              {"reason", row.reason},
              {"trials", row.trials},
              {"seconds", encodeNumber(row.seconds)},
              {"note", row.note},
              {"tags", reader.tags(run)},
              {"versions", row.info.versions},
              {"best", bestJson(reader, row)},
              {"final_trainings", std::move(trained)}};
    if (const auto objectives = objectivesOf(row); objectives.size() > 1)
        json["front"] = frontOf(reader.trials(run), objectives);
    return json;
}

} // namespace cw::cli

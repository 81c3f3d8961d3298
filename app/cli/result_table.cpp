// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/result_table.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "app/cli/output.h"
#include "app/cli/records_json.h"

namespace cw::cli {

namespace {

double orientedFirst(const history::TrialRow& row, const estimate::Objective& objective)
{
    const auto found = row.metrics.find(objective.metric);
    return found == row.metrics.end() ? std::nan("") : objective.oriented(found->second);
}

constexpr std::size_t kMostOfFront = 20;

/// Trials with a value, those of the front before all others, best first; of equals the earlier one.
std::vector<history::TrialRow> bestTrials(std::vector<history::TrialRow> rows, const estimate::Objective& objective,
                                          const std::vector<std::int64_t>& front, std::size_t count)
{
    const auto isOnFront = [&](const history::TrialRow& row) {
        return std::find(front.begin(), front.end(), row.trial) != front.end();
    };
    const std::size_t wanted = std::max(count, std::min(front.size(), kMostOfFront));
    std::erase_if(rows, [&](const history::TrialRow& row) { return std::isnan(orientedFirst(row, objective)); });
    std::stable_sort(rows.begin(), rows.end(), [&](const auto& a, const auto& b) {
        return orientedFirst(a, objective) > orientedFirst(b, objective);
    });
    if (!front.empty())
        std::stable_partition(rows.begin(), rows.end(), isOnFront);
    // A repeated candidate is one result, not several.
    std::vector<history::TrialRow> best;
    for (history::TrialRow& row : rows) {
        const bool repeated =
            std::any_of(best.begin(), best.end(), [&](const auto& other) { return other.candidate == row.candidate; });
        if (!repeated)
            best.push_back(std::move(row));
        if (best.size() == wanted)
            break;
    }
    return best;
}

std::string stateCounts(const std::vector<history::TrialRow>& rows)
{
    std::map<std::string_view, int> counts;
    for (const history::TrialRow& row : rows)
        ++counts[toText(row.state)];
    std::string text;
    for (const auto& [state, count] : counts)
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, state);
    return text.empty() ? "none" : text;
}

std::string frontLine(std::size_t size)
{
    const std::string listed =
        size > kMostOfFront ? fmt::format("the first {} of them below", kMostOfFront) : std::string("first below");
    return fmt::format("front: {} dominated by no other, {}\n",
                       size == 1 ? "one trial" : fmt::format("{} trials", size), listed);
}

} // namespace

std::string resultTable(history::Reader& reader, std::int64_t run, std::size_t trials)
{
    const history::RunRow row = reader.run(run);
    const auto objectives = objectivesOf(row);
    auto rows = reader.trials(run);
    std::string text = fmt::format("run {}: {} on {}{}{}, {}, seed {}, {}\n", run, row.info.strategy,
                                   row.info.spaceName, row.info.dataset.empty() ? "" : " with ", row.info.dataset,
                                   toText(row.effectiveState(wallClock())), row.info.seed, duration(row.seconds));
    text += fmt::format("trials: {}\n", stateCounts(rows));
    if (objectives.empty())
        return text;
    const std::vector<std::int64_t> front = frontOf(rows, objectives);
    if (!front.empty())
        text += frontLine(front.size());
    std::vector<std::vector<std::string>> table{{"trial"}};
    std::vector<bool> right{true};
    for (const estimate::Objective& objective : objectives) {
        table.front().push_back(objective.metric);
        right.push_back(true);
    }
    for (const char* head : {"parameters", "MACs", "candidate"})
        table.front().emplace_back(head);
    right.insert(right.end(), {true, true, false});
    for (const history::TrialRow& best : bestTrials(std::move(rows), objectives.front(), front, trials)) {
        std::vector<std::string> line{std::to_string(best.trial)};
        for (const estimate::Objective& objective : objectives) {
            const auto found = best.metrics.find(objective.metric);
            line.push_back(found == best.metrics.end() ? "-" : shortNumber(found->second));
        }
        line.push_back(best.params > 0 ? grouped(best.params) : "-");
        line.push_back(best.macs > 0 ? grouped(best.macs) : "-");
        line.push_back(best.candidate);
        table.push_back(std::move(line));
    }
    return text + (table.size() > 1 ? columns(table, right) : std::string("no trial has a value yet\n"));
}

std::string finalTrainingLine(const history::FinalTrainingRow& row, const std::filesystem::path& history)
{
    const Json json = finalTrainingJson(row, history);
    const Json report = row.report.is_object() ? row.report : Json::object();
    const auto list = report.find("epochs");
    const Json epochs = list == report.end() ? Json::array() : *list;
    const auto dataset = row.request.is_object() ? row.request.find("dataset") : row.request.end();
    const bool isNamed = dataset != row.request.end() && dataset->is_string();
    std::string text = fmt::format("final training of trial {}: {} epoch{} of {}", row.trial, epochs.size(),
                                   epochs.size() == 1 ? "" : "s", isNamed ? dataset->get<std::string>() : "?");
    for (const auto& [key, name] :
         {std::pair{"test_accuracy", "test accuracy"}, std::pair{"test_perplexity", "test perplexity"}}) {
        const auto found = report.find(key);
        const auto value = decodeNumber(found == report.end() ? Json() : *found, key);
        if (value) // absent, or of a damaged history
            text += fmt::format(", {} {}", name, shortNumber(*value));
    }
    return text + (row.weights.empty() ? "" : "; weights " + json["weights"].get<std::string>());
}

} // namespace cw::cli

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/tabular_report.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "app/cli/output.h"

namespace cw::cli {

namespace {

bool hasFront(const TabularResult& result)
{
    return result.request.objectives.size() > 1;
}

/// Of the true front's; a front of no volume is reached by any. NaN when there is no front.
double share(const TabularResult& result, double hypervolume)
{
    if (result.report.trueFront == 0)
        return std::nan("");
    return result.report.trueHypervolume > 0 ? hypervolume / result.report.trueHypervolume : 1;
}

std::string percent(double part)
{
    return std::isnan(part) ? "-" : fmt::format("{:.2f} %", 100 * part);
}

/// Those of a checkpoint, on average over the repeats; where hours end them, fewer were made.
std::string evaluationsText(const TabularResult& result, const run::TabularCheckpoint& point)
{
    double made = 0;
    for (const run::TabularRepeat& repeat : result.report.repeats)
        made += double(std::min(repeat.evaluations, point.evaluations)) / double(result.report.repeats.size());
    const bool ended = result.request.hours > 0 && std::round(10 * made) < 10 * double(point.evaluations);
    return ended ? fmt::format("{:.1f}", made) : std::to_string(point.evaluations);
}

Json resultJson(const TabularResult& result)
{
    const run::TabularReport& report = result.report;
    Json checkpoints = Json::array();
    for (const run::TabularCheckpoint& point : report.checkpoints) {
        Json row{{"evaluations", point.evaluations},
                 {"mean", encodeNumber(point.mean)},
                 {"sd", encodeNumber(point.sd)},
                 {"best_mean", encodeNumber(point.bestMean)}};
        if (hasFront(result)) {
            row["hypervolume"] = encodeNumber(point.hypervolume);
            row["hypervolume_median"] = encodeNumber(point.hypervolumeMedian);
            row["hypervolume_share"] = encodeNumber(share(result, point.hypervolume));
            row["hypervolume_share_median"] = encodeNumber(share(result, point.hypervolumeMedian));
        }
        checkpoints.push_back(std::move(row));
    }
    Json json{{"strategy", result.strategy.entry->id}, {"settings", result.strategy.settings},
              {"seed", result.request.seed},           {"repeats", result.request.repeats},
              {"checkpoints", std::move(checkpoints)}, {"evaluations_mean", encodeNumber(report.evaluationsMean)},
              {"exhausted", report.exhausted},         {"cpu_seconds", report.cpuSeconds}};
    if (hasFront(result)) {
        json["true_hypervolume"] = encodeNumber(report.trueHypervolume);
        Json reference = Json::object();
        for (std::size_t i = 0; i < report.reference.size(); ++i)
            reference[result.request.objectives[i].metric] = encodeNumber(report.reference[i]);
        json["reference_point"] = std::move(reference);
    }
    return json;
}

/// Every digit; empty where there is no number to give.
std::string csvNumber(double value, bool isThere = true)
{
    return isThere ? fmt::format("{}", value) : std::string();
}

} // namespace

Json tabularJson(const std::vector<TabularResult>& results)
{
    if (results.size() == 1)
        return resultJson(results.front());
    Json all = Json::array();
    double seconds = 0;
    for (const TabularResult& result : results) {
        all.push_back(resultJson(result));
        seconds += result.report.cpuSeconds;
    }
    return {{"strategies", std::move(all)}, {"cpu_seconds", seconds}};
}

std::string tabularCsv(const std::vector<TabularResult>& results)
{
    std::string text = "strategy,settings,repeat,seed,evaluations,made,report,best,hypervolume\n";
    for (const TabularResult& result : results) {
        const std::string start =
            fmt::format("{},{}", csvField(result.strategy.entry->id), csvField(result.strategy.settingsText()));
        for (std::size_t repeat = 0; repeat < result.report.repeats.size(); ++repeat) {
            const run::TabularRepeat& one = result.report.repeats[repeat];
            for (std::size_t i = 0; i < one.found.size(); ++i) {
                const run::TabularFound& found = one.found[i];
                const std::int64_t at = result.report.checkpoints[i].evaluations;
                text += fmt::format("{},{},{},{},{},{},{},{}\n", start, repeat + 1, one.seed, at,
                                    std::min(at, one.evaluations), csvNumber(found.report), csvNumber(found.best),
                                    csvNumber(found.hypervolume, hasFront(result)));
            }
        }
    }
    return text;
}

std::string tabularText(const std::vector<TabularResult>& results)
{
    const run::TabularRequest& request = results.front().request;
    const bool front = hasFront(results.front());
    const std::string objective = request.objectives.front().metric;
    std::vector<std::vector<std::string>> table{{"strategy", "evaluations", "mean", "sd", "best " + objective}};
    if (front)
        table.front().insert(table.front().end(), {"hypervolume", "median", "of the true front"});
    double seconds = 0;
    for (const TabularResult& result : results) {
        seconds += result.report.cpuSeconds;
        for (const run::TabularCheckpoint& point : result.report.checkpoints) {
            table.push_back({result.strategy.label(), evaluationsText(result, point), fmt::format("{:.4f}", point.mean),
                             fmt::format("{:.4f}", point.sd), fmt::format("{:.4f}", point.bestMean)});
            if (front)
                table.back().insert(table.back().end(),
                                    {shortNumber(point.hypervolume), shortNumber(point.hypervolumeMedian),
                                     percent(share(result, point.hypervolumeMedian))});
        }
    }
    return fmt::format("{} repeats, {} of the best by {}; {:.2f} s of CPU time\n{}", request.repeats,
                       request.report.empty() ? objective : request.report,
                       estimate::toText(request.objectives.front()), seconds,
                       columns(table, {false, true, true, true, true, true, true, true}));
}

std::string whyNothing(const std::vector<TabularResult>& results)
{
    bool wasEvaluated = false;
    for (const TabularResult& result : results) {
        for (const run::TabularRepeat& repeat : result.report.repeats) {
            if (!std::isnan(repeat.found.back().best))
                return {};
            wasEvaluated = wasEvaluated || repeat.evaluations > 0;
        }
    }
    const run::TabularRequest& request = results.front().request;
    if (wasEvaluated)
        return fmt::format("no evaluation had a value of {}", request.objectives.front().metric);
    return fmt::format("{} hours of {} do not pay for one evaluation", request.hours, request.cost);
}

std::vector<std::string> tabularNotes(const std::vector<TabularResult>& results)
{
    std::vector<std::string> notes;
    for (const TabularResult& result : results) {
        const run::TabularReport& report = result.report;
        const std::string label = result.strategy.label();
        if (report.exhausted > 0)
            notes.push_back(fmt::format("{}: space exhausted in {} of {} repeats, {:.1f} evaluations on average", label,
                                        report.exhausted, report.repeats.size(), report.evaluationsMean));
        const auto rich = std::count_if(report.repeats.begin(), report.repeats.end(), [&](const auto& repeat) {
            return repeat.evaluations == result.request.evaluations;
        });
        if (result.request.hours > 0 && rich > 0)
            notes.push_back(fmt::format("{}: the {} evaluations ended {} of {} repeats, not the {} hours", label,
                                        result.request.evaluations, rich, report.repeats.size(), result.request.hours));
        if (hasFront(result) && report.trueFront == 0)
            notes.push_back(fmt::format("{}: no candidate has a value of every objective: there is no front", label));
        const auto empty = std::count_if(report.repeats.begin(), report.repeats.end(),
                                         [](const auto& repeat) { return std::isnan(repeat.found.back().best); });
        if (empty > 0)
            notes.push_back(
                fmt::format("{}: no evaluation had a value in {} of {} repeats", label, empty, report.repeats.size()));
    }
    return notes;
}

} // namespace cw::cli

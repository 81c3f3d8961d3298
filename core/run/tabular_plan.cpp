// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/tabular_plan.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace cw::run {

namespace {

constexpr double kEpochsOfTables = 200;
constexpr std::int64_t kMostEvaluations = 100'000'000; // per repeat
constexpr std::int64_t kMostRepeats = 1'000'000;
constexpr std::int64_t kMostLag = 1'000'000;
constexpr std::int64_t kMostJobs = 1024;
constexpr std::uint64_t kMostCandidates = 100'000'000; // a table in memory has fewer rows

Result<int> metricColumn(const estimate::Table& table, const std::string& name, const char* option)
{
    const int column = table.metric(name);
    if (column < 0)
        return Error(ErrorCode::Config, fmt::format("{}: the table has no metric '{}', it has {}", option, name,
                                                    joinNames(table.metrics())));
    return column;
}

/// The 12 of "x@12" as a share of the full training; 1 for a metric of the full training.
double shareOf(const std::string& metric)
{
    const auto at = metric.rfind('@');
    double epochs = 0;
    if (at == std::string::npos)
        return 1;
    const char* end = metric.data() + metric.size();
    const auto [last, failure] = std::from_chars(metric.data() + at + 1, end, epochs);
    return failure == std::errc() && last == end && epochs > 0 ? epochs / kEpochsOfTables : 1;
}

Result<Done> checkNumber(const char* name, std::int64_t value, std::int64_t most)
{
    if (value < 1 || value > most)
        return Error(ErrorCode::Usage,
                     fmt::format("{}: expected a whole number from 1 to {}, found {}", name, most, value));
    return Done{};
}

Result<Done> checkNumbers(const TabularRequest& request)
{
    if (auto ok = checkNumber("evaluations", request.evaluations, kMostEvaluations); !ok)
        return ok;
    if (auto ok = checkNumber("repeats", request.repeats, kMostRepeats); !ok)
        return ok;
    if (auto ok = checkNumber("jobs", request.jobs, kMostJobs); !ok)
        return ok;
    if (auto ok = checkNumber("lag", request.lag, kMostLag); !ok)
        return ok;
    for (const std::int64_t at : request.checkpoints) {
        if (at < 1 || at > request.evaluations)
            return Error(ErrorCode::Usage,
                         fmt::format("checkpoint: expected a number from 1 to the {} evaluations, found {}",
                                     request.evaluations, at));
    }
    if (!std::isfinite(request.hours) || request.hours < 0)
        return Error(ErrorCode::Usage, fmt::format("hours: expected a number from 0, found {}", request.hours));
    if (request.hours > 0 && request.cost.empty())
        return Error(ErrorCode::Usage, "hours: expected a cost metric to count them in, found none");
    if (request.objectives.empty())
        return Error(ErrorCode::Usage, "objective: expected at least one, found none");
    return Done{};
}

Result<Done> findColumns(const TabularRequest& request, TabularPlan& plan)
{
    const estimate::Table& table = plan.view.table();
    for (const estimate::Objective& objective : request.objectives) {
        const auto column = metricColumn(table, objective.metric, "objective");
        if (!column)
            return column.error();
        if (std::find(plan.objectives.begin(), plan.objectives.end(), *column) != plan.objectives.end())
            return Error(ErrorCode::Config, fmt::format("objective: the metric '{}' is named twice", objective.metric));
        plan.objectives.push_back(*column);
    }
    plan.report = plan.objectives.front();
    if (!request.report.empty()) {
        const auto column = metricColumn(table, request.report, "report");
        if (!column)
            return column.error();
        plan.report = *column;
    }
    if (!request.cost.empty()) {
        const auto column = metricColumn(table, request.cost, "cost");
        if (!column)
            return column.error();
        plan.cost = *column;
        plan.costShare = shareOf(request.objectives.front().metric);
        if (request.hours > 0)
            plan.budget = request.hours * 3600;
    }
    return Done{};
}

/// The worst of every objective in the table, and what the front of all candidates dominates above it.
void measureFront(const TabularRequest& request, TabularPlan& plan)
{
    const std::size_t n = plan.objectives.size();
    const auto isFinite = [](const Scores& scores) {
        return std::all_of(scores.begin(), scores.end(), [](double value) { return std::isfinite(value); });
    };
    plan.reference.assign(n, std::numeric_limits<double>::infinity());
    const std::size_t rows = plan.view.table().rows();
    for (std::size_t row = 0; row < rows; ++row) {
        const Scores scores = orientedRow(request, plan, row);
        for (std::size_t i = 0; i < n; ++i)
            plan.reference[i] = std::isfinite(scores[i]) ? std::min(plan.reference[i], scores[i]) : plan.reference[i];
    }
    if (!isFinite(plan.reference))
        plan.reference.assign(n, 0); // one of them was never measured: there is no front
    ParetoArchive front(plan.reference);
    const auto add = [&](std::int64_t row) {
        if (row < 0)
            return;
        if (Scores scores = orientedRow(request, plan, std::size_t(row)); isFinite(scores))
            front.insert(row, std::move(scores));
    };
    if (request.candidates) {
        plan.candidates->enumerate(kMostCandidates, [&](const space::Candidate& candidate) {
            add(plan.view.row(candidate));
            return true;
        });
    } else {
        for (std::size_t row = 0; row < rows; ++row)
            add(std::int64_t(row));
    }
    plan.trueFront = front.front().size();
    plan.trueHypervolume = front.hypervolume();
}

} // namespace

Result<TabularPlan> planTabular(const TabularRequest& request, const strategy::StrategyRegistry& strategies)
{
    CW_ASSERT(request.table != nullptr);
    if (const auto ok = checkNumbers(request); !ok)
        return ok.error();
    auto candidates = request.candidates ? request.candidates : request.table->candidates();
    auto view = estimate::TableView::match(request.table, candidates->tree());
    if (!view)
        return view.error();
    TabularPlan plan{std::move(*view), std::move(candidates)};
    if (const auto ok = findColumns(request, plan); !ok)
        return ok.error();
    // Made once to hear every objection; the repeats below then need no checks.
    const auto trial = strategy::makeStrategy(strategies, request.strategy, request.settings, plan.candidates, 0,
                                              int(request.objectives.size()));
    if (!trial)
        return trial.error();
    plan.strategy = strategies.find(request.strategy);
    plan.settings = plan.strategy->schema.resolve(request.settings, request.strategy).value();
    plan.checkpoints = request.checkpoints;
    std::sort(plan.checkpoints.begin(), plan.checkpoints.end());
    plan.checkpoints.erase(std::unique(plan.checkpoints.begin(), plan.checkpoints.end()), plan.checkpoints.end());
    if (plan.checkpoints.empty())
        plan.checkpoints.push_back(request.evaluations);
    try {
        if (plan.objectives.size() > 1)
            measureFront(request, plan);
    } catch (const Error& error) {
        return error; // constraints that admit nothing show when candidates are listed
    }
    return plan;
}

Scores orientedRow(const TabularRequest& request, const TabularPlan& plan, std::size_t row)
{
    Scores scores;
    for (std::size_t i = 0; i < plan.objectives.size(); ++i)
        scores.push_back(request.objectives[i].oriented(plan.view.table().value(row, plan.objectives[i])));
    return scores;
}

} // namespace cw::run

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/tabular.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <ctime>
#include <limits>

#include <fmt/format.h>

#include "core/base/param_schema.h"
#include "core/base/rng.h"
#include "core/estimate/table_view.h"

namespace cw::run {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr double kEpochsOfTables = 200;
constexpr std::int64_t kMostEvaluations = 100'000'000; // per repeat
constexpr std::int64_t kMostRepeats = 1'000'000;
constexpr std::int64_t kMostLag = 1'000'000;

/// A checked request, with every name turned into a column.
struct Plan {
    estimate::TableView view;
    std::shared_ptr<const space::CandidateSet> candidates;
    const strategy::StrategyEntry* strategy = nullptr;
    Settings settings;
    std::vector<int> objectives; ///< columns
    int report = -1;
    int cost = -1;
    double costShare = 1;
    double budget = std::numeric_limits<double>::infinity(); ///< in the unit of the cost
    std::vector<std::int64_t> checkpoints;
};

/// What one repeat has found at one checkpoint.
struct Found {
    double report = kNone;
    double best = kNone; ///< as in the table, not oriented
};

double threadSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) + 1e-9 * double(now.tv_nsec);
}

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

Result<Done> findColumns(const TabularRequest& request, Plan& plan)
{
    const estimate::Table& table = plan.view.table();
    for (const estimate::Objective& objective : request.objectives) {
        const auto column = metricColumn(table, objective.metric, "objective");
        if (!column)
            return column.error();
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

Result<Plan> makePlan(const TabularRequest& request, const strategy::StrategyRegistry& strategies)
{
    CW_ASSERT(request.table != nullptr);
    if (const auto ok = checkNumbers(request); !ok)
        return ok.error();
    auto candidates = request.candidates ? request.candidates : request.table->candidates();
    auto view = estimate::TableView::match(request.table, candidates->tree());
    if (!view)
        return view.error();
    Plan plan{std::move(*view), std::move(candidates)};
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
    return plan;
}

/// One search over the table from its first evaluation to its last.
class Repeat {
public:
    Repeat(const TabularRequest& request, const Plan& plan, std::int64_t number)
        : m_request(request)
        , m_plan(plan)
        , m_strategy(plan.strategy->make({plan.candidates, plan.settings,
                                          Rng(request.seed, std::uint64_t(number), "tabular repeat").next(),
                                          int(plan.objectives.size())}))
        , m_waiting(std::size_t(std::min(request.lag, request.evaluations)))
    {
    }

    /// The best so far at every checkpoint. Returns the number of evaluations made.
    std::int64_t run(std::vector<Found>& found)
    {
        found.clear();
        std::int64_t made = 0;
        while (made < m_request.evaluations && evaluate(made + 1)) {
            ++made;
            if (found.size() < m_plan.checkpoints.size() && made == m_plan.checkpoints[found.size()])
                found.push_back(m_best);
        }
        found.resize(m_plan.checkpoints.size(), m_best);
        return made;
    }

private:
    /// False when the budget does not pay for it.
    bool evaluate(std::int64_t number)
    {
        // The ring holds the results that must not be known yet; the one whose turn it is makes place for the new one.
        strategy::Observation& place = m_waiting[std::size_t(number - 1) % m_waiting.size()];
        if (number > m_request.lag)
            m_strategy->tell(place);
        auto proposals = m_strategy->ask(1);
        place.trial = number;
        place.candidate = std::move(proposals.front().candidate);
        const std::int64_t row = m_plan.view.row(place.candidate);
        place.state = row < 0 ? TrialState::Rejected : TrialState::Finished;
        place.values.clear();
        if (row < 0)
            return true;
        const estimate::Table& table = m_plan.view.table();
        if (m_plan.cost >= 0)
            m_spent +=
                std::fmax(0, m_plan.costShare * table.value(std::size_t(row), m_plan.cost)); // not measured: free
        if (m_spent > m_plan.budget)
            return false;
        for (std::size_t i = 0; i < m_plan.objectives.size(); ++i)
            place.values.push_back(
                m_request.objectives[i].oriented(table.value(std::size_t(row), m_plan.objectives[i])));
        const double value = place.values.front();
        if (!std::isnan(value) &&
            (std::isnan(m_best.best) || value > m_request.objectives.front().oriented(m_best.best)))
            m_best = {table.value(std::size_t(row), m_plan.report), m_request.objectives.front().oriented(value)};
        return true;
    }

    const TabularRequest& m_request;
    const Plan& m_plan;
    std::unique_ptr<strategy::Strategy> m_strategy;
    std::vector<strategy::Observation> m_waiting;
    double m_spent = 0;
    Found m_best;
};

/// Mean and sample standard deviation in two passes: exact enough for values that differ in the last digits only.
TabularCheckpoint summarise(std::int64_t at, const std::vector<Found>& repeats)
{
    TabularCheckpoint checkpoint{.evaluations = at};
    const auto n = double(repeats.size());
    for (const Found& found : repeats) {
        checkpoint.mean += found.report / n;
        checkpoint.bestMean += found.best / n;
    }
    double squares = 0;
    for (const Found& found : repeats)
        squares += (found.report - checkpoint.mean) * (found.report - checkpoint.mean);
    checkpoint.sd = repeats.size() > 1 ? std::sqrt(squares / (n - 1)) : 0;
    return checkpoint;
}

} // namespace

Result<TabularReport> runTabular(const TabularRequest& request, const strategy::StrategyRegistry& strategies)
{
    const double start = threadSeconds();
    const auto plan = makePlan(request, strategies);
    if (!plan)
        return plan.error();
    TabularReport report;
    std::vector<std::vector<Found>> byCheckpoint(plan->checkpoints.size());
    std::vector<Found> found;
    try {
        for (std::int64_t repeat = 0; repeat < request.repeats; ++repeat) {
            report.evaluationsMean += double(Repeat(request, *plan, repeat).run(found)) / double(request.repeats);
            for (std::size_t i = 0; i < found.size(); ++i)
                byCheckpoint[i].push_back(found[i]);
        }
    } catch (const Error& error) {
        return error; // a space whose constraints admit nothing shows only when it is asked
    }
    for (std::size_t i = 0; i < byCheckpoint.size(); ++i)
        report.checkpoints.push_back(summarise(plan->checkpoints[i], byCheckpoint[i]));
    report.cpuSeconds = threadSeconds() - start;
    return report;
}

} // namespace cw::run

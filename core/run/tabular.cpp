// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/tabular.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <ctime>
#include <limits>
#include <mutex>
#include <optional>
#include <thread>

#include "core/base/rng.h"
#include "core/run/tabular_plan.h"

namespace cw::run {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

double threadSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) + 1e-9 * double(now.tv_nsec);
}

/// One search over the table from its first evaluation to its last.
class TableSearch {
public:
    TableSearch(const TabularRequest& request, const TabularPlan& plan, std::uint64_t seed)
        : m_request(request)
        , m_plan(plan)
        , m_strategy(plan.strategy->make({plan.candidates, plan.settings, seed, int(plan.objectives.size())}))
        , m_waiting(std::size_t(std::min(request.lag, request.evaluations)))
        , m_archive(plan.reference)
        , m_found{.report = kNone, .best = kNone, .hypervolume = plan.reference.empty() ? kNone : 0}
    {
    }

    /// The best so far at every checkpoint.
    void run(TabularRepeat& repeat)
    {
        while (repeat.evaluations < m_request.evaluations && evaluate(repeat.evaluations + 1)) {
            ++repeat.evaluations;
            if (repeat.found.size() < m_plan.checkpoints.size() &&
                repeat.evaluations == m_plan.checkpoints[repeat.found.size()])
                repeat.found.push_back(m_found);
        }
        repeat.found.resize(m_plan.checkpoints.size(), m_found);
        repeat.exhausted = m_exhausted;
    }

private:
    /// False when the budget does not pay for it, or nothing is left to evaluate.
    bool evaluate(std::int64_t number)
    {
        // The ring holds the results that must not be known yet; the one whose turn it is makes place for the new one.
        strategy::Observation& place = m_waiting[std::size_t(number - 1) % m_waiting.size()];
        if (number > m_request.lag)
            m_strategy->tell(place);
        auto proposals = m_strategy->ask(1);
        m_exhausted = proposals.empty();
        if (m_exhausted)
            return false;
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
        consider(number, std::size_t(row), place.values);
        return true;
    }

    void consider(std::int64_t number, std::size_t row, const Scores& scores)
    {
        const estimate::Objective& first = m_request.objectives.front();
        const double value = scores.front();
        if (!std::isnan(value) && (std::isnan(m_found.best) || value > first.oriented(m_found.best))) {
            m_found.report = m_plan.view.table().value(row, m_plan.report);
            m_found.best = first.oriented(value);
        }
        if (scores.size() < 2 || !std::all_of(scores.begin(), scores.end(), [](double v) { return std::isfinite(v); }))
            return;
        m_archive.insert(number, scores);
        m_found.hypervolume = m_archive.hypervolume();
    }

    const TabularRequest& m_request;
    const TabularPlan& m_plan;
    std::unique_ptr<strategy::Strategy> m_strategy;
    std::vector<strategy::Observation> m_waiting;
    ParetoArchive m_archive;
    double m_spent = 0;
    bool m_exhausted = false;
    TabularFound m_found;
};

/// The repeats of all requests, shared out among threads. What a repeat finds depends on its own seed alone, and where
/// it is written on its number: so the reports are the same for any number of threads.
class Repeats {
public:
    Repeats(const std::vector<TabularRequest>& requests, const std::vector<TabularPlan>& plans)
        : m_requests(requests)
        , m_plans(plans)
        , m_repeats(requests.size())
    {
        for (std::size_t which = 0; which < requests.size(); ++which) {
            const auto count = std::size_t(requests[which].repeats);
            m_repeats[which].resize(count);
            for (std::size_t repeat = 0; repeat < count; ++repeat)
                m_items.push_back({which, repeat});
            m_jobs = std::max(m_jobs, std::size_t(requests[which].jobs));
        }
    }

    void run()
    {
        std::vector<std::jthread> others;
        for (std::size_t job = 1; job < std::min(m_jobs, m_items.size()); ++job)
            others.emplace_back([this] { work(); });
        work();
        others.clear();
        if (m_error)
            throw Error(*m_error);
    }
    std::vector<TabularRepeat> take(std::size_t which) { return std::move(m_repeats[which]); }
    /// Of all threads.
    double cpuSeconds(std::size_t which) const
    {
        double seconds = 0;
        for (const Item& item : m_items)
            seconds += item.which == which ? item.seconds : 0;
        return seconds;
    }

private:
    struct Item {
        std::size_t which = 0; ///< request
        std::size_t repeat = 0;
        double seconds = 0;
    };

    void work()
    {
        for (auto number = m_next++; number < m_items.size(); number = m_next++) {
            const double start = threadSeconds();
            try {
                runOne(m_items[number]);
            } catch (const Error& error) { // a space whose constraints admit nothing shows only when it is asked
                m_next = m_items.size();
                const std::lock_guard lock(m_mutex);
                if (!m_error || number < m_failed) // that of the first item, whichever thread was quicker
                    m_error = error;
                m_failed = std::min(m_failed, number);
            }
            m_items[number].seconds = threadSeconds() - start;
        }
    }
    void runOne(const Item& item)
    {
        const TabularRequest& request = m_requests[item.which];
        TabularRepeat& repeat = m_repeats[item.which][item.repeat];
        repeat.seed = Rng(request.seed, item.repeat, "tabular repeat").next();
        TableSearch(request, m_plans[item.which], repeat.seed).run(repeat);
    }

    const std::vector<TabularRequest>& m_requests;
    const std::vector<TabularPlan>& m_plans;
    std::vector<std::vector<TabularRepeat>> m_repeats;
    std::vector<Item> m_items;
    std::size_t m_jobs = 1;
    std::atomic<std::size_t> m_next = 0;
    std::mutex m_mutex;
    std::optional<Error> m_error;
    std::size_t m_failed = std::numeric_limits<std::size_t>::max(); ///< item that m_error is of
};

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    const std::size_t half = values.size() / 2;
    return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

/// Mean and sample standard deviation in two passes: exact enough for values that differ in the last digits only.
TabularCheckpoint summarise(const TabularPlan& plan, std::size_t which, const std::vector<TabularRepeat>& repeats)
{
    TabularCheckpoint checkpoint{.evaluations = plan.checkpoints[which]};
    const auto n = double(repeats.size());
    for (const TabularRepeat& repeat : repeats) {
        checkpoint.mean += repeat.found[which].report / n;
        checkpoint.bestMean += repeat.found[which].best / n;
    }
    double squares = 0;
    for (const TabularRepeat& repeat : repeats)
        squares += (repeat.found[which].report - checkpoint.mean) * (repeat.found[which].report - checkpoint.mean);
    checkpoint.sd = repeats.size() > 1 ? std::sqrt(squares / (n - 1)) : 0;
    if (std::isnan(checkpoint.sd))
        checkpoint.sd = kNone; // the difference of two infinities has a sign, which would be shown
    if (plan.reference.empty())
        return checkpoint;
    std::vector<double> volumes;
    volumes.reserve(repeats.size());
    for (const TabularRepeat& repeat : repeats)
        volumes.push_back(repeat.found[which].hypervolume);
    for (const double volume : volumes)
        checkpoint.hypervolume += volume / n;
    checkpoint.hypervolumeMedian = median(std::move(volumes));
    return checkpoint;
}

/// What the repeats of a request come to.
TabularReport reportOf(const TabularRequest& request, const TabularPlan& plan, std::vector<TabularRepeat> repeats)
{
    TabularReport report;
    report.trueFront = plan.trueFront;
    report.trueHypervolume = plan.trueHypervolume;
    for (std::size_t i = 0; i < plan.reference.size(); ++i)
        report.reference.push_back(request.objectives[i].oriented(plan.reference[i]));
    report.repeats = std::move(repeats);
    for (const TabularRepeat& repeat : report.repeats) {
        report.evaluationsMean += double(repeat.evaluations) / double(request.repeats);
        report.exhausted += repeat.exhausted ? 1 : 0;
    }
    for (std::size_t i = 0; i < plan.checkpoints.size(); ++i)
        report.checkpoints.push_back(summarise(plan, i, report.repeats));
    return report;
}

} // namespace

Result<TabularReport> runTabular(const TabularRequest& request, const strategy::StrategyRegistry& strategies)
{
    auto reports = runTabular(std::vector<TabularRequest>{request}, strategies);
    if (!reports)
        return reports.error();
    return std::move(reports->front());
}

Result<std::vector<TabularReport>> runTabular(const std::vector<TabularRequest>& requests,
                                              const strategy::StrategyRegistry& strategies)
{
    std::vector<TabularPlan> plans;
    std::vector<double> planning; // seconds
    for (const TabularRequest& request : requests) {
        const double start = threadSeconds();
        auto plan = planTabular(request, strategies);
        if (!plan)
            return plan.error();
        plans.push_back(std::move(*plan));
        planning.push_back(threadSeconds() - start);
    }
    try {
        Repeats repeats(requests, plans);
        repeats.run();
        std::vector<TabularReport> reports;
        for (std::size_t which = 0; which < requests.size(); ++which) {
            reports.push_back(reportOf(requests[which], plans[which], repeats.take(which)));
            reports.back().cpuSeconds = planning[which] + repeats.cpuSeconds(which);
        }
        return reports;
    } catch (const Error& error) {
        return error;
    }
}

} // namespace cw::run

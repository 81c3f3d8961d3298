// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimate/median_scheduler.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <limits>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/estimate/rungs.h"
#include "core/estimate/scheduler_state.h"

namespace cw::estimate {

namespace {

constexpr const char* kMedianId = "median";
constexpr std::int64_t kMostTrials = 1'000'000'000;
constexpr std::size_t kMostRungs = 10'000;

std::vector<Fidelity> rungsEvery(const SchedulerSetup& setup)
{
    checkKnownEpochs(setup, kMedianId);
    std::vector<double> epochs = setup.epochs;
    if (epochs.empty()) {
        const auto interval = double(setup.settings.integer("interval"));
        if (setup.full.epochs / interval > double(kMostRungs))
            throw Error(ErrorCode::Config,
                        fmt::format("expected at most {} judgements of a trial, found {}", kMostRungs,
                                    std::floor(setup.full.epochs / interval)),
                        "scheduler 'median'");
        for (int judgement = 1; judgement * interval < setup.full.epochs; ++judgement)
            epochs.push_back(judgement * interval);
    }
    std::vector<Fidelity> rungs;
    for (const double at : epochs) {
        if (at >= setup.full.epochs)
            break;
        rungs.push_back(setup.full);
        rungs.back().epochs = at;
    }
    if (rungs.empty())
        throw Error(ErrorCode::Config,
                    fmt::format("the scheduler needs a trial to be judged before its end, expected a fidelity of more "
                                "than one interval, found {} epochs",
                                setup.full.epochs),
                    "scheduler 'median'");
    rungs.push_back(setup.full);
    return rungs;
}

/// One trial so far: its first objective, judgement by judgement.
struct Course {
    double best = -std::numeric_limits<double>::infinity();
    double sum = 0;
    int judged = 0;
};

class MedianScheduler final : public Scheduler {
public:
    MedianScheduler(std::vector<Fidelity> rungs, const SchedulerSetup& setup)
        : Scheduler(std::move(rungs))
        , m_grace(double(setup.settings.integer("grace")))
        , m_minTrials(std::size_t(setup.settings.integer("min_trials")))
        , m_objectives(setup.objectives)
        , m_means(std::size_t(lastRung()))
        , m_values(std::size_t(lastRung()))
    {
    }

    void begin(std::int64_t) override {}
    void tell(const RungResult& result) override;
    std::optional<Promotion> next(bool) override
    {
        if (m_ready.empty())
            return std::nullopt;
        const Promotion promotion = m_ready.front();
        m_ready.pop_front();
        return promotion;
    }
    std::vector<std::int64_t> takeRetired() override { return std::exchange(m_retired, {}); }
    Json state() const override;
    void restore(const Json& state) override;

private:
    bool goesOn(std::size_t rung, const Course& course, const std::vector<double>& values) const;
    void drop(std::int64_t trial)
    {
        m_retired.push_back(trial);
        m_courses.erase(trial);
    }

    double m_grace;
    std::size_t m_minTrials;
    std::size_t m_objectives;
    std::vector<std::vector<double>> m_means;               ///< per rung: running means, sorted
    std::vector<std::vector<std::vector<double>>> m_values; ///< per rung, of several objectives only
    std::map<std::int64_t, Course> m_courses;               ///< of trials that are not over
    std::deque<Promotion> m_ready;
    std::vector<std::int64_t> m_retired;
};

void MedianScheduler::tell(const RungResult& result)
{
    if (result.rung >= lastRung() || !isRankable(result.values)) {
        drop(result.trial);
        return;
    }
    const auto rung = std::size_t(result.rung);
    Course& course = m_courses[result.trial];
    course.best = std::max(course.best, result.values.front());
    course.sum += result.values.front();
    ++course.judged;
    const bool on = goesOn(rung, course, result.values);
    const double mean = course.sum / course.judged;
    m_means[rung].insert(std::upper_bound(m_means[rung].begin(), m_means[rung].end(), mean), mean);
    if (m_objectives > 1)
        m_values[rung].push_back(result.values);
    if (on)
        m_ready.push_back({result.trial, result.rung + 1});
    else
        drop(result.trial);
}

/// Against those judged before it on the rung.
bool MedianScheduler::goesOn(std::size_t rung, const Course& course, const std::vector<double>& values) const
{
    const std::vector<double>& means = m_means[rung];
    if (rungs()[rung].epochs < m_grace || means.size() < m_minTrials)
        return true;
    if (m_objectives > 1) {
        std::vector<std::vector<double>> all = m_values[rung];
        all.push_back(values);
        const std::vector<std::size_t> order = ranking(all);
        const auto place = std::find(order.begin(), order.end(), all.size() - 1) - order.begin();
        return 2 * std::size_t(place) < all.size();
    }
    const std::size_t half = means.size() / 2;
    const double median = means.size() % 2 == 1 ? means[half] : (means[half - 1] + means[half]) / 2;
    return course.best >= median;
}

Json MedianScheduler::state() const
{
    Json means = Json::array();
    Json values = Json::array();
    for (std::size_t i = 0; i < m_means.size(); ++i) {
        means.push_back(valuesToState(m_means[i]));
        Json rung = Json::array();
        for (const std::vector<double>& point : m_values[i])
            rung.push_back({{"values", valuesToState(point)}});
        values.push_back(std::move(rung));
    }
    Json courses = Json::array();
    for (const auto& [trial, course] : m_courses)
        courses.push_back(
            {{"trial", trial}, {"judged", course.judged}, {"numbers", valuesToState({course.best, course.sum})}});
    Json ready = Json::array();
    for (const Promotion& promotion : m_ready)
        ready.push_back({{"trial", promotion.trial}, {"rung", promotion.rung}});
    return {{"means", std::move(means)},
            {"values", std::move(values)},
            {"courses", std::move(courses)},
            {"ready", std::move(ready)}};
}

void MedianScheduler::restore(const Json& state)
{
    MedianScheduler read = *this;
    const Json& means = memberOf(state, "means");
    const Json& values = memberOf(state, "values");
    if (!means.is_array() || !values.is_array() || means.size() != m_means.size() || values.size() != m_means.size() ||
        !memberOf(state, "courses").is_array() || !memberOf(state, "ready").is_array())
        throw Error(ErrorCode::Format, "expected the rungs of the median rule", "scheduler state");
    for (std::size_t i = 0; i < m_means.size(); ++i) {
        read.m_means[i] = valuesFromState({{"means", means[i]}}, "means", means[i].size());
        if (!std::is_sorted(read.m_means[i].begin(), read.m_means[i].end()))
            throw Error(ErrorCode::Format, "'means': expected them in order", "scheduler state");
        read.m_values[i].clear();
        for (const Json& point : values[i])
            read.m_values[i].push_back(valuesFromState(point, "values", m_objectives));
    }
    read.m_courses.clear();
    for (const Json& item : memberOf(state, "courses")) {
        const std::vector<double> numbers = valuesFromState(item, "numbers", 2);
        if (numbers.empty())
            throw Error(ErrorCode::Format, "'numbers': expected two", "scheduler state");
        read.m_courses[wholeOf(item, "trial", 1, kMostTrials)] = {numbers[0], numbers[1],
                                                                  int(wholeOf(item, "judged", 1, kMostTrials))};
    }
    read.m_ready.clear();
    for (const Json& item : memberOf(state, "ready"))
        read.m_ready.push_back({wholeOf(item, "trial", 1, kMostTrials), int(wholeOf(item, "rung", 1, lastRung()))});
    read.m_retired.clear();
    *this = std::move(read);
}

ParamSchema medianSchema()
{
    return {{.name = "interval",
             .type = ParamType::Int,
             .defaultValue = 1,
             .title = "Judged every",
             .help = "A trial is compared with the others after every so many epochs.",
             .unit = "epochs",
             .min = 1,
             .max = 1e6},
            {.name = "grace",
             .type = ParamType::Int,
             .defaultValue = 1,
             .title = "Grace",
             .help = "No trial is stopped before so many epochs.",
             .unit = "epochs",
             .min = 0,
             .max = 1e6},
            {.name = "min_trials",
             .type = ParamType::Int,
             .defaultValue = 5,
             .title = "Trials to compare with",
             .help = "No trial is stopped before so many others were judged at the same epoch.",
             .unit = "trials",
             .min = 1,
             .max = 1e6}};
}

} // namespace

SchedulerEntry medianScheduler()
{
    SchedulerEntry entry;
    entry.id = kMedianId;
    entry.title = "Median rule";
    entry.summary = "Stops a trial whose best is below the median of the others at the same epoch.";
    entry.paper = "Golovin et al., KDD 2017";
    entry.schema = medianSchema();
    entry.make = [](const SchedulerSetup& setup) -> std::unique_ptr<Scheduler> {
        return std::make_unique<MedianScheduler>(rungsEvery(setup), setup);
    };
    return entry;
}

} // namespace cw::estimate

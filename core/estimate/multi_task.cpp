// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimate/multi_task.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/estimate/checkpoint_files.h"
#include "core/estimate/task_means.h"
#include "core/estimate/trainer.h"

namespace cw::estimate {

namespace {

constexpr const char* kWhere = "estimator 'multi-task'";
constexpr std::size_t kFewestSets = 2;
constexpr std::size_t kMostSets = 8;

struct TaskEstimator {
    std::string dataset;
    std::unique_ptr<Estimator> estimator;
};

class MultiTask : public Estimator {
public:
    MultiTask(std::vector<TaskEstimator> tasks, bool mean)
        : m_tasks(std::move(tasks))
        , m_mean(mean)
    {
    }

    void prepare() override
    {
        for (const TaskEstimator& task : m_tasks)
            task.estimator->prepare();
    }

    Estimate estimate(const space::Candidate& candidate, const Fidelity& fidelity, Context& context) override
    {
        TaskMeans means(m_mean);
        Estimate result;
        double seconds = 0;
        for (std::size_t set = 0; set < m_tasks.size(); ++set) {
            Estimate one = estimateOn(set, candidate, fidelity, context, means);
            seconds += one.seconds;
            if (one.state != TrialState::Finished) {
                result.state = one.state;
                result.reason = std::move(one.reason);
                break;
            }
            means.add(m_tasks[set].dataset, one);
            // Told again: a set that was finished before a pause has shown no epochs since.
            if (context.progress && (!m_mean || isLast(set)))
                context.progress({.fraction = double(set + 1) / double(m_tasks.size()), .points = means.curve()});
        }
        if (result.state == TrialState::Finished) {
            result.metrics = means.metrics();
            result.curve = means.curve();
        }
        result.seconds = seconds;
        tidy(result.state, context);
        return result;
    }

private:
    Estimate estimateOn(std::size_t set, const space::Candidate& candidate, const Fidelity& fidelity,
                        const Context& context, const TaskMeans& before)
    {
        Context own = context;
        own.checkpoint = checkpointOfSet(context.checkpoint, std::int64_t(set) + 1);
        own.continueFrom = checkpointOfSet(context.continueFrom, std::int64_t(set) + 1);
        own.keep = true; // until all are finished, so that a pause loses nothing
        if (context.progress)
            own.progress = [&](const Progress& news) { report(news, set, context, before); };
        Estimate one;
        try {
            one = m_tasks[set].estimator->estimate(candidate, fidelity, own);
        } catch (const Error& error) {
            if (error.code() == ErrorCode::Device)
                throw; // no fault of the candidate
            one.state = TrialState::Failed;
            one.reason = error.what();
        }
        if (one.state == TrialState::Failed || one.state == TrialState::Rejected)
            one.reason = fmt::format("data set '{}': {}", m_tasks[set].dataset, one.reason);
        return one;
    }

    bool isLast(std::size_t set) const { return set + 1 == m_tasks.size(); }

    /// One job to the outside. Points of a single set show as they come, means when the last set has them too.
    void report(const Progress& news, std::size_t set, const Context& context, const TaskMeans& before) const
    {
        const auto sets = std::int64_t(m_tasks.size());
        Progress progress{.step = std::int64_t(set) * news.steps + news.step,
                          .steps = sets * news.steps,
                          .fraction = (double(set) + news.fraction) / double(sets)};
        if (!m_mean || isLast(set))
            progress.points = before.with(m_tasks[set].dataset, news.points);
        context.progress(progress);
    }

    void tidy(TrialState state, const Context& context) const
    {
        const bool goesOn = state == TrialState::Paused || state == TrialState::Stopped;
        if (goesOn || context.checkpoint.empty() || (state == TrialState::Finished && context.keep))
            return;
        removeCheckpoint(context.checkpoint);
    }

    std::vector<TaskEstimator> m_tasks;
    bool m_mean;
};

/// Each objective must be a metric that there will be.
void checkObjectives(const EstimatorSetup& setup, const std::vector<std::string>& sets, bool mean)
{
    for (const Objective& objective : setup.objectives) {
        const auto colon = objective.metric.find(':');
        if (colon == std::string::npos && (mean || !isOfEachTask(objective.metric)))
            continue;
        if (colon != std::string::npos &&
            std::find(sets.begin(), sets.end(), objective.metric.substr(colon + 1)) != sets.end())
            continue;
        std::vector<std::string> names;
        names.reserve(sets.size());
        for (const std::string& set : sets)
            names.push_back(fmt::format("{}:{}", objective.metric.substr(0, colon), set));
        throw Error(ErrorCode::Config,
                    fmt::format("objective '{}': expected one of {}{}", objective.metric, joinNames(names),
                                mean ? "" : ", because combine is 'each'"),
                    kWhere);
    }
}

/// The task of a data set, which must be of the kind that the space was drawn for.
space::Task taskFor(const EstimatorSetup& setup, const std::string& dataset)
{
    const auto task = setup.taskOf(dataset);
    if (!task)
        throw Error(task.error().code(), fmt::format("data set '{}': {}", dataset, task.error().what()), kWhere);
    const space::Task& drawn = setup.space->task;
    if (task->input.kind != drawn.input.kind || task->kind != drawn.kind)
        throw Error(ErrorCode::Config,
                    fmt::format("data set '{}' does not fit the space: expected an input as {}, found {}", dataset,
                                drawn.input.describe(), task->input.describe()),
                    kWhere);
    return *task;
}

std::unique_ptr<Estimator> makeMultiTask(const EstimatorSetup& setup)
{
    if (!setup.other || !setup.taskOf)
        throw Error(ErrorCode::Config, "it trains by other estimators and so needs a run", kWhere);
    const std::vector<std::string> sets =
        dataSetsFromText(setup.settings.text("datasets"), fmt::format("{}: setting 'datasets'", kWhere)).value();
    const bool mean = setup.settings.text("combine") == "mean";
    checkObjectives(setup, sets, mean);
    Json settings = setup.settings.json();
    settings.erase("datasets");
    settings.erase("combine");
    std::vector<TaskEstimator> tasks;
    for (const std::string& dataset : sets) {
        EstimatorSetup own = setup;
        own.dataset = dataset;
        own.task = taskFor(setup, dataset);
        tasks.push_back({dataset, setup.other("train", settings, std::move(own))});
    }
    return std::make_unique<MultiTask>(std::move(tasks), mean);
}

std::vector<std::string> metricsOfMultiTask(const Settings& settings, const space::Task& task)
{
    const auto sets = dataSetsFromText(settings.text("datasets"), kWhere);
    if (!sets)
        return {};
    std::vector<std::string> ofOne = trainEstimatorEntry().metrics(settings, task);
    ofOne.insert(ofOne.end(), {"params", "macs"});
    std::vector<std::string> metrics;
    for (const std::string& metric : ofOne) {
        if (settings.text("combine") == "mean" || !isOfEachTask(metric))
            metrics.push_back(metric);
    }
    for (const std::string& set : *sets) {
        for (const std::string& metric : ofOne)
            metrics.push_back(fmt::format("{}:{}", metric, set));
    }
    return metrics;
}

} // namespace

Result<std::vector<std::string>> dataSetsFromText(const std::string& text, const std::string& where)
{
    std::vector<std::string> sets;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t comma = std::min(text.find(',', at), text.size());
        std::string name = text.substr(at, comma - at);
        name.erase(0, std::min(name.find_first_not_of(" \t"), name.size()));
        name.erase(name.find_last_not_of(" \t") + 1);
        if (name.empty() && !text.empty())
            return Error(ErrorCode::Config, fmt::format("expected a data set between the commas of '{}'", text), where);
        if (std::find(sets.begin(), sets.end(), name) != sets.end())
            return Error(ErrorCode::Config, fmt::format("data set '{}' is given twice", name), where);
        if (!name.empty())
            sets.push_back(std::move(name));
        at = comma + 1;
    }
    if (sets.size() < kFewestSets || sets.size() > kMostSets)
        return Error(ErrorCode::Config,
                     fmt::format("expected {} to {} data sets separated by commas, found {}", kFewestSets, kMostSets,
                                 sets.size()),
                     where);
    return sets;
}

EstimatorEntry multiTaskEstimator()
{
    EstimatorEntry entry;
    entry.id = "multi-task";
    entry.title = "Train on several data sets";
    entry.summary = "Trains every candidate on each of several data sets: one objective each, or their mean.";
    std::vector<ParamSpec> specs{
        {.name = "datasets",
         .type = ParamType::Text,
         .defaultValue = "",
         .title = "Data sets",
         .help = "Two to eight data sets or paths, separated by commas, of one kind: all images, all tables, ..."},
        {.name = "combine",
         .type = ParamType::Choice,
         .defaultValue = "mean",
         .title = "Combine",
         .help = "Whether valid_accuracy is the mean over the data sets, or there is only valid_accuracy:SET of each, "
                 "to be an objective each.",
         .choices = {"mean", "each"}},
    };
    const EntryInfo train = trainEstimatorInfo();
    specs.insert(specs.end(), train.schema.specs().begin(), train.schema.specs().end());
    entry.schema = ParamSchema(std::move(specs));
    entry.needsDataset = false; // it names its own
    entry.hasFidelities = true;
    entry.metrics = metricsOfMultiTask;
    entry.make = makeMultiTask;
    return entry;
}

} // namespace cw::estimate

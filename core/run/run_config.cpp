// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/run_config.h"

#include <cmath>
#include <string_view>

#include <fmt/format.h>

#include "core/run/key_reader.h"

namespace cw::run {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kFormat = "cellwright-search";
// Bounds that only catch slips: nobody means more than these.
constexpr std::int64_t kMaxLag = 100'000;
constexpr std::int64_t kMaxThreads = 1024;

constexpr std::string_view kKnownKeys[] = {
    "format",   "version",    "name",        "space",       "dataset", "strategy", "estimator", "scheduler",
    "fidelity", "objectives", "constraints", "evaluations", "hours",   "target",   "workers",   "lag",
    "threads",  "devices",    "seed",        "keep",        "enqueue", "known",    "experiment"}; // of the file alone:
                                                                                                  // see search_file.h

void readSpace(KeyReader& keys, RunConfig& config)
{
    const Json* space = keys.find("space");
    if (space == nullptr)
        return;
    if (space->is_string() || space->is_object())
        config.space = *space;
    else
        keys.fail(Error(ErrorCode::Config,
                        fmt::format("expected a template, a path or a space, found {}", space->type_name()),
                        keys.place("space")));
}

void readFidelity(KeyReader& keys, RunConfig& config)
{
    const Json* fidelity = keys.find("fidelity");
    if (fidelity == nullptr)
        return;
    if (auto read = estimate::fidelityFromJson(*fidelity, keys.place("fidelity")))
        config.fidelity = *read;
    else
        keys.fail(read.error());
}

void readObjectives(KeyReader& keys, RunConfig& config)
{
    if (keys.find("objectives") == nullptr)
        return;
    std::vector<std::string> texts;
    keys.texts("objectives", texts);
    config.objectives.clear();
    for (const std::string& text : texts) {
        auto objective = estimate::objectiveFromText(text, keys.place("objectives"));
        if (!objective) {
            keys.fail(Error(ErrorCode::Config, objective.error().problem(), keys.place("objectives")));
            return;
        }
        config.objectives.push_back(*objective);
    }
}

void readKnown(KeyReader& keys, RunConfig& config)
{
    const Json* list = keys.find("known");
    if (list == nullptr)
        return;
    const auto fail = [&](const std::string& what) { keys.fail(Error(ErrorCode::Config, what, keys.place("known"))); };
    if (!list->is_array() || list->size() > kMaxKnown) {
        fail(fmt::format("expected a list of at most {} trials", kMaxKnown));
        return;
    }
    for (const Json& item : *list) {
        const std::string place = fmt::format("trial {}", config.known.size() + 1);
        if (!item.is_object() || !item.contains("candidate") || !item.at("candidate").is_string() ||
            !item.contains("metrics") || !item.at("metrics").is_object()) {
            fail(fmt::format("{}: expected {{\"candidate\", \"metrics\"}}", place));
            return;
        }
        KnownTrial trial{item.at("candidate").get<std::string>(), {}};
        if (const auto weights = item.find("weights"); weights != item.end()) {
            const auto fidelity = estimate::fidelityFromJson(item.value("fidelity", Json::object()), place);
            if (!weights->is_string() || !fidelity) {
                fail(fmt::format("{}: {}", place,
                                 fidelity ? "expected \"weights\" to be a path" : fidelity.error().problem()));
                return;
            }
            trial.weights = weights->get<std::string>();
            trial.fidelity = *fidelity;
        }
        for (const auto& [name, number] : item.at("metrics").items()) {
            const auto value = decodeNumber(number, place);
            if (!value) {
                fail(fmt::format("{}: '{}': {}", place, name, value.error().problem()));
                return;
            }
            trial.metrics[name] = *value;
        }
        config.known.push_back(std::move(trial));
    }
}

Json partToJson(const std::string& id, const Json& settings)
{
    return {{"id", id}, {"settings", settings.is_null() ? Json::object() : settings}};
}

Result<Done> checkWhole(std::int64_t value, std::int64_t low, std::int64_t high, const char* key,
                        const std::string& where)
{
    if (value < low || value > high)
        return Error(ErrorCode::Config, fmt::format("expected {} from {} to {}, found {}", key, low, high, value),
                     where);
    return Done{};
}

bool isDevice(std::string_view device)
{
    if (device == "cpu")
        return true;
    constexpr std::string_view cuda = "cuda:";
    if (!device.starts_with(cuda) || device.size() == cuda.size() || device.size() > cuda.size() + 3)
        return false;
    return device.substr(cuda.size()).find_first_not_of("0123456789") == std::string_view::npos;
}

Result<Done> checkObjectives(const RunConfig& config, const std::string& where)
{
    if (config.objectives.empty())
        return Error(ErrorCode::Config, "expected at least one of objectives, found none", where);
    for (std::size_t i = 0; i < config.objectives.size(); ++i) {
        if (config.objectives[i].metric.empty())
            return Error(ErrorCode::Config, "expected objectives to name a metric, found an empty name", where);
        for (std::size_t k = 0; k < i; ++k) {
            if (config.objectives[k].metric == config.objectives[i].metric)
                return Error(ErrorCode::Config,
                             fmt::format("objectives name the metric '{}' twice", config.objectives[i].metric), where);
        }
    }
    return Done{};
}

/// A path that the file means from its own folder. Ids ("nas-bench-201", "fashion-mnist") stay as they are.
std::string fromFolderOf(const fs::path& file, const std::string& text)
{
    const fs::path given(text);
    if (text.empty() || given.is_absolute())
        return text;
    const fs::path beside = file.parent_path() / given;
    std::error_code ignored;
    const bool isPath = given.has_parent_path() || given.has_extension() || fs::exists(beside, ignored);
    return isPath ? beside.lexically_normal().string() : text;
}

} // namespace

Json toJson(const RunConfig& config)
{
    Json json = config.extra.is_object() ? config.extra : Json::object();
    json["format"] = kFormat;
    json["version"] = kSearchVersion;
    json["name"] = config.name;
    json["space"] = config.space;
    json["dataset"] = config.dataset;
    json["strategy"] = partToJson(config.strategy, config.strategySettings);
    json["estimator"] = partToJson(config.estimator, config.estimatorSettings);
    json["scheduler"] = partToJson(config.scheduler, config.schedulerSettings);
    json["fidelity"] = estimate::toJson(config.fidelity);
    Json objectives = Json::array();
    for (const estimate::Objective& objective : config.objectives)
        objectives.push_back(estimate::toText(objective));
    json["objectives"] = std::move(objectives);
    json["constraints"] = config.constraints;
    json["evaluations"] = config.evaluations;
    json["hours"] = config.hours;
    if (config.target)
        json["target"] = *config.target;
    json["workers"] = config.workers;
    json["lag"] = config.lag;
    json["threads"] = config.threads;
    json["devices"] = config.devices;
    json["seed"] = config.seed;
    json["keep"] = config.keep;
    if (!config.enqueue.empty())
        json["enqueue"] = config.enqueue;
    for (const KnownTrial& trial : config.known) {
        Json metrics = Json::object();
        for (const auto& [name, value] : trial.metrics)
            metrics[name] = encodeNumber(value);
        Json known{{"candidate", trial.candidate}, {"metrics", std::move(metrics)}};
        if (!trial.weights.empty()) {
            known["weights"] = trial.weights;
            known["fidelity"] = estimate::toJson(trial.fidelity);
        }
        json["known"].push_back(std::move(known));
    }
    return json;
}

Result<RunConfig> runConfigFromJson(const Json& json, const std::string& where)
{
    if (auto version = checkFormat(json, kFormat, kSearchVersion, where); !version)
        return version.error();
    RunConfig config;
    KeyReader keys(json, where);
    keys.text("name", config.name);
    readSpace(keys, config);
    keys.text("dataset", config.dataset);
    keys.part("strategy", config.strategy, config.strategySettings);
    keys.part("estimator", config.estimator, config.estimatorSettings);
    keys.part("scheduler", config.scheduler, config.schedulerSettings);
    readFidelity(keys, config);
    readObjectives(keys, config);
    keys.texts("constraints", config.constraints);
    keys.whole("evaluations", config.evaluations);
    keys.real("hours", config.hours);
    if (json.contains("target"))
        keys.real("target", config.target.emplace());
    keys.small("workers", config.workers);
    keys.whole("lag", config.lag);
    keys.small("threads", config.threads);
    keys.texts("devices", config.devices);
    keys.seed("seed", config.seed);
    keys.whole("keep", config.keep);
    keys.texts("enqueue", config.enqueue);
    readKnown(keys, config);
    if (keys.error())
        return *keys.error();
    config.extra = json;
    for (const std::string_view key : kKnownKeys)
        config.extra.erase(std::string(key));
    if (auto checked = checkRunConfig(config, where); !checked)
        return checked.error();
    return config;
}

void takePathsFrom(const fs::path& file, RunConfig& config)
{
    if (config.space.is_string())
        config.space = fromFolderOf(file, config.space.get<std::string>());
    config.dataset = fromFolderOf(file, config.dataset);
    const auto table = config.estimatorSettings.find("file"); // always a path
    if (table == config.estimatorSettings.end() || !table->is_string() || table->get<std::string>().empty())
        return;
    std::error_code failure;
    *table = fs::absolute(file.parent_path() / table->get<std::string>(), failure).lexically_normal().string();
}

Result<Done> checkRunConfig(const RunConfig& config, const std::string& where)
{
    struct Range {
        std::int64_t value, low, high;
        const char* key;
    };
    for (const Range& range :
         {Range{config.evaluations, 1, kMaxEvaluations, "evaluations"},
          Range{config.workers, 1, kMaxWorkers, "workers"}, Range{config.lag, 0, kMaxLag, "lag"},
          Range{config.keep, 0, kMaxKept, "keep"}, Range{config.threads, 1, kMaxThreads, "threads"}}) {
        if (auto checked = checkWhole(range.value, range.low, range.high, range.key, where); !checked)
            return checked;
    }
    if (!std::isfinite(config.hours) || config.hours < 0)
        return Error(ErrorCode::Config, fmt::format("expected hours from 0 (no limit), found {}", config.hours), where);
    if (config.target && !std::isfinite(*config.target))
        return Error(ErrorCode::Config, fmt::format("expected a finite number as target, found {}", *config.target),
                     where);
    if (auto checked = checkObjectives(config, where); !checked)
        return checked;
    if (config.enqueue.size() > kMaxEnqueued)
        return Error(
            ErrorCode::Config,
            fmt::format("expected at most {} candidates to enqueue, found {}", kMaxEnqueued, config.enqueue.size()),
            where);
    if (config.devices.empty())
        return Error(ErrorCode::Config, "expected at least one of devices, found none", where);
    for (const std::string& device : config.devices) {
        if (!isDevice(device))
            return Error(ErrorCode::Config, fmt::format("expected devices to be cpu or cuda:N, found '{}'", device),
                         where);
    }
    return estimate::checkFidelity(config.fidelity, where);
}

} // namespace cw::run

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/run_config.h"

#include <cmath>
#include <limits>
#include <optional>
#include <string_view>

#include <fmt/format.h>

namespace cw::run {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kFormat = "cellwright-search";
// Bounds that only catch slips: nobody means more than these.
constexpr std::int64_t kMaxLag = 100'000;
constexpr std::int64_t kMaxThreads = 1024;

constexpr std::string_view kKnownKeys[] = {
    "format",    "version",  "name",       "space",       "dataset",     "strategy", "estimator",
    "scheduler", "fidelity", "objectives", "constraints", "evaluations", "hours",    "workers",
    "lag",       "threads",  "devices",    "seed",        "keep",        "enqueue",  "known"};

/// Reads the keys of one object; the first problem wins and later reads do nothing.
class KeyReader {
public:
    KeyReader(const Json& json, std::string where)
        : m_json(json)
        , m_where(std::move(where))
    {
    }

    void text(const char* key, std::string& into)
    {
        if (const Json* value = find(key); value != nullptr && check(key, *value, value->is_string(), "text"))
            into = value->get<std::string>();
    }
    void whole(const char* key, std::int64_t& into)
    {
        const Json* value = find(key);
        if (value == nullptr || !check(key, *value, value->is_number_integer(), "a whole number"))
            return;
        const bool fits = !value->is_number_unsigned() ||
                          value->get<std::uint64_t>() <= std::uint64_t(std::numeric_limits<std::int64_t>::max());
        if (check(key, *value, fits, "a smaller number"))
            into = value->get<std::int64_t>();
    }
    void small(const char* key, int& into)
    {
        std::int64_t number = into;
        whole(key, number);
        if (m_error)
            return;
        if (number < std::numeric_limits<int>::min() || number > std::numeric_limits<int>::max())
            fail(key, fmt::format("expected a smaller number, found {}", number));
        else
            into = static_cast<int>(number);
    }
    void seed(const char* key, std::uint64_t& into)
    {
        if (const Json* value = find(key);
            value != nullptr &&
            check(key, *value, value->is_number_unsigned() || (value->is_number_integer() && *value >= 0),
                  "a whole number from 0"))
            into = value->get<std::uint64_t>();
    }
    void real(const char* key, double& into)
    {
        if (const Json* value = find(key); value != nullptr && check(key, *value, value->is_number(), "a number"))
            into = value->get<double>();
    }
    void texts(const char* key, std::vector<std::string>& into)
    {
        const Json* value = find(key);
        if (value == nullptr || !check(key, *value, value->is_array(), "a list of texts"))
            return;
        into.clear();
        for (const Json& item : *value) {
            if (!check(key, item, item.is_string(), "a list of texts"))
                return;
            into.push_back(item.get<std::string>());
        }
    }
    /// "random" or {"id": "random", "settings": {...}}.
    void part(const char* key, std::string& id, Json& settings)
    {
        const Json* value = find(key);
        if (value == nullptr ||
            !check(key, *value, value->is_string() || value->is_object(), "an id or {\"id\", \"settings\"}"))
            return;
        if (value->is_string()) {
            id = value->get<std::string>();
            return;
        }
        for (const auto& [name, member] : value->items()) {
            if (name == "id" && check(key, member, member.is_string(), "\"id\" to be text"))
                id = member.get<std::string>();
            else if (name == "settings" && check(key, member, member.is_object(), "\"settings\" to be an object"))
                settings = member;
            else if (name != "id" && name != "settings")
                fail(key, fmt::format("expected the keys id and settings, found '{}'", name));
        }
    }
    const Json* find(const char* key) const
    {
        if (m_error)
            return nullptr;
        const auto found = m_json.find(key);
        return found == m_json.end() ? nullptr : &*found;
    }
    std::string place(const char* key) const { return fmt::format("{}: {}", m_where, key); }
    void fail(Error error)
    {
        if (!m_error)
            m_error = std::move(error);
    }
    const std::optional<Error>& error() const { return m_error; }

private:
    bool check(const char* key, const Json& value, bool right, const char* expected)
    {
        if (!right)
            fail(key, fmt::format("expected {}, found {}", expected,
                                  value.dump(-1, ' ', false, Json::error_handler_t::replace)));
        return right;
    }
    void fail(const char* key, const std::string& what) { fail(Error(ErrorCode::Config, what, place(key))); }

    const Json& m_json;
    std::string m_where;
    std::optional<Error> m_error;
};

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

Result<RunConfig> readRunConfig(const fs::path& path)
{
    auto json = readJsonFile(path);
    if (!json)
        return json.error();
    auto config = runConfigFromJson(*json, path.string());
    if (!config)
        return config;
    if (config->space.is_string())
        config->space = fromFolderOf(path, config->space.get<std::string>());
    config->dataset = fromFolderOf(path, config->dataset);
    return config;
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

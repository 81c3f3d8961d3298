// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/search_file.h"

#include <fmt/format.h>

#include "core/run/key_reader.h"

namespace cw::run {

namespace {

constexpr const char* kKey = "experiment";
constexpr const char* kStrategies = "strategies";
constexpr const char* kSeedList = "seeds";
constexpr const char* kAtOnce = "at_once";

/// Before anything is kept of a list: it may be as long as the file.
const Json* shortList(KeyReader& keys, const char* key)
{
    const Json* list = keys.find(key);
    if (list == nullptr || !keys.check(key, *list, list->is_array(), "a list"))
        return nullptr;
    if (list->size() > kMaxExperimentRuns) {
        keys.fail(key, fmt::format("expected at most {}, found {}", kMaxExperimentRuns, list->size()));
        return nullptr;
    }
    return list;
}

void readStrategies(KeyReader& keys, Experiment& experiment)
{
    const Json* list = shortList(keys, kStrategies);
    if (list == nullptr)
        return;
    for (const Json& item : *list) {
        std::string id;
        Json settings;
        keys.part(kStrategies, item, id, settings);
        if (keys.error())
            return;
        if (!keys.check(kStrategies, item, !id.empty(), "the id of a strategy"))
            return;
        if (!settings.is_null())
            experiment.settings[id] = std::move(settings);
        experiment.strategies.push_back(std::move(id));
    }
}

void readSeeds(KeyReader& keys, Experiment& experiment)
{
    const Json* seeds = keys.find(kSeedList);
    if (seeds != nullptr && seeds->is_string()) {
        auto read = seedsFromText(seeds->get<std::string>(), kMaxExperimentRuns);
        if (read)
            experiment.seeds = std::move(*read);
        else
            keys.fail(kSeedList, read.error().problem());
        return;
    }
    const Json* list = shortList(keys, kSeedList);
    if (list == nullptr)
        return;
    for (const Json& seed : *list) {
        if (!keys.check(kSeedList, seed, seed.is_number_integer() && seed >= 0, "a whole number from 0"))
            return;
        experiment.seeds.push_back(seed.get<std::uint64_t>());
    }
}

Result<Experiment> experimentFrom(const Json& json, const RunConfig& search, const std::string& where)
{
    if (!json.is_object())
        return Error(ErrorCode::Config, fmt::format("expected an object, found {}", json.type_name()), where);
    Experiment experiment{.name = search.name, .search = search, .strategies = {}, .seeds = {}};
    KeyReader keys(json, where);
    readStrategies(keys, experiment);
    readSeeds(keys, experiment);
    keys.small(kAtOnce, experiment.atOnce);
    if (keys.error())
        return *keys.error();
    experiment.extra = json;
    for (const char* key : {kStrategies, kSeedList, kAtOnce})
        experiment.extra.erase(key);
    if (auto checked = checkExperiment(experiment, where); !checked)
        return checked.error();
    return experiment;
}

} // namespace

Result<SearchFile> searchFileFromJson(const Json& json, const std::string& where)
{
    auto search = runConfigFromJson(json, where);
    if (!search)
        return search.error();
    SearchFile file{.search = std::move(*search), .experiment = std::nullopt};
    if (const auto found = json.find(kKey); found != json.end()) {
        auto experiment = experimentFrom(*found, file.search, fmt::format("{}: {}", where, kKey));
        if (!experiment)
            return experiment.error();
        file.experiment = std::move(*experiment);
    }
    return file;
}

Result<SearchFile> readSearchFile(const std::filesystem::path& path)
{
    auto json = readJsonFile(path);
    if (!json)
        return json.error();
    auto file = searchFileFromJson(*json, path.string());
    if (!file)
        return file;
    takePathsFrom(path, file->search);
    if (file->experiment)
        file->experiment->search = file->search;
    return file;
}

Json toJson(const Experiment& experiment)
{
    Json json = toJson(experiment.search);
    json["name"] = experiment.name;
    Json own = experiment.extra.is_object() ? experiment.extra : Json::object();
    own[kStrategies] = Json::array();
    for (const std::string& strategy : experiment.strategies) {
        const auto settings = experiment.settings.find(strategy);
        own[kStrategies].push_back(settings == experiment.settings.end()
                                       ? Json(strategy)
                                       : Json{{"id", strategy}, {"settings", settings->second}});
    }
    own[kSeedList] = experiment.seeds;
    own[kAtOnce] = experiment.atOnce;
    json[kKey] = std::move(own);
    return json;
}

} // namespace cw::run

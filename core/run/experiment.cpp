// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/experiment.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "core/run/assemble.h"
#include "core/run/new_run.h"

namespace cw::run {

namespace {

constexpr const char* kWhere = "experiment";
constexpr const char* kSeeds = "seeds";

template <class Value>
bool hasTwice(const std::vector<Value>& values)
{
    return std::set<Value>(values.begin(), values.end()).size() < values.size();
}

std::optional<std::uint64_t> numberOf(std::string_view text)
{
    std::uint64_t number = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failure != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

std::vector<std::string_view> wordsOf(std::string_view text)
{
    constexpr std::string_view kBetween = " \t\n,;";
    std::vector<std::string_view> words;
    for (std::size_t at = text.find_first_not_of(kBetween); at != std::string_view::npos;
         at = text.find_first_not_of(kBetween, at)) {
        const std::size_t end = std::min(text.find_first_of(kBetween, at), text.size());
        words.push_back(text.substr(at, end - at));
        at = end;
    }
    return words;
}

} // namespace

Json settingsOf(const Experiment& experiment, const std::string& strategy)
{
    if (const auto own = experiment.settings.find(strategy); own != experiment.settings.end())
        return own->second;
    return strategy == experiment.search.strategy ? experiment.search.strategySettings : Json::object();
}

Result<Done> checkExperiment(const Experiment& experiment, const std::string& where)
{
    const std::size_t strategies = experiment.strategies.size();
    const std::size_t seeds = experiment.seeds.size();
    std::string problem;
    if (strategies == 0 || seeds == 0)
        problem = fmt::format("expected at least one {}, found none", strategies == 0 ? "strategy" : "seed");
    else if (seeds > kMaxExperimentRuns || strategies > kMaxExperimentRuns || strategies * seeds > kMaxExperimentRuns)
        problem = fmt::format("expected at most {} runs, found {} strategies with {} seeds each", kMaxExperimentRuns,
                              strategies, seeds);
    else if (hasTwice(experiment.strategies) || hasTwice(experiment.seeds))
        problem = "expected different strategies and seeds, found one twice";
    else if (experiment.atOnce < 1 || experiment.atOnce > kMaxRunsAtOnce)
        problem = fmt::format("expected from 1 to {} runs at once, found {}", kMaxRunsAtOnce, experiment.atOnce);
    else if (experiment.name.size() > kMaxExperimentName)
        problem =
            fmt::format("expected a name of at most {} bytes, found {}", kMaxExperimentName, experiment.name.size());
    if (!problem.empty())
        return Error(ErrorCode::Config, problem, where);
    return Done{};
}

RunConfig configOf(const Experiment& experiment, const std::string& strategy, std::uint64_t seed)
{
    RunConfig config = experiment.search;
    config.name = experiment.name;
    config.strategySettings = settingsOf(experiment, strategy);
    config.strategy = strategy;
    config.seed = seed;
    return config;
}

Result<Done> checkStrategies(const Experiment& experiment, const Catalogue& catalogue)
{
    for (const std::string& id : experiment.strategies) {
        if (const auto found = catalogue.strategies.get(id); !found)
            return found.error();
    }
    return Done{};
}

Result<std::vector<history::NewRun>> runsOf(const Experiment& experiment, const Catalogue& catalogue)
{
    try {
        checkExperiment(experiment, kWhere).value();
        // What assembling finds out and resolves does not depend on the seed: once for each strategy is enough.
        std::vector<RunConfig> resolved;
        std::vector<history::NewRun> ofStrategy;
        for (const std::string& strategy : experiment.strategies) {
            const Parts parts = assemble(configOf(experiment, strategy, experiment.seeds.front()), catalogue).value();
            resolved.push_back(parts.config);
            ofStrategy.push_back(newRunOf(parts));
        }
        std::vector<history::NewRun> runs;
        for (const std::uint64_t seed : experiment.seeds) {
            for (std::size_t i = 0; i < ofStrategy.size(); ++i) {
                history::NewRun run = ofStrategy[i];
                resolved[i].seed = seed;
                run.seed = seed;
                run.config = toJson(resolved[i]);
                runs.push_back(std::move(run));
            }
        }
        return runs;
    } catch (const Error& error) {
        return error;
    }
}

Result<std::vector<StrategyFit>> strategiesFor(const Experiment& experiment, const Catalogue& catalogue)
{
    const RunConfig& search = experiment.search;
    // By a strategy that nothing is wrong with: whether the search's own fits is what is asked here.
    const auto& entries = catalogue.strategies.entries();
    RunConfig plain = search;
    plain.strategySettings = Json::object();
    std::optional<Error> first;
    for (const strategy::StrategyEntry& entry : entries) {
        plain.strategy = entry.id;
        const auto parts = assemble(plain, catalogue);
        if (!parts) {
            if (!first)
                first = parts.error();
            continue;
        }
        std::vector<StrategyFit> fits;
        for (const strategy::StrategyEntry& asked : entries) {
            const auto made =
                strategy::makeStrategy(catalogue.strategies, asked.id, settingsOf(experiment, asked.id),
                                       parts->candidates, search.seed, static_cast<int>(search.objectives.size()));
            fits.push_back({asked.id, made ? std::string() : made.error().problem()});
        }
        return fits;
    }
    return first ? *first : Error(ErrorCode::Config, "expected a strategy, found none", kWhere);
}

std::string seedsToText(const std::vector<std::uint64_t>& seeds)
{
    std::string text;
    for (std::size_t i = 0, last = 0; i < seeds.size(); i = last + 1) {
        last = i;
        while (last + 1 < seeds.size() && seeds[last + 1] != 0 && seeds[last + 1] - 1 == seeds[last])
            ++last;
        text += fmt::format("{}{}", text.empty() ? "" : ",", seeds[i]);
        if (last > i)
            text += fmt::format("-{}", seeds[last]);
    }
    return text;
}

Result<std::vector<std::uint64_t>> seedsFromText(std::string_view text, std::size_t most)
{
    const auto fail = [](std::string problem) { return Error(ErrorCode::Config, problem, kSeeds); };
    std::vector<std::uint64_t> seeds;
    for (const std::string_view word : wordsOf(text)) {
        const std::size_t dash = word.find('-');
        const auto first = numberOf(word.substr(0, dash));
        const auto last = dash == std::string_view::npos ? first : numberOf(word.substr(dash + 1));
        if (!first || !last)
            return fail(fmt::format("expected a whole number or a range such as 1-5, found '{}'", word));
        if (*last < *first)
            return fail(fmt::format("expected a range that grows, found '{}'", word));
        if (*last - *first >= most - seeds.size())
            return fail(fmt::format("expected at most {} seeds, found more", most));
        for (std::uint64_t seed = *first; seed < *last; ++seed)
            seeds.push_back(seed);
        seeds.push_back(*last); // apart: the largest number has no successor
    }
    if (seeds.empty())
        return fail("expected at least one seed, found none");
    std::set<std::uint64_t> seen;
    for (const std::uint64_t seed : seeds) {
        if (!seen.insert(seed).second)
            return fail(fmt::format("expected different seeds, found {} twice", seed));
    }
    return seeds;
}

} // namespace cw::run

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/history/records.h"
#include "core/run/catalogue.h"
#include "core/run/run_config.h"

namespace cw::run {

inline constexpr std::size_t kMaxExperimentRuns = 1000; ///< only to catch slips
inline constexpr int kMaxRunsAtOnce = 64;
inline constexpr std::size_t kMaxExperimentName = 1000; ///< bytes

/// Runs started together to be compared: the same search by several strategies, each with several seeds.
struct Experiment {
    std::string name;
    RunConfig search;                    ///< what all have in common; its strategy keeps its settings
    std::vector<std::string> strategies; ///< ids
    /// Of strategies that have neither the search's settings nor their defaults.
    std::map<std::string, Json> settings = {};
    std::vector<std::uint64_t> seeds;
    int atOnce = 1;              ///< runs
    Json extra = Json::object(); ///< unknown keys of the file's "experiment", kept
};

/// What the strategy is given; empty: its defaults.
Json settingsOf(const Experiment& experiment, const std::string& strategy);

/// The search by one of the strategies.
RunConfig configOf(const Experiment& experiment, const std::string& strategy, std::uint64_t seed);

/// What needs no catalogue. Errors: Config (no strategy, no seed, one that is named twice, too many runs, too many at
/// once, a name that is too long)
Result<Done> checkExperiment(const Experiment& experiment, const std::string& where);

/// Whether the catalogue has all of them. Errors: NotFound or Config naming the one that it has not
Result<Done> checkStrategies(const Experiment& experiment, const Catalogue& catalogue);

/// Its runs as the history keeps them before they begin: the first seed of every strategy, then the second, so that
/// there is something to compare early. Errors: as checkExperiment() and assemble()
Result<std::vector<history::NewRun>> runsOf(const Experiment& experiment, const Catalogue& catalogue);

/// Whether a strategy could make the search.
struct StrategyFit {
    std::string id;
    std::string reason; ///< why it cannot; empty: it can
};
/// Of every strategy of the catalogue, in its order, with the settings that the experiment has for it; which ones it
/// compares does not matter. Errors: as assemble(), of what does not depend on the strategy
Result<std::vector<StrategyFit>> strategiesFor(const Experiment& experiment, const Catalogue& catalogue);

/// The shortest way to write them in their order: "1-3,7". The inverse of seedsFromText().
std::string seedsToText(const std::vector<std::uint64_t>& seeds);
/// Seeds as people write them: "1-5", "1, 7, 42", "3 1-2". Errors: Config in one sentence (nothing, a word that is no
/// seed, a range that falls, one that is given twice, more than `most`)
Result<std::vector<std::uint64_t>> seedsFromText(std::string_view text, std::size_t most);

} // namespace cw::run

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/history/records.h"
#include "core/run/catalogue.h"
#include "core/run/run_config.h"

namespace cw::run {

inline constexpr std::size_t kMaxExperimentRuns = 1000; ///< only to catch slips

/// Runs started together to be compared: the same search by several strategies, each with several seeds.
struct Experiment {
    std::string name;
    RunConfig search;                    ///< what all have in common; its strategy keeps its settings
    std::vector<std::string> strategies; ///< ids; those that are not the search's have their default settings
    std::vector<std::uint64_t> seeds;
};

/// The search by one of the strategies.
RunConfig configOf(const Experiment& experiment, const std::string& strategy, std::uint64_t seed);

/// Its runs as the history keeps them before they begin: the first seed of every strategy, then the second, so that
/// there is something to compare early. Errors: Config (no strategy, no seed, too many runs, one that is named twice),
/// and as assemble()
Result<std::vector<history::NewRun>> runsOf(const Experiment& experiment, const Catalogue& catalogue);

/// Whether a strategy could make the search.
struct StrategyFit {
    std::string id;
    std::string reason; ///< why it cannot; empty: it can
};
/// Of every strategy of the catalogue, in its order. Errors: as assemble(), of what does not depend on the strategy
Result<std::vector<StrategyFit>> strategiesFor(const RunConfig& search, const Catalogue& catalogue);

/// Seeds as people write them: "1-5", "1, 7, 42", "3 1-2". Errors: Config in one sentence (nothing, a word that is no
/// seed, a range that falls, one that is given twice, more than `most`)
Result<std::vector<std::uint64_t>> seedsFromText(std::string_view text, std::size_t most);

} // namespace cw::run

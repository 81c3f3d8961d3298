// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/estimate/objective.h"
#include "core/estimate/table.h"
#include "core/strategy/strategy.h"

namespace cw::run {

/// A strategy against a table, many times over, in memory: no history, no threads.
struct TabularRequest {
    std::shared_ptr<const estimate::Table> table;
    std::string strategy;
    Json settings = Json::object();
    std::vector<estimate::Objective> objectives;
    std::string report;                   ///< metric reported of the best by the first objective; empty: that objective
    std::vector<std::int64_t> checkpoints;///< evaluations at which the best so far is reported, ascending
    std::int64_t evaluations = 300;
    std::int64_t repeats = 1;
    std::uint64_t seed = 0;               ///< repeat r uses the stream (seed, r)
    std::int64_t lag = 1;
    std::string cost;                     ///< metric that each evaluation costs; empty: none
    double hours = 0;                     ///< budget in that cost, in hours; 0: none
};

struct TabularCheckpoint {
    std::int64_t evaluations = 0;
    double mean = 0;     ///< over repeats, of the report metric
    double sd = 0;       ///< sample standard deviation
    double bestMean = 0; ///< over repeats, of the first objective
};

struct TabularReport {
    std::vector<TabularCheckpoint> checkpoints;
    double cpuSeconds = 0;
};

/// Errors: Config (unknown strategy, setting or metric), Usage
Result<TabularReport> runTabular(const TabularRequest& request, const strategy::StrategyRegistry& strategies);

} // namespace cw::run

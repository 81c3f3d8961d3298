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

/// A strategy against a table, many times over, in memory and without a history.
struct TabularRequest {
    std::shared_ptr<const estimate::Table> table;
    std::shared_ptr<const space::CandidateSet>
        candidates; ///< of a space over the table's decisions; null: the table's own
    std::string strategy;
    Json settings = Json::object();
    std::vector<estimate::Objective> objectives;
    std::string report; ///< metric reported of the best by the first objective; empty: that objective
    std::vector<std::int64_t> checkpoints; ///< evaluations at which the best so far is reported; empty: at the end
    std::int64_t evaluations = 300;
    std::int64_t repeats = 1;
    std::uint64_t seed = 0; ///< repeat r uses the stream (seed, r)
    std::int64_t jobs = 1;  ///< threads that share the repeats; the report does not depend on it
    std::int64_t lag = 1;   ///< evaluation j is proposed from the results of 1 .. j-lag, told in that order
    /// Metric that each evaluation costs, in seconds; empty: none. Searching on `x@12` costs 12/200 of it: the
    /// published tables hold 200 epochs.
    std::string cost;
    double hours = 0; ///< a repeat ends with the last evaluation that this pays for; 0: no limit
};

struct TabularCheckpoint {
    std::int64_t evaluations = 0;
    double mean = 0;     ///< over repeats, of the report metric; NaN when a repeat has found nothing with a value
    double sd = 0;       ///< sample standard deviation; 0 for one repeat
    double bestMean = 0; ///< over repeats, of the first objective
    /// With several objectives: what the evaluated candidates dominate above the reference point; 0 with one.
    double hypervolume = 0; ///< mean over repeats
    double hypervolumeMedian = 0;
};

/// What one repeat has found at one checkpoint.
struct TabularFound {
    double report = 0;      ///< of the best by the first objective
    double best = 0;        ///< of the first objective, as in the table
    double hypervolume = 0; ///< NaN with one objective
};

struct TabularRepeat {
    std::uint64_t seed = 0; ///< of its strategy
    std::int64_t evaluations = 0;
    bool exhausted = false;          ///< it ended because the strategy had nothing left to propose
    std::vector<TabularFound> found; ///< at each checkpoint; after its end what it had found by then
};

struct TabularReport {
    std::vector<TabularCheckpoint> checkpoints;
    double evaluationsMean =
        0; ///< made per repeat: fewer than asked for when the hours ran out or the space was exhausted
    std::int64_t exhausted = 0; ///< repeats in which the space was exhausted
    std::vector<TabularRepeat> repeats;
    std::vector<double> reference; ///< with several objectives: the worst value of each in the table
    std::size_t trueFront = 0;     ///< with several objectives: candidates on the front of all
    double trueHypervolume = 0;    ///< with several objectives: of that front
    double cpuSeconds = 0;         ///< of all threads, without loading the table
};

/// A repeated candidate is looked up again and counts as an evaluation. Of equals the one found first stays the best.
/// Errors: Config (unknown strategy, setting or metric), Usage
Result<TabularReport> runTabular(const TabularRequest& request, const strategy::StrategyRegistry& strategies);
/// Several of them, each with the report that it has alone: the repeats of all are one list, which the threads of the
/// request that wants most share.
Result<std::vector<TabularReport>> runTabular(const std::vector<TabularRequest>& requests,
                                              const strategy::StrategyRegistry& strategies);

} // namespace cw::run
